// SPDX-License-Identifier: GPL-3.0-or-later
// Inside the room: what the voice encoder hears. No torch here.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/audio/audio_clip.h"
#include "core/base/matrix.h"
#include "core/base/result.h"

namespace timbre::nets {

inline constexpr int kEncoderRateHz = 16'000;
inline constexpr std::size_t kEncoderMels = 40;
inline constexpr std::size_t kEncoderSliceFrames = 160;  ///< 1.6 s: what the net is given at a time.

/// Mono samples at 16 kHz, raised to -30 dBFS where quieter, without long silences.
/// InvalidInput: less than 0.1 s, samples that are not finite, silence, or sound without speech.
/// Source: Resemblyzer 0.1.4, audio.preprocess_wav (VAD of webrtcvad 2.0.10, mode 3).
Result<std::vector<float>> prepareForEncoder(const AudioClip& clip);

/// First frames of the overlapping slices that cover `samples` samples, 1.3 a second; the last one only where at least
/// three quarters of it are sound. Source: VoiceEncoder.compute_partial_slices with its defaults.
std::vector<std::size_t> sliceStarts(std::size_t samples);

/// Power mel spectrogram, [frames, 40]: window 400 (Hann), hop 160, centred with zeros beyond the ends, mel bands after
/// Slaney. Source: librosa 0.11, feature.melspectrogram with its defaults.
Matrix encoderMelSpectrogram(std::span<const float> samples);

}  // namespace timbre::nets
