// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/script_lines.h"

#include <algorithm>

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
constexpr std::size_t kLinesOfOneLength = 3;

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
    std::size_t columns = 0;
    char32_t first = 0;
    char32_t last = 0;
    char32_t beforeLast = 0;
    [[nodiscard]] bool blank() const noexcept { return begin == end; }
};

void measure(std::string_view script, Line& line) {
    for (std::size_t position = line.begin; position < line.end;) {
        line.beforeLast = line.last;
        line.last = decodeUtf8(script, position);
        line.first = line.first == 0 ? line.last : line.first;
        line.columns += isWide(line.last) ? 2 : 1;
    }
}

std::vector<Line> linesOf(std::string_view script) {
    std::vector<Line> lines;
    for (std::size_t position = 0; position <= script.size();) {
        const std::size_t end = std::min(script.find_first_of("\r\n", position), script.size());
        const std::string_view trimmed = trimSpace(script.substr(position, end - position));
        const std::size_t begin = trimmed.empty() ? position : static_cast<std::size_t>(trimmed.data() - script.data());
        Line line{.begin = begin, .end = begin + trimmed.size()};
        line.indented = script.substr(position, begin - position).find("\u3000") != std::string_view::npos;
        measure(script, line);
        lines.push_back(line);
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
bool continues(const Line& line, const Line& next, std::string_view nextText) {
    if (beginsListItem(nextText)) {
        return false;
    }
    return isLower(next.first) || endsWithComma(line.last) || line.columns >= kWrappedLineColumns;
}

/// `columns`: how long a line must be to have been wrapped.
bool wideContinues(const Line& line, const Line& next, std::string_view nextText, std::size_t columns) {
    if (next.indented || beginsListItem(nextText) || beginsWideListItem(nextText)) {
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
        if (corner && (next.first == U'と' || nextText.starts_with("って"))) {
            return true;
        }
        if (isTerminal(line.beforeLast) || isOpener(line.first)) {
            return false;  // A sentence, or a whole line of speech.
        }
    }
    return !isTerminal(line.last) && line.columns >= columns;
}

/// Length of a wrapped line in the lines [begin, end), none of which is blank.
std::size_t wrappedColumns(const std::vector<Line>& lines, std::size_t begin, std::size_t end) {
    std::size_t longest = 0;
    for (std::size_t i = begin; i < end; ++i) {
        longest = std::max(longest, lines[i].columns);
    }
    std::size_t full = 0;
    for (std::size_t i = begin; i < end; ++i) {
        full += lines[i].columns + kRaggedColumns >= longest ? 1 : 0;
    }
    const bool oneLength = full >= kLinesOfOneLength && longest >= kNarrowestColumns;
    return std::min(oneLength ? longest - kRaggedColumns : kWrappedWideLineColumns, kWrappedWideLineColumns);
}

}  // namespace

std::vector<LineGroup> lineGroups(std::string_view script, LineRules rules) {
    std::vector<LineGroup> groups;
    const std::vector<Line> lines = linesOf(script);
    const auto textOf = [&](const Line& line) { return script.substr(line.begin, line.end - line.begin); };
    bool behindBlank = false;
    std::size_t blockEnd = 0;
    std::size_t columns = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].blank()) {
            behindBlank = true;
            continue;
        }
        if (i >= blockEnd) {
            for (blockEnd = i; blockEnd < lines.size() && !lines[blockEnd].blank();) {
                ++blockEnd;
            }
            columns = wrappedColumns(lines, i, blockEnd);
        }
        const bool indented = rules == LineRules::Wide && lines[i].indented;
        LineGroup group{.begin = lines[i].begin, .end = 0, .beginsParagraph = behindBlank || indented};
        behindBlank = false;
        while (i + 1 < blockEnd) {
            const Line& line = lines[i];
            const Line& next = lines[i + 1];
            const bool wide = rules == LineRules::Wide && (isWide(line.last) || isWide(next.first));
            if (wide ? !wideContinues(line, next, textOf(next), columns) : !continues(line, next, textOf(next))) {
                break;
            }
            ++i;
        }
        group.end = lines[i].end;
        groups.push_back(group);
    }
    return groups;
}

}  // namespace timbre
