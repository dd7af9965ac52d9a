// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A made-up speaker for tests of the unit engine: every phone has a known cepstrum, voiced phones are sums of harmonics
// under that envelope, unvoiced ones are noise, and the alignment is known because it was built.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/matrix.h"
#include "core/engine/engines/instant/phones.h"
#include "core/engine/engines/instant/seeded_noise.h"
#include "core/engine/engines/instant/targets.h"
#include "core/engine/engines/instant/types.h"
#include "core/engine/engines/instant/unit_db.h"

namespace timbre::instant::test {

inline constexpr int kSyntheticRateHz = 22050;
inline constexpr int kHopNumerator = 441;  // 22050 Hz * 5 ms = 110.25 samples = 441 / 4
inline constexpr std::size_t kSyntheticOrder = kCepstrumOrder + 1;

struct SyntheticRecording {
    std::vector<float> samples;
    RecordingFeatures features;
    FrontUtterance front;
    Alignment alignment;
    [[nodiscard]] UnitSource source() const {
        return {.audio = samples,
                .sampleRateHz = kSyntheticRateHz,
                .features = &features,
                .front = &front,
                .alignment = &alignment};
    }
};

struct SyntheticOptions {
    double f0Hz = 200.0;        ///< Middle of the melody.
    double melody = 0.05;       ///< Amplitude of a slow sine in ln F0.
    std::uint64_t variant = 0;  ///< Other renderings of the same phones differ a little in their spectra.
    int framesPerPhone = 20;    ///< Even.
};

inline bool isVoicedSynthetic(PhoneId phone) {
    constexpr std::string_view kUnvoiced = "pau s sh f th t k p ch hh ";
    return kUnvoiced.find(std::string(phoneName(phone)) + " ") == std::string_view::npos;
}

/// The envelope of a phone: its own draw for c0..c6, plus a small one for the variant.
inline std::vector<float> syntheticCepstrum(PhoneId phone, std::uint64_t variant) {
    std::vector<float> cepstrum(kSyntheticOrder, 0.0F);
    cepstrum[0] = phone == kPause ? -9.0F : (isVoicedSynthetic(phone) ? -4.0F : -5.0F);
    for (std::size_t k = 1; k <= 6; ++k) {
        const double own = seededNormal(100U + phone, k);
        const double little = seededNormal(1000U + 50U * variant + phone, k);
        cepstrum[k] = static_cast<float>((phone == kPause ? 0.0 : 0.45 * own) + 0.05 * little);
    }
    return cepstrum;
}

inline double logEnvelope(const std::vector<float>& cepstrum, double hertz) {
    const double w = 2.0 * std::numbers::pi * std::min(hertz, 8000.0) / kFeatureRateHz;
    const double warped = w + 2.0 * std::atan2(kCepstrumWarp * std::sin(w), 1.0 - kCepstrumWarp * std::cos(w));
    double sum = 0.0;
    for (std::size_t k = 0; k < cepstrum.size(); ++k)
        sum += cepstrum[k] * std::cos(static_cast<double>(k) * warped);
    return sum;
}

/// Reads phones by name ("pau aa s iy pau"); begins and ends with a pause.
inline SyntheticRecording makeSynthetic(const std::string& phones, const SyntheticOptions& options = {}) {
    std::vector<PhoneId> ids;
    std::istringstream words(phones);
    for (std::string name; words >> name;)
        ids.push_back(phoneFromName(name).value());

    SyntheticRecording recording;
    const std::size_t frames = ids.size() * static_cast<std::size_t>(options.framesPerPhone);
    recording.features.f0Hz.resize(frames);
    recording.features.cepstrum = Matrix(frames, kSyntheticOrder);
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const int begin = static_cast<int>(i) * options.framesPerPhone;
        const int end = begin + options.framesPerPhone;
        recording.alignment.segments.push_back(
            {.phone = ids[i], .frontIndex = static_cast<int>(i), .beginFrame = begin, .endFrame = end});
        recording.front.segments.push_back({.phone = ids[i],
                                            .startSeconds = begin * kFrameSeconds,
                                            .endSeconds = end * kFrameSeconds,
                                            .word = ids[i] == kPause ? -1 : static_cast<int>(i) / 2});
        const std::vector<float> cepstrum = syntheticCepstrum(ids[i], options.variant);
        for (int t = begin; t < end; ++t) {
            const double sine = std::sin(2.0 * std::numbers::pi * t / 300.0 + static_cast<double>(options.variant));
            const double f0 = options.f0Hz * std::exp(options.melody * sine);
            recording.features.f0Hz[static_cast<std::size_t>(t)] =
                isVoicedSynthetic(ids[i]) ? static_cast<float>(f0) : 0.0F;
            std::ranges::copy(cepstrum, recording.features.cepstrum.row(static_cast<std::size_t>(t)).begin());
        }
    }

    recording.samples.resize(frames * kHopNumerator / 4);
    double phase = 0.0;
    std::vector<double> amplitudes;
    std::size_t known = ids.size();
    for (std::size_t n = 0; n < recording.samples.size(); ++n) {
        const std::size_t frame = std::min(n * 4 / kHopNumerator, frames - 1);
        const std::size_t segment = frame / static_cast<std::size_t>(options.framesPerPhone);
        const double f0 = recording.features.f0Hz[frame];
        double value = 0.002 * seededNormal(options.variant + 77, n);
        if (f0 > 0.0) {
            phase += f0 / kSyntheticRateHz;
            phase -= std::floor(phase);
            if (known != segment) {
                known = segment;
                const std::vector<float> cepstrum = syntheticCepstrum(ids[segment], options.variant);
                amplitudes.clear();
                for (int h = 1; h * options.f0Hz < 5000.0; ++h) {
                    amplitudes.push_back(std::exp(logEnvelope(cepstrum, h * options.f0Hz)));
                }
            }
            for (std::size_t h = 0; h < amplitudes.size(); ++h) {
                // Phases bent a little, as a throat bends them: pulses, but not needles.
                const double bend = 0.02 * static_cast<double>(h * h);
                value += amplitudes[h] * std::cos(2.0 * std::numbers::pi * static_cast<double>(h + 1) * phase + bend);
            }
        } else if (ids[segment] != kPause) {
            value = 0.02 * seededNormal(options.variant + 7, n);
        }
        recording.samples[n] = static_cast<float>(value);
    }
    return recording;
}

/// Several different readings that together hold each of the test phones many times.
inline std::vector<SyntheticRecording> makeSpeaker() {
    return {makeSynthetic("pau aa s iy m ow t uw pau", {.variant = 1}),
            makeSynthetic("pau m iy s aa t ow l uw n pau", {.f0Hz = 190.0, .variant = 2}),
            makeSynthetic("pau t uw m aa l iy s ow n aa pau", {.f0Hz = 210.0, .variant = 3}),
            makeSynthetic("pau iy n s uw l aa m t ow pau", {.variant = 4})};
}

inline UnitDatabase buildDatabase(const std::vector<SyntheticRecording>& recordings) {
    std::vector<UnitSource> sources;
    for (const SyntheticRecording& recording : recordings)
        sources.push_back(recording.source());
    auto database = UnitDatabase::build(sources);
    if (!database)
        throw std::runtime_error(database.error().message());
    return *std::move(database);
}

/// A plan that asks for exactly the durations of `recording`.
inline std::vector<PlannedSegment> planOf(const SyntheticRecording& recording) {
    std::vector<PlannedSegment> plan;
    for (const AlignedSegment& segment : recording.alignment.segments) {
        plan.push_back({.phone = segment.phone, .beginFrame = segment.beginFrame, .endFrame = segment.endFrame});
    }
    return plan;
}

/// A prediction that is exactly the spectrum and melody of `recording`.
inline Matrix guideOf(const SyntheticRecording& recording, const UnitDatabase& database) {
    const std::size_t rows = recording.features.f0Hz.size() / 2;
    Matrix guide(rows, kGuideTargetWidth);
    float logF0 = 0.0F;
    for (std::size_t j = 0; j < rows; ++j) {
        const std::size_t frame = 2 * j + 1;
        std::ranges::copy(recording.features.cepstrum.row(frame), guide.row(j).begin());
        const float f0 = recording.features.f0Hz[frame];
        if (f0 > 0.0F)
            logF0 = std::log(f0) - database.medianLogF0();
        guide(j, kGuideVoicing) = f0 > 0.0F ? 1.0F : 0.0F;
        guide(j, kGuideLogF0) = logF0;
    }
    return guide;
}

/// Statistics of a net whose predictions need no widening.
inline GuideStatistics plainStatistics() {
    GuideStatistics statistics;
    statistics.varianceRatio.fill(1.0F);
    return statistics;
}

inline SentenceTargets targetsOf(const SyntheticRecording& recording, const UnitDatabase& database) {
    auto targets =
        makeTargets(recording.front, planOf(recording), guideOf(recording, database), plainStatistics(), database);
    if (!targets)
        throw std::runtime_error(targets.error().message());
    return *std::move(targets);
}

/// F0 in Hz of a voiced stretch by autocorrelation with a parabola through its peak; 0 where nothing repeats.
inline double measureF0(const std::vector<float>& samples, int sampleRateHz, double beginSeconds, double endSeconds) {
    const auto begin = static_cast<std::size_t>(beginSeconds * sampleRateHz);
    const auto end = std::min(samples.size(), static_cast<std::size_t>(endSeconds * sampleRateHz));
    const auto shortest = static_cast<std::size_t>(sampleRateHz / 500);
    const auto longest = static_cast<std::size_t>(sampleRateHz / 60);
    if (end < begin + 2 * longest)
        return 0.0;
    std::vector<double> scores(longest + 2);
    for (std::size_t lag = shortest - 1; lag <= longest + 1; ++lag) {
        double cross = 0.0;
        double a = 1e-12;
        double b = 1e-12;
        for (std::size_t n = begin; n + longest + 1 < end; ++n) {
            const double x = samples[n];
            const double y = samples[n + lag];
            cross += x * y;
            a += x * x;
            b += y * y;
        }
        scores[lag] = cross / std::sqrt(a * b);
    }
    const double highest = *std::max_element(scores.begin() + static_cast<std::ptrdiff_t>(shortest), scores.end());
    if (highest < 0.5)
        return 0.0;
    for (std::size_t lag = shortest; lag <= longest; ++lag) {
        // The first peak nearly as high as the highest is the period; the others are its multiples.
        if (scores[lag] < 0.9 * highest || scores[lag] < scores[lag - 1] || scores[lag] < scores[lag + 1])
            continue;
        const double bend = scores[lag - 1] - 2.0 * scores[lag] + scores[lag + 1];
        const double shift = bend < 0.0 ? 0.5 * (scores[lag - 1] - scores[lag + 1]) / bend : 0.0;
        return sampleRateHz / (static_cast<double>(lag) + shift);
    }
    return 0.0;
}

/// The highest normalised correlation of `length` samples at a[atA] with b around b[atB], lags up to `reach`.
inline double bestCorrelation(const std::vector<float>& a, std::size_t atA, const std::vector<float>& b,
                              std::size_t atB, std::size_t length, std::size_t reach) {
    double best = -1.0;
    for (std::size_t at = atB - reach; at <= atB + reach; ++at) {
        double cross = 0.0;
        double powerA = 1e-12;
        double powerB = 1e-12;
        for (std::size_t n = 0; n < length; ++n) {
            const double x = a.at(atA + n);
            const double y = b.at(at + n);
            cross += x * y;
            powerA += x * x;
            powerB += y * y;
        }
        best = std::max(best, cross / std::sqrt(powerA * powerB));
    }
    return best;
}

}  // namespace timbre::instant::test
