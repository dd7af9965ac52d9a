// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/sentence_ends.h"

#include "core/base/utf8.h"
#include "core/text/characters.h"

namespace timbre {

namespace {

/// No abbreviation is longer; bounds the look back.
constexpr std::size_t kLongestWord = 48;

}  // namespace

bool isUpper(char32_t c) { return lowerCase(c) != c; }

bool isLower(char32_t c) {
    return (c >= U'a' && c <= U'z') || (!isUpper(c) && ((c >= 0xDF && c <= 0x17F && c != 0xF7) || (c >= 0x3B1 && c <= 0x3C9) ||
                                                        (c >= 0x430 && c <= 0x45F)));
}

std::size_t SentenceEnds::endFrom(std::size_t begin) const {
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

Stop SentenceEnds::stopAt(std::size_t begin) const {
    Stop stop{.begin = begin};
    std::size_t i = begin;
    while (i < characters_.size()) {
        if (isTerminal(at(i))) {
            stop.periods += isPeriod(at(i)) ? 1 : 0;
            stop.wideStops += isWideStop(at(i)) ? 1 : 0;
            stop.ellipsis = stop.ellipsis || isEllipsis(at(i));
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
    return stop;
}

/// ". . ." rather than a full stop before ".5".
bool SentenceEnds::isSpacedEllipsis(std::size_t blank) const {
    return blank + 2 >= characters_.size() || !isSpeakable(at(blank + 2));
}

bool SentenceEnds::ends(const Stop& stop) const {
    std::size_t next = stop.behindClosers;
    if (next >= characters_.size() || stop.wideStops > 0) {
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
    if (!stop.singlePeriod()) {
        return !lower;  // An ellipsis inside a sentence.
    }
    return endsSentence_(contextOf(stop, next));
}

PeriodContext SentenceEnds::contextOf(const Stop& stop, std::size_t next) const {
    PeriodContext context;
    const std::size_t wordBegin = wordBeginBefore(stop.begin);
    context.word = textOf(wordBegin, stop.begin);
    std::size_t previousEnd = wordBegin;
    while (previousEnd > 0 && !isSpeakable(at(previousEnd - 1)) && wordBegin - previousEnd < kLongestWord) {
        --previousEnd;
    }
    context.previousWord = textOf(wordBeginBefore(previousEnd), previousEnd);
    context.atLineStart =
        context.previousWord.empty() && (previousEnd == 0 || !isSpeakable(at(previousEnd - 1)));
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

std::size_t SentenceEnds::wordBeginBefore(std::size_t end) const {
    std::size_t begin = end;
    while (begin > 0 && end - begin < kLongestWord && !isSpace(at(begin - 1)) && !isOpener(at(begin - 1)) &&
           !isWide(at(begin - 1))) {
        --begin;
    }
    return begin;
}

std::string SentenceEnds::textOf(std::size_t begin, std::size_t end) const {
    std::string text;
    for (std::size_t i = begin; i < end; ++i) {
        appendUtf8(text, at(i));
    }
    return text;
}

}  // namespace timbre
