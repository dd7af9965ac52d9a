// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <utility>

#include "core/frontend/zh/rules.h"

namespace timbre::frontend::zh {

namespace {

constexpr std::u32string_view kDropped = U"-—《》【】<=>{}()（）#&@“”^_|\\";
constexpr std::u32string_view kCircled = U"①②③④⑤⑥⑦⑧⑨⑩";
constexpr std::u32string_view kCircledNames = U"一二三四五六七八九十";
constexpr std::u32string_view kCapitals = U"ΓΔΘΛΞΠΣΦΨΩς";
constexpr std::u32string_view kSmallOfCapitals = U"γδθλξπσφψωσ";
constexpr std::array<std::pair<char32_t, std::u32string_view>, 24> kGreek{
    {{U'α', U"阿尔法"}, {U'β', U"贝塔"}, {U'γ', U"伽玛"},   {U'δ', U"德尔塔"}, {U'ε', U"艾普西龙"},
     {U'ζ', U"捷塔"},   {U'η', U"依塔"}, {U'θ', U"西塔"},   {U'ι', U"艾欧塔"}, {U'κ', U"喀帕"},
     {U'λ', U"拉姆达"}, {U'μ', U"缪"},   {U'ν', U"拗"},     {U'ξ', U"克西"},   {U'ο', U"欧米克伦"},
     {U'π', U"派"},     {U'ρ', U"肉"},   {U'σ', U"西格玛"}, {U'τ', U"套"},     {U'υ', U"宇普西龙"},
     {U'φ', U"服艾"},   {U'χ', U"器"},   {U'ψ', U"普赛"},   {U'ω', U"欧米伽"}}};
// "=" is 等 alone where the rule of arithmetic has not read it.
constexpr std::array<std::pair<char32_t, char32_t>, 6> kSigns{
    {{U'/', U'每'}, {U'+', U'加'}, {U'-', U'减'}, {U'×', U'乘'}, {U'÷', U'除'}, {U'=', U'等'}}};

void appendSign(std::u32string& out, char32_t c) {
    if (const std::size_t at = kCapitals.find(c); at != std::u32string_view::npos)
        c = kSmallOfCapitals[at];
    for (const auto& [letter, name] : kGreek) {
        if (letter == c) {
            out += name;
            return;
        }
    }
    for (const auto& [sign, name] : kSigns) {
        if (sign == c) {
            out += name;
            return;
        }
    }
    if (const std::size_t at = kCircled.find(c); at != std::u32string_view::npos)
        out += kCircledNames[at];
    else if (kDropped.find(c) == std::u32string_view::npos)
        out += c;
}

}  // namespace

std::u32string readSigns(std::u32string_view text) {
    std::u32string out;
    out.reserve(text.size());
    for (const char32_t c : text) {
        // Most characters are Han.
        if (c >= 0x3400 && c <= 0x9FFF)
            out += c;
        else
            appendSign(out, c);
    }
    return out;
}

}  // namespace timbre::frontend::zh
