// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/flac.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <string>

#include "core/audio/decode.h"
#include "core/audio/encode.h"
#include "core/base/files.h"
#include "tests/support/test_support.h"

namespace timbre {
namespace {

AudioClip tone(int rate, int channels, std::size_t frames) {
    AudioClip clip{.sampleRateHz = rate, .channels = channels, .samples = {}};
    for (std::size_t i = 0; i < frames * static_cast<std::size_t>(channels); ++i) {
        clip.samples.push_back(0.5F *
                               static_cast<float>(std::sin(2.0 * std::numbers::pi * 0.01 * static_cast<double>(i))));
    }
    return clip;
}

TEST(FlacTest, GivesBackTheClipToWithinTheDither) {
    for (const int channels : {1, 2}) {
        const AudioClip clip = tone(24'000, channels, 70'000);
        const auto back = decodeFlac(encodeFlac(clip).value());
        ASSERT_TRUE(back) << back.error().message();
        EXPECT_EQ(back->sampleRateHz, 24'000);
        EXPECT_EQ(back->channels, channels);
        ASSERT_EQ(back->samples.size(), clip.samples.size());
        constexpr float kRoundingAndDither = 1.5F / 32768.0F;
        for (std::size_t i = 0; i < clip.samples.size(); ++i) {
            ASSERT_NEAR(back->samples[i], clip.samples[i], kRoundingAndDither) << i;
        }
    }
}

TEST(FlacTest, KeepsSoundThatHasBeenPackedBefore) {
    const AudioClip once = decodeFlac(encodeFlac(tone(22'050, 1, 5'000)).value()).value();
    EXPECT_EQ(decodeFlac(encodeFlac(once).value()).value(), once);
}

TEST(FlacTest, WritesWhatTheFileWriterWrites) {
    const test::TempDir folder;
    const AudioClip clip = tone(32'000, 1, 40'000);
    ASSERT_TRUE(writeAudio(folder / "tone.flac", clip));
    EXPECT_EQ(readAudio(folder / "tone.flac").value(), decodeFlac(encodeFlac(clip).value()).value());
}

TEST(FlacTest, MakesFiniteSoundOfAnyClip) {
    AudioClip clip = tone(16'000, 1, 100);
    clip.samples[3] = std::numeric_limits<float>::quiet_NaN();
    clip.samples[4] = std::numeric_limits<float>::infinity();
    clip.samples[5] = 7.0F;
    const AudioClip back = decodeFlac(encodeFlac(clip).value()).value();
    EXPECT_EQ(back.samples[3], 0.0F);
    EXPECT_EQ(back.samples[4], 0.0F);
    EXPECT_NEAR(back.samples[5], 1.0F, 1.0F / 32768.0F);
}

TEST(FlacTest, RefusesWhatItCannotHold) {
    EXPECT_EQ(encodeFlac({.sampleRateHz = 16'000, .channels = 1, .samples = {}}).error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(encodeFlac(tone(999, 1, 10)).error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(encodeFlac(tone(48'000, 9, 10)).error().code, ErrorCode::InvalidInput);
}

TEST(FlacTest, RefusesCutAndForeignBytes) {
    const std::string whole = encodeFlac(tone(24'000, 1, 30'000)).value();
    for (std::size_t length = 0; length < whole.size(); length += whole.size() / 37) {
        const auto cut = decodeFlac(std::string_view(whole).substr(0, length));
        ASSERT_FALSE(cut) << length;
        EXPECT_EQ(cut.error().code, ErrorCode::Corrupt) << length;
    }
    EXPECT_EQ(decodeFlac(std::string(5'000, 'R')).error().code, ErrorCode::Corrupt);
}

}  // namespace
}  // namespace timbre
