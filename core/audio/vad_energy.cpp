// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/vad_energy.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace timbre {

namespace {
constexpr float kQuietestSpeechDb = -65.0F;  // Under it a chunk is silence, whatever the floor.
constexpr float kHalfDb = 9.0F;              // This far over the floor speech is as likely as not;
constexpr float kSlopeDb = 1.8F;             // the logistic curve's width.
constexpr double kVoiceFromHz = 120.0;
constexpr double kVoiceToHz = 4'000.0;
}  // namespace

EnergyStream::EnergyStream()
    : fft_(VoiceActivity::kChunkFrames),
      window_(VoiceActivity::kChunkFrames),
      windowed_(VoiceActivity::kChunkFrames),
      spectrum_(fft_.bins()) {
    for (std::size_t i = 0; i < window_.size(); ++i) {
        const double phase =
            2.0 * std::numbers::pi * (static_cast<double>(i) + 0.5) / static_cast<double>(window_.size());
        window_[i] = static_cast<float>(0.5 - 0.5 * std::cos(phase));
    }
    reset();
}

void EnergyStream::reset() noexcept {
    minima_.fill(std::numeric_limits<float>::max());
    chunks_ = 0;
    smooth_ = 0.0F;
}

float EnergyStream::floorDb(float levelDb) noexcept {
    const std::size_t slot = (chunks_ / kWindowChunks) % kWindows;
    if (chunks_ % kWindowChunks == 0) {
        minima_[slot] = levelDb;
    }
    minima_[slot] = std::min(minima_[slot], levelDb);
    ++chunks_;
    return *std::ranges::min_element(minima_);
}

float EnergyStream::process(std::span<const float, VoiceActivity::kChunkFrames> chunk) noexcept {
    for (std::size_t i = 0; i < chunk.size(); ++i) {
        windowed_[i] = chunk[i] * window_[i];
    }
    fft_.forward(windowed_, spectrum_);
    const double hzPerBin = static_cast<double>(VoiceActivity::kSampleRateHz) / static_cast<double>(chunk.size());
    double voice = 0.0;
    double all = 1e-9;
    for (std::size_t bin = 1; bin < spectrum_.size(); ++bin) {
        const double power = std::norm(spectrum_[bin]);
        const double hz = static_cast<double>(bin) * hzPerBin;
        all += power;
        voice += hz >= kVoiceFromHz && hz <= kVoiceToHz ? power : 0.0;
    }
    // 3/8 is the mean square of the window; twice, for the half of the spectrum that is not there.
    const double scale = 2.0 / (0.375 * static_cast<double>(chunk.size()) * static_cast<double>(chunk.size()));
    const auto levelDb = static_cast<float>(10.0 * std::log10(voice * scale + 1e-12));
    const float over = levelDb - std::max(floorDb(levelDb), kQuietestSpeechDb);
    const float inBand = std::clamp(static_cast<float>(voice / all) * 2.0F, 0.0F, 1.0F);
    const float now = inBand / (1.0F + std::exp((kHalfDb - over) / kSlopeDb));
    // Speech does not end between two syllables.
    smooth_ = std::max(now, smooth_ * 0.75F);
    return smooth_;
}

}  // namespace timbre
