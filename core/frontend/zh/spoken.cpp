// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/zh/spoken.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/frontend/zh/numbers.h"

namespace timbre::frontend::zh {

namespace {

constexpr std::size_t kMostOthers = 8;  // More than a menu can show.
constexpr std::size_t kMostCardinalDigits = 16;
constexpr std::u32string_view kDigits = U"零一二三四五六七八九";

/// Where 2 is 两 before 百 千 万 亿.
enum class Two { Never, First, Always };

struct CardinalStyle {
    Two two = Two::First;
    bool zeroAfterTens = false;  ///< 一千八百六十万零五千 for 18605000.
};

/// Four digits, not all zero. `leading`: nothing stands before them.
void appendGroup(std::u32string& out, std::u32string_view group, const CardinalStyle& style, bool leading) {
    constexpr std::u32string_view kPlaces = U"千百十";
    bool skipped = false;
    bool first = true;
    for (std::size_t i = 0; i < 4; ++i) {
        const char32_t digit = group[i];
        if (digit == U'0') {
            skipped = !first || !leading;
            continue;
        }
        if (skipped)
            out += kDigits[0];
        skipped = false;
        const bool liang =
            digit == U'2' && i < 2 && (style.two == Two::Always || (style.two == Two::First && leading && first));
        const bool bareTen = i == 2 && digit == U'1' && first && leading;
        if (liang)
            out += U'两';
        else if (!bareTen)
            out += kDigits[digit - U'0'];
        if (i < 3)
            out += kPlaces[i];
        first = false;
    }
}

/// Up to 16 digits without zeros before them.
std::u32string cardinalOf(std::u32string_view digits, const CardinalStyle& style) {
    std::u32string padded((4 - digits.size() % 4) % 4, U'0');
    padded += digits;
    const std::size_t groups = padded.size() / 4;
    std::u32string out;
    bool zero = false;      // A zero is owed before what comes next.
    bool highPart = false;  // Something of the part that 亿 closes was read.
    for (std::size_t i = 0; i < groups; ++i) {
        const auto group = std::u32string_view(padded).substr(4 * i, 4);
        const std::size_t left = groups - 1 - i;
        const bool empty = group == U"0000";
        if (!empty) {
            const bool leading = out.empty();
            if (zero && group[0] != U'0')
                out += kDigits[0];
            const bool single = group == U"0002" && left > 0;
            if (single && (style.two == Two::Always || (style.two == Two::First && leading)))
                out += leading ? U"两" : U"零两";
            else
                appendGroup(out, group, style, leading);
            if (left % 2 == 1)
                out += U'万';
            highPart = highPart || left >= 2;
        }
        zero = !out.empty() && (empty || (style.zeroAfterTens && group[3] == U'0'));
        if (left == 2 && highPart)
            out += U'亿';
    }
    return out;
}

}  // namespace

Spoken::Spoken(std::u32string_view said, std::initializer_list<std::u32string_view> otherwise) : text(said) {
    for (const auto other : otherwise)
        orSay(std::u32string(other));
}

void Spoken::orSay(std::u32string other) {
    if (others.size() < kMostOthers && other != text && std::ranges::find(others, other) == others.end())
        others.push_back(std::move(other));
}

Spoken& Spoken::operator+=(const Spoken& next) {
    const std::u32string front = text;
    text += next.text;
    for (auto& other : others)
        other += next.text;
    for (const auto& other : next.others)
        orSay(front + other);
    return *this;
}

Spoken operator+(Spoken first, const Spoken& second) {
    first += second;
    return first;
}

Spoken spokenDigits(std::u32string_view digits, One one) {
    Spoken spoken(spellDigits(digits, one == One::Yao));
    if (one == One::Yao)
        spoken.orSay(spellDigits(digits));
    return spoken;
}

Spoken spokenCardinal(std::u32string_view digits) {
    const std::size_t first = digits.find_first_not_of(U'0');
    if (digits.empty() || first == std::u32string_view::npos)
        return digits.empty() ? U"" : U"零";
    digits.remove_prefix(first);
    if (digits.size() > kMostCardinalDigits)
        return spokenDigits(digits);
    Spoken spoken(cardinalOf(digits, {}));
    spoken.orSay(cardinalOf(digits, {.two = Two::Never}));
    spoken.orSay(cardinalOf(digits, {.two = Two::Always}));
    spoken.orSay(cardinalOf(digits, {.zeroAfterTens = true}));
    return spoken;
}

std::optional<Number> numberAt(const ScannedText& text, std::size_t place) {
    constexpr std::size_t kMostGroups = 6;
    Number number{.begin = place, .end = text.digitsEnd(place)};
    if (number.end - place > kLongestNumber)
        return std::nullopt;
    number.integer = text.part(place, number.end);
    const bool mayGroup = number.size() >= 1 && number.size() <= 3 && number.integer[0] != U'0';
    for (std::size_t group = 0; mayGroup && group < kMostGroups; ++group) {
        const std::size_t next = number.end + 1;
        if (text.at(number.end) != U',' || text.digitsEnd(next) != next + 3)
            break;
        number.integer += text.part(next, next + 3);
        number.end = next + 3;
        number.grouped = true;
    }
    if (text.at(number.end) == U'.' && text.digit(number.end + 1)) {
        const std::size_t end = text.digitsEnd(number.end + 1);
        const bool version = text.at(end) == U'.' && text.digit(end + 1);
        if (!version && end - number.end <= kLongestNumber) {
            number.fraction = text.part(number.end + 1, end);
            number.end = end;
        }
    }
    if (number.end == place)
        return std::nullopt;
    return number;
}

Spoken spokenNumber(const Number& number) {
    Spoken spoken = number.integer.empty() ? Spoken(U"零") : spokenCardinal(number.integer);
    if (number.whole())
        return spoken;
    Spoken fraction(U"点" + spellDigits(number.fraction));
    const std::size_t last = number.fraction.find_last_not_of(U'0');
    if (last == std::u32string::npos)
        fraction.orSay(U"");
    else
        fraction.orSay(U"点" + spellDigits(number.fraction.substr(0, last + 1)));
    return spoken + fraction;
}

unsigned valueOf(std::u32string_view digits) noexcept {
    if (digits.empty() || digits.size() > 8)
        return ~0U;
    unsigned value = 0;
    for (const char32_t digit : digits)
        value = value * 10 + static_cast<unsigned>(digit - U'0');
    return value;
}

bool isYear(const Number& number) noexcept {
    return number.plain() && number.size() == 4 && (number.integer[0] == U'1' || number.integer[0] == U'2');
}

std::u32string englishNumber(unsigned value) {
    static constexpr std::array<std::u32string_view, 20> kSmall{
        U"zero",     U"one",     U"two",     U"three",     U"four",     U"five",    U"six",
        U"seven",    U"eight",   U"nine",    U"ten",       U"eleven",   U"twelve",  U"thirteen",
        U"fourteen", U"fifteen", U"sixteen", U"seventeen", U"eighteen", U"nineteen"};
    static constexpr std::array<std::u32string_view, 8> kTens{U"twenty", U"thirty",  U"forty",  U"fifty",
                                                              U"sixty",  U"seventy", U"eighty", U"ninety"};
    if (value >= 100)
        return {};
    if (value < 20)
        return std::u32string(kSmall[value]);
    std::u32string word(kTens[value / 10 - 2]);
    if (value % 10 != 0)
        word += std::u32string(U" ") += kSmall[value % 10];
    return word;
}

}  // namespace timbre::frontend::zh
