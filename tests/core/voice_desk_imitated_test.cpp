// SPDX-License-Identifier: GPL-3.0-or-later
// Voices of languages that the wanted engine does not learn: the best line becomes the reference of the one that imitates.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/audio/encode.h"
#include "core/studio/best_reference.h"
#include "core/voice/voice_folder.h"
#include "tests/support/room_speech.h"
#include "tests/support/sounds.h"
#include "tests/support/voice_desk.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;

/// The engine of tones learns English; one under the name of the imitating engine imitates Japanese.
class ImitatedLanguage : public test::VoiceDeskFixture {
  protected:
    ImitatedLanguage() {
        adjust_ = [](StudioParts& parts) {
            parts.makeEngine = [](std::string_view id) -> Result<std::unique_ptr<Engine>> {
                test::ToneSettings settings{.id = std::string(id)};
                if (id != "tone") {
                    settings.languages = {"ja"};
                }
                return std::unique_ptr<Engine>(std::make_unique<test::ToneEngine>(settings));
            };
        };
    }
};

TEST_F(ImitatedLanguage, TheBestLineBecomesTheReference) {
    NEEDS_SPEECH();
    studio();
    CreateVoice wanted = anna();
    wanted.language = "ja";
    wanted.clips.push_back({.file = noise(), .transcript = "nothing"});
    const auto outcome = run(wanted);
    ASSERT_TRUE(outcome) << outcome.error().message();
    const auto made = all<VoiceMade>();
    ASSERT_EQ(made.size(), 1U);
    const auto voice = readVoice(folder_ / "voices" / made[0].voice.id.voice);
    ASSERT_TRUE(voice);
    EXPECT_EQ(voice->version.engine, "gpt-sovits");
    EXPECT_EQ(voice->version.language, "ja");
    EXPECT_EQ(voice->version.consent, "2026-11-22T10:00:00Z");
    ASSERT_EQ(voice->version.clips.size(), 1U);
    EXPECT_GE(voice->version.clips[0].seconds, 3.0);
    EXPECT_LE(voice->version.clips[0].seconds, 10.0);
    EXPECT_EQ(voice->version.clips[0].transcript, "some words");
    const auto progress = all<JobProgress>();
    ASSERT_GE(progress.size(), 2U);
    EXPECT_TRUE(std::ranges::is_sorted(progress, {}, &JobProgress::done)) << "looking for the reference is part of the whole";
}

TEST_F(ImitatedLanguage, ALanguageOfNobodyIsRefusedByTheWantedEngine) {
    NEEDS_SPEECH();
    studio();
    CreateVoice wanted = anna();
    wanted.language = "ko";
    const auto outcome = run(wanted);
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::Unsupported);
    EXPECT_NE(outcome.error().detail.find("tone"), std::string::npos) << outcome.error().message();
    EXPECT_TRUE(listed().voices.empty());
}

TEST(BestReference, IsNearestToSixSecondsAndWithoutFaults) {
    const test::TempDir folder;
    const auto clip = [&](const char* name, double seconds, std::vector<std::string> findings = {}) {
        const fs::path file = folder / (std::string(name) + ".wav");
        // Three seconds of silence before and a second or so behind are no part of it.
        AudioClip sound{.sampleRateHz = 16'000, .channels = 1, .samples = test::whiteNoise(16'000, 3.0, 0.0003).samples};
        test::addSpeech(sound, seconds);
        EXPECT_TRUE(writeAudio(file, sound));
        return ClipSource{.name = name, .file = file, .transcript = name, .findings = std::move(findings)};
    };
    const auto best = bestReference({clip("short", 2.4), clip("faulty", 6.5, {"echo"}), clip("long", 11.5), clip("eight", 8.6),
                                     clip("four", 5.0)},
                                    nullptr, {}, {});
    ASSERT_TRUE(best) << best.error().message();
    EXPECT_EQ(best->promptText, "four");
    ASSERT_TRUE(best->window);
    EXPECT_NEAR(best->window->first, 3.2, 0.25) << "where the speech begins";
    EXPECT_NEAR(best->window->second, 7.8, 0.4);
    ASSERT_EQ(best->others.size(), 3U);
    EXPECT_EQ(best->others[0].stem(), "eight");
    EXPECT_EQ(best->others[1].stem(), "faulty");
    EXPECT_EQ(best->others[2].stem(), "short") << "better a little silence than no voice";
    EXPECT_FALSE(bestReference({clip("long", 11.5)}, nullptr, {}, {}));
}

TEST(BestReference, TellsHowFarItIsAndStopsBetweenTwoRecordings) {
    const test::TempDir folder;
    const fs::path file = folder / "line.wav";
    AudioClip sound{.sampleRateHz = 16'000, .channels = 1, .samples = {}};
    test::addSpeech(sound, 5.0);
    ASSERT_TRUE(writeAudio(file, sound));
    const std::vector<ClipSource> clips(4, ClipSource{.name = "line", .file = file, .transcript = "line"});
    std::vector<double> fractions;
    const auto remember = [&](const Progress& at) { fractions.push_back(at.fraction); };
    ASSERT_TRUE(bestReference(clips, nullptr, remember, {}));
    EXPECT_EQ(fractions, (std::vector<double>{0.0, 0.25, 0.5, 0.75}));

    std::stop_source stop;
    fractions.clear();
    const auto stopAtSecond = [&](const Progress& at) {
        remember(at);
        if (fractions.size() == 2) {
            stop.request_stop();
        }
    };
    const auto stopped = bestReference(clips, nullptr, stopAtSecond, stop.get_token());
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(fractions.size(), 2U) << "what comes behind is not read any more";
}

}  // namespace
}  // namespace timbre
