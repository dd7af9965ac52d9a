// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/melody.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "core/engine/engines/instant/seeded_noise.h"

namespace timbre::instant {
namespace {

constexpr double kNaturalRange = 2.5;  // deviations; beyond them F0 errors are likelier than expression
constexpr std::size_t kMedianFrames = 9;
constexpr double kSmoothingFrames = 5.0;
// The mean of two melodies that rise and fall at different places is flatter than either: at most this much is given back.
constexpr double kLargestRevival = 1.35;
// Another take: the whole sentence a little higher or lower, livelier or calmer, and a slow wander on top.
constexpr double kTakeOffset = 0.02;
constexpr double kTakeRange = 0.05;
constexpr double kTakeLimit = 2.0;  // deviations; beyond them a take leads away from the user
constexpr double kTakeWander = 0.025;
constexpr std::size_t kWanderFrames = 40;

/// ln F0 with straight lines over the unvoiced stretches; `fallback` where nothing is voiced.
std::vector<float> bridgeUnvoiced(const std::vector<float>& f0Hz, double fallback) {
    std::vector<float> logF0(f0Hz.size(), static_cast<float>(fallback));
    std::ptrdiff_t last = -1;
    for (std::ptrdiff_t k = 0; k < std::ssize(f0Hz); ++k) {
        if (f0Hz[static_cast<std::size_t>(k)] <= 0.0F)
            continue;
        const float here = std::log(f0Hz[static_cast<std::size_t>(k)]);
        const float before = last >= 0 ? logF0[static_cast<std::size_t>(last)] : here;
        for (std::ptrdiff_t i = last + 1; i <= k; ++i) {
            const float share = static_cast<float>(i - last) / static_cast<float>(k - last);
            logF0[static_cast<std::size_t>(i)] = before + share * (here - before);
        }
        last = k;
    }
    if (last >= 0)
        std::fill(logF0.begin() + last, logF0.end(), logF0[static_cast<std::size_t>(last)]);
    return logF0;
}

/// Index into n values, mirrored at both ends (the end value stands twice).
std::size_t mirrored(std::ptrdiff_t index, std::ptrdiff_t n) {
    const std::ptrdiff_t period = 2 * n;
    std::ptrdiff_t at = ((index % period) + period) % period;
    if (at >= n)
        at = period - 1 - at;
    return static_cast<std::size_t>(at);
}

void medianFilter(std::vector<float>& values, std::size_t width) {
    const std::vector<float> original = values;
    const auto n = std::ssize(original);
    const auto half = static_cast<std::ptrdiff_t>(width / 2);
    std::vector<float> window(width);
    for (std::ptrdiff_t k = 0; k < n; ++k) {
        for (std::ptrdiff_t i = -half; i <= half; ++i)
            window[static_cast<std::size_t>(i + half)] = original[mirrored(k + i, n)];
        std::ranges::nth_element(window, window.begin() + half);
        values[static_cast<std::size_t>(k)] = window[static_cast<std::size_t>(half)];
    }
}

double meanOf(std::span<const float> values) {
    double sum = 0.0;
    for (const float value : values)
        sum += static_cast<double>(value);
    return values.empty() ? 0.0 : sum / static_cast<double>(values.size());
}

double deviationOf(std::span<const float> values) {
    const double mean = meanOf(values);
    double squares = 0.0;
    for (const float value : values) {
        const double away = static_cast<double>(value) - mean;
        squares += away * away;
    }
    return values.empty() ? 0.0 : std::sqrt(squares / static_cast<double>(values.size()));
}

/// Spreads a melody around its mean until it deviates as much as the melodies it was made from.
void revive(std::vector<float>& logF0, double deviation) {
    const double now = deviationOf(logF0);
    const double factor = now > 0.0 ? std::clamp(deviation / now, 1.0, kLargestRevival) : 1.0;
    const double mean = meanOf(logF0);
    for (float& value : logF0)
        value = static_cast<float>(mean + factor * (static_cast<double>(value) - mean));
}

void varyTake(std::vector<float>& logF0, double medianLogF0, std::uint64_t seed) {
    constexpr std::uint64_t kWanderDraws = 16;  // draws below it belong to the sentence as a whole
    const auto draw = [&](std::uint64_t index) {
        return std::clamp(seededNormal(seed, index), -kTakeLimit, kTakeLimit);
    };
    const double offset = kTakeOffset * draw(0);
    const double range = 1.0 + kTakeRange * draw(1);
    for (std::size_t k = 0; k < logF0.size(); ++k) {
        const std::size_t knot = k / kWanderFrames;
        const double share = static_cast<double>(k % kWanderFrames) / static_cast<double>(kWanderFrames);
        const double eased = share * share * (3.0 - 2.0 * share);
        const double wander = (1.0 - eased) * seededNormal(seed, kWanderDraws + knot) +
                              eased * seededNormal(seed, kWanderDraws + knot + 1);
        const double value =
            medianLogF0 + range * (static_cast<double>(logF0[k]) - medianLogF0) + offset + kTakeWander * wander;
        logF0[k] = static_cast<float>(value);
    }
}

}  // namespace

std::vector<float> shapeMelody(const MelodyInput& input, const MelodyOptions& options) {
    std::vector<float> logF0 = bridgeUnvoiced(input.unitF0Hz, options.medianLogF0);
    const auto lowest = static_cast<float>(options.medianLogF0 - kNaturalRange * options.deviation);
    const auto highest = static_cast<float>(options.medianLogF0 + kNaturalRange * options.deviation);
    for (float& value : logF0)
        value = std::clamp(value, lowest, highest);
    const double usualDeviation =
        options.unitShare * deviationOf(logF0) + (1.0 - options.unitShare) * deviationOf(input.targetLogF0);
    const auto own = static_cast<float>(options.unitShare);
    for (std::size_t k = 0; k < logF0.size(); ++k) {
        logF0[k] = own * logF0[k] + (1.0F - own) * input.targetLogF0[k];
    }
    revive(logF0, usualDeviation);
    medianFilter(logF0, kMedianFrames);
    gaussianSmooth(logF0, kSmoothingFrames);
    if (options.seed != 0)
        varyTake(logF0, options.medianLogF0, options.seed);
    const auto shift = static_cast<float>(options.pitchSemitones * std::log(2.0) / 12.0);
    for (float& value : logF0)
        value += shift;
    return logF0;
}

void gaussianSmooth(std::vector<float>& values, double deviationFrames) {
    if (deviationFrames <= 0.0 || values.empty())
        return;
    const auto reach = static_cast<std::ptrdiff_t>(std::ceil(4.0 * deviationFrames));
    std::vector<double> weights;
    double sum = 0.0;
    for (std::ptrdiff_t i = -reach; i <= reach; ++i) {
        const double x = static_cast<double>(i) / deviationFrames;
        weights.push_back(std::exp(-0.5 * x * x));
        sum += weights.back();
    }
    const std::vector<float> original = values;
    const auto n = std::ssize(original);
    for (std::ptrdiff_t k = 0; k < n; ++k) {
        double total = 0.0;
        for (std::ptrdiff_t i = -reach; i <= reach; ++i) {
            total += weights[static_cast<std::size_t>(i + reach)] * static_cast<double>(original[mirrored(k + i, n)]);
        }
        values[static_cast<std::size_t>(k)] = static_cast<float>(total / sum);
    }
}

float interpolated(std::span<const float> values, double index) {
    const double clamped = std::clamp(index, 0.0, static_cast<double>(values.size() - 1));
    const auto before = static_cast<std::size_t>(clamped);
    const std::size_t after = std::min(before + 1, values.size() - 1);
    const auto weight = static_cast<float>(clamped - static_cast<double>(before));
    return (1.0F - weight) * values[before] + weight * values[after];
}

}  // namespace timbre::instant
