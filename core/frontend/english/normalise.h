// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/frontend/phones.h"

namespace timbre::frontend::english {

/// A text as it is spoken, in ASCII letters, blanks and the marks ' . , ? ! -: numbers, times, sums of money and units in
/// words, letters without their diacritics, capitals inside words set apart (so that abbreviations are spelled).
/// InvalidInput in the compatible reading where the reference refuses too: numbers from 10^36 on, and sums of money with
/// a stray comma. What is no UTF-8 is left out. Time linear in the text's length.
/// Source: GPT-SoVITS text/english.py and text/en_normalization; parity held by the golden vectors.
Result<std::string> normalise(std::string_view utf8, Reading reading);

}  // namespace timbre::frontend::english
