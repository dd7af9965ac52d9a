// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/voice_seal.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <cstddef>
#include <span>
#include <tuple>
#include <vector>

#include "core/audio/decode.h"
#include "core/audio/fft.h"

namespace timbre {

namespace {

constexpr int kRateHz = 16'000;
constexpr std::size_t kWindow = 1024;  // 64 ms
constexpr double kLowestHz = 150.0;
constexpr double kHighestHz = 6'000.0;
constexpr double kSlopeDbPerOctave = 6.0;  // long-term speech falls by about this much above 500 Hz
constexpr double kEnoughSeconds = 20.0;
constexpr float kShortestBar = 0.2F;

std::vector<double> summedPower(std::span<const float> samples) {
    RealFft fft(kWindow);
    std::vector<float> frame(kWindow);
    std::vector<std::complex<float>> spectrum(fft.bins());
    std::vector<double> power(fft.bins(), 0.0);
    for (std::size_t begin = 0; begin + kWindow <= samples.size(); begin += kWindow) {
        std::ranges::copy(samples.subspan(begin, kWindow), frame.begin());
        fft.forward(frame, spectrum);
        for (std::size_t bin = 0; bin < power.size(); ++bin) {
            power[bin] += std::norm(spectrum[bin]);
        }
    }
    return power;
}

}  // namespace

VoiceSeal sealOf(const AudioClip& mono) {
    VoiceSeal seal;
    seal.fill(kShortestBar);
    const std::vector<double> power = summedPower(mono.samples);
    if (std::ranges::all_of(power, [](double value) { return value <= 0.0; })) {
        return seal;
    }
    const double octaves = std::log2(kHighestHz / kLowestHz) / static_cast<double>(seal.size());
    std::array<double, std::tuple_size_v<VoiceSeal>> bandsDb{};
    for (std::size_t band = 0; band < seal.size(); ++band) {
        const double low = kLowestHz * std::exp2(octaves * static_cast<double>(band));
        const auto binOf = [&](double hz) {
            return std::min(static_cast<std::size_t>(hz * kWindow / mono.sampleRateHz), power.size() - 1);
        };
        double sum = 1e-12;
        for (std::size_t bin = binOf(low); bin <= binOf(low * std::exp2(octaves)); ++bin) {
            sum += power[bin];
        }
        bandsDb[band] = 10.0 * std::log10(sum) + kSlopeDbPerOctave * octaves * static_cast<double>(band);
    }
    const auto [weakest, strongest] = std::ranges::minmax(bandsDb);
    if (strongest - weakest < 1.0) {
        return seal;
    }
    for (std::size_t band = 0; band < seal.size(); ++band) {
        const auto share = static_cast<float>((bandsDb[band] - weakest) / (strongest - weakest));
        seal[band] = kShortestBar + (1.0F - kShortestBar) * share;
    }
    return seal;
}

Result<VoiceSeal> sealOf(const Voice& voice) {
    AudioClip joined{.sampleRateHz = kRateHz, .channels = 1, .samples = {}};
    for (const VoiceClip& clip : voice.version.clips) {
        if (joined.seconds() >= kEnoughSeconds) {
            break;
        }
        const auto audio = readAudio(voice.folder / clip.file, {.sampleRateHz = kRateHz, .mono = true});
        if (!audio) {
            return tl::unexpected(audio.error());
        }
        joined.samples.insert(joined.samples.end(), audio->samples.begin(), audio->samples.end());
    }
    return sealOf(joined);
}

}  // namespace timbre
