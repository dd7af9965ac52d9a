// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Whether a sentence goes on behind a mark or a quote: the words that tie 「…。」と言った, “……。”他说 and "…."라고 to what
// was quoted. Each looks at a few characters only.

#include <cstddef>

#include "core/text/long_sentences.h"

namespace timbre {

enum class Behind {
    FullStop,  ///< 。
    Mark,      ///< ！ or ？
    Quote,     ///< One of them in a quote that closes.
};

/// Japanese: と, って, の声 and other words that cannot begin a sentence stand at `i`.
bool japaneseGoesOn(const Characters& characters, std::size_t i, Behind behind);

/// Korean: 하고, 라며 and their like stand at `i`, a blank behind a quote.
bool koreanGoesOn(const Characters& characters, std::size_t i);

/// Chinese and Cantonese: 的, 之类 and their like stand at `i`, directly behind a quote.
bool chineseQuoteIsTied(const Characters& characters, std::size_t i);

/// Chinese and Cantonese: who speaks stands at `i`, as 他说。 and 小明大声喊道， and 佢話.
bool chineseSpeakerStandsAt(const Characters& characters, std::size_t i);

/// Whether the Chinese word before `end` announces speech: 说, 问, 道.
bool announcesSpeech(const Characters& characters, std::size_t end);

/// End of a remark that belongs to the sentence before it, （笑） or (完), when one begins at `i`; else `i`.
std::size_t behindAside(const Characters& characters, std::size_t i);

}  // namespace timbre
