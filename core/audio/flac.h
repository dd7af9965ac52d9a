// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/audio/audio_clip.h"
#include "core/base/result.h"

namespace timbre {

/// A clip as the bytes of a FLAC file. 16 bits with triangular dither of one step, as AudioWriter writes it: sound that
/// was 16 bit before comes back unchanged, equal clips give equal bytes. Samples beyond [-1, 1] are clipped, NaN and
/// infinity become 0.
/// InvalidInput: no frames, more than 8 channels, a rate outside 1000..192000 Hz. Thread: any. Allocates.
Result<std::string> encodeFlac(const AudioClip& clip);

/// The other way. Corrupt: not FLAC, damaged, or shorter than it declares. Thread: any. Allocates.
Result<AudioClip> decodeFlac(std::string_view bytes);

}  // namespace timbre
