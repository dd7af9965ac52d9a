// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/true_peak.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <span>
#include <vector>

namespace timbre::detail {

namespace {

constexpr std::size_t kTaps = 49;     // of all phases together
constexpr std::size_t kBlock = 1024;  // frames that are filtered together, or not at all
/// The taps of one phase add up to 1.87 in magnitude at 4 phases and to 2.32 at 2: where no sample in reach is above
/// the peak so far over this, nothing between them is above that peak.
constexpr double kGreatestOvershoot = 2.5;

/// One phase of the filter, its taps from the latest sample back.
using Phase = std::vector<float>;

/// All phases but the first, which gives the samples themselves.
std::vector<Phase> interpolators(std::size_t factor) {
    std::vector<Phase> phases;
    for (std::size_t phase = 1; phase < factor; ++phase) {
        Phase taps;
        for (std::size_t j = phase; j < kTaps; j += factor) {
            const double x = (static_cast<double>(j) - (kTaps - 1) / 2.0) / static_cast<double>(factor);
            const double sinc = x == 0.0 ? 1.0 : std::sin(std::numbers::pi * x) / (std::numbers::pi * x);
            const double hann = 0.5 * (1.0 - std::cos(2.0 * std::numbers::pi * static_cast<double>(j) / (kTaps - 1)));
            taps.push_back(static_cast<float>(sinc * hann));
        }
        phases.push_back(std::move(taps));
    }
    return phases;
}

std::size_t factorFor(int sampleRateHz) {
    constexpr int kTwiceFromHz = 96'000;
    constexpr int kOnceFromHz = 192'000;
    return sampleRateHz < kTwiceFromHz ? 4 : sampleRateHz < kOnceFromHz ? 2 : 1;
}

/// Samples of one channel with silence at both ends, through which the filter comes and goes.
std::vector<float> paddedChannel(const AudioClip& clip, std::size_t channel) {
    std::vector<float> padded(clip.frames() + 2 * kTaps, 0.0F);
    const auto channels = static_cast<std::size_t>(clip.channels);
    for (std::size_t i = 0; i < clip.frames(); ++i) {
        const float sample = clip.samples[i * channels + channel];
        padded[kTaps + i] = std::isfinite(sample) ? sample : 0.0F;
    }
    return padded;
}

float greatestMagnitude(std::span<const float> samples) {
    float greatest = 0.0F;
    for (const float sample : samples) {
        greatest = std::max(greatest, std::fabs(sample));
    }
    return greatest;
}

/// Greatest magnitude that the phase gives at the places from `start` on.
float filteredPeak(const Phase& taps, std::span<const float> padded, std::size_t start, std::size_t count) {
    // Place by place within each tap, so that the compiler does several at once.
    std::array<float, kBlock> sums{};
    for (std::size_t t = 0; t < taps.size(); ++t) {
        for (std::size_t i = 0; i < count; ++i) {
            sums[i] += taps[t] * padded[start + i - t];
        }
    }
    return greatestMagnitude(std::span(sums).first(count));
}

}  // namespace

Result<double> truePeak(const AudioClip& clip, double samplePeak, const std::stop_token& stop) {
    const std::vector<Phase> phases = interpolators(factorFor(clip.sampleRateHz));
    double peak = samplePeak;
    for (std::size_t channel = 0; !phases.empty() && channel < static_cast<std::size_t>(clip.channels); ++channel) {
        const std::vector<float> padded = paddedChannel(clip, channel);
        for (std::size_t start = kTaps; start < padded.size(); start += kBlock) {
            if (stop.stop_requested()) {
                return fail(ErrorCode::Cancelled, "stopped while measuring the loudness");
            }
            const std::size_t count = std::min(kBlock, padded.size() - start);
            const auto reached = std::span(padded).subspan(start - kTaps, count + kTaps);
            if (greatestMagnitude(reached) * kGreatestOvershoot <= peak) {
                continue;
            }
            for (const Phase& phase : phases) {
                peak = std::max<double>(peak, filteredPeak(phase, padded, start, count));
            }
        }
    }
    return peak;
}

}  // namespace timbre::detail
