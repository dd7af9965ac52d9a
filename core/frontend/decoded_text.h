// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/utf8.h"

namespace timbre::frontend {

/// A text as code points that know their bytes.
struct DecodedText {
    std::u32string text;
    std::vector<std::size_t> bytes;  ///< Where each code point begins; one more for the end.

    explicit DecodedText(std::string_view utf8) {
        text.reserve(utf8.size());
        bytes.reserve(utf8.size() + 1);
        for (std::size_t at = 0; at < utf8.size();) {
            bytes.push_back(at);
            text += decodeUtf8(utf8, at);
        }
        bytes.push_back(utf8.size());
    }

    /// The code point that begins at the byte, or the next one behind it.
    [[nodiscard]] std::size_t placeOf(std::size_t byte) const {
        return static_cast<std::size_t>(std::ranges::lower_bound(bytes, byte) - bytes.begin());
    }
};

}  // namespace timbre::frontend
