// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/local_noise.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>

#include "core/audio/frame_range.h"
#include "core/audio/quality.h"

namespace timbre {

namespace {

constexpr double kStepSeconds = 0.01;
constexpr double kOverFloorDb = 12.0;
constexpr double kUnderSpeechDb = 20.0;   ///< Breaths lie deeper.
constexpr double kAudibleDbfs = -50.0;    ///< Where nobody speaks to compare with.
constexpr double kSpeechEdgeSeconds = 0.15;  ///< Around found speech: its soft beginnings and ends are no noise.
constexpr std::size_t kShortestSteps = 6;
constexpr std::size_t kJoinedGapSteps = 15;
constexpr double kSteadySeconds = 0.5;
constexpr double kSoftDb = 6.0;  ///< Less than this over the threshold beside speech: a breath, the h of a first word.

double decibels(double power) { return std::max(kLowestDbfs, 10.0 * std::log10(std::max(power, 1e-12))); }

/// Mean power of each 10 ms, over all channels, in dBFS.
std::vector<double> levelsOf(const AudioClip& clip) {
    const double stepFrames = clip.sampleRateHz * kStepSeconds;
    const auto channels = static_cast<std::size_t>(clip.channels);
    const auto steps = static_cast<std::size_t>(static_cast<double>(clip.frames()) / stepFrames);
    std::vector<double> levels(steps);
    for (std::size_t step = 0; step < steps; ++step) {
        const auto begin = static_cast<std::size_t>(stepFrames * static_cast<double>(step)) * channels;
        const auto end = static_cast<std::size_t>(stepFrames * static_cast<double>(step + 1)) * channels;
        double power = 0.0;
        for (std::size_t i = begin; i < end; ++i) {
            const double sample = std::isfinite(clip.samples[i]) ? clip.samples[i] : 0.0;
            power += sample * sample;
        }
        levels[step] = decibels(power / static_cast<double>(std::max<std::size_t>(1, end - begin)));
    }
    return levels;
}

std::vector<bool> spokenSteps(const AudioClip& clip, const std::vector<FrameRange>& speech, std::size_t steps) {
    std::vector<bool> spoken(steps, false);
    for (const FrameRange& range : speech) {
        const double from = static_cast<double>(range.begin) / clip.sampleRateHz - kSpeechEdgeSeconds;
        const double to = static_cast<double>(range.end) / clip.sampleRateHz + kSpeechEdgeSeconds;
        const auto first = static_cast<std::size_t>(std::max(0.0, from / kStepSeconds));
        const auto last = std::min(steps, static_cast<std::size_t>(to / kStepSeconds) + 1);
        for (std::size_t step = first; step < last; ++step) {
            spoken[step] = true;
        }
    }
    return spoken;
}

/// Level that a quarter of the steps without speech stays under; nullopt without any.
std::optional<double> floorOf(const std::vector<double>& levels, const std::vector<bool>& spoken) {
    std::vector<double> quiet;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        if (!spoken[i]) {
            quiet.push_back(levels[i]);
        }
    }
    if (quiet.empty()) {
        return std::nullopt;
    }
    const auto place = quiet.begin() + static_cast<std::ptrdiff_t>(quiet.size() / 4);
    std::ranges::nth_element(quiet, place);
    return *place;
}

/// Mean power of what is spoken; nullopt where nobody does.
std::optional<double> speechLevel(const std::vector<double>& levels, const std::vector<bool>& spoken) {
    double power = 0.0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        if (spoken[i]) {
            power += std::pow(10.0, levels[i] / 10.0);
            ++count;
        }
    }
    return count == 0 ? std::nullopt : std::optional(decibels(power / static_cast<double>(count)));
}

/// Stretches of loud steps, with gaps closed; [begin, end) in steps.
std::vector<FrameRange> loudStretches(const std::vector<double>& levels, const std::vector<bool>& spoken,
                                      double threshold) {
    std::vector<FrameRange> stretches;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        if (spoken[i] || levels[i] < threshold) {
            continue;
        }
        if (!stretches.empty() && i - stretches.back().end < kJoinedGapSteps) {
            stretches.back().end = i + 1;
        } else {
            stretches.push_back({.begin = i, .end = i + 1});
        }
    }
    std::erase_if(stretches, [](const FrameRange& range) { return range.end - range.begin < kShortestSteps; });
    return stretches;
}

/// Whether speech begins or ends so near that a soft sound in this place belongs to it.
bool touchesSpeech(const FrameRange& range, const std::vector<bool>& spoken) {
    const std::size_t from = range.begin - std::min(range.begin, kJoinedGapSteps);
    const std::size_t to = std::min(spoken.size(), range.end + kJoinedGapSteps);
    return std::any_of(spoken.begin() + static_cast<std::ptrdiff_t>(from), spoken.begin() + static_cast<std::ptrdiff_t>(to),
                       [](bool one) { return one; });
}

}  // namespace

Result<std::vector<LocalNoise>> findLocalNoise(const AudioClip& clip, const SharedVadModel& vad) {
    const auto speech = findSpeech(clip, vad);
    if (!speech) {
        return tl::unexpected(speech.error());
    }
    const std::vector<double> levels = levelsOf(clip);
    const std::vector<bool> spoken = spokenSteps(clip, *speech, levels.size());
    const auto floor = floorOf(levels, spoken);
    if (!floor) {
        return std::vector<LocalNoise>{};
    }
    const auto voice = speechLevel(levels, spoken);
    const double threshold = std::max(*floor + kOverFloorDb, voice ? *voice - kUnderSpeechDb : kAudibleDbfs);
    std::vector<LocalNoise> noises;
    for (const FrameRange& range : loudStretches(levels, spoken, threshold)) {
        const auto loud = std::span(levels).subspan(range.begin, range.end - range.begin);
        const double seconds = static_cast<double>(loud.size()) * kStepSeconds;
        const bool atAnEnd = range.begin == 0 || range.end == levels.size();
        if (voice && atAnEnd && seconds < kSteadySeconds) {
            continue;  // the rest of a syllable that the button cut off, as likely as a knock
        }
        const double peak = *std::ranges::max_element(loud);
        if (voice && seconds < kSteadySeconds && peak < threshold + kSoftDb && touchesSpeech(range, spoken)) {
            continue;
        }
        noises.push_back({.fromSeconds = static_cast<double>(range.begin) * kStepSeconds,
                          .toSeconds = static_cast<double>(range.end) * kStepSeconds,
                          .kind = seconds < kSteadySeconds ? LocalNoiseKind::Knock : LocalNoiseKind::Steady,
                          .peakDbfs = peak});
    }
    return noises;
}

}  // namespace timbre
