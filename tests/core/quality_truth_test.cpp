// SPDX-License-Identifier: GPL-3.0-or-later
// The limits of the truth test on a part of it; the program snr-truth runs all of it.
#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "tests/support/snr_truth.h"
#include "tests/support/test_support.h"

namespace timbre::test {
namespace {

const TruthResults& sharedResults(const std::filesystem::path& shared) {
    static const TruthResults kResults = runTruth({.shared = shared,
                                                   .seed = 2'026,
                                                   .clipsPerSpeaker = 2,
                                                   .levelsDb = {5.0, 13.0, 17.0, 25.0},
                                                   .speakers = {},
                                                   .vad = vadModelOrNull(),
                                                   .threads = std::max(std::thread::hardware_concurrency(), 1U)});
    return kResults;
}

TEST(QualityTruth, mean_error_stays_in_its_limit_for_each_noise) {
    TIMBRE_REQUIRE_SHARED(shared);
    for (const NoiseKind noise : kNoiseKinds) {
        const TruthSummary summary =
            summariseIf(sharedResults(shared).cases, [noise](const TruthCase& one) { return one.noise == noise; });
        EXPECT_GE(summary.count, 40U);
        EXPECT_LE(summary.meanAbsoluteErrorDb, kTruthErrorLimitDb) << noiseName(noise);
    }
}

TEST(QualityTruth, gate_at_15_dB_is_right) {
    TIMBRE_REQUIRE_SHARED(shared);
    EXPECT_GE(summarise(sharedResults(shared).cases).gateShare, kTruthGateLimit);
}

TEST(QualityTruth, live_and_file_agree_after_five_seconds) {
    TIMBRE_REQUIRE_SHARED(shared);
    EXPECT_LE(summarise(sharedResults(shared).cases).liveSpreadDb, kTruthLiveLimitDb);
}

TEST(QualityTruth, no_clean_recording_is_refused) {
    TIMBRE_REQUIRE_SHARED(shared);
    EXPECT_GE(sharedResults(shared).clean.size(), 60U);
    for (const CleanCase& one : sharedResults(shared).clean) {
        EXPECT_FALSE(one.refused) << one.name << ", SNR " << one.snrDb << " dB";
    }
}

}  // namespace
}  // namespace timbre::test
