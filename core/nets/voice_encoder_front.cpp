// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/voice_encoder_front.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <cstdint>
#include <memory>
#include <numbers>
#include <numeric>
#include <utility>

#include <webrtc/common_audio/vad/include/webrtc_vad.h>

#include "core/audio/fft.h"
#include "core/audio/resample.h"
#include "core/nets/voice_encoder_rate.h"

namespace timbre::nets {

namespace {

constexpr double kMinimumSeconds = 0.1;
constexpr double kTargetLevelDb = -30.0;
constexpr float kInt16Maximum = 32'767.0F;

constexpr std::size_t kVadWindow = 480;  // 30 ms
constexpr int kVadMode = 3;              // The strictest.
constexpr std::size_t kSmoothedWindows = 8;
constexpr std::size_t kSpreadWindows = 3;  // Each way: silences up to 6 windows between speech stay.

constexpr std::size_t kFftSize = 400;
constexpr std::size_t kHop = 160;
constexpr double kSlicesPerSecond = 1.3;
constexpr double kLeastCoverage = 0.75;

tl::unexpected<Error> unusable(const char* what, const char* advice) {
    return fail(ErrorCode::InvalidInput, std::string("the voice cannot be measured: ") + what, advice);
}

/// Returns false for silence, whose level cannot be raised.
bool raiseLevel(std::vector<float>& samples) {
    double square = 0.0;
    for (const float sample : samples) {
        square += static_cast<double>(sample) * static_cast<double>(sample);
    }
    const double rms = std::sqrt(square / static_cast<double>(samples.size()));
    if (rms < 1e-9) {
        return false;
    }
    const double changeDb = kTargetLevelDb - 20.0 * std::log10(rms);
    if (changeDb > 0.0) {
        const auto gain = static_cast<float>(std::pow(10.0, changeDb / 20.0));
        std::ranges::for_each(samples, [&](float& sample) { sample *= gain; });
    }
    return true;
}

struct VadDeleter {
    void operator()(VadInst* vad) const { WebRtcVad_Free(vad); }
};

/// One flag per whole window.
Result<std::vector<bool>> speechWindows(std::span<const float> samples) {
    VadInst* created = nullptr;
    const bool exists = WebRtcVad_Create(&created) == 0;
    const std::unique_ptr<VadInst, VadDeleter> vad(created);
    if (!exists || WebRtcVad_Init(vad.get()) != 0 || WebRtcVad_set_mode(vad.get(), kVadMode) != 0) {
        return fail(ErrorCode::OutOfMemory, "the speech detector cannot be set up");
    }
    std::vector<bool> speech;
    std::array<std::int16_t, kVadWindow> window{};
    for (std::size_t first = 0; first + kVadWindow <= samples.size(); first += kVadWindow) {
        std::ranges::transform(samples.subspan(first, kVadWindow), window.begin(), [](float sample) {
            const float scaled = std::nearbyint(sample * kInt16Maximum);
            return static_cast<std::int16_t>(std::clamp(scaled, -kInt16Maximum - 1.0F, kInt16Maximum));
        });
        speech.push_back(WebRtcVad_Process(vad.get(), kEncoderRateHz, window.data(), kVadWindow) == 1);
    }
    return speech;
}

/// A window counts where more than half of the 8 around it (3 before, 4 after) are speech, and so do 3 on either side.
std::vector<bool> smoothAndSpread(const std::vector<bool>& speech) {
    const auto count = static_cast<std::ptrdiff_t>(speech.size());
    std::vector<bool> keep(speech.size(), false);
    for (std::ptrdiff_t i = 0; i < count; ++i) {
        std::size_t around = 0;
        for (std::ptrdiff_t j = std::max<std::ptrdiff_t>(0, i - 3); j <= std::min(count - 1, i + 4); ++j) {
            around += speech[static_cast<std::size_t>(j)] ? 1 : 0;
        }
        // Exactly half rounds to the even number 0 in the original.
        if (2 * around > kSmoothedWindows) {
            const auto spread = static_cast<std::ptrdiff_t>(kSpreadWindows);
            for (std::ptrdiff_t j = std::max<std::ptrdiff_t>(0, i - spread); j <= std::min(count - 1, i + spread);
                 ++j) {
                keep[static_cast<std::size_t>(j)] = true;
            }
        }
    }
    return keep;
}

/// Slaney's scale: linear to 1000 Hz, then logarithmic.
double melToHz(double mel) {
    constexpr double kHzPerMel = 200.0 / 3.0;
    constexpr double kKneeMel = 1'000.0 / kHzPerMel;
    return mel < kKneeMel ? mel * kHzPerMel : 1'000.0 * std::exp((mel - kKneeMel) * std::log(6.4) / 27.0);
}

double hzToMel(double hz) {
    constexpr double kHzPerMel = 200.0 / 3.0;
    return hz < 1'000.0 ? hz / kHzPerMel : 1'000.0 / kHzPerMel + std::log(hz / 1'000.0) * 27.0 / std::log(6.4);
}

/// Triangles of unit area, [40, bins].
Matrix melFilters() {
    constexpr std::size_t bins = kFftSize / 2 + 1;
    std::array<double, kEncoderMels + 2> corners{};
    const double top = hzToMel(kEncoderRateHz / 2.0);
    for (std::size_t i = 0; i < corners.size(); ++i) {
        corners[i] = melToHz(top * static_cast<double>(i) / static_cast<double>(corners.size() - 1));
    }
    Matrix filters(kEncoderMels, bins);
    for (std::size_t mel = 0; mel < kEncoderMels; ++mel) {
        const double area = 2.0 / (corners[mel + 2] - corners[mel]);
        for (std::size_t bin = 0; bin < bins; ++bin) {
            const double hz = static_cast<double>(bin) * kEncoderRateHz / static_cast<double>(kFftSize);
            const double rising = (hz - corners[mel]) / (corners[mel + 1] - corners[mel]);
            const double falling = (corners[mel + 2] - hz) / (corners[mel + 2] - corners[mel + 1]);
            filters(mel, bin) = static_cast<float>(std::max(0.0, std::min(rising, falling)) * area);
        }
    }
    return filters;
}

}  // namespace

Result<std::vector<float>> prepareForEncoder(const AudioClip& clip) {
    if (clip.channels < 1 || clip.sampleRateHz < kMinimumSampleRateHz || clip.sampleRateHz > kMaximumSampleRateHz) {
        return unusable("the recording's sample rate or channel count makes no sense", "Export the recording again.");
    }
    if (clip.seconds() < kMinimumSeconds) {
        return unusable("the recording is shorter than 0.1 s", "Give at least a second of speech.");
    }
    if (!std::ranges::all_of(clip.samples, [](float sample) { return std::isfinite(sample); })) {
        return unusable("the recording holds samples that are not finite numbers", "Export the recording again.");
    }
    std::vector<float> samples = resampleForEncoder(toMono(clip).samples, clip.sampleRateHz, kEncoderRateHz);
    if (!raiseLevel(samples)) {
        return unusable("the recording is silent", "Check the microphone and record again.");
    }
    const auto speech = speechWindows(samples);
    if (!speech) {
        return tl::unexpected<Error>(speech.error());
    }
    const std::vector<bool> keep = smoothAndSpread(*speech);
    std::vector<float> kept;
    for (std::size_t window = 0; window < keep.size(); ++window) {
        if (keep[window]) {
            const auto first = samples.begin() + static_cast<std::ptrdiff_t>(window * kVadWindow);
            kept.insert(kept.end(), first, first + kVadWindow);
        }
    }
    if (kept.empty()) {
        return unusable("no speech was found in the recording", "Record again, closer to the microphone.");
    }
    return kept;
}

std::vector<std::size_t> sliceStarts(std::size_t samples) {
    const std::size_t frames = (samples + 1 + kHop - 1) / kHop;
    const auto step =
        static_cast<std::size_t>(std::lround(kEncoderRateHz / kSlicesPerSecond / static_cast<double>(kHop)));
    const std::size_t reach = frames + step + 1;
    const std::size_t end = reach > kEncoderSliceFrames ? std::max<std::size_t>(1, reach - kEncoderSliceFrames) : 1;
    std::vector<std::size_t> starts;
    for (std::size_t start = 0; start < end; start += step) {
        starts.push_back(start);
    }
    const double lastSamples = static_cast<double>(samples) - static_cast<double>(starts.back() * kHop);
    if (starts.size() > 1 && lastSamples / static_cast<double>(kEncoderSliceFrames * kHop) < kLeastCoverage) {
        starts.pop_back();
    }
    return starts;
}

Matrix encoderMelSpectrogram(std::span<const float> samples) {
    static const Matrix filters = melFilters();
    std::array<float, kFftSize> window{};
    for (std::size_t i = 0; i < kFftSize; ++i) {
        window[i] = static_cast<float>(
            0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(kFftSize)));
    }
    std::vector<float> padded(samples.size() + kFftSize, 0.0F);
    std::ranges::copy(samples, padded.begin() + kFftSize / 2);

    RealFft fft(kFftSize);
    std::vector<float> frame(kFftSize);
    std::vector<std::complex<float>> spectrum(fft.bins());
    std::vector<float> power(fft.bins());
    Matrix mels(samples.size() / kHop + 1, kEncoderMels);
    for (std::size_t row = 0; row < mels.rows(); ++row) {
        for (std::size_t i = 0; i < kFftSize; ++i) {
            frame[i] = padded[row * kHop + i] * window[i];
        }
        fft.forward(frame, spectrum);
        std::ranges::transform(spectrum, power.begin(), [](std::complex<float> value) { return std::norm(value); });
        for (std::size_t mel = 0; mel < kEncoderMels; ++mel) {
            mels(row, mel) = std::inner_product(power.begin(), power.end(), filters.row(mel).begin(), 0.0F);
        }
    }
    return mels;
}

}  // namespace timbre::nets
