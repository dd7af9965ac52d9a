// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/ja/source.h"

#include <algorithm>

namespace timbre::frontend::ja {

namespace {

constexpr std::size_t kContext = 16;  // how far a word may stand from the number that it tells about
constexpr std::size_t kMostValueDigits = 9;

char32_t plain(char32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E)
        return c - 0xFEE0;
    switch (c) {
        case 0x3000:
        case 0x00A0: return U' ';
        case 0x2212:
        case 0x2010:
        case 0x2011: return U'-';
        case 0x2013:
        case 0x301C: return U'~';
        case 0x2018:
        case 0x2019: return U'\'';
        case 0xFFE5: return 0x00A5;
        case 0xFFE1: return 0x00A3;
        case 0xFFE6: return 0x20A9;
        case 0x00B5: return 0x03BC;
        case 0x2044: return U'/';
        default: return c;
    }
}

bool endsSentence(char32_t c) { return c == U'。' || c == U'!' || c == U'?' || c == U'\n'; }

bool holds(std::u32string_view text, Source::Words words) {
    return std::ranges::any_of(words, [&](std::u32string_view word) { return text.find(word) != std::u32string_view::npos; });
}

}  // namespace

int Number::value() const noexcept {
    if (!isWhole() || whole.size() > kMostValueDigits)
        return -1;
    int value = 0;
    for (const char32_t c : whole)
        value = value * 10 + static_cast<int>(c - U'0');
    return value;
}

Source::Source(std::u32string_view text) : text_(text), digitsEnd_(text.size()), lettersEnd_(text.size()) {
    std::ranges::transform(text_, text_.begin(), plain);
    for (std::size_t i = text_.size(); i-- > 0;) {
        const auto next = static_cast<std::uint32_t>(i + 1);
        const bool more = i + 1 < text_.size();
        digitsEnd_[i] = !isAsciiDigit(text_[i]) ? static_cast<std::uint32_t>(i) : more ? std::max(next, digitsEnd_[i + 1]) : next;
        lettersEnd_[i] = !isLatinLetter(text_[i]) ? static_cast<std::uint32_t>(i)
                         : more                   ? std::max(next, lettersEnd_[i + 1])
                                                  : next;
    }
}

std::size_t Source::blanksEnd(std::size_t place) const noexcept {
    constexpr std::size_t kMostBlanks = 3;
    const std::size_t most = place + kMostBlanks;
    while (place < most && at(place) == U' ')
        ++place;
    return place;
}

std::optional<Number> Source::numberAt(std::size_t place) const {
    if (!digit(place))
        return std::nullopt;
    Number number{.begin = place, .end = digitsEnd(place)};
    number.whole = part(place, number.end);
    const std::size_t first = number.end - place;
    while (first <= 3 && at(number.end) == U',' && digitsEnd(number.end + 1) == number.end + 4) {
        number.whole += part(number.end + 1, number.end + 4);
        number.end += 4;
        number.grouped = true;
    }
    if (at(number.end) != U'.' || !digit(number.end + 1))
        return number;
    const std::size_t end = digitsEnd(number.end + 1);
    if (at(end) == U'.' && digit(end + 1))
        return number;
    number.fraction = part(number.end + 1, end);
    number.end = end;
    return number;
}

bool Source::wordBefore(std::size_t place, Words words) const noexcept {
    std::size_t begin = place;
    while (begin > 0 && place - begin < kContext && !endsSentence(text_[begin - 1]))
        --begin;
    return holds(part(begin, place), words);
}

bool Source::wordBehind(std::size_t place, Words words) const noexcept {
    std::size_t end = std::min(place, size());
    while (end < size() && end - place < kContext && !endsSentence(text_[end]))
        ++end;
    return holds(part(std::min(place, size()), end), words);
}

}  // namespace timbre::frontend::ja
