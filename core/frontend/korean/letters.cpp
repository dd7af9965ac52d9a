// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/korean/letters.h"

#include <array>

#include "core/base/utf8.h"
#include "core/frontend/korean/jamo.h"
#include "core/frontend/phones.h"

namespace timbre::frontend::korean {

namespace {

using Text = std::u32string;

constexpr std::array<std::u32string_view, 26> kLetterNames{
    U"에이", U"비", U"시",   U"디", U"이",   U"에프", U"지", U"에이치", U"아이",   U"제이", U"케이", U"엘",  U"엠",
    U"엔",   U"오", U"피", U"큐", U"아르", U"에스", U"티", U"유",     U"브이", U"더블유", U"엑스", U"와이", U"제트"};
constexpr std::string_view kBlank = "空";
constexpr std::string_view kSoundless = "停";

/// A Latin letter's place in the alphabet, or -1. Letters that differ from one only in case count too, as they do for
/// Python: the Kelvin sign, the long s, dotted and dotless i.
int letterNumber(char32_t c) {
    if (c >= U'a' && c <= U'z')
        return static_cast<int>(c - U'a');
    if (c >= U'A' && c <= U'Z')
        return static_cast<int>(c - U'A');
    switch (c) {
        case 0x212A: return 'k' - 'a';
        case 0x017F: return 's' - 'a';
        case 0x0130:
        case 0x0131: return 'i' - 'a';
        default: return -1;
    }
}

/// Diphthongs as the models know them, in two letters.
std::u32string_view halves(char32_t letter) {
    switch (letter) {
        case U'ㅘ': return U"ㅗㅏ";
        case U'ㅙ': return U"ㅗㅐ";
        case U'ㅚ': return U"ㅗㅣ";
        case U'ㅝ': return U"ㅜㅓ";
        case U'ㅞ': return U"ㅜㅔ";
        case U'ㅟ': return U"ㅜㅣ";
        case U'ㅢ': return U"ㅡㅣ";
        case U'ㅑ': return U"ㅣㅏ";
        case U'ㅒ': return U"ㅣㅐ";
        case U'ㅕ': return U"ㅣㅓ";
        case U'ㅖ': return U"ㅣㅔ";
        case U'ㅛ': return U"ㅣㅗ";
        case U'ㅠ': return U"ㅣㅜ";
        default: return {};
    }
}

}  // namespace

std::u32string_view letterName(char32_t c) {
    const int letter = letterNumber(c);
    return letter < 0 ? std::u32string_view() : kLetterNames[static_cast<std::size_t>(letter)];
}

Text withSilentLeads(const Text& letters) {
    Text out;
    out.reserve(letters.size());
    for (std::size_t at = 0; at < letters.size(); ++at) {
        if (at == 0 && isVowel(letters[at])) {
            out.append({U'ᄋ', letters[at]});
            continue;
        }
        out.push_back(letters[at]);
        // Of vowels in a row the second is not seen, in the reference either.
        if (!isLead(letters[at]) && at + 1 < letters.size() && isVowel(letters[at + 1]))
            out.append({U'ᄋ', letters[++at]});
    }
    return out;
}

void appendStanding(char32_t letter, std::u32string& out) {
    const char32_t standing = standingAlone(letter);
    if (const auto two = halves(standing); !two.empty())
        out += two;
    else
        out.push_back(standing);
}

void correctRieul(Text& text) {
    for (std::size_t at = 0; at + 4 < text.size();) {
        const bool found = (text[at] == U'ㅇ' || text[at] == U'ㄹ') && text[at + 1] == U'ㅡ' && text[at + 2] == U'ㄹ' &&
                           text[at + 3] == U' ' && text[at + 4] == U'ㄹ';
        if (found)
            text[at + 4] = U'ㄴ';
        at += found ? 5 : 1;
    }
}

void endWithStop(Text& text) {
    const std::size_t end = text.size() - (!text.empty() && text.back() == U'\n' ? 1 : 0);
    if (end > 0 && text[end - 1] >= 0x3131 && text[end - 1] <= 0x3163)
        text.insert(end, 1, U'.');
}

std::string phoneOf(char32_t c) {
    switch (c) {
        case 0xFF1A:
        case 0xFF1B:
        case 0xFF0C:
        case 0x00B7:
        case 0x3001: return ",";
        case 0x3002:
        case U'\n': return ".";
        case 0xFF01: return "!";
        case 0xFF1F: return "?";
        case U' ': return std::string(kBlank);
        default: break;
    }
    std::string phone;
    appendUtf8(phone, c);
    return symbolId(PhoneSet::V2, phone) ? phone : std::string(kSoundless);
}

}  // namespace timbre::frontend::korean
