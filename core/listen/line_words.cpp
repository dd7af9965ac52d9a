// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/listen/line_words.h"

#include <algorithm>

#include "core/base/utf8.h"

namespace timbre::listen {

namespace {

bool isLatinLetter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }

bool isApostrophe(char32_t c) { return c == U'\'' || c == U'\u2019'; }

}  // namespace

const std::vector<std::string>& arpabetPhones() {
    static const std::vector<std::string> phones{
        "AA", "AE", "AH", "AO", "AW", "AY", "B", "CH", "D", "DH", "EH", "ER", "EY", "F",  "G",  "HH", "IH", "IY", "JH", "K",
        "L",  "M",  "N",  "NG", "OW", "OY", "P", "R",  "S", "SH", "T",  "TH", "UH", "UW", "V",  "W",  "Y",  "Z",  "ZH"};
    return phones;
}

std::string withoutStress(std::string_view phone) {
    if (!phone.empty() && phone.back() >= '0' && phone.back() <= '2') {
        phone.remove_suffix(1);
    }
    const auto& phones = arpabetPhones();
    return std::ranges::binary_search(phones, phone) ? std::string(phone) : std::string{};
}

bool isVowel(std::string_view phone) {
    return !phone.empty() && std::string_view("AEIOU").find(phone.front()) != std::string_view::npos;
}

std::vector<PlainWord> plainWords(std::string_view text) {
    std::vector<PlainWord> words;
    bool inside = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const char32_t c = decodeUtf8(text, at);
        if (!isLatinLetter(c) && !(inside && isApostrophe(c))) {
            inside = false;
            continue;
        }
        if (!inside) {
            words.push_back({.beginByte = begin, .endByte = at, .lower = {}});
            inside = true;
        }
        words.back().endByte = at;
        appendUtf8(words.back().lower, isApostrophe(c) ? U'\'' : lowerCase(c));
    }
    for (PlainWord& word : words) {
        // A closing quotation mark is none of the word's.
        while (word.lower.ends_with('\'')) {
            word.lower.pop_back();
            std::size_t end = word.endByte - 1;
            while (end > word.beginByte && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
                --end;
            }
            word.endByte = end;
        }
    }
    return words;
}

}  // namespace timbre::listen
