// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/korean/jamo.h"

namespace timbre::frontend::korean {

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

}  // namespace timbre::frontend::korean
