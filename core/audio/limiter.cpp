// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/limiter.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numbers>

namespace timbre::detail {

namespace {

constexpr double kLookAheadSeconds = 0.0025;
constexpr double kReleaseSeconds = 0.080;
constexpr std::size_t kPhases = 4;     // ITU-R BS.1770-4, annex 2: at least 4 times
constexpr std::size_t kHalfTaps = 12;  // on each side, as long as the annex's filter of 48 taps

constexpr std::size_t kBlock = 4096;  // frames that are filtered together

using Phase = std::array<float, 2 * kHalfTaps>;

/// Windowed sinc that gives the value `phase`/kPhases of a sample after its middle.
Phase interpolator(std::size_t phase) {
    Phase taps{};
    const double shift = static_cast<double>(phase) / kPhases;
    double sum = 0.0;
    for (std::size_t k = 0; k < taps.size(); ++k) {
        const double x = static_cast<double>(k) - (kHalfTaps - 1.0) - shift;
        const double sinc = x == 0.0 ? 1.0 : std::sin(std::numbers::pi * x) / (std::numbers::pi * x);
        const double hann = 0.5 + 0.5 * std::cos(std::numbers::pi * x / kHalfTaps);
        taps[k] = static_cast<float>(sinc * hann);
        sum += taps[k];
    }
    for (float& tap : taps) {
        tap = static_cast<float>(tap / sum);
    }
    return taps;
}

/// One for each phase; that of phase 0 is the sample itself and not asked for.
const std::array<Phase, kPhases>& interpolators() {
    static const std::array<Phase, kPhases> filters = [] {
        std::array<Phase, kPhases> made{};
        for (std::size_t phase = 1; phase < kPhases; ++phase) {
            made[phase] = interpolator(phase);
        }
        return made;
    }();
    return filters;
}

/// Raises `peaks` to the magnitudes that `filter` gives at each of their places in `padded`.
void raiseToFiltered(const Phase& filter, std::span<const float> padded, std::span<float> peaks) {
    // Frame by frame within each tap: the same sums as tap by tap within each frame, and the compiler does several at
    // once.
    std::array<float, kBlock> sums{};
    for (std::size_t k = 0; k < filter.size(); ++k) {
        for (std::size_t i = 0; i < peaks.size(); ++i) {
            sums[i] += filter[k] * padded[i + k];
        }
    }
    for (std::size_t i = 0; i < peaks.size(); ++i) {
        peaks[i] = std::max(peaks[i], std::fabs(sums[i]));
    }
}

/// Minimum over [i - radius, i + radius].
std::vector<float> slidingMinimum(const std::vector<float>& values, std::size_t radius) {
    std::vector<float> result(values.size());
    const std::size_t mask = std::bit_ceil(2 * radius + 2) - 1;  // no more are ever in the window
    std::vector<std::size_t> candidates(mask + 1);  // a ring of indices of rising values, `first` to `last`
    std::size_t first = 0;
    std::size_t last = 0;
    for (std::size_t next = 0; next < values.size() + radius; ++next) {
        if (next < values.size()) {
            while (last > first && values[candidates[(last - 1) & mask]] >= values[next]) {
                --last;
            }
            candidates[last++ & mask] = next;
        }
        if (next < radius) {
            continue;
        }
        const std::size_t centre = next - radius;
        while (candidates[first & mask] + radius < centre) {
            ++first;
        }
        result[centre] = values[candidates[first & mask]];
    }
    return result;
}

void slowRelease(std::vector<float>& gains, int sampleRateHz) {
    const double keep = std::exp(-1.0 / (kReleaseSeconds * sampleRateHz));
    double reached = 1.0;
    for (float& gain : gains) {
        reached = std::min<double>(gain, 1.0 - (1.0 - reached) * keep);
        gain = static_cast<float>(reached);
    }
}

/// Mean over [i - radius, i + radius]; beyond the ends the outermost values go on.
std::vector<float> movingMean(const std::vector<float>& values, std::size_t radius) {
    const std::size_t count = values.size();
    const auto at = [&](std::size_t shifted) {  // index + radius
        return values[std::clamp(shifted, radius, count - 1 + radius) - radius];
    };
    std::vector<float> result(count);
    double sum = 0.0;
    for (std::size_t k = 0; k < 2 * radius; ++k) {
        sum += at(k);
    }
    const double width = 2.0 * static_cast<double>(radius) + 1.0;
    for (std::size_t i = 0; i < count; ++i) {
        sum += at(i + 2 * radius);
        result[i] = static_cast<float>(sum / width);
        sum -= at(i);
    }
    return result;
}

}  // namespace

std::vector<float> peakEnvelope(const AudioClip& clip, const std::stop_token& stop) {
    const auto channels = static_cast<std::size_t>(clip.channels);
    const std::size_t frames = clip.frames();
    std::vector<float> envelope(frames, 0.0F);
    std::vector<float> padded(frames + 2 * kHalfTaps, 0.0F);
    for (std::size_t c = 0; c < channels; ++c) {
        for (std::size_t i = 0; i < frames; ++i) {
            padded[i + kHalfTaps - 1] = clip.samples[i * channels + c];
        }
        for (std::size_t i = 0; i < frames; ++i) {
            envelope[i] = std::max(envelope[i], std::fabs(padded[i + kHalfTaps - 1]));
        }
        for (std::size_t start = 0; start < frames && !stop.stop_requested(); start += kBlock) {
            const std::size_t count = std::min(kBlock, frames - start);
            for (std::size_t phase = 1; phase < kPhases; ++phase) {
                raiseToFiltered(interpolators()[phase], std::span(padded).subspan(start, count + 2 * kHalfTaps),
                                std::span(envelope).subspan(start, count));
            }
        }
    }
    return envelope;
}

std::vector<float> limiterGains(std::span<const float> envelope, int sampleRateHz, double gain, double ceiling) {
    std::vector<float> gains(envelope.size());
    std::ranges::transform(envelope, gains.begin(), [gain, ceiling](float value) {
        const double peak = value * gain;
        return static_cast<float>(peak > ceiling ? ceiling / peak : 1.0);
    });
    if (gains.empty()) {
        return gains;
    }
    const auto radius = static_cast<std::size_t>(std::max(1.0, std::round(kLookAheadSeconds * sampleRateHz)));
    // The minimum over the window first: then every value that the mean takes in is low enough for the peak at its
    // centre.
    gains = slidingMinimum(gains, radius);
    slowRelease(gains, sampleRateHz);
    return movingMean(gains, radius);
}

}  // namespace timbre::detail
