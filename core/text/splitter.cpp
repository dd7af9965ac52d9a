// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/splitter.h"

#include <algorithm>
#include <cstddef>

#include "core/base/utf8.h"
#include "core/text/characters.h"
#include "core/text/long_sentences.h"

namespace timbre {

namespace {

/// Lines at least this long were wrapped by an editor rather than ended by the writer.
constexpr std::size_t kWrappedLineCharacters = 50;
/// No abbreviation is longer; bounds the look back.
constexpr std::size_t kLongestWord = 48;

bool isUpper(char32_t c) { return lowerCase(c) != c; }

/// Latin, Greek and Cyrillic small letters.
bool isLower(char32_t c) {
    return (c >= U'a' && c <= U'z') || (!isUpper(c) && ((c >= 0xDF && c <= 0x17F && c != 0xF7) || (c >= 0x3B1 && c <= 0x3C9) ||
                                                        (c >= 0x430 && c <= 0x45F)));
}

Characters decode(std::string_view script, std::size_t begin, std::size_t end) {
    Characters characters;
    characters.reserve(end - begin);
    for (std::size_t position = begin; position < end;) {
        const std::size_t at = position;
        const char32_t c = decodeUtf8(script, position);
        characters.push_back({c, at});
    }
    return characters;
}

/// One line of the script without its end and without blanks around it.
struct Line {
    std::size_t begin = 0;
    std::size_t end = 0;
    [[nodiscard]] bool blank() const noexcept { return begin == end; }
};

std::vector<Line> linesOf(std::string_view script) {
    std::vector<Line> lines;
    for (std::size_t position = 0; position <= script.size();) {
        const std::size_t end = std::min(script.find_first_of("\r\n", position), script.size());
        const std::string_view trimmed = trimSpace(script.substr(position, end - position));
        const std::size_t begin = trimmed.empty() ? position : static_cast<std::size_t>(trimmed.data() - script.data());
        lines.push_back({begin, begin + trimmed.size()});
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

/// Whether `next` goes on with what `line` left open, because an editor wrapped the text there.
bool continues(std::string_view line, std::string_view next) {
    if (beginsListItem(next)) {
        return false;
    }
    std::size_t position = 0;
    if (isLower(decodeUtf8(next, position))) {
        return true;
    }
    std::size_t length = 0;
    char32_t last = 0;
    for (position = 0; position < line.size();) {
        last = decodeUtf8(line, position);
        length += isWide(last) ? 2 : 1;
    }
    const bool leftOpen = last == U',' || last == 0xFF0C || last == 0x3001 || last == U';' || last == 0xFF1B ||
                          last == 0x2014;
    return leftOpen || length >= kWrappedLineCharacters;
}

/// Finds the sentence ends in the characters of some joined lines.
class SentenceFinder {
  public:
    SentenceFinder(const Characters& characters, EndsSentence endsSentence)
        : characters_(characters), endsSentence_(endsSentence) {}

    /// Index behind the sentence that begins at `begin`.
    std::size_t endFrom(std::size_t begin) {
        for (std::size_t i = begin; i < characters_.size();) {
            if (!isTerminal(at(i))) {
                ++i;
                continue;
            }
            const Stop stop = stopAt(i);
            if (ends(stop)) {
                return stop.behindClosers;
            }
            i = stop.behindRun;
        }
        return characters_.size();
    }

  private:
    /// A run of terminals with the quotes and brackets that close behind it.
    struct Stop {
        std::size_t begin = 0;
        std::size_t behindRun = 0;
        std::size_t behindClosers = 0;
        bool wide = false;
        bool mark = false;
        bool singlePeriod = false;
        [[nodiscard]] bool closed() const noexcept { return behindClosers > behindRun; }
    };

    [[nodiscard]] char32_t at(std::size_t i) const { return characters_[i].codePoint; }

    [[nodiscard]] Stop stopAt(std::size_t begin) const {
        Stop stop{.begin = begin};
        std::size_t i = begin;
        std::size_t periods = 0;
        bool ellipsis = false;
        while (i < characters_.size()) {
            if (isTerminal(at(i))) {
                periods += isPeriod(at(i)) ? 1 : 0;
                ellipsis = ellipsis || isEllipsis(at(i));
                stop.wide = stop.wide || isWideStop(at(i));
                stop.mark = stop.mark || isMark(at(i));
                ++i;
            } else if (isSpace(at(i)) && i + 1 < characters_.size() && isPeriod(at(i + 1)) && isPeriod(at(i - 1)) &&
                       isSpacedEllipsis(i)) {
                ++i;
            } else {
                break;
            }
        }
        stop.behindRun = i;
        while (i < characters_.size() && isCloser(at(i))) {
            ++i;
        }
        stop.behindClosers = i;
        stop.singlePeriod = periods == 1 && !ellipsis && !stop.wide && !stop.mark;
        return stop;
    }

    /// ". . ." rather than a full stop before ".5".
    [[nodiscard]] bool isSpacedEllipsis(std::size_t blank) const {
        return blank + 2 >= characters_.size() || !isSpeakable(at(blank + 2));
    }

    [[nodiscard]] bool ends(const Stop& stop) const {
        std::size_t next = stop.behindClosers;
        if (next >= characters_.size() || stop.wide) {
            return true;
        }
        if (!isSpace(at(next))) {
            return isWide(at(next)) && (stop.mark || stop.closed());
        }
        while (next < characters_.size() && (isSpace(at(next)) || isOpener(at(next)))) {
            ++next;
        }
        if (next >= characters_.size()) {
            return true;
        }
        const bool lower = isLower(at(next));
        if (stop.closed() && lower) {
            return false;  // "Is it?" he asked.
        }
        if (stop.mark) {
            return true;
        }
        if (!stop.singlePeriod) {
            return !lower;  // An ellipsis inside a sentence.
        }
        return endsSentence_(contextOf(stop, next));
    }

    [[nodiscard]] PeriodContext contextOf(const Stop& stop, std::size_t next) const {
        PeriodContext context;
        const std::size_t wordBegin = wordBeginBefore(stop.begin);
        context.word = textOf(wordBegin, stop.begin);
        std::size_t previousEnd = wordBegin;
        while (previousEnd > 0 && !isSpeakable(at(previousEnd - 1)) && wordBegin - previousEnd < kLongestWord) {
            --previousEnd;
        }
        context.previousWord = textOf(wordBeginBefore(previousEnd), previousEnd);
        context.atLineStart = context.previousWord.empty();
        context.nextIsLower = isLower(at(next));
        context.nextIsUpper = isUpper(at(next));
        context.nextIsDigit = isDigit(at(next));
        std::size_t nextEnd = next;
        while (nextEnd < characters_.size() && isSpeakable(at(nextEnd)) && nextEnd - next < kLongestWord) {
            ++nextEnd;
        }
        context.nextWord = textOf(next, nextEnd);
        return context;
    }

    [[nodiscard]] std::size_t wordBeginBefore(std::size_t end) const {
        std::size_t begin = end;
        while (begin > 0 && end - begin < kLongestWord && !isSpace(at(begin - 1)) && !isOpener(at(begin - 1))) {
            --begin;
        }
        return begin;
    }

    [[nodiscard]] std::string textOf(std::size_t begin, std::size_t end) const {
        std::string text;
        for (std::size_t i = begin; i < end; ++i) {
            appendUtf8(text, at(i));
        }
        return text;
    }

    const Characters& characters_;
    EndsSentence endsSentence_;
};

/// Text of [begin, end) with white space collapsed; line ends between CJK characters leave no blank.
TextSpan spanOf(const Characters& characters, CharacterRange range, std::size_t behindLast) {
    TextSpan span;
    span.beginByte = characters[range.begin].byte;
    span.endByte = range.end < characters.size() ? characters[range.end].byte : behindLast;
    bool blank = false;
    bool lineEnd = false;
    char32_t last = 0;
    for (std::size_t i = range.begin; i < range.end; ++i) {
        const char32_t c = characters[i].codePoint;
        if (c == 0x200B || c == 0xFEFF || c == 0xAD) {
            continue;  // Invisible: zero-width blank, byte order mark, soft hyphen.
        }
        if (isSpace(c) || isControl(c)) {
            blank = true;
            lineEnd = lineEnd || c == U'\n' || c == U'\r';
            continue;
        }
        if (blank && !span.text.empty() && !(lineEnd && isWide(last) && isWide(c))) {
            span.text.push_back(' ');
        }
        blank = lineEnd = false;
        appendUtf8(span.text, c);
        last = c;
    }
    return span;
}

CharacterRange withoutBlanks(const Characters& characters, CharacterRange range) {
    while (range.begin < range.end && isSpace(characters[range.begin].codePoint)) {
        ++range.begin;
    }
    while (range.end > range.begin && isSpace(characters[range.end - 1].codePoint)) {
        --range.end;
    }
    return range;
}

bool hasSpeech(const Characters& characters, CharacterRange range) {
    return std::any_of(characters.begin() + static_cast<std::ptrdiff_t>(range.begin),
                       characters.begin() + static_cast<std::ptrdiff_t>(range.end),
                       [](const Character& character) { return isSpeakable(character.codePoint); });
}

}  // namespace

std::vector<TextSpan> splitWith(EndsSentence endsSentence, std::string_view script, const SplitLimits& limits) {
    std::vector<TextSpan> spans;
    std::size_t paragraph = 0;
    std::size_t paragraphBegin = 0;  // Into spans.

    const auto splitLines = [&](std::size_t beginByte, std::size_t endByte) {
        const Characters characters = decode(script, beginByte, endByte);
        SentenceFinder finder(characters, endsSentence);
        for (std::size_t begin = 0; begin < characters.size();) {
            const std::size_t end = finder.endFrom(begin);
            const CharacterRange sentence = withoutBlanks(characters, {begin, end});
            begin = end;
            if (!hasSpeech(characters, sentence)) {
                continue;
            }
            for (const CharacterRange piece : cutLongSentence(characters, sentence, limits.maximumCharacters)) {
                const CharacterRange bare = withoutBlanks(characters, piece);
                if (!hasSpeech(characters, bare)) {
                    continue;
                }
                spans.push_back(spanOf(characters, bare, endByte));
                spans.back().paragraph = paragraph;
                spans.back().breakAfter = TextBreak::Clause;
            }
            spans.back().breakAfter = TextBreak::Sentence;
        }
    };
    const auto endParagraph = [&] {
        if (spans.size() > paragraphBegin) {
            spans.back().breakAfter = TextBreak::Paragraph;
            ++paragraph;
            paragraphBegin = spans.size();
        }
    };

    const std::vector<Line> lines = linesOf(script);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].blank()) {
            endParagraph();
            continue;
        }
        const std::size_t begin = lines[i].begin;
        const auto textAt = [&](std::size_t line) {
            return script.substr(lines[line].begin, lines[line].end - lines[line].begin);
        };
        while (i + 1 < lines.size() && !lines[i + 1].blank() && continues(textAt(i), textAt(i + 1))) {
            ++i;
        }
        splitLines(begin, lines[i].end);
    }
    endParagraph();
    return spans;
}

}  // namespace timbre
