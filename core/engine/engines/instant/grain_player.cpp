// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/grain_player.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>

#include "core/engine/engines/instant/mel_warp.h"
#include "core/engine/engines/instant/types.h"

namespace timbre::instant {
namespace {

constexpr double kHighestTrustedHz = 7600.0;  // the 16 kHz features say nothing beyond
constexpr double kFadeBeginHz = 8000.0;
constexpr double kFadeEndHz = 9500.0;
constexpr float kLargestLogGain = 2.3F;     // 20 dB
constexpr float kSmallestWindowSum = 0.5F;  // between grains that hardly overlap the sum is not made good in full

Matrix correctionBasis(int sampleRateHz, std::size_t bins) {
    Matrix basis(kFilterOrder, bins);
    for (std::size_t bin = 0; bin < bins; ++bin) {
        const double hertz = static_cast<double>(bin) * sampleRateHz / static_cast<double>(2 * (bins - 1));
        const double w = 2.0 * std::numbers::pi * std::min(hertz, kHighestTrustedHz) / kFeatureRateHz;
        const double warped = warpedFrequency(w);
        const double fade = std::clamp((kFadeEndHz - hertz) / (kFadeEndHz - kFadeBeginHz), 0.0, 1.0);
        for (std::size_t k = 0; k < kFilterOrder; ++k) {
            basis(k, bin) = static_cast<float>(fade * std::cos(static_cast<double>(k) * warped));
        }
    }
    return basis;
}

}  // namespace

std::size_t grainTransformSize(int sampleRateHz) {
    return std::bit_ceil(static_cast<std::size_t>(1024.0 * std::max(1.0, sampleRateHz / 24000.0)));
}

GrainPlayer::GrainPlayer(int sampleRateHz, std::size_t outputSamples, std::span<const float> toneLogGain)
    : outputSamples_(outputSamples),
      fft_(grainTransformSize(sampleRateHz)),
      basis_(correctionBasis(sampleRateHz, fft_.bins())),
      tone_(toneLogGain.begin(), toneLogGain.end()),
      wave_(fft_.size()),
      logGain_(fft_.bins()),
      spectrum_(fft_.bins()),
      output_(outputSamples + 2 * fft_.size()),
      windows_(output_.size()) {
    tone_.resize(fft_.bins());
}

void GrainPlayer::play(const UnitRecording& recording, const Grain& grain, std::span<const float> correction) {
    const auto size = static_cast<std::ptrdiff_t>(fft_.size());
    const auto source = static_cast<std::ptrdiff_t>(std::lround(grain.centre));
    const auto target = static_cast<std::ptrdiff_t>(std::lround(grain.at));
    const double sourceFraction = grain.centre - static_cast<double>(source);
    const double targetFraction = grain.at - static_cast<double>(target);
    const double halfWidth = std::min(grain.halfWidth, static_cast<double>(size / 2 - 2));
    const auto reach = static_cast<std::ptrdiff_t>(std::ceil(halfWidth)) + 1;
    const std::ptrdiff_t begin = target;  // of the transform in output_, whose sample size / 2 is time 0
    if (begin < 0 || begin + size > std::ssize(output_))
        return;

    const auto window = [halfWidth](double offset) {
        return std::abs(offset) < halfWidth ? 0.5 + 0.5 * std::cos(std::numbers::pi * offset / halfWidth) : 0.0;
    };
    std::ranges::fill(wave_, 0.0F);
    for (std::ptrdiff_t n = std::max(-reach, -source); n <= reach && source + n < std::ssize(recording.samples); ++n) {
        const double offset = static_cast<double>(n) - sourceFraction;
        wave_[static_cast<std::size_t>(size / 2 + n)] =
            static_cast<float>(window(offset)) * recording.samples[static_cast<std::size_t>(source + n)];
    }
    filter(correction, targetFraction - sourceFraction);
    for (std::ptrdiff_t n = 0; n < size; ++n)
        output_[static_cast<std::size_t>(begin + n)] += wave_[static_cast<std::size_t>(n)];
    for (std::ptrdiff_t n = -reach; n <= reach; ++n) {
        const double offset = static_cast<double>(n) - targetFraction;
        windows_[static_cast<std::size_t>(begin + size / 2 + n)] += static_cast<float>(window(offset));
    }
}

void GrainPlayer::filter(std::span<const float> correction, double delaySamples) {
    std::ranges::copy(tone_, logGain_.begin());
    for (std::size_t k = 0; k < correction.size(); ++k) {
        const float weight = correction[k];
        if (weight == 0.0F)
            continue;
        const auto cosines = basis_.row(k);
        for (std::size_t bin = 0; bin < logGain_.size(); ++bin)
            logGain_[bin] += weight * cosines[bin];
    }
    fft_.forward(wave_, spectrum_);
    // The delay places the grain between two samples; its phase turns by a constant from bin to bin.
    const double turn = -2.0 * std::numbers::pi * delaySamples / static_cast<double>(fft_.size());
    const std::complex<double> step = std::polar(1.0, turn);
    std::complex<double> phase = 1.0;
    for (std::size_t bin = 0; bin < spectrum_.size(); ++bin) {
        const double gain = std::exp(std::clamp(logGain_[bin], -kLargestLogGain, kLargestLogGain));
        const auto real = static_cast<float>(gain * phase.real());
        const auto imaginary = static_cast<float>(gain * phase.imag());
        const float a = spectrum_[bin].real();
        const float b = spectrum_[bin].imag();
        spectrum_[bin] = {a * real - b * imaginary, a * imaginary + b * real};
        phase = {phase.real() * step.real() - phase.imag() * step.imag(),
                 phase.real() * step.imag() + phase.imag() * step.real()};
    }
    spectrum_.back() = spectrum_.back().real();
    fft_.inverse(spectrum_, wave_);
}

std::vector<float> GrainPlayer::finish() const {
    std::vector<float> samples(outputSamples_);
    const std::size_t lead = fft_.size() / 2;
    for (std::size_t n = 0; n < outputSamples_; ++n) {
        samples[n] = output_[n + lead] / std::max(windows_[n + lead], kSmallestWindowSum);
    }
    return samples;
}

}  // namespace timbre::instant
