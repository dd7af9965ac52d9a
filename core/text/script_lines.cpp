// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/script_lines.h"

#include <algorithm>
#include <cstddef>
#include <span>

#include "core/base/utf8.h"
#include "core/text/characters.h"
#include "core/text/sentence_ends.h"

namespace timbre {

namespace {

/// Lines at least this long were wrapped by an editor rather than ended by the writer.
constexpr std::size_t kWrappedLineColumns = 50;
/// The same where blanks are no help to the editor: it fills the column.
constexpr std::size_t kWrappedWideLineColumns = 40;
/// In narrower columns, down to this, several lines of one length show that they were wrapped.
constexpr std::size_t kNarrowestColumns = 24;
constexpr std::size_t kRaggedColumns = 3;
constexpr std::ptrdiff_t kLinesOfOneLength = 3;

constexpr std::u32string_view kListSigns = U"・●○■□◆◇▪▶►※★☆◦‧";
constexpr std::u32string_view kHanNumbers = U"一二三四五六七八九十百〇零";
/// Cannot begin a line: what stands before belongs to it.
constexpr std::u32string_view kNoLineBegin = U"。，、！？；：）」』”’】》〉〕］｝．,.!?;:)]}";

bool isOneOf(std::u32string_view set, char32_t c) { return set.find(c) != std::u32string_view::npos; }

/// One line of the script without its end and without blanks around it.
struct Line {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool indented = false;  ///< By an ideographic blank.
    [[nodiscard]] bool blank() const noexcept { return begin == end; }
};

/// What a line looks like at its ends, and its length. Not kept: a script may have millions of lines.
struct LineShape {
    std::string_view text;
    std::size_t columns = 0;
    bool indented = false;
    char32_t first = 0;
    char32_t last = 0;
    char32_t beforeLast = 0;
    char32_t firstLetter = 0;
    char32_t lastLetter = 0;
};

LineShape shapeOf(std::string_view script, const Line& line) {
    LineShape shape{.text = script.substr(line.begin, line.end - line.begin), .indented = line.indented};
    for (std::size_t position = 0; position < shape.text.size();) {
        shape.beforeLast = shape.last;
        shape.last = decodeUtf8(shape.text, position);
        shape.first = shape.first == 0 ? shape.last : shape.first;
        if (isSpeakable(shape.last)) {
            shape.lastLetter = shape.last;
            shape.firstLetter = shape.firstLetter == 0 ? shape.last : shape.firstLetter;
        }
        shape.columns += isWide(shape.last) ? 2 : 1;
    }
    return shape;
}

/// Several blank lines count as one.
std::vector<Line> linesOf(std::string_view script) {
    std::vector<Line> lines;
    for (std::size_t position = 0; position <= script.size();) {
        const std::size_t end = std::min(script.find_first_of("\r\n", position), script.size());
        const std::string_view trimmed = trimSpace(script.substr(position, end - position));
        const std::size_t begin = trimmed.empty() ? position : static_cast<std::size_t>(trimmed.data() - script.data());
        Line line{.begin = begin, .end = begin + trimmed.size()};
        line.indented = script.substr(position, begin - position).find("\u3000") != std::string_view::npos;
        if (!line.blank() || lines.empty() || !lines.back().blank()) {
            lines.push_back(line);
        }
        const bool twoBytes = script.substr(end).starts_with("\r\n");
        position = end + (twoBytes ? 2 : 1);
    }
    return lines;
}

bool beginsListItem(std::string_view line) {
    std::size_t position = 0;
    const char32_t first = decodeUtf8(line, position);
    const bool bullet = first == U'-' || first == U'*' || first == 0x2022 || first == 0x2013 || first == 0x2014;
    if (bullet) {
        return position < line.size() && line[position] == ' ';
    }
    while (position < line.size() && isDigit(static_cast<unsigned char>(line[position]))) {
        ++position;
    }
    const bool numbered = isDigit(first) && position < line.size() && (line[position] == '.' || line[position] == ')');
    return numbered && position + 1 < line.size() && line[position + 1] == ' ';
}

/// 一、 （三） 2． 3) ① ・
bool beginsWideListItem(std::string_view line) {
    std::size_t position = 0;
    char32_t c = decodeUtf8(line, position);
    if (isOneOf(kListSigns, c) || (c >= 0x2460 && c <= 0x2473)) {
        return true;
    }
    const bool bracket = c == U'（' || c == U'(';
    const auto next = [&] { return position < line.size() ? decodeUtf8(line, position) : char32_t{0}; };
    c = bracket ? next() : c;
    std::size_t digits = 0;
    while ((isDigit(c) || isOneOf(kHanNumbers, c)) && digits < 4) {
        ++digits;
        c = next();
    }
    const char32_t after = next();
    if (digits == 0 || digits == 4) {
        return false;
    }
    return bracket ? c == U'）' || c == U')' : isOneOf(U"、．)）", c) || (c == U'.' && !isDigit(after));
}

bool endsWithComma(char32_t last) {
    return last == U',' || last == 0xFF0C || last == 0x3001 || last == U';' || last == 0xFF1B || last == 0x2014;
}

/// Whether `next` goes on with what `line` left open, because an editor wrapped the text there.
bool continues(const LineShape& line, const LineShape& next) {
    if (beginsListItem(next.text)) {
        return false;
    }
    return isLower(next.first) || endsWithComma(line.last) || line.columns >= kWrappedLineColumns;
}

/// How long a line must be to have been wrapped.
struct Wrapping {
    std::size_t columns = 0;
    bool certain = false;  ///< Several lines are of that length.
};

bool wideContinues(const LineShape& line, const LineShape& next, const Wrapping& wrapping) {
    if (next.indented || beginsListItem(next.text) || beginsWideListItem(next.text)) {
        return false;
    }
    if (isOneOf(kNoLineBegin, next.first)) {
        return true;
    }
    if (isDash(next.first)) {
        return false;  // Somebody else speaks.
    }
    if (endsWithComma(line.last)) {
        return true;
    }
    if (line.last == U'：' || line.last == U':') {
        return isOpener(next.first) && !isDash(next.first);
    }
    if (isCloser(line.last)) {
        const bool corner = line.last == U'」' || line.last == U'』';
        if (corner && (next.first == U'と' || next.text.starts_with("って"))) {
            return true;
        }
        if (isTerminal(line.beforeLast) || isOpener(line.first)) {
            return false;  // A sentence, or a whole line of speech.
        }
    }
    const bool speechBegins = isOpener(next.first) && !wrapping.certain;
    return !isTerminal(line.last) && !speechBegins && line.columns >= wrapping.columns;
}

/// How the lines [begin, end) were wrapped, none of which is blank.
Wrapping wrappingOf(std::string_view script, std::span<const Line> lines) {
    std::vector<std::size_t> columns(lines.size());
    std::ranges::transform(lines, columns.begin(), [&](const Line& line) { return shapeOf(script, line).columns; });
    const std::size_t longest = std::ranges::max(columns);
    const auto full = std::ranges::count_if(columns, [&](std::size_t c) { return c + kRaggedColumns >= longest; });
    const bool certain = full >= kLinesOfOneLength && longest >= kNarrowestColumns;
    return {.columns = std::min(certain ? longest - kRaggedColumns : kWrappedWideLineColumns, kWrappedWideLineColumns),
            .certain = certain};
}

/// Where the lines that are not blank end which begin at `begin`.
std::size_t blockEnd(const std::vector<Line>& lines, std::size_t begin) {
    while (begin < lines.size() && !lines[begin].blank()) {
        ++begin;
    }
    return begin;
}

}  // namespace

std::vector<LineGroup> lineGroups(std::string_view script, LineRules rules) {
    std::vector<LineGroup> groups;
    const std::vector<Line> lines = linesOf(script);
    for (std::size_t i = 0; i < lines.size();) {
        if (lines[i].blank()) {
            ++i;
            continue;
        }
        const std::size_t end = blockEnd(lines, i);
        const bool wideRules = rules == LineRules::Wide;
        const Wrapping wrapping = wideRules ? wrappingOf(script, std::span(lines).subspan(i, end - i)) : Wrapping{};
        const auto joined = [&](const LineShape& line, const LineShape& next) {
            const bool wide = wideRules && (isWide(line.lastLetter) || isWide(next.firstLetter));
            return wide ? wideContinues(line, next, wrapping) : continues(line, next);
        };
        bool beginsParagraph = true;
        for (LineShape line = shapeOf(script, lines[i]); i < end; ++i) {
            LineGroup group{.begin = lines[i].begin,
                            .end = lines[i].end,
                            .beginsParagraph = beginsParagraph || (wideRules && line.indented)};
            for (bool more = true; more && i + 1 < end;) {
                const LineShape next = shapeOf(script, lines[i + 1]);
                more = joined(line, next);
                line = next;
                if (more) {
                    group.end = lines[++i].end;
                }
            }
            groups.push_back(group);
            beginsParagraph = false;
        }
    }
    return groups;
}

}  // namespace timbre
