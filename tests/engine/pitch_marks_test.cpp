// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/pitch_marks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/engine/engines/instant/seeded_noise.h"

namespace timbre::instant {
namespace {

constexpr int kRate = 22050;
constexpr double kMarkTolerance = 1.0;  // samples: where the low-passed peak lies against the pulse

/// Decaying 500 Hz rings, one a period, from `beginSeconds` on; `sign` turns them over.
struct PulseTrain {
    std::vector<float> samples;
    std::vector<double> pulses;
    std::vector<float> f0Hz;
};

PulseTrain pulseTrain(double f0Hz, double sign, double seconds = 1.0) {
    PulseTrain train;
    train.samples.assign(static_cast<std::size_t>(seconds * kRate), 0.0F);
    train.f0Hz.assign(static_cast<std::size_t>(seconds / 0.005), static_cast<float>(f0Hz));
    for (double at = 40.0; at < static_cast<double>(train.samples.size()); at += kRate / f0Hz) {
        train.pulses.push_back(at);
        for (auto n = static_cast<std::size_t>(std::ceil(at)); n < train.samples.size(); ++n) {
            const double t = (static_cast<double>(n) - at) / kRate;
            if (t > 0.02)
                break;
            train.samples[n] +=
                static_cast<float>(sign * std::exp(-t * 500.0) * std::cos(2.0 * std::numbers::pi * 500.0 * t));
        }
    }
    return train;
}

class PitchMarksOf : public testing::TestWithParam<std::pair<double, double>> {};

TEST_P(PitchMarksOf, APulseTrainAreOnePeriodApart) {
    const auto [f0, sign] = GetParam();
    const PulseTrain train = pulseTrain(f0, sign);
    const std::vector<float> marks = findPitchMarks(train.samples, kRate, train.f0Hz);
    ASSERT_GT(marks.size(), train.pulses.size() - 6);
    for (std::size_t i = 3; i + 3 < marks.size(); ++i) {
        EXPECT_NEAR(marks[i] - marks[i - 1], kRate / f0, kMarkTolerance) << i;
    }
}

INSTANTIATE_TEST_SUITE_P(Voices, PitchMarksOf,
                         testing::Values(std::pair{80.0, 1.0}, std::pair{120.0, -1.0}, std::pair{210.0, 1.0},
                                         std::pair{400.0, -1.0}));

TEST(PitchMarks, AreNotMadeWhereNothingIsVoiced) {
    PulseTrain train = pulseTrain(150.0, 1.0);
    std::fill(train.f0Hz.begin(), train.f0Hz.end(), 0.0F);
    EXPECT_TRUE(findPitchMarks(train.samples, kRate, train.f0Hz).empty());
}

TEST(PitchMarks, StayInsideTheirVoicedStretch) {
    PulseTrain train = pulseTrain(150.0, 1.0);
    std::fill(train.f0Hz.begin(), train.f0Hz.begin() + 60, 0.0F);
    std::fill(train.f0Hz.begin() + 140, train.f0Hz.end(), 0.0F);
    const std::vector<float> marks = findPitchMarks(train.samples, kRate, train.f0Hz);
    ASSERT_FALSE(marks.empty());
    EXPECT_GE(marks.front(), 60 * 0.005F * kRate);
    EXPECT_LE(marks.back(), 140 * 0.005F * kRate);
    EXPECT_TRUE(std::is_sorted(marks.begin(), marks.end()));
}

TEST(PitchMarks, OfSilenceMarkedAsVoicedDoNotHang) {
    const std::vector<float> silence(kRate, 0.0F);
    const std::vector<float> wild(200, 9.0e5F);
    EXPECT_TRUE(std::ranges::is_sorted(findPitchMarks(silence, kRate, wild)));
}

class LowPassAt : public testing::TestWithParam<std::pair<double, double>> {};

TEST_P(LowPassAt, PassesWhatItShould) {
    const auto [hertz, gainDb] = GetParam();
    std::vector<float> sine(kRate);
    for (std::size_t n = 0; n < sine.size(); ++n) {
        sine[n] = static_cast<float>(std::sin(2.0 * std::numbers::pi * hertz * static_cast<double>(n) / kRate));
    }
    const std::vector<float> passed = lowPassZeroPhase(sine, kRate, 1000.0);
    double same = 0.0;
    double power = 0.0;
    for (std::size_t n = 2000; n + 2000 < sine.size(); ++n) {
        same += static_cast<double>(passed[n]) * sine[n];
        power += static_cast<double>(sine[n]) * sine[n];
    }
    // The in-phase part is all there is when the phase stays.
    EXPECT_NEAR(20.0 * std::log10(std::abs(same / power) + 1e-9), gainDb, 0.5);
}

// Butterworth of order 4, run twice: -20 log10(1 + r^8) with r = tan(pi f / rate) / tan(pi 1000 / rate).
INSTANTIATE_TEST_SUITE_P(Frequencies, LowPassAt,
                         testing::Values(std::pair{100.0, 0.0}, std::pair{500.0, -0.03}, std::pair{1000.0, -6.02},
                                         std::pair{2000.0, -49.65}));

}  // namespace
}  // namespace timbre::instant
