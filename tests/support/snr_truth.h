// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/audio/vad.h"
#include "tests/support/noisy_speech.h"

/// The truth test of recording quality: clean speech with known noise at known levels, measured by QualityMeter.
namespace timbre::test {

struct TruthOptions {
    std::filesystem::path shared;
    std::uint64_t seed = 1;
    int clipsPerSpeaker = 4;            ///< For each speaker and kind of noise, of 5, 7 and 10 s in turn.
    std::vector<double> levelsDb;       ///< Empty: all of kTruthLevelsDb.
    std::vector<std::string> speakers;  ///< Empty: all with clean recordings.
    SharedVadModel vad;
    unsigned threads = 1;
};

/// One mixture and what was measured.
struct TruthCase {
    std::string speaker;
    NoiseKind noise = NoiseKind::White;
    double levelDb = 0.0;
    double measuredDb = 0.0;    ///< analyseQuality() of the clip.
    double liveDb = 0.0;        ///< QualityMeter fed block by block, at its end.
    double liveSpreadDb = 0.0;  ///< Largest |live - file| over reports of the same sound after 5 s and later.
    double earlyAwayDb = 0.0;   ///< How far the figure after 5 s is from that of the whole recording.
    bool refused = false;       ///< Verdict record_again.
    bool noiseAdvice = false;   ///< ... with the sentence about noise.

    [[nodiscard]] double errorDb() const noexcept { return measuredDb - levelDb; }
    /// Noise is found exactly where the true level is under 15 dB, and nothing else refuses the clip.
    [[nodiscard]] bool gateRight() const noexcept { return (levelDb < 15.0) == noiseAdvice && refused == noiseAdvice; }
};

/// A clean recording as it is.
struct CleanCase {
    std::string name;
    double snrDb = 0.0;
    bool refused = false;
};

struct TruthResults {
    std::vector<TruthCase> cases;
    std::vector<CleanCase> clean;
};

TruthResults runTruth(const TruthOptions& options);

/// Figures over a selection of the cases.
struct TruthSummary {
    std::size_t count = 0;
    double meanErrorDb = 0.0;
    double meanAbsoluteErrorDb = 0.0;
    double deviationDb = 0.0;
    double gateShare = 0.0;
    double liveSpreadDb = 0.0;  ///< Largest.
    double earlyAwayDb = 0.0;   ///< Mean.
};
TruthSummary summarise(const std::vector<TruthCase>& cases);

template <typename Keep>
TruthSummary summariseIf(const std::vector<TruthCase>& cases, Keep keep) {
    std::vector<TruthCase> kept;
    for (const TruthCase& one : cases) {
        if (keep(one)) {
            kept.push_back(one);
        }
    }
    return summarise(kept);
}

// The limits of the truth test.
inline constexpr double kTruthErrorLimitDb = 1.5;  ///< Mean absolute error per kind of noise, 5 to 26 dB.
inline constexpr double kTruthFromDb = 5.0;
inline constexpr double kTruthToDb = 26.0;
inline constexpr double kTruthGateLimit = 0.97;
inline constexpr double kTruthLiveLimitDb = 1.0;

/// The voice activity network of this build or source tree; null where it was not set up.
SharedVadModel vadModelOrNull();

}  // namespace timbre::test
