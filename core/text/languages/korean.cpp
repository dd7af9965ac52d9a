// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/languages/wide_script.h"

namespace timbre {

namespace {

/// Hangul, and the Han characters that stand beside it.
bool hasLetter(char32_t c) { return isPlainSign(c) || isHangul(c) || isHan(c); }

}  // namespace

extern const LanguageEntry kKoreanLanguage;
const LanguageEntry kKoreanLanguage{
    .tag = "ko",
    .name = "Korean",
    .nativeName = "한국어",
    .sampleText = "아침 기차가 또 늦어서 우리는 강가를 걸으며 여름 이야기를 했습니다. 서두르는 사람은 없었고, 공기에서는 비 냄새가 났습니다.",
    .split = splitWideScript,
    .hasLetter = hasLetter};

}  // namespace timbre
