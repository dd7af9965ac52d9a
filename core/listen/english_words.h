// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "core/frontend/text_front_end.h"
#include "core/listen/line_words.h"

namespace timbre::listen {

/// English as the front end reads it, with the other readings its dictionary has.
[[nodiscard]] ReadAloud readAloudWith(std::shared_ptr<const frontend::TextFrontEnd> text);

/// How many syllables (moras of Japanese) a text has as the front end reads it; nullopt where it cannot be read.
/// @param language  "en", "zh", "ja", "ko" or "yue".
[[nodiscard]] std::optional<double> syllablesOf(const frontend::TextFrontEnd& text, std::string_view utf8,
                                                std::string_view language);

}  // namespace timbre::listen
