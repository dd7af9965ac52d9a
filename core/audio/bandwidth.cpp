// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/bandwidth.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace timbre {

namespace {
constexpr double kBandHz = 100.0;
constexpr std::size_t kEdgeBands = 8;
constexpr double kOverNoise = 1.6;   // Power in speech over that in pauses from which on a band holds speech.
constexpr double kUnderPeak = 1e-6;  // Fainter bands hold nothing but what filters and number formats leave.
constexpr double kCliff = 1e-2;      // A fall by this within 800 Hz is a filter's edge, and what is left its leakage.
constexpr double kActiveReachDb = 12.0;  // Windows this far under the speech level and louder show the voice.
constexpr double kPauseReachDb = 3.0;
// Up to 8 kHz every reader's consonants reach at least this, averaged over the speech and against its strongest band;
// only where the noise is lower is their absence a fact.
constexpr std::size_t kConsonantBands = 80;
constexpr double kFaintConsonants = 6e-5;

std::size_t windowSize(int sampleRateHz) {
    std::size_t size = 64;
    while (static_cast<double>(size) < 0.02 * sampleRateHz) {
        size *= 2;
    }
    return size;
}
}  // namespace

BandwidthMeter::BandwidthMeter(int sampleRateHz)
    : sampleRateHz_(sampleRateHz),
      fft_(windowSize(sampleRateHz)),
      window_(fft_.size()),
      buffer_(fft_.size()),
      windowed_(fft_.size()),
      spectrum_(fft_.bins()),
      bands_(static_cast<std::size_t>(sampleRateHz_ / 2.0 / kBandHz) + 1),
      power_(kClasses * bands_),
      counts_(kClasses) {
    for (std::size_t i = 0; i < window_.size(); ++i) {
        const double phase =
            2.0 * std::numbers::pi * (static_cast<double>(i) + 0.5) / static_cast<double>(window_.size());
        // Blackman-Harris: side lobes under -90 dB, far below the limit between something and nothing.
        window_[i] = static_cast<float>(0.35875 - 0.48829 * std::cos(phase) + 0.14128 * std::cos(2.0 * phase) -
                                        0.01168 * std::cos(3.0 * phase));
    }
}

void BandwidthMeter::push(std::span<const float> samples, double levelDb) noexcept {
    for (const float sample : samples) {
        buffer_[filled_++] = sample;
        if (filled_ == buffer_.size()) {
            analyse(levelDb);
            filled_ = 0;
        }
    }
}

void BandwidthMeter::analyse(double levelDb) noexcept {
    if (levelDb <= LevelHistogram::kLowestDb) {
        return;
    }
    for (std::size_t i = 0; i < buffer_.size(); ++i) {
        windowed_[i] = buffer_[i] * window_[i];
    }
    fft_.forward(windowed_, spectrum_);
    const double place = (levelDb - LevelHistogram::kLowestDb) / kClassDb;
    const std::size_t kind = std::min(static_cast<std::size_t>(std::max(place, 0.0)), kClasses - 1);
    counts_[kind] += 1.0;
    for (std::size_t bin = 1; bin < spectrum_.size(); ++bin) {
        const double hz = static_cast<double>(bin) * sampleRateHz_ / static_cast<double>(buffer_.size());
        power_[kind * bands_ + std::min(static_cast<std::size_t>(hz / kBandHz), bands_ - 1)] +=
            static_cast<double>(std::norm(spectrum_[bin]));
    }
}

std::vector<double> BandwidthMeter::meanSpectrum(double lowDb, double highDb) const {
    std::vector<double> mean;
    double windows = 0.0;
    for (std::size_t kind = 0; kind < kClasses; ++kind) {
        const double centre = LevelHistogram::kLowestDb + (static_cast<double>(kind) + 0.5) * kClassDb;
        if (counts_[kind] > 0.0 && centre >= lowDb && centre <= highDb) {
            mean.resize(bands_);
            windows += counts_[kind];
            for (std::size_t band = 0; band < bands_; ++band) {
                mean[band] += power_[kind * bands_ + band];
            }
        }
    }
    std::ranges::for_each(mean, [windows](double& power) { power /= windows; });
    return mean;
}

Bandwidth BandwidthMeter::bandwidth(const SpeechNoiseLevels& levels) const {
    const auto speech = meanSpectrum(levels.speechDb - kActiveReachDb, 60.0);
    if (speech.empty()) {
        return {};
    }
    auto pauses = meanSpectrum(LevelHistogram::kLowestDb, levels.noiseDb + kPauseReachDb);
    pauses.resize(bands_);
    const double peak = *std::ranges::max_element(speech);
    const auto holds = [&](std::size_t band) {
        return speech[band] > std::max(kOverNoise * pauses[band], kUnderPeak * peak);
    };
    // Two neighbours out of three, so that one chance line far up does not count.
    std::size_t top = bands_ - 1;
    while (top > 2 && holds(top) + holds(top - 1) + holds(top - 2) < 2) {
        --top;
    }
    while (top > kEdgeBands &&
           speech[top] < kCliff * *std::max_element(speech.begin() + static_cast<std::ptrdiff_t>(top - kEdgeBands),
                                                    speech.begin() + static_cast<std::ptrdiff_t>(top))) {
        --top;
    }
    Bandwidth found{.hz = std::min(static_cast<double>(top + 1) * kBandHz, sampleRateHz_ / 2.0)};
    double hidden = 0.0;
    std::size_t above = 0;
    for (std::size_t band = top + 1 + kEdgeBands; band < std::min(bands_, kConsonantBands); ++band, ++above) {
        hidden += pauses[band];
    }
    found.limited = above > 0 && hidden / static_cast<double>(above) < kFaintConsonants * peak;
    return found;
}

}  // namespace timbre
