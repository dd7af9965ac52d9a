// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/torch/gpt_sovits/audio_front.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <string>

#include "core/nets/errors.h"

namespace timbre::nets {
namespace {

constexpr double kMagnitudeFloor = 1e-8;

void needSamples(const at::Tensor& wave, std::int64_t samples) {
    if (wave.size(-1) >= samples)
        return;
    throw Fault(ErrorCode::InvalidInput,
                "the recording has " + std::to_string(wave.size(-1)) + " samples where " + std::to_string(samples) +
                    " are needed",
                "Choose a recording of 3 to 10 seconds.");
}

/// |STFT| without centring, the ends reflected so that there are samples / hop frames. [1, window / 2 + 1, frames].
at::Tensor magnitudes(const at::Tensor& wave, std::int64_t window, std::int64_t hop) {
    const std::int64_t padding = (window - hop) / 2;
    needSamples(wave, padding + 1);
    const at::Tensor padded = at::reflection_pad1d(wave, {padding, padding});
    const at::Tensor shape = at::hann_window(window, /*periodic=*/true, wave.options());
    const at::Tensor frames = padded.unfold(-1, window, hop) * shape;
    const at::Tensor spectrum = at::view_as_real(at::fft_rfft(frames));
    return at::sqrt(spectrum.square().sum(-1) + kMagnitudeFloor).transpose(1, 2);
}

// Slaney's scale: linear below 1 kHz, logarithmic above.
constexpr double kLinearHertzPerMel = 200.0 / 3.0;
constexpr double kLogBeginHertz = 1000.0;
constexpr double kLogBeginMel = kLogBeginHertz / kLinearHertzPerMel;
const double kLogStep = std::log(6.4) / 27.0;

double slaneyMel(double hertz) {
    return hertz < kLogBeginHertz ? hertz / kLinearHertzPerMel
                                  : kLogBeginMel + std::log(hertz / kLogBeginHertz) / kLogStep;
}

double slaneyHertz(double mel) {
    return mel < kLogBeginMel ? mel * kLinearHertzPerMel : kLogBeginHertz * std::exp(kLogStep * (mel - kLogBeginMel));
}

/// librosa's default mel matrix, [bands, window / 2 + 1], each triangle of unit area.
at::Tensor slaneyBands(const PromptMel& mel, const at::TensorOptions& options) {
    const double top = static_cast<double>(mel.rateHz) / 2.0;
    std::vector<double> edges;
    for (std::int64_t i = 0; i < mel.bands + 2; ++i)
        edges.push_back(slaneyHertz(slaneyMel(top) * static_cast<double>(i) / static_cast<double>(mel.bands + 1)));
    const at::Tensor bands = at::zeros({mel.bands, mel.window / 2 + 1}, at::kFloat);
    auto values = bands.accessor<float, 2>();
    for (std::int64_t band = 0; band < mel.bands; ++band) {
        const auto at = static_cast<std::size_t>(band);
        const double area = 2.0 / (edges[at + 2] - edges[at]);
        for (std::int64_t bin = 0; bin <= mel.window / 2; ++bin) {
            const double hertz =
                static_cast<double>(bin) * static_cast<double>(mel.rateHz) / static_cast<double>(mel.window);
            const double rising = (hertz - edges[at]) / (edges[at + 1] - edges[at]);
            const double falling = (edges[at + 2] - hertz) / (edges[at + 2] - edges[at + 1]);
            values[band][bin] = static_cast<float>(area * std::max(0.0, std::min(rising, falling)));
        }
    }
    return bands.to(options);
}

double kaldiMel(double hertz) { return 1127.0 * std::log(1.0 + hertz / 700.0); }

/// Kaldi's mel matrix, [80, 257]; the Nyquist bin belongs to no band.
at::Tensor kaldiBands(std::int64_t bands, std::int64_t window, double rateHz, double lowestHz) {
    const double lowest = kaldiMel(lowestHz);
    const double step = (kaldiMel(rateHz / 2.0) - lowest) / static_cast<double>(bands + 1);
    const at::Tensor index = at::arange(bands, at::kFloat).unsqueeze(1);
    const at::Tensor left = lowest + index * step;
    const at::Tensor centre = lowest + (index + 1.0) * step;
    const at::Tensor right = lowest + (index + 2.0) * step;
    const at::Tensor hertz = at::arange(window / 2, at::kFloat) * (rateHz / static_cast<double>(window));
    const at::Tensor mel = ((1.0 + hertz / 700.0).log() * 1127.0).unsqueeze(0);
    const at::Tensor triangles =
        at::minimum((mel - left) / (centre - left), (right - mel) / (right - centre)).clamp_min(0);
    return at::constant_pad_nd(triangles, {0, 1});
}

}  // namespace

at::Tensor resampleSinc(const at::Tensor& wave, std::int64_t fromHz, std::int64_t toHz) {
    constexpr double kZeroCrossings = 6.0;
    constexpr double kRollOff = 0.99;
    if (fromHz == toHz)
        return wave;
    const std::int64_t common = std::gcd(fromHz, toHz);
    const std::int64_t from = fromHz / common;
    const std::int64_t to = toHz / common;
    const double base = static_cast<double>(std::min(from, to)) * kRollOff;
    const auto width = static_cast<std::int64_t>(std::ceil(kZeroCrossings * static_cast<double>(from) / base));

    // In this order and in float32 throughout, as the reference does it.
    const at::Tensor taps = at::arange(-width, width + from, at::kFloat).view({1, 1, -1}) / static_cast<double>(from);
    at::Tensor t = at::arange(0, -to, -1, at::kFloat).view({-1, 1, 1}) / static_cast<double>(to) + taps;
    t = (t * base).clamp(-kZeroCrossings, kZeroCrossings);
    const at::Tensor window = at::cos(t * std::numbers::pi / kZeroCrossings / 2).square();
    t = t * std::numbers::pi;
    const at::Tensor sinc = at::where(t == 0, at::ones({1}), t.sin() / t);
    const at::Tensor kernel = sinc * (window * (base / static_cast<double>(from)));

    const at::Tensor padded = at::constant_pad_nd(wave, {width, width + from});
    const at::Tensor phases = at::conv1d(padded.unsqueeze(1), kernel.to(wave.device()), {}, from);
    const std::int64_t samples = (to * wave.size(-1) + from - 1) / from;
    return phases.transpose(1, 2).reshape({wave.size(0), -1}).slice(1, 0, samples).contiguous();
}

at::Tensor referenceWave(const at::Tensor& wave, std::int64_t rateHz) {
    needSamples(wave, 1);
    const at::Tensor mono = wave.size(0) == 1 ? wave : wave.mean(0, true);
    const at::Tensor resampled = resampleSinc(mono, rateHz, kSpectrumRateHz);
    const double peak = resampled.abs().max().item<double>();
    return peak > 1.0 ? resampled / std::min(2.0, peak) : resampled;
}

at::Tensor hubertWave(const at::Tensor& wave) {
    constexpr std::int64_t kTailSamples = 9'600;
    needSamples(wave, 1);
    const std::int64_t samples = wave.size(1);
    if (samples < kShortestReference || samples > kLongestReference) {
        const std::int64_t tenths = samples * 10 / kHubertRateHz;
        throw Fault(ErrorCode::InvalidInput,
                    "the reference lasts " + std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " s",
                    "Choose 3 to 10 s of speech.");
    }
    return at::constant_pad_nd(wave, {0, kTailSamples});
}

at::Tensor linearSpectrum(const at::Tensor& wave) { return magnitudes(wave, 2048, 640); }

at::Tensor promptMel(const at::Tensor& wave, const PromptMel& mel) {
    const at::Tensor bands = at::matmul(slaneyBands(mel, wave.options()), magnitudes(wave, mel.window, mel.hop));
    return bands.clamp_min(1e-5).log();
}

at::Tensor normaliseMel(const at::Tensor& mel) { return (mel + 12.0) / 14.0 * 2.0 - 1.0; }

at::Tensor denormaliseMel(const at::Tensor& mel) { return (mel + 1.0) / 2.0 * 14.0 - 12.0; }

at::Tensor kaldiFilterBank(const at::Tensor& wave) {
    constexpr std::int64_t kWindow = 400;
    constexpr std::int64_t kHop = 160;
    constexpr std::int64_t kTransform = 512;
    constexpr std::int64_t kBands = 80;
    constexpr double kPreEmphasis = 0.97;
    constexpr double kSmallest = 1.1920928955078125e-07;  // float's epsilon, Kaldi's floor
    needSamples(wave, kWindow);
    at::Tensor frames = wave[0].unfold(0, kWindow, kHop);
    frames = frames - frames.mean(1, true);
    const at::Tensor before = at::replication_pad1d(frames.unsqueeze(0), {1, 0}).squeeze(0).slice(1, 0, kWindow);
    frames = frames - kPreEmphasis * before;
    const at::Tensor povey = at::hann_window(kWindow, /*periodic=*/false, wave.options()).pow(0.85);
    frames = at::constant_pad_nd(frames * povey, {0, kTransform - kWindow});
    const at::Tensor power = at::fft_rfft(frames).abs().square();
    const at::Tensor bands = kaldiBands(kBands, kTransform, static_cast<double>(kHubertRateHz), 20.0).to(wave.device());
    return at::matmul(power, bands.t()).clamp_min(kSmallest).log();
}

}  // namespace timbre::nets
