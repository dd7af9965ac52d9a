// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/subtitles.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string_view>

#include "core/base/files.h"
#include "core/base/utf8.h"

namespace timbre {

namespace {

/// A word of a sentence, or one CJK character, which may stand at the end of a line too.
struct Token {
    std::string text;
    std::size_t width = 0;       ///< In columns; CJK takes two.
    bool blankBefore = false;
    std::size_t firstColumn = 0;  ///< Of the whole sentence; what times are measured by.
};

bool isWideCharacter(char32_t c) { return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7FF) || (c >= 0xF900 && c <= 0xFFEF); }

/// A closing mark may not begin a line, so it stays with what stands before it.
bool staysBehind(char32_t c) {
    return c == 0x3001 || c == 0x3002 || c == 0xFF0C || c == 0xFF01 || c == 0xFF1F || c == 0xFF1A || c == 0xFF1B || c == 0x300D ||
           c == 0x300F || c == 0x300B || c == 0xFF09 || c == 0x201D || c == 0x2019;
}

std::vector<Token> tokensOf(std::string_view text) {
    std::vector<Token> tokens;
    bool blank = false;
    bool open = false;  // The last token goes on.
    std::size_t column = 0;
    for (std::size_t position = 0; position < text.size();) {
        const char32_t c = decodeUtf8(text, position);
        if (isSpace(c) || isControl(c)) {
            blank = true;
            open = false;
            continue;
        }
        const bool wide = isWideCharacter(c);
        const bool attaches = !tokens.empty() && !blank && (staysBehind(c) || (open && !wide));
        if (!attaches) {
            column += blank && !tokens.empty() ? 1 : 0;
            tokens.push_back({.text = {}, .width = 0, .blankBefore = blank && !tokens.empty(), .firstColumn = column});
        }
        appendUtf8(tokens.back().text, c);
        tokens.back().width += wide ? 2 : 1;
        column += wide ? 2 : 1;
        blank = false;
        open = !wide;
    }
    return tokens;
}

bool endsClause(const Token& token) {
    static constexpr std::u32string_view kMarks = U",;:.!?\u2014\u2026\u3001\u3002\uFF0C\uFF01\uFF1A\uFF1B\uFF1F";
    char32_t last = 0;
    for (std::size_t position = 0; position < token.text.size();) {
        last = decodeUtf8(token.text, position);
    }
    return kMarks.find(last) != std::u32string_view::npos;
}

std::size_t columnsOf(std::span<const Token> tokens) {
    std::size_t columns = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        columns += tokens[i].width + (i > 0 && tokens[i].blankBefore ? 1 : 0);
    }
    return columns;
}

std::string textOf(std::span<const Token> tokens) {
    std::string text;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        text += (i > 0 && tokens[i].blankBefore ? " " : "") + tokens[i].text;
    }
    return text;
}

/// Where to part `tokens` in about equal halves (or n-ths), best behind a comma. In 1..size()-1.
std::size_t bestParting(std::span<const Token> tokens, double evenColumns) {
    std::size_t best = 1;
    double bestCost = 0.0;
    for (std::size_t i = 1; i < tokens.size(); ++i) {
        const double columns = static_cast<double>(columnsOf(tokens.first(i)));
        const double cost = std::abs(columns / evenColumns - 1.0) + (endsClause(tokens[i - 1]) ? 0.0 : 0.25);
        if (i == 1 || cost < bestCost) {
            best = i;
            bestCost = cost;
        }
        if (columns > 2.0 * evenColumns) {
            break;
        }
    }
    return best;
}

/// Lines of about equal length.
std::string inLines(std::span<const Token> tokens, const CueLimits& limits) {
    std::string text;
    std::size_t lines = std::min(limits.lines, columnsOf(tokens) / (limits.charactersPerLine + 1) + 1);
    while (lines > 1 && tokens.size() > 1) {
        const std::size_t parting = bestParting(tokens, static_cast<double>(columnsOf(tokens)) / static_cast<double>(lines));
        text += textOf(tokens.first(parting)) + "\n";
        tokens = tokens.subspan(parting);
        --lines;
    }
    return text + textOf(tokens);
}

/// When the column is spoken: in proportion to the text, moved to the nearest word start where those are known.
double timeOfColumn(const CueSource& source, std::size_t column, std::size_t columns) {
    const double share = static_cast<double>(column) / static_cast<double>(columns);
    const double even = source.startSeconds + share * (source.endSeconds - source.startSeconds);
    double best = even;
    double nearest = -1.0;
    for (const double start : source.wordStartSeconds) {
        if (start > source.startSeconds && start < source.endSeconds && (nearest < 0.0 || std::abs(start - even) < nearest)) {
            nearest = std::abs(start - even);
            best = start;
        }
    }
    return best;
}

void appendCues(std::vector<Cue>& cues, const CueSource& source, const CueLimits& limits) {
    const std::vector<Token> all = tokensOf(source.text);
    if (all.empty()) {
        return;
    }
    const std::size_t columns = columnsOf(all);
    const std::size_t room = limits.charactersPerLine * limits.lines;
    std::span<const Token> rest = all;
    double start = source.startSeconds;
    while (columnsOf(rest) > room && rest.size() > 1) {
        const std::size_t restColumns = columnsOf(rest);
        const std::size_t parts = (restColumns + room - 1) / room;
        const std::size_t parting = bestParting(rest, static_cast<double>(restColumns) / static_cast<double>(parts));
        const double end = std::max(start, timeOfColumn(source, rest[parting].firstColumn, columns));
        cues.push_back({start, end, inLines(rest.first(parting), limits)});
        rest = rest.subspan(parting);
        start = end;
    }
    cues.push_back({start, source.endSeconds, inLines(rest, limits)});
}

std::string clock(double seconds, char separator) {
    const auto ms = static_cast<std::int64_t>(std::llround(std::max(0.0, seconds) * 1000.0));
    return fmt::format("{:02}:{:02}:{:02}{}{:03}", ms / 3'600'000, ms / 60'000 % 60, ms / 1000 % 60, separator, ms % 1000);
}

std::string escaped(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        switch (c) {
            case '&': safe += "&amp;"; break;
            case '<': safe += "&lt;"; break;
            case '>': safe += "&gt;"; break;
            default: safe += c;
        }
    }
    return safe;
}

bool hasExtension(const std::filesystem::path& target, std::string_view extension) {
    return foldCase(displayPath(target.extension())) == extension;
}

}  // namespace

std::vector<Cue> makeCues(std::span<const CueSource> sentences, const CueLimits& limits) {
    std::vector<Cue> cues;
    for (const CueSource& sentence : sentences) {
        appendCues(cues, sentence, limits);
    }
    for (std::size_t i = 1; i < cues.size(); ++i) {
        cues[i - 1].endSeconds = std::min(cues[i - 1].endSeconds, cues[i].startSeconds);
    }
    return cues;
}

std::string formatSrt(std::span<const Cue> cues) {
    std::string text;
    for (std::size_t i = 0; i < cues.size(); ++i) {
        text += fmt::format("{}\n{} --> {}\n{}\n\n", i + 1, clock(cues[i].startSeconds, ','), clock(cues[i].endSeconds, ','),
                            cues[i].text);
    }
    return text;
}

std::string formatVtt(std::span<const Cue> cues) {
    std::string text = "WEBVTT\n\n";
    for (const Cue& cue : cues) {
        text += fmt::format("{} --> {}\n{}\n\n", clock(cue.startSeconds, '.'), clock(cue.endSeconds, '.'), escaped(cue.text));
    }
    return text;
}

Result<void> checkSubtitleName(const std::filesystem::path& target) {
    if (hasExtension(target, ".srt") || hasExtension(target, ".vtt")) {
        return {};
    }
    return fail(ErrorCode::Unsupported, fmt::format("{} is no kind of subtitles that can be written", displayPath(target)),
                "Let the name end in .srt or .vtt.");
}

Result<void> writeSubtitles(const std::filesystem::path& target, std::span<const Cue> cues) {
    if (auto known = checkSubtitleName(target); !known) {
        return known;
    }
    return writeFileAtomically(target, hasExtension(target, ".srt") ? formatSrt(cues) : formatVtt(cues));
}

}  // namespace timbre
