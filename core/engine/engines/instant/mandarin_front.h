// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/engine/engines/instant/linguistic_front.h"

namespace timbre::instant {

/// Chinese: initials, finals and tones by the text front end, timing, melody and guide spectrum by espeak-ng's pinyin voice.
/// Experimental: nobody has measured it on recorded Chinese.
/// @param text  may be null: then ready() says what is missing, and so does all else.
std::shared_ptr<const LinguisticFront> makeMandarinFront(std::shared_ptr<const frontend::TextFrontEnd> text);

}  // namespace timbre::instant
