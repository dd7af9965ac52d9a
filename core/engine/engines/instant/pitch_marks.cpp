// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/pitch_marks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>

#include "core/engine/engines/instant/types.h"

namespace timbre::instant {
namespace {

constexpr double kMarkCutoffHz = 1000.0;
constexpr double kSmallestStep = 0.8;  // of the period
constexpr double kLargestStep = 1.2;
constexpr double kOffsetPenalty = 0.3;  // a peak at the edge of the step range counts this much less
constexpr double kShortestRunSeconds = 1.0 / 400.0;

struct Biquad {
    double b0, b1, b2, a1, a2;
};

// A Butterworth section by the bilinear transform; q is 0.5412 and 1.3066 for the two sections of order four.
Biquad lowPassSection(double cutoffHz, int sampleRateHz, double q) {
    const double w = 2.0 * std::numbers::pi * cutoffHz / sampleRateHz;
    const double alpha = std::sin(w) / (2.0 * q);
    const double a0 = 1.0 + alpha;
    const double b1 = (1.0 - std::cos(w)) / a0;
    return {.b0 = b1 / 2.0, .b1 = b1, .b2 = b1 / 2.0, .a1 = -2.0 * std::cos(w) / a0, .a2 = (1.0 - alpha) / a0};
}

void runInPlace(const Biquad& f, std::span<float> samples) {
    double s1 = 0.0;
    double s2 = 0.0;
    for (float& sample : samples) {
        const double x = sample;
        const double y = f.b0 * x + s1;
        s1 = f.b1 * x - f.a1 * y + s2;
        s2 = f.b2 * x - f.a2 * y;
        sample = static_cast<float>(y);
    }
}

/// The low-passed wave with its main peaks upwards.
std::vector<float> peaksUpwards(std::span<const float> samples, int sampleRateHz) {
    std::vector<float> wave = lowPassZeroPhase(samples, sampleRateHz, kMarkCutoffHz);
    double skew = 0.0;
    for (const float value : wave)
        skew += static_cast<double>(value) * value * value;
    if (skew < 0.0)
        std::ranges::transform(wave, wave.begin(), [](float value) { return -value; });
    return wave;
}

/// One voiced stretch: its frames and its samples.
struct VoicedRun {
    std::size_t firstFrame;
    std::size_t endFrame;
    std::ptrdiff_t begin;
    std::ptrdiff_t end;
};

class MarkTracker {
  public:
    MarkTracker(std::span<const float> wave, std::span<const float> f0Hz, int sampleRateHz)
        : wave_(wave), f0Hz_(f0Hz), rate_(sampleRateHz) {}

    void track(const VoicedRun& run, std::vector<float>& marks) const {
        const auto first = wave_.begin() + run.begin;
        const std::ptrdiff_t anchor = run.begin + (std::max_element(first, wave_.begin() + run.end) - first);
        std::vector<std::ptrdiff_t> found;
        for (std::ptrdiff_t at = anchor;;) {
            const double period = periodAt(at, run);
            const auto low = static_cast<std::ptrdiff_t>(static_cast<double>(at) - period * kLargestStep);
            const auto high = static_cast<std::ptrdiff_t>(static_cast<double>(at) - period * kSmallestStep);
            if (low <= run.begin)
                break;
            found.push_back(at = strongest(low, high));
        }
        std::ranges::reverse(found);
        found.push_back(anchor);
        for (std::ptrdiff_t at = anchor;;) {
            const double period = periodAt(at, run);
            const auto low = static_cast<std::ptrdiff_t>(static_cast<double>(at) + period * kSmallestStep);
            const auto high = static_cast<std::ptrdiff_t>(static_cast<double>(at) + period * kLargestStep);
            if (high >= run.end)
                break;
            found.push_back(at = strongest(low, high));
        }
        for (const std::ptrdiff_t at : found)
            marks.push_back(refine(at));
    }

  private:
    [[nodiscard]] double periodAt(std::ptrdiff_t sample, const VoicedRun& run) const {
        const auto frame = static_cast<std::size_t>(static_cast<double>(sample) / (rate_ * kFrameSeconds));
        // Four samples keep the walk moving whatever the F0 track claims.
        return std::max(4.0, rate_ / static_cast<double>(f0Hz_[std::clamp(frame, run.firstFrame, run.endFrame - 1)]));
    }

    [[nodiscard]] std::ptrdiff_t strongest(std::ptrdiff_t low, std::ptrdiff_t high) const {
        const double middle = 0.5 * static_cast<double>(low + high);
        const double reach = std::max(1.0, 0.5 * static_cast<double>(high - low));
        std::ptrdiff_t best = low;
        double bestValue = -1e30;
        for (std::ptrdiff_t i = low; i <= high; ++i) {
            const double offset = std::abs(static_cast<double>(i) - middle) / reach;
            const double value = wave_[static_cast<std::size_t>(i)] * (1.0 - kOffsetPenalty * offset);
            if (value > bestValue) {
                bestValue = value;
                best = i;
            }
        }
        return best;
    }

    /// Top of the parabola through the peak and its neighbours: marks on whole samples would make the pitch rough.
    [[nodiscard]] float refine(std::ptrdiff_t at) const {
        if (at < 1 || at + 1 >= std::ssize(wave_))
            return static_cast<float>(at);
        const double before = wave_[static_cast<std::size_t>(at - 1)];
        const double here = wave_[static_cast<std::size_t>(at)];
        const double after = wave_[static_cast<std::size_t>(at + 1)];
        const double bend = before - 2.0 * here + after;
        if (bend >= 0.0)
            return static_cast<float>(at);
        return static_cast<float>(static_cast<double>(at) + std::clamp(0.5 * (before - after) / bend, -0.5, 0.5));
    }

    std::span<const float> wave_;
    std::span<const float> f0Hz_;
    double rate_;
};

}  // namespace

std::vector<float> lowPassZeroPhase(std::span<const float> samples, int sampleRateHz, double cutoffHz) {
    std::vector<float> wave(samples.begin(), samples.end());
    const std::array sections{lowPassSection(cutoffHz, sampleRateHz, 0.54119610),
                              lowPassSection(cutoffHz, sampleRateHz, 1.3065630)};
    for (int direction = 0; direction < 2; ++direction) {
        for (const Biquad& section : sections)
            runInPlace(section, wave);
        std::ranges::reverse(wave);
    }
    return wave;
}

std::vector<float> findPitchMarks(std::span<const float> samples, int sampleRateHz, std::span<const float> f0Hz) {
    const std::vector<float> wave = peaksUpwards(samples, sampleRateHz);
    const MarkTracker tracker(wave, f0Hz, sampleRateHz);
    const double hop = sampleRateHz * kFrameSeconds;
    std::vector<float> marks;
    for (std::size_t frame = 0; frame < f0Hz.size();) {
        if (f0Hz[frame] <= 0.0F) {
            ++frame;
            continue;
        }
        VoicedRun run{.firstFrame = frame, .endFrame = frame, .begin = 0, .end = 0};
        while (run.endFrame < f0Hz.size() && f0Hz[run.endFrame] > 0.0F)
            ++run.endFrame;
        run.begin = static_cast<std::ptrdiff_t>(static_cast<double>(run.firstFrame) * hop);
        run.end = std::min(static_cast<std::ptrdiff_t>(static_cast<double>(run.endFrame) * hop), std::ssize(wave) - 1);
        if (static_cast<double>(run.end - run.begin) > kShortestRunSeconds * sampleRateHz)
            tracker.track(run, marks);
        frame = run.endFrame;
    }
    return marks;
}

}  // namespace timbre::instant
