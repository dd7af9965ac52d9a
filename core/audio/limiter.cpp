// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/limiter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <deque>
#include <numbers>

namespace timbre::detail {

namespace {

constexpr double kLookAheadSeconds = 0.0025;
constexpr double kReleaseSeconds = 0.080;
constexpr std::size_t kPhases = 4;     // ITU-R BS.1770-4, annex 2: at least 4 times
constexpr std::size_t kHalfTaps = 12;  // on each side, as long as the annex's filter of 48 taps

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

/// Greatest magnitude at and after each frame, up to the next one, over all channels.
std::vector<float> peakEnvelope(const AudioClip& clip, const std::stop_token& stop) {
    const auto channels = static_cast<std::size_t>(clip.channels);
    const std::size_t frames = clip.frames();
    std::array<Phase, kPhases - 1> filters{};
    for (std::size_t p = 1; p < kPhases; ++p) {
        filters[p - 1] = interpolator(p);
    }
    std::vector<float> envelope(frames, 0.0F);
    std::vector<float> padded(frames + 2 * kHalfTaps, 0.0F);
    for (std::size_t c = 0; c < channels; ++c) {
        for (std::size_t i = 0; i < frames; ++i) {
            padded[i + kHalfTaps - 1] = clip.samples[i * channels + c];
        }
        constexpr std::size_t kLookEvery = 1U << 16U;
        for (std::size_t i = 0; i < frames; ++i) {
            if (i % kLookEvery == 0 && stop.stop_requested()) {
                return envelope;
            }
            float peak = std::fabs(padded[i + kHalfTaps - 1]);
            for (const Phase& filter : filters) {
                float sum = 0.0F;
                for (std::size_t k = 0; k < filter.size(); ++k) {
                    sum += filter[k] * padded[i + k];
                }
                peak = std::max(peak, std::fabs(sum));
            }
            envelope[i] = std::max(envelope[i], peak);
        }
    }
    return envelope;
}

/// Minimum over [i - radius, i + radius].
std::vector<float> slidingMinimum(const std::vector<float>& values, std::size_t radius) {
    std::vector<float> result(values.size());
    std::deque<std::size_t> candidates;  // indices of rising values
    for (std::size_t next = 0; next < values.size() + radius; ++next) {
        if (next < values.size()) {
            while (!candidates.empty() && values[candidates.back()] >= values[next]) {
                candidates.pop_back();
            }
            candidates.push_back(next);
        }
        if (next < radius) {
            continue;
        }
        const std::size_t centre = next - radius;
        while (candidates.front() + radius < centre) {
            candidates.pop_front();
        }
        result[centre] = values[candidates.front()];
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

std::vector<float> limiterGains(const AudioClip& clip, double gain, double ceiling, const std::stop_token& stop) {
    std::vector<float> gains = peakEnvelope(clip, stop);
    if (gains.empty() || stop.stop_requested()) {
        return gains;
    }
    for (float& value : gains) {
        const double peak = value * gain;
        value = static_cast<float>(peak > ceiling ? ceiling / peak : 1.0);
    }
    const auto radius = static_cast<std::size_t>(std::max(1.0, std::round(kLookAheadSeconds * clip.sampleRateHz)));
    // The minimum over the window first: then every value that the mean takes in is low enough for the peak at its
    // centre.
    gains = slidingMinimum(gains, radius);
    slowRelease(gains, clip.sampleRateHz);
    return movingMean(gains, radius);
}

}  // namespace timbre::detail
