// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace timbre::ui {

/// The English sentences of the core that are known to the translators, context "Core". %1, %2 stand for names and
/// numbers; the first pattern that fits wins.
std::span<const char* const> coreSentences();

}  // namespace timbre::ui
