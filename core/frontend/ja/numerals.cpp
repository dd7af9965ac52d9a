// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/ja/numerals.h"

#include <algorithm>
#include <array>

namespace timbre::frontend::ja {

namespace {

using Text = std::u32string_view;

constexpr std::array<Text, 10> kDigits{U"ゼロ", U"イチ", U"ニー", U"サン", U"ヨン",
                                       U"ゴー", U"ロク", U"ナナ", U"ハチ", U"キュー"};
constexpr std::array<Text, 10> kOnes{U"", U"イチ", U"ニ", U"サン", U"ヨン", U"ゴ", U"ロク", U"ナナ", U"ハチ", U"キュー"};
constexpr std::array<Text, 10> kHundreds{U"",         U"ヒャク",     U"ニヒャク",   U"サンビャク", U"ヨンヒャク",
                                         U"ゴヒャク", U"ロッピャク", U"ナナヒャク", U"ハッピャク", U"キューヒャク"};
constexpr std::array<Text, 10> kThousands{U"",       U"セン",     U"ニセン",   U"サンゼン", U"ヨンセン",
                                          U"ゴセン", U"ロクセン", U"ナナセン", U"ハッセン", U"キューセン"};
constexpr std::array<Text, 4> kGroups{U"", U"マン", U"オク", U"チョー"};
constexpr std::size_t kMostDigits = 16;
constexpr int kLargestRoman = 50;

constexpr std::array<Text, 21> kEnglish{U"ゼロ",         U"ワン",         U"ツー",           U"スリー",       U"フォー",
                                        U"ファイブ",     U"シックス",     U"セブン",         U"エイト",       U"ナイン",
                                        U"テン",         U"イレブン",     U"トゥエルブ",     U"サーティーン", U"フォーティーン",
                                        U"フィフティーン", U"シックスティーン", U"セブンティーン", U"エイティーン", U"ナインティーン",
                                        U"トゥエンティ"};

struct Ordinal {
    Text digits;
    Text spoken;
};
constexpr std::array kOrdinals{
    Ordinal{U"1", U"ファースト"},      Ordinal{U"2", U"セカンド"},        Ordinal{U"3", U"サード"},
    Ordinal{U"4", U"フォース"},        Ordinal{U"5", U"フィフス"},        Ordinal{U"6", U"シックスス"},
    Ordinal{U"7", U"セブンス"},        Ordinal{U"8", U"エイス"},          Ordinal{U"9", U"ナインス"},
    Ordinal{U"10", U"テンス"},         Ordinal{U"11", U"イレブンス"},     Ordinal{U"12", U"トゥエルフス"},
    Ordinal{U"13", U"サーティーンス"}, Ordinal{U"14", U"フォーティーンス"}, Ordinal{U"15", U"フィフティーンス"},
    Ordinal{U"16", U"シックスティーンス"}, Ordinal{U"17", U"セブンティーンス"}, Ordinal{U"18", U"エイティーンス"},
    Ordinal{U"19", U"ナインティーンス"}, Ordinal{U"20", U"トゥエンティース"}, Ordinal{U"21", U"トゥエンティファースト"},
    Ordinal{U"30", U"サーティース"},   Ordinal{U"40", U"フォーティース"}, Ordinal{U"50", U"フィフティース"},
    Ordinal{U"100", U"ハンドレッドス"}};

std::size_t valueOf(char32_t digit) { return digit - U'0'; }

Text withoutZeros(Text digits) {
    while (!digits.empty() && digits.front() == U'0')
        digits.remove_prefix(1);
    return digits;
}

/// Up to four digits.
std::u32string group(Text digits) {
    std::u32string out;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const std::size_t value = valueOf(digits[i]);
        switch (digits.size() - i) {
            case 4: out += kThousands[value]; break;
            case 3: out += kHundreds[value]; break;
            case 2: out.append(value > 1 ? kOnes[value] : U"").append(value > 0 ? U"ジュー" : U""); break;
            default: out += kOnes[value];
        }
    }
    return out;
}

/// A group of four before its unit: 一千万 is イッセンマン, 一兆 イッチョー.
std::u32string before(std::u32string spoken, Text unit) {
    if (unit == U"マン" && spoken == U"セン")
        return U"イッセン";
    if (unit != U"チョー")
        return spoken;
    if (spoken.ends_with(U"イチ") || spoken.ends_with(U"ハチ"))
        return spoken.replace(spoken.size() - 1, 1, U"ッ");
    if (spoken.ends_with(U"ジュー"))
        return spoken.replace(spoken.size() - 1, 1, U"ッ");
    return spoken;
}

int romanDigit(char32_t c) {
    switch (c) {
        case U'I': return 1;
        case U'V': return 5;
        case U'X': return 10;
        case U'L': return 50;
        default: return 0;
    }
}

std::u32string romanOf(int value) {
    constexpr std::array<int, 7> kValues{50, 40, 10, 9, 5, 4, 1};
    constexpr std::array<Text, 7> kLetters{U"L", U"XL", U"X", U"IX", U"V", U"IV", U"I"};
    std::u32string out;
    for (std::size_t i = 0; i < kValues.size(); ++i)
        for (; value >= kValues[i]; value -= kValues[i])
            out += kLetters[i];
    return out;
}

}  // namespace

std::u32string digitByDigit(std::u32string_view digits, std::u32string_view zero) {
    std::u32string out;
    for (const char32_t c : digits)
        if (c >= U'0' && c <= U'9')
            out += c == U'0' ? zero : kDigits[valueOf(c)];
    return out;
}

std::u32string cardinal(std::u32string_view digits) {
    const Text number = withoutZeros(digits);
    if (number.empty())
        return U"ゼロ";
    if (number.size() > kMostDigits)
        return digitByDigit(digits);
    std::u32string out;
    std::size_t groups = (number.size() + 3) / 4;
    for (Text rest = number; !rest.empty();) {
        const std::size_t size = (rest.size() - 1) % 4 + 1;
        const Text unit = kGroups[--groups];
        if (auto spoken = group(rest.substr(0, size)); !spoken.empty())
            out.append(before(std::move(spoken), unit)).append(unit);
        rest.remove_prefix(size);
    }
    return out;
}

std::optional<std::u32string> englishNumber(std::u32string_view digits) {
    if (digits.empty() || digits.size() > 2 || (digits.size() == 2 && digits.front() == U'0'))
        return std::nullopt;
    std::size_t value = 0;
    for (const char32_t c : digits)
        value = value * 10 + valueOf(c);
    return value < kEnglish.size() ? std::optional(std::u32string(kEnglish[value])) : std::nullopt;
}

std::optional<std::u32string> englishOrdinal(std::u32string_view digits) {
    const auto* const found = std::ranges::find(kOrdinals, digits, &Ordinal::digits);
    return found == kOrdinals.end() ? std::nullopt : std::optional(std::u32string(found->spoken));
}

std::optional<int> romanValue(std::u32string_view letters) {
    constexpr std::size_t kLongest = 9;  // XXXXVIII would not be written so
    if (letters.empty() || letters.size() > kLongest)
        return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        const int digit = romanDigit(letters[i]);
        if (digit == 0)
            return std::nullopt;
        const bool less = i + 1 < letters.size() && romanDigit(letters[i + 1]) > digit;
        value += less ? -digit : digit;
    }
    return value > 0 && value <= kLargestRoman && romanOf(value) == letters ? std::optional(value) : std::nullopt;
}

std::u32string decimalDigits(int value) {
    std::u32string out;
    for (const char c : std::to_string(value))
        out += static_cast<char32_t>(c);
    return out;
}

}  // namespace timbre::frontend::ja
