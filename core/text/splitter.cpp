// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/splitter.h"

#include <algorithm>
#include <cstddef>

#include "core/base/utf8.h"
#include "core/text/characters.h"
#include "core/text/long_sentences.h"
#include "core/text/script_lines.h"
#include "core/text/sentence_ends.h"
#include "core/text/wide_sentence_ends.h"

namespace timbre {

namespace {

bool isLineEnd(char32_t c) { return c == U'\n' || c == U'\r'; }

/// Written without blanks between words, so that a line end inside a sentence is none.
bool leavesNoBlank(char32_t c) { return isWide(c) && !isHangul(c); }

/// Marks that stand beside wide characters as those do, though Latin texts have them too.
bool isSharedMark(char32_t c) {
    return isDash(c) || isEllipsis(c) || (c >= 0x2018 && c <= 0x201D) || isOpener(c) || isCloser(c) || isTerminal(c);
}

/// Whether a line end between these is the editor's alone.
bool joinsWithoutBlank(char32_t before, char32_t after) {
    return (leavesNoBlank(before) && (leavesNoBlank(after) || isSharedMark(after))) ||
           (isSharedMark(before) && leavesNoBlank(after)) || (isHangul(before) && isTerminal(after));
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

/// Without line ends, and blanks beside them, where the text has no blank; without what nobody sees, and hidden markup.
Characters unwrapped(const Characters& characters) {
    Characters kept;
    kept.reserve(characters.size());
    for (std::size_t i = 0; i < characters.size();) {
        if (isInvisible(characters[i].codePoint) || characters[i].codePoint == kHiddenSign) {
            ++i;
            continue;
        }
        std::size_t end = i;
        bool lineEnd = false;
        while (end < characters.size() && isSpace(characters[end].codePoint)) {
            lineEnd = lineEnd || isLineEnd(characters[end].codePoint);
            ++end;
        }
        const bool dropped = lineEnd && !kept.empty() && end < characters.size() &&
                             joinsWithoutBlank(kept.back().codePoint, characters[end].codePoint);
        end = std::max(end, i + 1);
        if (!dropped) {
            kept.insert(kept.end(), characters.begin() + static_cast<std::ptrdiff_t>(i),
                        characters.begin() + static_cast<std::ptrdiff_t>(end));
        }
        i = end;
    }
    return kept;
}

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
        if (isInvisible(c)) {
            continue;
        }
        if (isSpace(c) || isControl(c)) {
            blank = true;
            lineEnd = lineEnd || isLineEnd(c);
            continue;
        }
        if (blank && !span.text.empty() && !(lineEnd && leavesNoBlank(last) && leavesNoBlank(c))) {
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

/// Collects the spans of a script, group of lines by group of lines.
class SpanList {
  public:
    explicit SpanList(const SplitLimits& limits) : limits_(limits) {}

    /// @param ends  has endFrom(begin) over `characters`.
    template <typename Ends>
    void add(const Characters& characters, const Ends& ends, std::size_t endByte) {
        for (std::size_t begin = 0; begin < characters.size();) {
            const std::size_t end = ends.endFrom(begin);
            addSentence(characters, withoutBlanks(characters, {begin, end}), endByte);
            begin = end;
        }
    }

    void endParagraph() {
        if (spans_.size() > paragraphBegin_) {
            spans_.back().breakAfter = TextBreak::Paragraph;
            ++paragraph_;
            paragraphBegin_ = spans_.size();
        }
    }

    std::vector<TextSpan> take() {
        endParagraph();
        return std::move(spans_);
    }

  private:
    void addSentence(const Characters& characters, CharacterRange sentence, std::size_t endByte) {
        if (!hasSpeech(characters, sentence)) {
            return;
        }
        for (const CharacterRange piece : cutLongSentence(characters, sentence, limits_.maximumCharacters)) {
            const CharacterRange bare = withoutBlanks(characters, piece);
            if (!hasSpeech(characters, bare)) {
                continue;
            }
            spans_.push_back(spanOf(characters, bare, endByte));
            spans_.back().paragraph = paragraph_;
            spans_.back().breakAfter = TextBreak::Clause;
        }
        const char32_t last = characters[sentence.end - 1].codePoint;
        const bool goesOn = limits_.atSemicolons && (last == U';' || last == 0xFF1B);
        spans_.back().breakAfter = goesOn ? TextBreak::Clause : TextBreak::Sentence;
    }

    SplitLimits limits_;
    std::vector<TextSpan> spans_;
    std::size_t paragraph_ = 0;
    std::size_t paragraphBegin_ = 0;  ///< Into spans_.
};

}  // namespace

std::vector<TextSpan> splitWith(EndsSentence endsSentence, std::string_view script, const SplitLimits& limits) {
    SpanList spans(limits);
    for (const LineGroup& group : lineGroups(script, LineRules::Latin)) {
        if (group.beginsParagraph) {
            spans.endParagraph();
        }
        const Characters characters = decode(script, group.begin, group.end);
        spans.add(characters, SentenceEnds(characters, endsSentence), group.end);
    }
    return spans.take();
}

std::vector<TextSpan> splitWide(EndsSentence latinPeriods, std::string_view script, const SplitLimits& limits) {
    SpanList spans(limits);
    for (const LineGroup& group : lineGroups(script, LineRules::Wide)) {
        if (group.beginsParagraph) {
            spans.endParagraph();
        }
        const Characters characters = unwrapped(decode(script, group.begin, group.end));
        spans.add(characters, WideSentenceEnds(characters, latinPeriods, limits.atSemicolons), group.end);
    }
    return spans.take();
}

}  // namespace timbre
