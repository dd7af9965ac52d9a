// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/speech_guard.h"

#include <algorithm>
#include <cmath>

namespace timbre::nets {
namespace {

/// A pause may hold one token for long, but not for a second and a half.
constexpr std::size_t kLongestRun = 38;
/// A phrase of up to a second that is said again and again for three seconds is no speech.
constexpr std::size_t kLongestPeriod = 25;
constexpr std::size_t kLongestLoop = 75;
constexpr double kLookSeconds = 0.02;
constexpr double kFadeSeconds = 0.005;
/// Speech that has ended lies further below its loudest vowel.
constexpr double kEndBelowPeakDb = 10.0;
/// Faults by what hurts more: words lost, then words too many, then an ugly end.
constexpr double kTooShort = 4.0;
constexpr double kTooLong = 3.0;
constexpr double kLoops = 2.0;
constexpr double kCutEnd = 1.0;

/// Most tokens in a row that repeat with this period.
std::size_t longestRepetition(std::span<const std::int64_t> tokens, std::size_t period) {
    std::size_t longest = 0;
    std::size_t run = 0;
    for (std::size_t i = period; i < tokens.size(); ++i) {
        run = tokens[i] == tokens[i - period] ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    return longest;
}

bool loops(std::span<const std::int64_t> tokens) {
    if (longestRepetition(tokens, 1) >= kLongestRun)
        return true;
    for (std::size_t period = 2; period <= kLongestPeriod; ++period) {
        if (longestRepetition(tokens, period) >= kLongestLoop)
            return true;
    }
    return false;
}

double meanSquare(std::span<const float> samples) {
    double sum = 0.0;
    for (const float sample : samples)
        sum += double{sample} * double{sample};
    return sum / static_cast<double>(samples.size());
}

}  // namespace

std::size_t mostTokens(std::size_t phones) {
    return static_cast<std::size_t>(kMostTokensPerPhone * static_cast<double>(phones)) + kTokensOfPauses;
}

Judgement judgeTokens(std::span<const std::int64_t> tokens, std::size_t phones, bool ended) {
    const auto count = static_cast<double>(tokens.size());
    if (const double fewest = kFewestTokensPerPhone * static_cast<double>(phones); count < fewest)
        return {.fault = kTooShort + (fewest - count) / fewest, .remark = "it is too short for its words"};
    if (!ended || tokens.size() > mostTokens(phones))
        return {.fault = kTooLong, .remark = "it did not end by itself"};
    if (loops(tokens))
        return {.fault = kLoops, .remark = "it repeats itself"};
    return {};
}

Judgement judgeEnd(std::span<const float> samples, int sampleRateHz) {
    const auto look = static_cast<std::size_t>(kLookSeconds * sampleRateHz);
    if (look == 0 || samples.size() < 2 * look)
        return {};
    double loudest = 0.0;
    for (std::size_t begin = 0; begin + look <= samples.size(); begin += look / 2)
        loudest = std::max(loudest, meanSquare(samples.subspan(begin, look)));
    const double last = meanSquare(samples.last(look));
    if (last > 0.0 && last > loudest * std::pow(10.0, -kEndBelowPeakDb / 10.0))
        return {.fault = kCutEnd, .remark = "it ends in the middle of a sound"};
    return {};
}

void addTail(std::vector<float>& samples, int sampleRateHz) {
    const auto fade = std::min(samples.size(), static_cast<std::size_t>(kFadeSeconds * sampleRateHz));
    for (std::size_t i = 0; i < fade; ++i)
        samples[samples.size() - 1 - i] *= static_cast<float>(i) / static_cast<float>(fade);
    samples.insert(samples.end(), static_cast<std::size_t>(kLookSeconds * sampleRateHz), 0.0F);
}

}  // namespace timbre::nets
