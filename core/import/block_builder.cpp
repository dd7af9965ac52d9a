// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/block_builder.h"

#include <algorithm>
#include <span>
#include <utility>

#include "core/base/utf8.h"
#include "core/text/characters.h"
#include "core/text/markup.h"

namespace timbre {

namespace {

/// Titles and chapters of one line.
std::string onOneLine(std::string text) {
    std::ranges::replace(text, '\n', ' ');
    return text;
}

char32_t lastCharacter(std::string_view text) {
    std::size_t at = text.size();
    while (at > 0 && (static_cast<unsigned char>(text[--at]) & 0xC0U) == 0x80U) {
    }
    return text.empty() ? 0 : decodeUtf8(text, at);
}

/// The level that parts a document: the highest that stands there more than once, or else the highest.
int chapterLevel(std::span<const Block> blocks) {
    std::map<int, std::size_t> counts;
    for (const Block& block : blocks) {
        counts[block.level] += block.kind == BlockKind::Heading ? 1 : 0;
    }
    std::erase_if(counts, [](const auto& level) { return level.second == 0; });
    const auto several = std::ranges::find_if(counts, [](const auto& level) { return level.second > 1; });
    if (several != counts.end()) {
        return several->first;
    }
    return counts.empty() ? 0 : counts.begin()->first;
}

}  // namespace

std::vector<Chapter> chaptersOf(std::span<const Block> blocks) {
    const int level = chapterLevel(blocks);
    std::vector<Chapter> chapters;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        if (blocks[i].kind == BlockKind::Heading && blocks[i].level == level) {
            chapters.push_back({onOneLine(blocks[i].text), i});
        }
    }
    return chapters;
}

std::string BlockBuilder::readable(std::string_view text) {
    if (!findInvalidUtf8(text)) {
        return tidyText(text);
    }
    std::string valid;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const char32_t c = decodeUtf8(text, at);
        if (at - begin == 1 && c == kReplacementCharacter) {
            skip(Skipped::LostCharacters);
        } else {
            valid += text.substr(begin, at - begin);
        }
    }
    return tidyText(valid);
}

void BlockBuilder::add(Block block) {
    block.text = readable(block.text);
    for (const std::string& note : block.notes) {
        addNote(note);
    }
    if (block.text.empty()) {
        return;
    }
    block.notes = std::exchange(notes_, {});
    blocks_.push_back(std::move(block));
}

void BlockBuilder::addNote(std::string_view note) {
    if (std::string tidy = readable(note); !tidy.empty()) {
        notes_.push_back(std::move(tidy));
    }
}

void BlockBuilder::addPause(int pauseMs) {
    if (!blocks_.empty()) {
        blocks_.back().pauseMs = std::min(blocks_.back().pauseMs.value_or(0) + pauseMs, kLongestPauseMs);
    }
}

void BlockBuilder::setPause(int pauseMs) {
    if (!blocks_.empty()) {
        blocks_.back().pauseMs = pauseMs;
    }
}

void BlockBuilder::skip(Skipped what, std::size_t count) {
    if (count > 0) {
        skipped_[what] += count;
    }
}

ImportedScript BlockBuilder::finish(DocumentKind kind, std::string title) {
    if (!blocks_.empty()) {
        blocks_.back().notes.insert(blocks_.back().notes.end(), notes_.begin(), notes_.end());
    }
    ImportedScript script{.kind = kind, .title = onOneLine(readable(title)), .blocks = std::exchange(blocks_, {})};
    script.chapters = chaptersOf(script.blocks);
    for (const auto& [what, count] : skipped_) {
        script.skipped.push_back({what, count});
    }
    return script;
}

std::string tidyText(std::string_view text) {
    std::string tidy;
    tidy.reserve(text.size());
    bool blank = false;
    bool lineEnd = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const char32_t c = decodeUtf8(text, at);
        if (isInvisible(c)) {
            continue;
        }
        if (isSpace(c) || isControl(c)) {
            lineEnd = lineEnd || c == U'\n' || c == 0x2028 || c == 0x2029;
            blank = blank || isSpace(c);
            continue;
        }
        if (!tidy.empty() && (blank || lineEnd)) {
            tidy += lineEnd ? '\n' : ' ';
        }
        blank = lineEnd = false;
        tidy += text.substr(begin, at - begin);
    }
    return tidy;
}

void FlowingText::settleBlank(char32_t next) {
    // Wrapped by an editor between two characters that have no blank between them.
    const bool joined = lineEnd_ && isWide(last_) && isWide(next) && !isHangul(last_) && !isHangul(next);
    if (blank_ && !joined && last_ != 0 && last_ != U'\n') {
        text_ += ' ';
    }
    blank_ = lineEnd_ = false;
}

void FlowingText::add(std::string_view words) {
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t begin = at;
        const char32_t c = decodeUtf8(words, at);
        if (c == U' ' || c == U'\t' || c == U'\n' || c == U'\r' || c == U'\f') {
            blank_ = true;
            lineEnd_ = lineEnd_ || c == U'\n';
            continue;
        }
        settleBlank(c);
        text_ += words.substr(begin, at - begin);
        last_ = c;
    }
}

void FlowingText::addVerbatim(std::string_view words) {
    if (words.empty()) {
        return;
    }
    std::size_t first = 0;
    settleBlank(decodeUtf8(words, first));
    text_ += words;
    last_ = lastCharacter(words);
}

void FlowingText::breakLine() {
    blank_ = lineEnd_ = false;
    text_ += '\n';
    last_ = U'\n';
}

std::string FlowingText::take() {
    last_ = 0;
    blank_ = lineEnd_ = false;
    return std::exchange(text_, {});
}

std::string joinCells(const std::vector<std::string>& cells) {
    std::string row;
    for (const std::string& cell : cells) {
        const std::string text = tidyText(cell);
        if (text.empty()) {
            continue;
        }
        if (!row.empty()) {
            const char32_t last = lastCharacter(row);
            row += !isSpeakable(last) && !isCloser(last) ? " " : isWide(last) && !isHangul(last) ? "、" : ", ";
        }
        row += text;
    }
    return row;
}

}  // namespace timbre
