// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/base/result.h"

namespace timbre {

/// Harvest: most reliable. Dio: some four times as quick, misses more at voicing borders and in noise. Both are refined
/// by StoneMask.
enum class PitchMethod { Harvest, Dio };

struct PitchOptions {
    double floorHz = 65.0;
    double ceilHz = 500.0;
    double hopSeconds = 0.005;
    PitchMethod method = PitchMethod::Harvest;
};

/// Fundamental frequency over time. Frame i is centred at i * hopSeconds; there are floor(seconds / hop) + 1 frames.
struct PitchTrack {
    double hopSeconds = 0.005;
    std::vector<float> f0Hz;           ///< 0 where unvoiced.
    std::vector<std::uint8_t> voiced;  ///< 1 or 0; the same length.

    /// Median over the voiced frames, 0 when there is none.
    [[nodiscard]] double medianHz() const;
    [[nodiscard]] double voicedShare() const noexcept;  ///< 0..1.
};

/// Tracks the pitch of mono samples in [-1, 1] at `sampleRateHz`.
/// InvalidInput: fewer than 20 ms of samples, a rate outside 8000..192000 Hz, floorHz outside 30..1000 or not at least
/// 20 Hz below ceilHz, ceilHz above 2000 or above a quarter of the rate, a hop outside 0.001..0.1 s. NaN counts as 0.
/// Deterministic. Source: WORLD (Morise): Dio and StoneMask as they are, Harvest by our own quicker order of
/// computation (harvest.h). A minute of 16 kHz speech takes about 3 s with Harvest on one thread, WORLD's own takes 27
/// s. Thread: any. Allocates.
Result<PitchTrack> trackPitch(std::span<const float> samples, int sampleRateHz, const PitchOptions& options = {});

}  // namespace timbre
