// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/local_noise.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "core/audio/decode.h"
#include "tests/support/test_support.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;

const fs::path kSpeech = "/usr/share/pocketsphinx/test/data/librivox";

/// Network of the build, or null where it was not made.
SharedVadModel vad() {
    return VadModel::load(fs::path(TIMBRE_TEST_RESOURCE_DIR) / "models" / "silero_vad_16k.safetensors").value_or(nullptr);
}

/// Adds a dying noise burst, as a door makes it.
void slam(AudioClip& clip, double atSeconds, double seconds, float amplitude) {
    std::mt19937 random(3);
    std::normal_distribution<float> sample(0.0F, amplitude);
    const auto begin = static_cast<std::size_t>(atSeconds * clip.sampleRateHz);
    const auto count = static_cast<std::size_t>(seconds * clip.sampleRateHz);
    for (std::size_t i = 0; i < count && begin + i < clip.samples.size(); ++i) {
        clip.samples[begin + i] += sample(random) * (1.0F - static_cast<float>(i) / static_cast<float>(count));
    }
}

AudioClip room(double seconds, float amplitude) {
    AudioClip clip{.sampleRateHz = 16'000,
                   .channels = 1,
                   .samples = std::vector<float>(static_cast<std::size_t>(seconds * 16'000))};
    std::mt19937 random(5);
    std::normal_distribution<float> sample(0.0F, amplitude);
    for (float& value : clip.samples) {
        value = sample(random);
    }
    return clip;
}

#define NEED_NETWORK()                                              \
    if (!vad()) {                                                   \
        GTEST_SKIP() << "needs the Silero network of the build";    \
    }

TEST(LocalNoise, FindsAKnockInAQuietRoomAndNothingElse) {
    NEED_NETWORK();
    AudioClip clip = room(5.0, 0.001F);
    const auto quiet = findLocalNoise(clip, vad());
    ASSERT_TRUE(quiet) << quiet.error().message();
    EXPECT_TRUE(quiet->empty());
    slam(clip, 2.0, 0.2, 0.2F);
    const auto found = findLocalNoise(clip, vad());
    ASSERT_TRUE(found) << found.error().message();
    ASSERT_EQ(found->size(), 1U);
    EXPECT_NEAR(found->front().fromSeconds, 2.0, 0.011);
    EXPECT_NEAR(found->front().toSeconds, 2.2, 0.03);
    EXPECT_EQ(found->front().kind, LocalNoiseKind::Knock);
    EXPECT_NEAR(found->front().peakDbfs, -14.5, 1.5);
}

TEST(LocalNoise, TellsALongNoiseFromAShortOneAndLeavesAClick) {
    NEED_NETWORK();
    AudioClip clip = room(6.0, 0.001F);
    slam(clip, 1.0, 0.03, 0.2F);  // a click: too short to be a fault
    slam(clip, 3.0, 1.5, 0.1F);
    const auto found = findLocalNoise(clip, vad());
    ASSERT_TRUE(found) << found.error().message();
    ASSERT_EQ(found->size(), 1U);
    EXPECT_EQ(found->front().kind, LocalNoiseKind::Steady);
}

TEST(LocalNoise, IsEmptyForEmptySoundAndRefusesImpossibleOnes) {
    EXPECT_TRUE(findLocalNoise({.sampleRateHz = 16'000, .channels = 1, .samples = {}}, nullptr).value().empty());
    EXPECT_EQ(findLocalNoise({.sampleRateHz = 0, .channels = 1, .samples = {0.0F}}, nullptr).error().code,
              ErrorCode::InvalidInput);
}

/// Read speech: nothing is found in it as it is, and a door in its longest pause is.
TEST(LocalNoise, FindsADoorBetweenSentencesOfRealSpeechButNoBreath) {
    if (!fs::exists(kSpeech)) {
        GTEST_SKIP() << "needs the speech of pocketsphinx-testdata";
    }
    NEED_NETWORK();
    int doors = 0;
    for (const auto& entry : fs::directory_iterator(kSpeech)) {
        if (entry.path().extension() != ".wav") {
            continue;
        }
        AudioClip clip = readAudio(entry.path()).value();
        const auto clean = findLocalNoise(clip, vad());
        ASSERT_TRUE(clean);
        EXPECT_TRUE(clean->empty()) << entry.path() << " at " << clean->front().fromSeconds;
        // A second of its own background at the end, and the door in it.
        const double end = static_cast<double>(clip.frames()) / clip.sampleRateHz;
        const AudioClip background = room(1.0, 0.0005F);
        clip.samples.insert(clip.samples.end(), background.samples.begin(), background.samples.end());
        slam(clip, end + 0.5, 0.2, 0.2F);
        const auto found = findLocalNoise(clip, vad());
        ASSERT_TRUE(found);
        if (found->size() == 1 && std::fabs(found->front().fromSeconds - end - 0.5) < 0.05) {
            ++doors;
        } else {
            ADD_FAILURE() << entry.path() << ": " << found->size() << " noises";
        }
    }
    EXPECT_GE(doors, 5);
}

/// A room that is quieter than the recording it is mixed with shows the breath before a first word, by where the steps fall.
TEST(LocalNoise, ABreathBeforeTheFirstWordIsNoKnock) {
    if (!fs::exists(kSpeech)) {
        GTEST_SKIP() << "needs the speech of pocketsphinx-testdata";
    }
    NEED_NETWORK();
    int lines = 0;
    for (const auto& entry : fs::directory_iterator(kSpeech)) {
        if (entry.path().extension() != ".wav") {
            continue;
        }
        ++lines;
        AudioClip line = readAudio(entry.path()).value();
        line.samples.erase(line.samples.begin(), line.samples.begin() + 1'600);  // they were cut behind the word before
        for (std::size_t place = 0; place < 12; ++place) {
            AudioClip take = room(0.9 + line.seconds(), 0.0012F);
            const std::size_t begin = 5'600 + 331 * place;
            for (std::size_t i = 0; i < line.samples.size(); ++i) {
                take.samples[begin + i] += line.samples[i];
            }
            const auto found = findLocalNoise(take, vad());
            ASSERT_TRUE(found);
            EXPECT_TRUE(found->empty()) << entry.path() << " from frame " << begin << ": " << found->front().fromSeconds << " to "
                                        << found->front().toSeconds << ", " << found->front().peakDbfs << " dBFS";
            slam(take, 0.05, 0.2, 0.2F);
            EXPECT_EQ(findLocalNoise(take, vad()).value().size(), 1U) << "a door there is heard all the same";
        }
    }
    EXPECT_EQ(lines, 5);
}

/// Takes begin and end where a button is pressed, in the middle of a syllable too.
TEST(LocalNoise, SpeechThatIsCutAnywhereHasNoKnock) {
    if (!fs::exists(kSpeech)) {
        GTEST_SKIP() << "needs the speech of pocketsphinx-testdata";
    }
    NEED_NETWORK();
    const AudioClip clip = readAudio(fs::directory_iterator(kSpeech)->path()).value();
    const auto step = static_cast<std::size_t>(0.17 * clip.sampleRateHz);
    for (std::size_t cut = step; cut + 3 * static_cast<std::size_t>(clip.sampleRateHz) < clip.samples.size(); cut += step) {
        AudioClip part = clip;
        part.samples.erase(part.samples.begin(), part.samples.begin() + static_cast<std::ptrdiff_t>(cut));
        part.samples.resize(part.samples.size() - cut % (2 * step));
        const auto found = findLocalNoise(part, vad());
        ASSERT_TRUE(found);
        EXPECT_TRUE(found->empty()) << "cut at frame " << cut << ": " << found->front().fromSeconds << " to " << found->front().toSeconds
                                    << " of " << static_cast<double>(part.frames()) / part.sampleRateHz;
    }
}

TEST(LocalNoise, AKnockAtTheEndOfARoomWithoutSpeechCounts) {
    NEED_NETWORK();
    AudioClip clip = room(5.0, 0.001F);
    slam(clip, 4.8, 0.4, 0.2F);
    EXPECT_EQ(findLocalNoise(clip, vad()).value().size(), 1U);
}

}  // namespace
}  // namespace timbre
