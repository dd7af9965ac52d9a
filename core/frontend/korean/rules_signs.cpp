// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <iterator>
#include <utility>

#include "core/frontend/korean/counters.h"
#include "core/frontend/korean/jamo.h"
#include "core/frontend/korean/number_words.h"
#include "core/frontend/korean/rules.h"

namespace timbre::frontend::korean {

namespace {

using Text = std::u32string_view;
using Pair = std::pair<Text, Text>;

constexpr std::pair<char32_t, Text> kCurrencies[] = {{0x20A9, U"원"}, {U'$', U"달러"},  {0x20AC, U"유로"},
                                                     {0xA3, U"파운드"}, {0xA5, U"엔"}};

constexpr Pair kNames[] = {{U"MP3", U"엠피쓰리"}, {U"MP4", U"엠피포"}, {U"mp3", U"엠피쓰리"}, {U"B2B", U"비투비"},  {U"B2C", U"비투시"},
                           {U"P2P", U"피투피"},   {U"2D", U"투디"},    {U"3D", U"쓰리디"},    {U"4D", U"포디"},     {U"4K", U"포케이"},
                           {U"8K", U"에이트케이"}, {U"3G", U"쓰리지"}, {U"R&D", U"알앤디"},   {U"Q&A", U"큐앤에이"}, {U"A/S", U"에이에스"},
                           {U"5G", U"파이브지"},  {U"A3", U"에이쓰리"}, {U"A4", U"에이포"},  {U"1st", U"퍼스트"}, {U"2nd", U"세컨드"},
                           {U"3rd", U"서드"}};

constexpr std::pair<char32_t, Text> kFractions[] = {{0xBD, U"이분의 일"},   {0xBC, U"사분의 일"},   {0xBE, U"사분의 삼"},
                                                    {0x2153, U"삼분의 일"}, {0x2154, U"삼분의 이"}, {0x215B, U"팔분의 일"}};

constexpr std::pair<char32_t, Text> kSums[] = {{U'+', U"더하기"}, {0xD7, U"곱하기"}, {0xF7, U"나누기"}};

std::u32string spaced(const Source& text, std::size_t begin, std::size_t end, Text words) {
    const bool before = begin > 0 && text.at(begin - 1) != U' ';
    const bool behind = end < text.size() && text.at(end) != U' ';
    return (before ? U" " : U"") + std::u32string(words) + (behind ? U" " : U"");
}

char32_t beforeBlank(const Source& text, std::size_t place) { return text.at(place - (text.at(place - 1) == U' ' ? 2 : 1)); }

char32_t behindBlank(const Source& text, std::size_t place) { return text.at(place + (text.at(place + 1) == U' ' ? 2 : 1)); }

/// 은 or 는 behind a digit as it is said; zeros end in 십, 백, 천, 만 or 영.
Text topicBehind(char32_t digit) { return Text(U"2459").find(digit) != Text::npos ? U"는" : U"은"; }

Spoken readSum(const Source& text, std::size_t place) {
    const char32_t c = text.at(place);
    const char32_t before = beforeBlank(text, place);
    const char32_t behind = behindBlank(text, place);
    const bool digits = ja::isAsciiDigit(before) && ja::isAsciiDigit(behind);
    if (digits && c == U'=') {
        return Rewrite{.begin = place, .end = place + 1, .spoken = std::u32string(topicBehind(before)) + (text.at(place + 1) == U' ' ? U"" : U" ")};
    }
    if (digits && c == U'-' && text.at(place - 1) == U' ' && text.at(place + 1) == U' ')
        return Rewrite{.begin = place, .end = place + 1, .spoken = U"빼기"};
    const auto* const sum = std::ranges::find(kSums, c, &std::pair<char32_t, Text>::first);
    if (sum == std::end(kSums))
        return std::nullopt;
    if (digits)
        return Rewrite{.begin = place, .end = place + 1, .spoken = spaced(text, place, place + 1, sum->second)};
    return std::nullopt;
}

std::size_t syllablesBefore(const Source& text, std::size_t place) {
    std::size_t count = 0;
    while (count < 2 && isSyllable(text.at(place - 1 - count)))
        ++count;
    return count;
}

/// 에서 between numbers and between names; at the end of a word only its sound goes on.
Spoken readTilde(const Source& text, std::size_t place) {
    constexpr Text kDrawnOut = U"요네야아어와우지다죠까해오";
    const char32_t before = beforeBlank(text, place);
    const char32_t behind = behindBlank(text, place);
    const bool number = ja::isAsciiDigit(behind) && (isSyllable(before) || ja::isAlphanumeric(before) || before == U'%');
    const bool names = syllablesBefore(text, place) == 2 && isSyllable(text.at(place + 1)) && isSyllable(text.at(place + 2)) &&
                       kDrawnOut.find(text.at(place - 1)) == Text::npos;
    const bool untilWord = ja::isAsciiDigit(before) && isSyllable(behind);  // 9:00~오후 6:00
    if (!number && !names && !untilWord)
        return Rewrite{.begin = place, .end = place + 1};
    return Rewrite{.begin = place, .end = place + 1, .spoken = text.at(place + 1) == U' ' ? U"에서" : U"에서 "};
}

Spoken readHyphen(const Source& text, std::size_t place) {
    const char32_t before = text.at(place - 1);
    if (!text.digit(place + 1))
        return std::nullopt;
    if (isSyllable(before) || ja::isLatinLetter(before))  // 코로나-19
        return Rewrite{.begin = place, .end = place + 1, .spoken = U" "};
    if (ja::isAsciiDigit(before) || before == U'-')
        return std::nullopt;
    const auto number = text.numberAt(place + 1);
    if (const auto degrees = number ? counterBehind(text, *number) : std::nullopt;
        degrees && (degrees->before == U"섭씨 " || degrees->before == U"화씨 "))
        return Rewrite{.begin = place, .end = degrees->end, .spoken = U"영하 " + numberInWords(*number) + degrees->name};
    const bool below = text.ends(place, U"영하 ") || text.ends(place, U"마이너스 ");
    return Rewrite{.begin = place, .end = place + 1, .spoken = below ? U"" : U"마이너스 "};
}

/// A number in a circle, ① to ⑳, or a Roman one, Ⅰ to Ⅻ.
int numberOf(char32_t c) {
    if (c >= 0x2460 && c <= 0x2473)
        return static_cast<int>(c - 0x245F);
    return c >= 0x2160 && c <= 0x216B ? static_cast<int>(c - 0x215F) : 0;
}

std::u32string sinoOf(int value) {
    std::u32string digits;
    for (const char c : std::to_string(value))
        digits += static_cast<char32_t>(c);
    return sinoNumber(digits);
}

}  // namespace

Spoken readMoney(const Source& text, std::size_t place) {
    const auto* const currency = std::ranges::find(kCurrencies, text.at(place), &std::pair<char32_t, Text>::first);
    if (currency == std::end(kCurrencies))
        return std::nullopt;
    const std::size_t begin = place + (text.at(place + 1) == U' ' ? 1 : 0) + 1;
    const auto number = text.numberAt(begin);
    if (!number)
        return Rewrite{.begin = place, .end = place + 1, .spoken = spaced(text, place, place + 1, currency->second)};
    const std::size_t end = largeUnitsEnd(text, number->end);
    return Rewrite{.begin = place,
                   .end = end,
                   .spoken = blankBefore(text, place) + numberInWords(*number) + std::u32string(text.part(number->end, end)) +
                             U" " + std::u32string(currency->second)};
}

Spoken readName(const Source& text, std::size_t place) {
    if (text.alphanumericBefore(place))
        return std::nullopt;
    if ((text.starts(place, U"No.") || text.starts(place, U"no.")) && text.digit(text.blanksEnd(place + 3)))
        return Rewrite{.begin = place, .end = text.blanksEnd(place + 3), .spoken = U"넘버 "};
    for (const auto& [written, said] : kNames)
        if (text.starts(place, written) && !ja::isAlphanumeric(text.at(place + written.size())))
            return Rewrite{.begin = place, .end = place + written.size(), .spoken = std::u32string(said)};
    return std::nullopt;
}

Spoken readSign(const Source& text, std::size_t place) {
    const char32_t c = text.at(place);
    if (c == U'~')
        return readTilde(text, place);
    if (auto sum = readSum(text, place))
        return sum;
    if (c == U'-')
        return readHyphen(text, place);
    const auto* const part = std::ranges::find(kFractions, c, &std::pair<char32_t, Text>::first);
    if (part != std::end(kFractions))
        return Rewrite{.begin = place, .end = place + 1, .spoken = spaced(text, place, place + 1, part->second)};
    if (const int number = numberOf(c); number > 0)
        return Rewrite{.begin = place, .end = place + 1, .spoken = spaced(text, place, place + 1, sinoOf(number))};
    const bool letters = ja::isAlphanumeric(text.at(place - 1)) && ja::isLatinLetter(text.at(place + 1));
    Text words;
    if (letters && (c == U'@' || c == U'.' || c == U'&'))
        words = c == U'@' ? U"골뱅이" : c == U'.' ? U"점" : U"앤";
    else if (c == U'%')
        words = U"퍼센트";
    else if (c == U'+' && text.digit(place + 1))
        words = U"플러스";
    else if (c == U'&')
        words = U"앤드";
    else if (c == U'#' && text.digit(place + 1))
        words = U"넘버";
    if (words.empty())
        return std::nullopt;
    return Rewrite{.begin = place, .end = place + 1, .spoken = spaced(text, place, place + 1, words)};
}

Spoken readLoneLetters(const Source& text, std::size_t place) {
    constexpr std::size_t kMost = 40;
    std::size_t end = place;
    std::u32string spoken;
    for (; end < text.size() && end - place < kMost; ++end) {
        const char32_t syllable = syllableOfLetter(text.at(end));
        if (syllable == 0)
            break;
        spoken += syllable;
    }
    return end == place ? std::nullopt : Spoken(Rewrite{place, end, std::move(spoken), {}});
}

}  // namespace timbre::frontend::korean
