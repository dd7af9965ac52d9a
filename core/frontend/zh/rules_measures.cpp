// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <utility>

#include "core/frontend/zh/numbers.h"
#include "core/frontend/zh/rewriting.h"
#include "core/frontend/zh/rules.h"

namespace timbre::frontend::zh {

namespace {

using Replacement = std::pair<std::u32string_view, std::u32string_view>;

/// Signs that stand on both sides of "~"; where several fit, the first is taken.
constexpr std::array<std::u32string_view, 22> kRangeUnits{
    U"%",  U"°C", U"℃",  U"度", U"摄氏度", U"cm2", U"cm²", U"cm3", U"cm³", U"cm", U"db",
    U"ds", U"kg", U"km", U"m2", U"m²",     U"m³",  U"m3",  U"ml",  U"m",   U"mm", U"s"};

constexpr std::array<std::u32string_view, 4> kDegrees{U"°C", U"℃", U"度", U"摄氏度"};

/// In this order, each in the whole sentence: so "mm" is never reached (the reference's own order).
constexpr std::array<Replacement, 17> kUnits{{{U"cm2", U"平方厘米"},
                                              {U"cm²", U"平方厘米"},
                                              {U"cm3", U"立方厘米"},
                                              {U"cm³", U"立方厘米"},
                                              {U"cm", U"厘米"},
                                              {U"db", U"分贝"},
                                              {U"ds", U"毫秒"},
                                              {U"kg", U"千克"},
                                              {U"km", U"千米"},
                                              {U"m2", U"平方米"},
                                              {U"m²", U"平方米"},
                                              {U"m³", U"立方米"},
                                              {U"m3", U"立方米"},
                                              {U"ml", U"毫升"},
                                              {U"m", U"米"},
                                              {U"mm", U"毫米"},
                                              {U"s", U"秒"}}};

constexpr std::u32string_view kPowers = U"⁰¹²³⁴⁵⁶⁷⁸⁹ˣʸⁿ";
constexpr std::u32string_view kPowerNames = U"0123456789xyn";
constexpr std::array<std::pair<char32_t, std::u32string_view>, 5> kOperators{
    {{U'+', U"加"}, {U'-', U"减"}, {U'×', U"乘"}, {U'÷', U"除"}, {U'=', U"等于"}}};

bool isPower(char32_t c) { return c >= 0x80 && c < 0x3000 && kPowers.find(c) != std::u32string_view::npos; }

bool isLatin(char32_t c) { return (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z'); }

std::u32string replacedAll(std::u32string text, std::u32string_view what, std::u32string_view by) {
    std::size_t at = text.find(what);
    if (at == std::u32string::npos)
        return text;
    std::u32string out;
    out.reserve(text.size() * 2);
    std::size_t copied = 0;
    for (; at != std::u32string::npos; at = text.find(what, copied)) {
        out.append(text, copied, at - copied).append(by);
        copied = at + what.size();
    }
    return out.append(text, copied);
}

/// Behind a unit at `at` which `mark` follows (any character where it is NUL); 0 for none.
std::size_t unitEnd(const Digits& text, std::size_t at, char32_t mark) {
    for (const auto unit : kRangeUnits)
        if (text.startsWith(at, unit) && (mark == U'\0' || text.at(at + unit.size()) == mark))
            return at + unit.size();
    return 0;
}

/// What arithmetic is about: ends of operands and operators in one sentence.
class Terms {
  public:
    explicit Terms(std::u32string_view text) : digits_(text), powerEnds_(text.size() + 1, text.size()) {
        for (std::size_t i = text.size(); i-- > 0;)
            powerEnds_[i] = isPower(text[i]) ? powerEnds_[i + 1] : i;
    }

    /// Behind a number, ".digits" or a letter with its powers; 0 for none.
    [[nodiscard]] std::size_t operandEnd(std::size_t at) const {
        const std::size_t number = digits_.at(at) == U'-' ? at + 1 : at;
        if (digits_.digit(number))
            return powersEnd(digits_.numberEnd(number));
        if (const std::size_t behind = digits_.fractionEnd(at); behind != at)
            return powersEnd(behind);
        return isLatin(digits_.at(at)) ? powersEnd(at + 1) : 0;
    }

    [[nodiscard]] std::u32string_view operatorName(std::size_t at) const {
        const auto* const found =
            std::ranges::find(kOperators, digits_.at(at), &decltype(kOperators)::value_type::first);
        return found == kOperators.end() ? std::u32string_view{} : found->second;
    }

    [[nodiscard]] std::u32string_view part(std::size_t begin, std::size_t end) const {
        return digits_.part(begin, end);
    }

  private:
    [[nodiscard]] std::size_t powersEnd(std::size_t at) const { return powerEnds_[at]; }

    Digits digits_;
    std::vector<std::size_t> powerEnds_;
};

/// One pass over a sentence; whether anything was found.
bool readArithmeticOnce(std::u32string& text) {
    const Terms terms(text);
    bool found = false;
    std::u32string read = substitute(text, [&](std::size_t at, std::u32string& out) -> std::size_t {
        const std::size_t first = terms.operandEnd(at);
        const auto name = first == 0 ? std::u32string_view{} : terms.operatorName(first);
        const std::size_t second = name.empty() ? 0 : terms.operandEnd(first + 1);
        if (second == 0)
            return 0;
        found = true;
        out.append(terms.part(at, first)).append(name).append(terms.part(first + 1, second));
        return second;
    });
    if (found)
        text = std::move(read);
    return found;
}

}  // namespace

std::u32string readUnitRanges(std::u32string_view text) {
    const Digits digits(text);
    return substitute(text, [&](std::size_t at, std::u32string& out) -> std::size_t {
        const std::size_t first = digits.digit(at) ? unitEnd(digits, digits.numberEnd(at), U'~') : 0;
        if (first == 0 || !digits.digit(first + 1))
            return 0;
        const std::size_t second = unitEnd(digits, digits.numberEnd(first + 1), U'\0');
        if (second == 0)
            return 0;
        out.append(digits.part(at, first)).append(U"至").append(digits.part(first + 1, second));
        return second;
    });
}

std::u32string readTemperatures(std::u32string_view text) {
    const Digits digits(text);
    return substitute(text, [&](std::size_t at, std::u32string& out) -> std::size_t {
        const bool below = digits.at(at) == U'-';
        const std::size_t begin = below ? at + 1 : at;
        const std::size_t end = digits.numberEnd(begin);
        if (end == begin)
            return 0;
        for (const auto unit : kDegrees) {
            if (digits.startsWith(end, unit)) {
                out += (below ? U"零下" : U"") + number(digits.part(begin, end)) + U"度";
                return end + unit.size();
            }
        }
        return 0;
    });
}

std::u32string readUnits(std::u32string text) {
    if (text.find_first_of(U"cdkms") == std::u32string::npos)
        return text;
    for (const auto& [sign, name] : kUnits)
        text = replacedAll(std::move(text), sign, name);
    return text;
}

std::u32string readArithmetic(std::u32string text) {
    // "1+2+3": a pass reads every other sign, so three passes find all there is.
    while (text.find_first_of(U"+-×÷=") != std::u32string::npos && readArithmeticOnce(text)) {
    }
    return text;
}

std::u32string readPowers(std::u32string_view text) {
    return substitute(text, [&](std::size_t at, std::u32string& out) -> std::size_t {
        if (!isPower(text[at]))
            return 0;
        out += U"的";
        while (at < text.size() && isPower(text[at]))
            out += kPowerNames[kPowers.find(text[at++])];
        out += U"次方";
        return at;
    });
}

}  // namespace timbre::frontend::zh
