// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/noise_levels.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace timbre {

namespace {
// Two sections each make Butterworth filters of order 4, whose low and high parts add up to the whole power: the noise
// on both sides may simply be added.
constexpr double kSplitHz = 25.0;
constexpr double kFirstQ = 0.54119610;
constexpr double kSecondQ = 1.30656296;
constexpr double kPauseReachDb = 3.0;  // Frames up to this much over the noise are taken for pauses.

double powerDb(double power) { return std::max(10.0 * std::log10(power + 1e-20), LevelHistogram::kLowestDb); }
}  // namespace

LevelMeter20ms::LevelMeter20ms(int sampleRateHz)
    : low1_(Biquad::lowPass(kSplitHz, sampleRateHz, kFirstQ)),
      low2_(Biquad::lowPass(kSplitHz, sampleRateHz, kSecondQ)),
      high1_(Biquad::highPass(kSplitHz, sampleRateHz, kFirstQ)),
      high2_(Biquad::highPass(kSplitHz, sampleRateHz, kSecondQ)) {}

void LevelMeter20ms::push(std::span<const float> step) noexcept {
    if (step.empty()) {
        return;
    }
    const auto size = static_cast<double>(step.size());
    if (!started_) {
        // The filters start settled, or a constant offset would look like a burst of rumble.
        offset_ = std::accumulate(step.begin(), step.end(), 0.0) / size;
        started_ = true;
    }
    const auto [lowest, highest] = std::ranges::minmax(step);
    double high = 0.0;
    double all = 0.0;
    double lowSum = 0.0;
    double lowSquares = 0.0;
    for (const float sample : step) {
        const double x = static_cast<double>(sample) - offset_;
        const double above = high2_(high1_(x));
        const double below = low2_(low1_(x));
        high += above * above;
        lowSum += below;
        lowSquares += below * below;
        all += x * x;
    }
    lastStepDb_ = powerDb(all / size);
    if (lowest == highest && (lowest == 0.0F || powerDb(high / size) < -100.0)) {
        previousPower_ = -1.0;
        lastFrameDb_ = LevelHistogram::kLowestDb;
        return;
    }
    if (previousPower_ >= 0.0) {
        lastFrameDb_ = powerDb((previousPower_ + high / size) / 2.0);
        histogram_.add(lastFrameDb_);
        Low& low = low_[LevelHistogram::binOf(lastFrameDb_)];
        low.sum += lowSum;
        low.squares += lowSquares;
        low.samples += size;
    }
    previousPower_ = high / size;
}

SpeechNoiseLevels LevelMeter20ms::speechAndNoise() const {
    SpeechNoiseLevels levels = estimateNoise(histogram_);
    levels.noiseDb = powerDb(std::pow(10.0, levels.noiseDb / 10.0) + rumblePower(levels.noiseDb));
    return levels;
}

double LevelMeter20ms::rumblePower(double noiseDb) const noexcept {
    Low all;
    Low pauses;
    for (std::size_t bin = 0; bin < low_.size(); ++bin) {
        const auto addTo = [&low = low_[bin]](Low& sum) {
            sum.sum += low.sum;
            sum.squares += low.squares;
            sum.samples += low.samples;
        };
        addTo(all);
        if (LevelHistogram::centreDb(bin) <= noiseDb + kPauseReachDb) {
            addTo(pauses);
        }
    }
    if (pauses.samples < 1.0) {
        return 0.0;
    }
    const double offset = all.sum / all.samples;
    return std::max(0.0, (pauses.squares - 2.0 * offset * pauses.sum) / pauses.samples + offset * offset);
}

}  // namespace timbre
