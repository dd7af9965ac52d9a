// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/languages/wide_script.h"

namespace timbre {

namespace {

bool hasLetter(char32_t c) { return isChineseLetter(c); }

}  // namespace

extern const LanguageEntry kChineseLanguage;
const LanguageEntry kChineseLanguage{
    .tag = "zh",
    .name = "Chinese",
    .nativeName = "中文",
    .sampleText = "早班火车又晚点了，我们便沿着河边散步，聊起了夏天。谁也不着急，空气里带着雨的味道。",
    .split = splitWideScript,
    .hasLetter = hasLetter};

}  // namespace timbre
