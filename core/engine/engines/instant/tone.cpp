// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/tone.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <cstddef>
#include <numbers>

#include "core/audio/fft.h"
#include "core/engine/engines/instant/grain_player.h"
#include "core/engine/engines/instant/melody.h"
#include "core/engine/engines/instant/sentence.h"

namespace timbre::instant {
namespace {

constexpr double kEnoughSeconds = 60.0;
constexpr double kActivePower = 1e-3;        // of the loudest frame: 30 dB
constexpr double kSmoothingHertz = 125.0;    // deviation; wide enough for a minute of speech to average out its phones
constexpr float kStrength = 0.5F;            // share of the difference that is made good
constexpr float kLargestLogGain = 0.69F;     // 6 dB
constexpr double kSmallestPower = 1e-12;     // of the whole: 120 dB down nothing is heard

/// Share of the active frames' power at each bin.
class MeanSpectrum {
  public:
    explicit MeanSpectrum(std::size_t size) : fft_(size), window_(size), frame_(size), bins_(fft_.bins()) {
        for (std::size_t n = 0; n < size; ++n) {
            window_[n] = static_cast<float>(
                0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * static_cast<double>(n) / static_cast<double>(size)));
        }
    }

    /// Adds the spectrum of `samples`, brought to a power of 1, to `sum` [bins]; false where there is no sound.
    bool addTo(std::vector<double>& sum, std::span<const float> samples) {
        std::vector<std::vector<double>> frames;
        double loudest = 0.0;
        for (std::size_t at = 0; at + window_.size() <= samples.size(); at += window_.size() / 2) {
            for (std::size_t n = 0; n < window_.size(); ++n)
                frame_[n] = window_[n] * samples[at + n];
            fft_.forward(frame_, bins_);
            frames.emplace_back();
            for (const std::complex<float>& bin : bins_)
                frames.back().push_back(std::norm(std::complex<double>(bin)));
            loudest = std::max(loudest, totalOf(frames.back()));
        }
        std::erase_if(frames, [&](const auto& frame) { return totalOf(frame) < kActivePower * loudest; });
        double total = 0.0;
        for (const auto& frame : frames)
            total += totalOf(frame);
        if (!(total > 0.0))
            return false;
        for (const auto& frame : frames) {
            for (std::size_t bin = 0; bin < frame.size(); ++bin)
                sum[bin] += frame[bin] / total;
        }
        return true;
    }

    [[nodiscard]] std::size_t bins() const { return bins_.size(); }

  private:
    static double totalOf(const std::vector<double>& frame) {
        double sum = 0.0;
        for (const double power : frame)
            sum += power;
        return sum;
    }

    RealFft fft_;
    std::vector<float> window_;
    std::vector<float> frame_;
    std::vector<std::complex<float>> bins_;
};

}  // namespace

Result<std::vector<float>> learnTone(const VoiceModel& model, std::span<const FrontResult* const> readings,
                                     const std::stop_token& stop) {
    const auto& recordings = model.units.recordings();
    if (readings.size() != recordings.size())
        return fail(ErrorCode::InvalidInput, "the readings do not belong to the recordings");
    const int rate = model.units.sampleRateHz();
    MeanSpectrum spectrum(grainTransformSize(rate));
    std::vector<float> logGain(spectrum.bins());
    std::vector<double> user(spectrum.bins());
    std::vector<double> spoken(spectrum.bins());
    double seconds = 0.0;
    for (std::size_t i = 0; i < recordings.size() && recordings.size() > 1 && seconds < kEnoughSeconds; ++i) {
        auto copy = renderSentence(model, *readings[i], {}, static_cast<std::int32_t>(i), stop);
        if (!copy) {
            if (copy.error().code == ErrorCode::Cancelled)
                return tl::unexpected(copy.error());
            continue;
        }
        std::vector<double> own(spectrum.bins());
        if (spectrum.addTo(own, recordings[i].samples) && spectrum.addTo(spoken, copy->samples)) {
            std::ranges::transform(user, own, user.begin(), std::plus<>());
            seconds += static_cast<double>(recordings[i].samples.size()) / rate;
        }
    }
    if (seconds == 0.0)
        return logGain;
    double whole = 0.0;
    for (const double power : user)
        whole += power;
    for (std::size_t bin = 0; bin < logGain.size(); ++bin) {
        const double floor = kSmallestPower * whole;
        logGain[bin] = static_cast<float>(0.5 * std::log((user[bin] + floor) / (spoken[bin] + floor)));
    }
    gaussianSmooth(logGain, kSmoothingHertz * static_cast<double>(grainTransformSize(rate)) / rate);
    for (float& gain : logGain)
        gain = std::clamp(kStrength * gain, -kLargestLogGain, kLargestLogGain);
    return logGain;
}

}  // namespace timbre::instant
