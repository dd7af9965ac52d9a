// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/frontend/ja/letters.h"
#include "core/frontend/ja/open_jtalk.h"
#include "core/frontend/phones.h"

namespace timbre::frontend::ja {

/// Appends the phones and the words of a stretch of letters without marks. A number and its counter are one word.
void appendSpeech(const OpenJTalk& analyser, const Letters& letters, Stretch stretch, PhoneText& out);

}  // namespace timbre::frontend::ja
