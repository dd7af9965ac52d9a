// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/features.h"

#include <world/cheaptrick.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "core/audio/resample.h"
#include "core/engine/engines/instant/f0_tracker.h"
#include "core/engine/engines/instant/mel_warp.h"
#include "core/engine/engines/instant/mfcc.h"

namespace timbre::instant {

namespace {

constexpr double kLevel = 0.06;
constexpr double kShortestSeconds = 0.1;
constexpr double kSilence = 1e-5;  // -100 dBFS
constexpr std::size_t kPowerBins = 513;

Result<std::vector<float>> levelledCopy(const AudioClip& audio) {
    if (audio.channels != 1)
        return fail(ErrorCode::InvalidInput, "the recording is not mono", "Mix it down first.");
    if (audio.seconds() < kShortestSeconds) {
        return fail(ErrorCode::InvalidInput, "the recording is shorter than a tenth of a second",
                    "Record a whole sentence.");
    }
    if (!std::ranges::all_of(audio.samples, [](float v) { return std::isfinite(v); })) {
        return fail(ErrorCode::InvalidInput, "the recording contains samples that are not numbers", "Record it again.");
    }
    auto samples = resampleMono(audio.samples, audio.sampleRateHz, kFeatureRateHz, ResampleQuality::Medium);
    if (!samples)
        return samples;
    double power = 0.0;
    for (const float v : *samples)
        power += static_cast<double>(v) * static_cast<double>(v);
    const double rms = std::sqrt(power / static_cast<double>(std::max<std::size_t>(1, samples->size())));
    if (rms < kSilence)
        return fail(ErrorCode::InvalidInput, "the recording is silent", "Check the microphone and record it again.");
    const auto gain = static_cast<float>(kLevel / rms);
    for (float& v : *samples)
        v *= gain;
    return samples;
}

/// Smooth envelopes by CheapTrick, as mel-cepstra, in blocks so that it can be stopped.
Result<Matrix> envelopeCepstra(std::span<const double> samples, std::span<const float> f0, std::stop_token stop) {
    CheapTrickOption option{};
    InitializeCheapTrickOption(kFeatureRateHz, &option);
    option.fft_size = 1024;
    constexpr std::size_t kBlock = 200;  // some 20 ms of work
    std::vector<double> storage(kBlock * kPowerBins);
    std::array<double*, kBlock> rows{};
    for (std::size_t i = 0; i < kBlock; ++i)
        rows[i] = storage.data() + i * kPowerBins;

    MelCepstrum transform;
    Matrix cepstra(f0.size(), kCepstrumOrder + 1);
    std::array<double, kBlock> times{};
    std::array<double, kBlock> pitch{};
    for (std::size_t begin = 0; begin < f0.size(); begin += kBlock) {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "feature extraction was cancelled");
        const std::size_t count = std::min(kBlock, f0.size() - begin);
        for (std::size_t i = 0; i < count; ++i) {
            times[i] = static_cast<double>(begin + i) * kFrameSeconds;
            pitch[i] = static_cast<double>(f0[begin + i]);
        }
        CheapTrick(samples.data(), static_cast<int>(samples.size()), kFeatureRateHz, times.data(), pitch.data(),
                   static_cast<int>(count), &option, rows.data());
        for (std::size_t i = 0; i < count; ++i)
            transform.fromPower({rows[i], kPowerBins}, cepstra.row(begin + i));
    }
    return cepstra;
}

}  // namespace

Result<RecordingFeatures> extractFeatures(const AudioClip& audio, std::stop_token stop) {
    const auto samples = levelledCopy(audio);
    if (!samples)
        return tl::unexpected(samples.error());
    const std::vector<double> precise(samples->begin(), samples->end());

    auto f0 = trackF0(precise, stop);
    if (!f0)
        return tl::unexpected(f0.error());
    auto cepstra = envelopeCepstra(precise, *f0, stop);
    if (!cepstra)
        return tl::unexpected(cepstra.error());
    auto coefficients = mfcc(*samples, stop);
    if (!coefficients)
        return tl::unexpected(coefficients.error());
    return RecordingFeatures{std::move(*f0), std::move(*cepstra), alignmentFeatures(*coefficients)};
}

}  // namespace timbre::instant
