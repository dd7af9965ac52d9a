// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/languages/wide_script.h"

namespace timbre {

namespace {

bool hasLetter(char32_t c) { return isChineseLetter(c); }

}  // namespace

extern const LanguageEntry kCantoneseLanguage;
const LanguageEntry kCantoneseLanguage{
    .tag = "yue",
    .name = "Cantonese",
    .nativeName = "廣東話",
    .sampleText = "朝早嗰班火車又遲到，我哋咪沿住河邊行下，傾下個暑假嘅嘢囉。冇人趕時間，啲空氣有陣落雨嘅味。",
    .split = splitWideScript,
    .hasLetter = hasLetter};

}  // namespace timbre
