// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <numbers>
#include <random>
#include <vector>

#include "core/audio/live_trace.h"
#include "ui/widgets/live_view.h"

namespace timbre::test {

inline constexpr int kSyntheticRateHz = 24'000;

/// Something that looks like speech: a falling pitch under three wandering formants, in syllables with hissing onsets
/// now and then. The same at each call. `noiseDbfs` of white noise lies under it; the voice is at about -16 dBFS.
inline std::vector<float> syntheticVoice(double seconds, double noiseDbfs) {
    struct Vowel {
        std::array<double, 3> formants;
    };
    constexpr std::array<Vowel, 5> kVowels{{{{730, 1090, 2440}}, {{270, 2290, 3010}}, {{570, 840, 2410}}, {{530, 1840, 2480}}, {{300, 870, 2240}}}};
    std::mt19937 random(7);
    std::uniform_real_distribution<double> uniform(0.0, 1.0);
    std::normal_distribution<double> normal(0.0, 1.0);
    std::vector<float> sound(static_cast<std::size_t>(seconds * kSyntheticRateHz));
    std::size_t at = 2000;
    double phase = 0.0;
    for (std::size_t syllable = 0; at < sound.size(); ++syllable) {
        const Vowel& from = kVowels.at(syllable * 3 % kVowels.size());
        const Vowel& to = kVowels.at((syllable * 3 + 2) % kVowels.size());
        const auto hiss = static_cast<std::size_t>(syllable % 3 == 1 ? 0.09 * kSyntheticRateHz : 0.0);
        for (std::size_t i = 0; i < hiss && at < sound.size(); ++i, ++at) {
            const double shape = std::sin(std::numbers::pi * static_cast<double>(i) / static_cast<double>(hiss));
            sound[at] += static_cast<float>(0.05 * shape * normal(random));
        }
        const auto length = static_cast<std::size_t>((0.14 + 0.12 * uniform(random)) * kSyntheticRateHz);
        const double loudness = 0.5 + 0.5 * uniform(random);
        for (std::size_t i = 0; i < length && at < sound.size(); ++i, ++at) {
            const double share = static_cast<double>(i) / static_cast<double>(length);
            const double sentence = static_cast<double>(at) / static_cast<double>(sound.size());
            const double pitch = 190.0 - 50.0 * sentence + 28.0 * std::sin(share * std::numbers::pi);
            phase += 2 * std::numbers::pi * pitch / kSyntheticRateHz;
            double value = 0.0;
            for (int harmonic = 1; harmonic * pitch < 7500; ++harmonic) {
                double gain = 0.004;
                for (std::size_t f = 0; f < 3; ++f) {
                    const double formant = from.formants.at(f) + (to.formants.at(f) - from.formants.at(f)) * share;
                    const double off = (harmonic * pitch - formant) / (90.0 + 60.0 * static_cast<double>(f));
                    gain += 1.0 / (1.0 + off * off) / (1.0 + 1.6 * static_cast<double>(f));
                }
                value += gain * std::sin(harmonic * phase);
            }
            const double envelope = std::pow(std::sin(std::numbers::pi * std::min(share * 1.2, 1.0)), 0.6) * (1.0 - 0.35 * share);
            sound[at] += static_cast<float>(0.16 * loudness * envelope * value);
        }
        at += static_cast<std::size_t>((syllable % 5 == 4 ? 0.28 : 0.05) * kSyntheticRateHz);
    }
    const double noise = std::pow(10.0, noiseDbfs / 20.0);
    for (float& sample : sound) {
        sample = static_cast<float>(std::clamp(sample + noise * normal(random), -1.0, 1.0));
    }
    return sound;
}

/// What a live view draws of a sound, by way of the analysis that the microphone goes through.
class SyntheticColumns final : public ui::LiveColumns {
  public:
    explicit SyntheticColumns(const std::vector<float>& mono) {
        LiveTrace trace(kSyntheticRateHz);
        trace.push(mono);
        std::vector<LiveColumn> columns;
        trace.copySince(0, columns);
        for (const LiveColumn& column : columns) {
            all_.push_back({.min = column.lowest, .max = column.highest, .rms = column.rms, .mel = column.mel});
        }
    }
    [[nodiscard]] std::uint64_t count() const override { return all_.size(); }
    void copy(std::uint64_t from, std::vector<ui::LiveColumn>& into) const override {
        into.assign(all_.begin() + static_cast<std::ptrdiff_t>(from), all_.end());
    }

  private:
    std::vector<ui::LiveColumn> all_;
};

}  // namespace timbre::test
