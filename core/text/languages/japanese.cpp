// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/languages/wide_script.h"

namespace timbre {

namespace {

bool hasLetter(char32_t c) { return isChineseLetter(c) || isKana(c); }

}  // namespace

extern const LanguageEntry kJapaneseLanguage;
const LanguageEntry kJapaneseLanguage{
    .tag = "ja",
    .name = "Japanese",
    .nativeName = "日本語",
    .sampleText = "朝の列車がまた遅れたので、私たちは川沿いを歩きながら夏の話をしました。誰も急いではおらず、空気は雨の匂いがしました。",
    .split = splitWideScript,
    .hasLetter = hasLetter};

}  // namespace timbre
