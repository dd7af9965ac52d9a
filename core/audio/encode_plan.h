// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <span>

#include "core/audio/encode.h"
#include "core/base/result.h"

/// Internal to core/audio: what AudioWriter decides before the first sample.
namespace timbre::detail {

/// A checked wish, complete: what the encoder is set up with.
struct EncodePlan {
    AudioFormat format = AudioFormat::Wav;
    int rate = 0;
    int channels = 1;
    int mp3Kbit = 0;  ///< For constant-rate MP3.
};

/// Checks everything that AudioWriter::create() promises to check but the file system; errors as there.
Result<EncodePlan> makeEncodePlan(const std::filesystem::path& path, AudioLayout layout, const WriteOptions& options);

/// Layer 3 bit rates in kbit/s that MPEG knows at this sample rate, rising.
std::span<const int> mpegBitRates(int sampleRateHz);

}  // namespace timbre::detail
