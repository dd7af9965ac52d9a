// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/ja/script.h"

#include <algorithm>
#include <iterator>

#include "core/base/utf8.h"
#include "core/frontend/ja/kana.h"
#include "core/frontend/ja/open_jtalk.h"
#include "core/text/unicode_classes.h"

namespace timbre::frontend::ja {

namespace {

constexpr std::u32string_view kPercent = U"パーセント";
// How far back from the end of the analysis' reach a cut is looked for.
constexpr std::size_t kCutWindow = 128;

bool isRepeatable(char32_t c) noexcept {
    return c == U'!' || c == U'?' || c == U'…' || c == U',' || c == U'.' || c == U'-';
}

bool isHiragana(char32_t c) noexcept { return c >= 0x3040 && c <= 0x309F; }
bool isHan(char32_t c) noexcept { return c >= 0x4E00 && c <= 0x9FFF; }

/// Words mostly begin with a Han character and end in hiragana.
bool wordSeemsToBegin(char32_t before, char32_t c) noexcept { return isHiragana(before) && isHan(c); }

}  // namespace

std::u32string withoutRepeatedMarks(std::u32string_view text) {
    std::u32string out;
    out.reserve(text.size());
    for (const char32_t c : text)
        if (!isRepeatable(c) || out.empty() || !isRepeatable(out.back()))
            out += c;
    return out;
}

std::u32string asAnalysed(std::u32string_view text) {
    std::u32string out;
    out.reserve(text.size());
    for (const char32_t c : text) {
        switch (c) {
            case 0xFF05: out += kPercent; break;
            case 0x0130: out += U"i\u0307"; break;  // The only letter whose small form is two.
            case 0x212A: out += U'k'; break;        // Kelvin
            default: out += lowerCase(c);
        }
    }
    return out;
}

bool isSpeech(char32_t c) noexcept {
    const auto in = [c](char32_t first, char32_t last) { return c >= first && c <= last; };
    return in(U'A', U'Z') || in(U'a', U'z') || in(0x3040, 0x30FF) || isHan(c) || c == 0x3005 || in(0xFF11, 0xFF19) ||
           in(0xFF21, 0xFF3A) || in(0xFF41, 0xFF5A) || in(0xFF66, 0xFF9D) || unicode::isDecimal(c);
}

std::size_t speechAt(std::u32string_view text) noexcept {
    const std::size_t reach = std::min(text.size(), OpenJTalk::kLongestText + 1);
    std::size_t size = 0;
    while (size < reach && isSpeech(text[size]))
        ++size;
    return size <= OpenJTalk::kLongestText ? size : placeToCut(text.substr(0, size));
}

std::size_t placeToCut(std::u32string_view speech) noexcept {
    for (std::size_t cut = OpenJTalk::kLongestText; cut > OpenJTalk::kLongestText - kCutWindow; --cut)
        if (wordSeemsToBegin(speech[cut - 1], speech[cut]))
            return cut;
    return OpenJTalk::kLongestText;
}

std::u32string inFullWidth(std::u32string_view text) {
    std::u32string out;
    out.reserve(text.size());
    std::ranges::transform(text, std::back_inserter(out), fullWidth);
    return out;
}

std::string phoneOfMark(char32_t mark) {
    switch (mark) {
        case U' ': return {};
        case U'：':
        case U'；':
        case U'，':
        case 0x00B7:
        case U'、': return ",";
        case U'。':
        case U'\n': return ".";
        case U'！': return "!";
        case U'？': return "?";
        default: break;
    }
    std::string phone;
    appendUtf8(phone, mark);
    return phone;
}

}  // namespace timbre::frontend::ja
