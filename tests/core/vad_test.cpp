// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/vad.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

#include "core/base/safetensors.h"
#include "tests/support/allocation_trap.h"
#include "tests/support/noisy_speech.h"
#include "tests/support/snr_truth.h"
#include "tests/support/sounds.h"
#include "tests/support/test_support.h"

namespace timbre {
namespace {

#define REQUIRE_MODEL(variable)                                                         \
    const SharedVadModel variable = test::vadModelOrNull();                             \
    if (variable == nullptr) {                                                          \
        GTEST_SKIP() << "needs silero_vad_16k.safetensors, which `make setup` fetches"; \
    }

/// A buzzing vowel in syllables with a little noise: the sound the golden values were computed on.
AudioClip goldenSound() {
    AudioClip clip{.sampleRateHz = 16'000, .channels = 1, .samples = std::vector<float>(512 * 24)};
    std::uint32_t state = 1;
    for (std::size_t i = 0; i < clip.samples.size(); ++i) {
        state = state * 1'664'525U + 1'013'904'223U;
        double x = 0.005 * (static_cast<double>(state) / 2147483648.0 - 1.0);
        const double t = static_cast<double>(i) / 16'000.0;
        const double envelope = std::max(0.0, std::sin(2.0 * std::numbers::pi * 3.0 * t));
        const double phase = 2.0 * std::numbers::pi * 120.0 * t - 10.0 * std::cos(2.0 * std::numbers::pi * 2.0 * t);
        for (int h = 1; h < 25; ++h) {
            const double off = (h * 120.0 - 600.0) / 500.0;
            x += 0.15 * envelope * (std::exp(-off * off) + 0.3) / h * std::sin(h * phase);
        }
        clip.samples[i] = static_cast<float>(x);
    }
    return clip;
}

/// Two vowels of a second with silence before, between and after.
AudioClip twoWords() {
    AudioClip clip = test::whiteNoise(16'000, 5.0, 0.0005);
    const AudioClip word = goldenSound();
    for (const std::size_t start : {std::size_t{16'000}, std::size_t{48'000}}) {
        for (std::size_t i = 0; i < 16'000; ++i) {
            clip.samples[start + i] += word.samples[i % 2'600 + 300];
        }
    }
    return clip;
}

TEST(VoiceActivity, gives_the_reference_probabilities_for_a_known_sound) {
    REQUIRE_MODEL(model);
    // From a NumPy transcription of the wheel's tinygrad_model.py, which agrees with its JIT to 1e-6 on equal weights.
    const std::array<float, 24> expected{0.24848F, 0.07891F, 0.03685F, 0.00749F, 0.00813F, 0.02882F,
                                         0.01932F, 0.02326F, 0.01954F, 0.01611F, 0.18343F, 0.65974F,
                                         0.43221F, 0.17102F, 0.22359F, 0.4014F,  0.246F,   0.11737F,
                                         0.05302F, 0.02335F, 0.07571F, 0.2705F,  0.03651F, 0.00622F};
    const auto probabilities = speechProbabilities(goldenSound(), model);
    ASSERT_TRUE(probabilities) << probabilities.error().message();
    ASSERT_EQ(probabilities->size(), expected.size());
    constexpr float kFloat32Tolerance = 1e-4F;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_NEAR((*probabilities)[i], expected[i], kFloat32Tolerance) << "chunk " << i;
    }
}

TEST(VoiceActivity, starts_anew_after_reset) {
    REQUIRE_MODEL(model);
    const AudioClip sound = goldenSound();
    for (const SharedVadModel& judge : {model, SharedVadModel{}}) {
        VoiceActivity voice(judge);
        const auto chunkAt = [&](std::size_t i) {
            return std::span<const float, VoiceActivity::kChunkFrames>(sound.samples.data() + i * 512, 512);
        };
        const float first = voice.process(chunkAt(11));
        for (std::size_t i = 0; i < 10; ++i) {
            voice.process(chunkAt(i));
        }
        voice.reset();
        EXPECT_EQ(voice.process(chunkAt(11)), first);
    }
}

TEST(VoiceActivity, allocates_nothing_while_it_listens) {
    const SharedVadModel model = test::vadModelOrNull();
    const AudioClip sound = goldenSound();
    for (const SharedVadModel& judge : {model, SharedVadModel{}}) {
        VoiceActivity voice(judge);
        test::AllocationTrap trap;
        for (std::size_t at = 0; at + 512 <= sound.samples.size(); at += 512) {
            voice.process(std::span<const float, VoiceActivity::kChunkFrames>(sound.samples.data() + at, 512));
        }
        EXPECT_EQ(trap.allocations(), 0U);
    }
}

TEST(VoiceActivity, energy_judge_finds_two_words_and_not_the_noise) {
    const auto speech = findSpeech(twoWords(), nullptr);
    ASSERT_TRUE(speech);
    ASSERT_EQ(speech->size(), 2U);
    EXPECT_NEAR(static_cast<double>((*speech)[0].begin), 16'000.0, 2'000.0);
    EXPECT_NEAR(static_cast<double>((*speech)[0].end), 32'000.0, 4'000.0);
    EXPECT_NEAR(static_cast<double>((*speech)[1].begin), 48'000.0, 2'000.0);
}

TEST(VoiceActivity, energy_judge_calls_steady_sounds_no_speech) {
    for (const AudioClip& clip : {test::whiteNoise(16'000, 4.0, 0.1), test::tone({.seconds = 4.0, .hz = 300.0})}) {
        const auto probabilities = speechProbabilities(clip, nullptr);
        ASSERT_TRUE(probabilities);
        EXPECT_LT(std::accumulate(probabilities->begin(), probabilities->end(), 0.0F) /
                      static_cast<float>(probabilities->size()),
                  0.05F);
    }
}

TEST(VoiceActivity, covers_the_last_part_of_a_chunk_and_any_rate) {
    EXPECT_EQ(speechProbabilities(test::whiteNoise(16'000, 1.0, 0.1), nullptr)->size(), 32U);  // 31.25 chunks.
    EXPECT_EQ(speechProbabilities(test::whiteNoise(48'000, 1.0, 0.1), nullptr)->size(), 32U);
    EXPECT_EQ(speechProbabilities(AudioClip{.sampleRateHz = 16'000, .channels = 1, .samples = {}}, nullptr)->size(),
              0U);
    EXPECT_EQ(
        speechProbabilities(AudioClip{.sampleRateHz = 44'100, .channels = 2, .samples = std::vector<float>(6, 0.1F)}, nullptr)->size(),
        1U);
}

TEST(VoiceActivity, survives_samples_that_are_no_numbers) {
    AudioClip clip = goldenSound();
    clip.samples[700] = std::numeric_limits<float>::quiet_NaN();
    clip.samples[701] = std::numeric_limits<float>::infinity();
    const auto probabilities = speechProbabilities(clip, test::vadModelOrNull());
    ASSERT_TRUE(probabilities);
    EXPECT_TRUE(std::ranges::all_of(*probabilities, [](float p) { return p >= 0.0F && p <= 1.0F; }));
}

TEST(VoiceActivity, stretches_stay_inside_the_clip_and_apart) {
    const AudioClip clip = twoWords();
    const auto speech =
        findSpeech(clip, nullptr, {.threshold = 0.5, .minimumSpeechMs = 0, .minimumSilenceMs = 0, .paddingMs = 1'500});
    ASSERT_TRUE(speech);
    ASSERT_FALSE(speech->empty());
    for (std::size_t i = 0; i < speech->size(); ++i) {
        EXPECT_LT((*speech)[i].begin, (*speech)[i].end);
        EXPECT_LE((*speech)[i].end, clip.frames());
        if (i > 0) {
            EXPECT_GT((*speech)[i].begin, (*speech)[i - 1].end);
        }
    }
}

TEST(VoiceActivity, refuses_impossible_clips_and_settings) {
    const auto noChannels = speechProbabilities({.sampleRateHz = 16'000, .channels = 0, .samples = {}}, nullptr);
    ASSERT_FALSE(noChannels);
    EXPECT_EQ(noChannels.error().code, ErrorCode::InvalidInput);
    EXPECT_NE(noChannels.error().detail.find("channels"), std::string::npos);
    const auto noRate = speechProbabilities({.sampleRateHz = 0, .channels = 1, .samples = {0.0F}}, nullptr);
    ASSERT_FALSE(noRate);
    EXPECT_EQ(noRate.error().code, ErrorCode::InvalidInput);
    const auto noThreshold = findSpeech(goldenSound(), nullptr, {.threshold = 1.5});
    ASSERT_FALSE(noThreshold);
    EXPECT_NE(noThreshold.error().detail.find("threshold"), std::string::npos);
    EXPECT_FALSE(findSpeech(goldenSound(), nullptr, {.paddingMs = -1}));
}

TEST(VadModel, names_what_is_wrong_with_a_foreign_file) {
    const test::TempDir dir;
    const auto missing = VadModel::load(dir / "absent.safetensors");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::NotFound);
    TensorFile file;
    file.tensors["stft_conv.weight"] = {.shape = {258, 1, 256}, .values = std::vector<float>(258 * 256)};
    ASSERT_TRUE(writeSafetensors(dir / "part.safetensors", file));
    const auto part = VadModel::load(dir / "part.safetensors");
    ASSERT_FALSE(part);
    EXPECT_EQ(part.error().code, ErrorCode::ModelMissing);
    EXPECT_NE(part.error().detail.find("conv1.weight"), std::string::npos);
    file.tensors["stft_conv.weight"] = {.shape = {1}, .values = {0.0F}};
    ASSERT_TRUE(writeSafetensors(dir / "wrong.safetensors", file));
    const auto wrong = VadModel::load(dir / "wrong.safetensors");
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code, ErrorCode::Corrupt);
    EXPECT_NE(wrong.error().detail.find("stft_conv.weight"), std::string::npos);
}

TEST(VadModel, tells_real_speech_from_noise) {
    TIMBRE_REQUIRE_SHARED(shared);
    REQUIRE_MODEL(model);
    const auto all = test::loadSpeech(shared);
    const auto& reading = std::ranges::find_if(all, [](const auto& file) { return file.clip.seconds() > 6.0; })->clip;
    const auto mean = [](const std::vector<float>& values) {
        return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
    };
    EXPECT_GT(mean(*speechProbabilities(reading, model)), 0.7);
    EXPECT_GT(mean(*speechProbabilities(reading, nullptr)), 0.6);
    EXPECT_LT(mean(*speechProbabilities(test::whiteNoise(16'000, 5.0, 0.1), model)), 0.1);
}

}  // namespace
}  // namespace timbre
