// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/korean/jamo.h"

#include <algorithm>

namespace timbre::frontend::korean {

namespace {

// Letters of the block of letters that stand alone, U+3131 on, as beginnings of syllables; of two the first.
constexpr std::u32string_view kConsonants = U"ㄱㄲㄱㄴㄴㄴㄷㄸㄹㄹㄹㄹㄹㄹㄹㄹㅁㅂㅃㅂㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
constexpr std::u32string_view kLeads = U"ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
constexpr char32_t kFirstConsonant = 0x3131;
constexpr char32_t kFirstVowel = 0x314F;
constexpr char32_t kLastVowel = 0x3163;

}  // namespace

std::u32string decomposed(std::u32string_view text) {
    std::u32string letters;
    letters.reserve(text.size() * 3);
    for (const char32_t c : text) {
        if (!isSyllable(c)) {
            letters.push_back(c);
            continue;
        }
        const char32_t number = c - 0xAC00;
        letters.push_back(0x1100 + number / 588);
        letters.push_back(0x1161 + number % 588 / 28);
        if (const char32_t coda = codaOf(c); coda != 0)
            letters.push_back(coda);
    }
    return letters;
}

std::u32string composed(std::u32string_view letters) {
    std::u32string text;
    for (std::size_t at = 0; at < letters.size(); ++at) {
        if (!isLead(letters[at]) || at + 1 == letters.size() || !isVowel(letters[at + 1])) {
            text.push_back(standingAlone(letters[at]));
            continue;
        }
        char32_t syllable = 0xAC00 + (letters[at] - 0x1100) * 588 + (letters[at + 1] - 0x1161) * 28;
        ++at;
        if (at + 1 < letters.size() && isCoda(letters[at + 1]))
            syllable += letters[++at] - 0x11A7;
        text.push_back(syllable);
    }
    return text;
}

char32_t standingAlone(char32_t letter) noexcept {
    constexpr std::u32string_view leads = U"ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
    constexpr std::u32string_view codas = U"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";
    if (isLead(letter))
        return leads[letter - 0x1100];
    if (isVowel(letter))
        return 0x314F + letter - 0x1161;
    if (isCoda(letter))
        return codas[letter - 0x11A8];
    return letter;
}

char32_t syllableOfLetter(char32_t letter) noexcept {
    constexpr char32_t kFirstSyllable = 0xAC00;
    constexpr char32_t kVowels = 21;
    constexpr char32_t kCodas = 28;
    constexpr char32_t kNeutralVowel = 18;  // ㅡ
    constexpr char32_t kSilentLead = 11;    // ㅇ
    if (letter == U'ㅇ')
        return U'응';
    if (letter >= kFirstVowel && letter <= kLastVowel)
        return kFirstSyllable + (kSilentLead * kVowels + letter - kFirstVowel) * kCodas;
    if (letter < kFirstConsonant || letter >= kFirstConsonant + kConsonants.size())
        return 0;
    const auto lead = static_cast<char32_t>(kLeads.find(kConsonants[letter - kFirstConsonant]));
    return kFirstSyllable + (lead * kVowels + kNeutralVowel) * kCodas;
}

std::u32string withoutOthers(std::u32string text) {
    const auto isOther = [](char32_t c) {
        return c != U' ' && !isSyllable(c) && !(c >= 0x1100 && c <= 0x11FF) && !(c >= 0x3131 && c <= 0x318E);
    };
    if (!std::ranges::all_of(text, isOther))
        std::erase_if(text, isOther);
    return text;
}

}  // namespace timbre::frontend::korean
