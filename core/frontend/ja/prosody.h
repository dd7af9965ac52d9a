// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/frontend/ja/open_jtalk.h"

namespace timbre::frontend::ja {

/// Phones with the symbols of prosody between them: [ where the pitch rises, ] where it falls, # between accent phrases
/// and _ for a pause.
struct ProsodicPhones {
    struct Stretch {
        std::size_t first = 0;
        std::size_t count = 0;
    };

    std::vector<std::string> phones;
    std::vector<Stretch> parts;  ///< Where each part of the input has its phones, without # and _ at its borders.
};

/// How many moras katakana have; 0 where anything in them has no sound.
[[nodiscard]] int countSpokenMoras(std::string_view katakana) noexcept;

/// Time in proportion to the phones.
/// Source: ESPnet's symbols of pitch accent, as GPT-SoVITS text/japanese.py makes them out of Open JTalk's labels
/// (jpcommon_label.c); parity held by the goldens ja_v1 and ja_v2.
[[nodiscard]] ProsodicPhones prosodicPhones(std::span<const AccentedPart> parts);

}  // namespace timbre::frontend::ja
