// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/own_lines.h"

#include <algorithm>
#include <cstddef>

#include "core/base/utf8.h"
#include "core/text/text.h"

namespace timbre {

namespace {

constexpr std::size_t kMostCharacters = 200;
/// Less is over before it can be heard well.
constexpr std::size_t kFewCharacters = 12;

/// Wide characters say about a syllable each and count three, as for splitSentences().
std::size_t lengthOf(std::string_view text) {
    std::size_t length = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        decodeUtf8(text, at);
        length += at - begin >= 3 ? 3 : 1;
    }
    return length;
}

bool holdsSpace(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        if (isSpace(decodeUtf8(text, at))) {
            return true;
        }
    }
    return false;
}

/// What stood between the two decides: no mark tells by itself whether its script leaves blanks (“No.” He; “不。”他).
void addSentences(std::string_view source, const std::vector<TextSpan>& sentences, std::vector<std::string>& lines) {
    const TextSpan* before = nullptr;
    for (const TextSpan& sentence : sentences) {
        const bool brief = before != nullptr && (lengthOf(lines.back()) < kFewCharacters || lengthOf(sentence.text) < kFewCharacters);
        if (brief && lengthOf(lines.back()) + lengthOf(sentence.text) < kMostCharacters) {
            const std::size_t end = std::min(before->endByte, sentence.beginByte);
            const bool apart = holdsSpace(source.substr(end, sentence.beginByte - end));
            lines.back() += (apart ? " " : "") + sentence.text;
        } else {
            lines.push_back(sentence.text);
        }
        before = &sentence;
    }
}

}  // namespace

std::vector<std::string> ownLines(std::string_view text, std::string_view language) {
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string_view row = trimSpace(text.substr(begin, end - begin));
        begin = end + 1;
        if (row.empty()) {
            continue;
        }
        const auto sentences = splitSentences(row, language, {.maximumCharacters = kMostCharacters});
        if (sentences) {
            addSentences(row, *sentences, lines);
        } else {
            lines.emplace_back(row);
        }
    }
    return lines;
}

}  // namespace timbre
