// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/english/normalise.h"

#include "core/base/utf8.h"
#include "core/frontend/english/latin_letters.h"
#include "core/frontend/english/number_rules.h"

namespace timbre::frontend::english {

namespace {

constexpr std::string_view kMarks = "!?,.-";

bool isCapital(char c) noexcept { return c >= 'A' && c <= 'Z'; }

/// The text's characters, with ideographic stops as Latin ones.
std::u32string decoded(std::string_view utf8) {
    std::u32string text;
    text.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        const char32_t c = decodeUtf8(utf8, at);
        text.push_back(c == 0x3002 ? U'.' : c == 0xFF01 ? U'!' : c == 0xFF1F ? U'?' : c);
    }
    return text;
}

bool isSpoken(char32_t c) noexcept {
    return (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') || c == U' ' || c == U'\'' || c == U'.' || c == U',' ||
           c == U'?' || c == U'!' || c == U'-';
}

/// Only what can be spoken: tabs and line ends go too, and words that they stood between grow together.
std::string spokenOf(const std::u32string& text) {
    std::string spoken;
    spoken.reserve(text.size());
    for (const char32_t c : text) {
        const char32_t base = latinBase(c);
        if (base == U'%')
            spoken += " percent";
        else if (isSpoken(base))
            spoken += static_cast<char>(base);
    }
    return spoken;
}

/// Replaces "x.y." in capital or small letters.
std::string replaceAbbreviation(const std::string& text, char first, char second, std::string_view words) {
    const auto letter = [](char c, char small) { return (c | 0x20) == small; };
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const bool found = at + 4 <= text.size() && letter(text[at], first) && text[at + 1] == '.' &&
                           letter(text[at + 2], second) && text[at + 3] == '.';
        if (found)
            out += words;
        else
            out += text[at];
        at += found ? 4 : 1;
    }
    return out;
}

std::string setCapitalsApart(const std::string& text) {
    std::string out;
    out.reserve(text.size() * 2);
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (at > 0 && isCapital(text[at]) && text[at - 1] != ' ')
            out += ' ';
        out += text[at];
    }
    return out;
}

/// Of a mark or blank and the marks behind it only the first stays.
std::string collapseMarks(const std::string& text) {
    const auto isMark = [](char c) { return kMarks.find(c) != std::string_view::npos; };
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        out += text[at];
        const bool collapses = isMark(text[at]) || text[at] == ' ';
        ++at;
        while (collapses && at < text.size() && isMark(text[at]))
            ++at;
    }
    return out;
}

}  // namespace

Result<std::string> normalise(std::string_view utf8, Reading reading) {
    std::u32string text = decoded(utf8);
    if (const auto spelled = spellNumbers(text, reading); !spelled)
        return tl::unexpected(spelled.error());
    std::string spoken = spokenOf(text);
    if (spoken.find('.') != std::string::npos) {
        spoken = replaceAbbreviation(spoken, 'i', 'e', "that is");
        spoken = replaceAbbreviation(spoken, 'e', 'g', "for example");
    }
    return collapseMarks(setCapitalsApart(spoken));
}

}  // namespace timbre::frontend::english
