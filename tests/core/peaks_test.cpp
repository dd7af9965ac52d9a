// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/peaks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <span>
#include <vector>

namespace timbre {
namespace {

AudioClip noise(std::size_t frames) {
    AudioClip clip{.sampleRateHz = 16'000, .channels = 1, .samples = std::vector<float>(frames)};
    std::mt19937 random(1);
    std::uniform_real_distribution<float> uniform(-0.5F, 0.5F);
    std::ranges::generate(clip.samples, [&] { return uniform(random); });
    return clip;
}

/// What a column must be, straight from the samples of whole blocks of 64.
PeakColumn direct(const AudioClip& clip, std::size_t begin, std::size_t end) {
    PeakColumn column{1.0F, -1.0F, 0.0F};
    double squares = 0.0;
    for (std::size_t i = begin; i < end; ++i) {
        column.lowest = std::min(column.lowest, clip.samples[i]);
        column.highest = std::max(column.highest, clip.samples[i]);
        squares += static_cast<double>(clip.samples[i]) * clip.samples[i];
    }
    column.rms = static_cast<float>(std::sqrt(squares / static_cast<double>(end - begin)));
    return column;
}

constexpr float kRoundingTolerance = 1e-5F;  // sums of float squares in another order

TEST(Peaks, ColumnsOfWholeBlocksAreThoseOfTheSamples) {
    const AudioClip clip = noise(64 * 1'000);
    const Peaks peaks(clip);
    for (const std::size_t count : {1U, 10U, 125U, 500U, 1'000U}) {
        const auto columns = peaks.columns(0, 64'000, count);
        ASSERT_EQ(columns.size(), count);
        const std::size_t step = 64'000 / count;
        for (std::size_t i = 0; i < count; i += std::max<std::size_t>(count / 7, 1)) {
            const PeakColumn expected = direct(clip, i * step, (i + 1) * step);
            EXPECT_EQ(columns[i].lowest, expected.lowest) << count << " columns, number " << i;
            EXPECT_EQ(columns[i].highest, expected.highest) << count << " columns, number " << i;
            EXPECT_NEAR(columns[i].rms, expected.rms, kRoundingTolerance) << count << " columns, number " << i;
        }
    }
}

TEST(Peaks, AStretchFromTheMiddleStaysWithinOneBlockOfTheTruth) {
    AudioClip clip{.sampleRateHz = 16'000, .channels = 1, .samples = std::vector<float>(20'000, 0.0F)};
    clip.samples[10'000] = 0.9F;
    const auto columns = Peaks(clip).columns(9'000, 11'000, 20);  // 100 frames a column
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const bool near = i >= 9 && i <= 10;  // 64 frames to either side
        EXPECT_TRUE(near || columns[i].highest == 0.0F) << i;
    }
    EXPECT_EQ(columns[10].highest, 0.9F);
}

TEST(Peaks, LongClipsGiveEveryPeakToSomeColumn) {
    AudioClip clip{.sampleRateHz = 16'000, .channels = 1, .samples = std::vector<float>(100'003, 0.0F)};
    clip.samples.back() = -0.7F;
    const auto columns = Peaks(clip).columns(0, 100'003, 37);
    EXPECT_EQ(columns.back().lowest, -0.7F);
    EXPECT_EQ(Peaks(clip).highest(), 0.7F);
}

TEST(Peaks, BeyondTheClipIsSilence) {
    const auto columns = Peaks(noise(640)).columns(-640, 1'280, 3);
    EXPECT_EQ(columns[0], PeakColumn{});
    EXPECT_NE(columns[1], PeakColumn{});
    EXPECT_EQ(columns[2], PeakColumn{});
}

TEST(Peaks, AnEmptyClipHasOnlySilentColumns) {
    const Peaks peaks(AudioClip{.sampleRateHz = 16'000, .channels = 1, .samples = {}});
    EXPECT_EQ(peaks.columns(0, 100, 4), std::vector<PeakColumn>(4));
    EXPECT_TRUE(peaks.columns(0, 100, 0).empty());
}

TEST(Peaks, TakesChannelsTogetherAndNotANumberForNothing) {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const Peaks peaks(AudioClip{.sampleRateHz = 16'000, .channels = 2, .samples = {0.1F, -0.6F, nan, 0.3F}});
    EXPECT_EQ(peaks.frames(), 2U);
    const PeakColumn column = peaks.columns(0, 2, 1)[0];
    EXPECT_EQ(column.lowest, -0.6F);
    EXPECT_EQ(column.highest, 0.3F);
    EXPECT_TRUE(std::isfinite(column.rms));
}

TEST(Peaks, ComeOutTheSameBlockByBlock) {
    AudioClip clip{.sampleRateHz = 8'000, .channels = 1, .samples = {}};
    for (std::size_t i = 0; i < 20'001; ++i) {
        clip.samples.push_back(i == 5'000 ? std::nanf("") : 0.5F * std::sin(static_cast<float>(i * i) * 1e-5F));
    }
    const Peaks whole(clip);
    PeaksBuilder builder(clip.sampleRateHz);
    for (std::size_t at = 0; at < clip.samples.size(); at += 777) {
        builder.push(std::span(clip.samples).subspan(at, std::min<std::size_t>(777, clip.samples.size() - at)));
    }
    const Peaks built = builder.finish();
    EXPECT_EQ(built.frames(), whole.frames());
    EXPECT_EQ(built.sampleRateHz(), whole.sampleRateHz());
    EXPECT_EQ(built.highest(), whole.highest());
    const auto expected = whole.columns(100.0, 19'500.0, 33);
    const auto columns = built.columns(100.0, 19'500.0, 33);
    for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_EQ(columns[i].lowest, expected[i].lowest) << i;
        EXPECT_EQ(columns[i].highest, expected[i].highest) << i;
        EXPECT_NEAR(columns[i].rms, expected[i].rms, 1e-6F) << i;
    }
}

}  // namespace
}  // namespace timbre
