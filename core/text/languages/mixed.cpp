// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/languages/wide_script.h"

namespace timbre {

namespace {

/// Those of any language that can be spoken.
bool hasLetter(char32_t c) { return isChineseLetter(c) || isKana(c) || isHangul(c); }

}  // namespace

// No language: scripts in which several stand side by side, each mark read by the script around it.
extern const LanguageEntry kMixedLanguage;
const LanguageEntry kMixedLanguage{
    .tag = "auto",
    .name = "several languages",
    .nativeName = "中文 · English · 日本語 · 한국어",
    .sampleText = "早班火车又晚点了，我们便沿着河边散步。Nobody was in a hurry, and the air smelled of rain.",
    .split = splitWideScript,
    .hasLetter = hasLetter};

}  // namespace timbre
