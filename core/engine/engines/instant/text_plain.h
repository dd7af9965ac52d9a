// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.h"

namespace timbre::instant {

/// Longest text one call reads; a sentence is far shorter.
inline constexpr std::size_t kMaximumTextBytes = 20'000;

/// Text as flite can read it, with the way back to the original.
struct PlainText {
    std::string text;                 ///< ASCII.
    std::vector<std::size_t> origin;  ///< For each byte of `text`: where its letter begins in the original.
};

/// Brings typographic marks and accented Latin letters to their plain forms and leaves pictures (emoji) out. Letters of
/// other scripts are Unsupported and named; text without a letter or digit, not UTF-8, or longer than
/// `kMaximumTextBytes` is InvalidInput.
Result<PlainText> plainText(std::string_view utf8);

/// Longest piece that is read in one go: some 18 s of speech. The stages behind the front end cannot all be stopped
/// inside a piece.
inline constexpr std::size_t kReadingBytes = 300;

/// True when there is an ASCII letter or digit in it.
bool hasWord(std::string_view text) noexcept;

/// Cuts a long text where a reader would breathe: byte ranges [begin, end) that cover it in order, none longer than
/// `maximumBytes`. Sentence ends are preferred, then commas and the like, then spaces; a word too long is
/// cut anywhere between two letters.
std::vector<std::pair<std::size_t, std::size_t>> splitForReading(std::string_view text, std::size_t maximumBytes);

}  // namespace timbre::instant
