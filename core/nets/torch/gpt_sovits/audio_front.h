// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the GPT-SoVITS networks hear: resampling, spectrograms and filter banks as the reference computes them. All on
// float32 tensors [1, samples] in [-1, 1]; Fault (InvalidInput) where a clip is too short. Parity held by
// timbre-parity.

#include <ATen/ATen.h>

#include <cstdint>

namespace timbre::nets {

inline constexpr std::int64_t kSpectrumRateHz = 32'000;
inline constexpr std::int64_t kHubertRateHz = 16'000;
/// How long the main reference may be at 16 kHz: 3 to 10 s. Auxiliary references may have any length.
inline constexpr std::int64_t kShortestReference = 48'000;
inline constexpr std::int64_t kLongestReference = 160'000;

/// torchaudio's sinc_interp_hann (6 zero crossings, roll-off 0.99), with its kernel built in float32 step by step as
/// there: an exact kernel would differ by 2e-5 in the wave. @return [1, ceil(samples * to / from)].
at::Tensor resampleSinc(const at::Tensor& wave, std::int64_t fromHz, std::int64_t toHz);

/// What HuBERT hears of the main reference: the clip and 0.6 s of silence behind it, as the reference does it.
/// InvalidInput unless the clip lasts 3 to 10 s. @param wave  [1, samples] at 16 kHz.
at::Tensor hubertWave(const at::Tensor& wave);

/// A reference recording as the style and the speaker are heard from it: mean of the channels, resampled to 32 kHz, and
/// then a peak above 1 divided by itself, at most by 2. @param wave  [channels, samples]. @return [1, samples].
at::Tensor referenceWave(const at::Tensor& wave, std::int64_t rateHz);

/// @param wave  at 32 kHz, at least 705 samples. @return magnitudes [1, 1025, samples / 640]; window 2048, hop 640.
at::Tensor linearSpectrum(const at::Tensor& wave);

/// Log-mel of the prompt of v3 (24 kHz) and v4 (32 kHz).
struct PromptMel {
    std::int64_t rateHz = 24'000;
    std::int64_t window = 1024;
    std::int64_t hop = 256;
    std::int64_t bands = 100;
};
inline constexpr PromptMel kPromptMelV3{};
inline constexpr PromptMel kPromptMelV4{.rateHz = 32'000, .window = 1280, .hop = 320};

/// @param wave  at mel.rateHz. @return ln mel [1, 100, samples / hop], not normalised; Slaney bands from 0 to half the
/// rate.
at::Tensor promptMel(const at::Tensor& wave, const PromptMel& mel);

/// ln mel (-12..2) <-> what the flow-matching network works in (-1..1).
at::Tensor normaliseMel(const at::Tensor& mel);
at::Tensor denormaliseMel(const at::Tensor& mel);

/// Kaldi's filter bank as the speaker network wants it: 25 ms every 10 ms, 80 bands from 20 Hz, no dither, no mean
/// subtraction. @param wave  at 16 kHz, at least 400 samples. @return [frames, 80].
at::Tensor kaldiFilterBank(const at::Tensor& wave);

}  // namespace timbre::nets
