// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/wide_sentence_ends.h"

#include <algorithm>
#include <string_view>

#include "core/base/utf8.h"
#include "core/text/characters.h"
#include "core/text/quoted_speech.h"

namespace timbre {

namespace {

using Set = std::u32string_view;

/// Speech up to this long (a wide character counts three) is not cut at the marks inside it: about ten seconds.
constexpr std::size_t kWholeSpeech = 120;
/// An ellipsis before a blank ends a sentence of at least so many letters: "呃… 我不知道" is one.
constexpr std::size_t kShortestBeforeEllipsis = 6;
constexpr std::size_t kShortestKoreanBeforeEllipsis = 4;
constexpr std::size_t kLookForLetters = 24;
/// How far letters are looked for around a mark.
constexpr std::size_t kNear = 8;
constexpr std::size_t kDeepestQuotes = 4;
constexpr std::size_t kLongestAddress = 128;
constexpr std::size_t kLongestSource = 15;

constexpr Set kGoOn = U"，、；：,;:";
constexpr Set kTitleOpeners = U"《〈";
/// Korean endings that close a sentence.
constexpr Set kKoreanEnds = U"다요까죠";

bool isOneOf(Set set, char32_t c) { return set.find(c) != Set::npos; }

/// Written behind a mark as part of its sentence: ～ ♪ ♡ and emoji.
bool isDecoration(char32_t c) {
    return c == U'~' || c == 0x301C || c == 0xFF5E || (c >= 0x2600 && c <= 0x27BF) || c == 0xFE0F || c == 0x200D ||
           (c >= 0x1F000 && c <= 0x1FAFF);
}

bool isAddressSign(char32_t c) { return isAsciiLetter(c) || (c >= U'0' && c <= U'9') || isOneOf(U"=&%#/_-+", c); }

}  // namespace

WideSentenceEnds::WideSentenceEnds(const Characters& characters, EndsSentence latinPeriods, bool atSemicolons)
    : characters_(characters),
      atSemicolons_(atSemicolons),
      latin_(characters, latinPeriods),
      pairs_(characters),
      periods_(characters, pairs_, latin_),
      lengths_(characters.size() + 1) {
    for (std::size_t i = 0; i < characters.size(); ++i) {
        lengths_[i + 1] = lengths_[i] + (isWide(characters[i].codePoint) ? 3 : 1);
    }
}

std::size_t WideSentenceEnds::endFrom(std::size_t begin) const {
    for (std::size_t i = begin; i < characters_.size();) {
        if (endsAtSemicolon(i, begin)) {
            return i + 1;
        }
        if (!isTerminal(at(i))) {
            ++i;
            continue;
        }
        const WholeStop stop = wholeStopAt(i);
        if (ends(stop, begin)) {
            return stop.behind;
        }
        i = stop.behind;
    }
    return characters_.size();
}

std::size_t WideSentenceEnds::behindBlanks(std::size_t i) const {
    while (i < characters_.size() && isSpace(at(i))) {
        ++i;
    }
    return i;
}

/// The nearest letter or digit, or 0.
char32_t WideSentenceEnds::letterBefore(std::size_t i) const {
    for (std::size_t back = 1; back <= std::min(i, kNear); ++back) {
        if (isSpeakable(at(i - back))) {
            return at(i - back);
        }
    }
    return 0;
}

char32_t WideSentenceEnds::letterFrom(std::size_t i) const {
    const std::size_t begin = behindBlanks(i);
    for (std::size_t next = begin; next < std::min(begin + kNear, characters_.size()); ++next) {
        if (isSpeakable(at(next))) {
            return at(next);
        }
    }
    return 0;
}

WideSentenceEnds::WholeStop WideSentenceEnds::wholeStopAt(std::size_t begin) const {
    WholeStop stop;
    stop.begin = begin;
    for (std::size_t i = begin; i < characters_.size() && isTerminal(at(i)); i = stop.behind) {
        const Stop run = latin_.stopAt(i);
        stop.periods += run.periods;
        stop.wideStops += run.wideStops;
        stop.mark = stop.mark || run.mark;
        stop.ellipsis = stop.ellipsis || run.ellipsis;
        stop.behindRun = run.behindRun;
        stop.behindClosers = run.behindRun;
        while (stop.behindClosers < run.behindClosers && !pairs_.opens(stop.behindClosers)) {
            ++stop.behindClosers;  // A straight quote may open what comes next.
        }
        stop.behind = stop.behindClosers;
        while (isDecoration(at(stop.behind))) {
            ++stop.behind;
        }
        stop.behind = behindAside(characters_, stop.behind);
        stop.lastCloser = stop.closed() && stop.behind == stop.behindClosers ? stop.behind - 1 : QuotePairs::kNone;
    }
    return stop;
}

bool WideSentenceEnds::ends(const WholeStop& stop, std::size_t sentenceBegin) const {
    if (stop.behind >= characters_.size()) {
        return true;
    }
    if (inTitle(stop) || inAddress(stop) || (stop.singlePeriod() && periods_.inDottedDate(stop.begin))) {
        return false;
    }
    if (isLatin(stop)) {
        return latin_.ends(stop);
    }
    if (!stop.closed() && isEllipsisOnly(stop) && !endsAtEllipsis(stop, sentenceBegin)) {
        return false;
    }
    if (!stop.closed() && stop.singlePeriod() && !periods_.ends(stop)) {
        return false;
    }
    return !goesOn(stop, sentenceBegin) && !inShortSpeech(stop.behind, sentenceBegin);
}

bool WideSentenceEnds::endsAtSemicolon(std::size_t i, std::size_t sentenceBegin) const {
    if (!atSemicolons_ || (at(i) != U'；' && at(i) != U';') || i + 1 >= characters_.size()) {
        return false;
    }
    const bool wide = at(i) == U'；' || isWide(letterBefore(i)) || isWide(letterFrom(i + 1));
    return wide && !inShortSpeech(i, sentenceBegin);
}

/// …… or ... or 。。。 and nothing else.
bool WideSentenceEnds::isEllipsisOnly(const WholeStop& stop) const {
    if (stop.mark || stop.singlePeriod()) {
        return false;
    }
    if (stop.wideStops == 0) {
        return true;
    }
    const auto first = characters_.begin() + static_cast<std::ptrdiff_t>(stop.begin);
    const auto last = characters_.begin() + static_cast<std::ptrdiff_t>(stop.behindRun);
    return stop.wideStops > 1 && std::all_of(first, last, [](const Character& c) { return c.codePoint == U'。'; });
}

bool WideSentenceEnds::endsAtEllipsis(const WholeStop& stop, std::size_t sentenceBegin) const {
    const char32_t last = letterBefore(stop.begin);
    const bool korean = isHangul(last);
    const std::size_t enough = korean ? kShortestKoreanBeforeEllipsis : kShortestBeforeEllipsis;
    std::size_t letters = 0;
    for (std::size_t i = stop.begin; i > sentenceBegin && stop.begin - i < kLookForLetters; --i) {
        letters += isSpeakable(at(i - 1)) ? 1 : 0;
    }
    if (letters < enough) {
        return false;
    }
    if (!isSpace(at(stop.behind))) {
        return pairs_.opens(stop.behind);
    }
    return korean ? isOneOf(kKoreanEnds, last) : !isLower(at(behindBlanks(stop.behind)));
}

/// Nothing wide near the mark, and no quote around it that belongs to a sentence of wide characters.
bool WideSentenceEnds::isLatin(const WholeStop& stop) const {
    if (stop.wideStops > 0 || isWide(letterBefore(stop.begin)) || isWide(letterFrom(stop.behind))) {
        return false;
    }
    std::size_t opener = pairs_.around(stop.behind);
    for (std::size_t depth = 0; opener != QuotePairs::kNone && depth < kDeepestQuotes; ++depth) {
        const char32_t behind = at(pairs_.partnerOf(opener) + 1);
        if (isWide(letterBefore(opener)) || (isWide(behind) && isSpeakable(behind))) {
            return false;
        }
        opener = pairs_.around(opener);
    }
    return true;
}

/// 《谁动了我的奶酪？》
bool WideSentenceEnds::inTitle(const WholeStop& stop) const {
    if (stop.lastCloser != QuotePairs::kNone && pairs_.closes(stop.lastCloser) &&
        isOneOf(kTitleOpeners, at(pairs_.partnerOf(stop.lastCloser)))) {
        return true;
    }
    std::size_t opener = pairs_.around(stop.behind);
    for (std::size_t depth = 0; opener != QuotePairs::kNone && depth < kDeepestQuotes; ++depth) {
        if (isOneOf(kTitleOpeners, at(opener))) {
            return true;
        }
        opener = pairs_.around(opener);
    }
    return false;
}

/// https://example.com/路?a=b
bool WideSentenceEnds::inAddress(const WholeStop& stop) const {
    if (stop.wideStops > 0 || stop.closed() || !isAddressSign(at(stop.behindRun))) {
        return false;
    }
    for (std::size_t i = stop.begin; i >= 3 && stop.begin - i < kLongestAddress && !isSpace(at(i - 1)); --i) {
        const bool scheme = at(i - 1) == U'/' && at(i - 2) == U'/' && at(i - 3) == U':';
        const bool web = at(i - 1) == U'w' && at(i - 2) == U'w' && at(i - 3) == U'w';
        if (scheme || web) {
            return true;
        }
    }
    return false;
}

/// Inside a quote or bracket of which too little is left to be cut.
bool WideSentenceEnds::inShortSpeech(std::size_t i, std::size_t sentenceBegin) const {
    std::size_t opener = pairs_.around(i);
    for (std::size_t depth = 0; opener != QuotePairs::kNone && depth < kDeepestQuotes; ++depth) {
        const std::size_t begin = std::max(opener, sentenceBegin);
        if (lengths_[pairs_.partnerOf(opener) + 1] - lengths_[begin] <= kWholeSpeech) {
            return true;
        }
        opener = pairs_.around(opener);
    }
    return false;
}

bool WideSentenceEnds::goesOn(const WholeStop& stop, std::size_t sentenceBegin) const {
    if (isOneOf(kGoOn, at(stop.behind)) || isSource(stop.behind)) {
        return true;
    }
    if (stop.lastCloser != QuotePairs::kNone) {
        return goesOnBehindQuote(stop, sentenceBegin);
    }
    const char32_t last = at(stop.behindRun - 1);
    const bool fullStop = last == U'。' || last == U'｡' || isPeriod(last);
    return japaneseGoesOn(characters_, stop.behind, fullStop ? Behind::FullStop : Behind::Mark);
}

bool WideSentenceEnds::goesOnBehindQuote(const WholeStop& stop, std::size_t sentenceBegin) const {
    const std::size_t next = behindBlanks(stop.behind);
    if (next >= characters_.size()) {
        return false;
    }
    const bool blank = next > stop.behind;
    const std::size_t opener = pairs_.closes(stop.lastCloser) ? pairs_.partnerOf(stop.lastCloser) : QuotePairs::kNone;
    if (isLower(at(next)) || (opener != QuotePairs::kNone && isEmbedded(opener, sentenceBegin))) {
        return true;
    }
    if (isHangul(at(next))) {
        return !blank || koreanGoesOn(characters_, next);
    }
    if (japaneseGoesOn(characters_, next, Behind::Quote) || (!blank && chineseQuoteIsTied(characters_, next))) {
        return true;
    }
    // Where a speaker stood before the quote, the one behind it says what comes next.
    const bool introduced = opener != QuotePairs::kNone && opener > sentenceBegin && isOneOf(kGoOn, at(opener - 1));
    return !blank && !introduced && chineseSpeakerStandsAt(characters_, next);
}

/// 他喊了一声“冲啊！”就跑了: the quote is a part of the sentence that it stands in.
bool WideSentenceEnds::isEmbedded(std::size_t opener, std::size_t sentenceBegin) const {
    std::size_t before = opener;
    while (before > sentenceBegin && isSpace(at(before - 1))) {
        --before;
    }
    return before > sentenceBegin && isSpeakable(at(before - 1)) && !announcesSpeech(characters_, before);
}

/// “人固有一死。”——司马迁
bool WideSentenceEnds::isSource(std::size_t dash) const {
    std::size_t begin = dash;
    while (isDash(at(begin))) {
        ++begin;
    }
    if (begin == dash || characters_.size() - begin > kLongestSource || !isSpeakable(at(begin))) {
        return false;
    }
    return std::none_of(characters_.begin() + static_cast<std::ptrdiff_t>(begin), characters_.end(),
                        [](const Character& c) { return isTerminal(c.codePoint); });
}

}  // namespace timbre
