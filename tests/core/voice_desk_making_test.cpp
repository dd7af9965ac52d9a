// SPDX-License-Identifier: GPL-3.0-or-later
// Voices and versions made through the studio's door: stages, refusals, what is left of one that failed.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

#include "core/audio/decode.h"
#include "core/audio/encode.h"
#include "core/studio/voice_face.h"
#include "core/voice/voice_folder.h"
#include "tests/support/voice_desk.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;

using VoiceDeskMakingTest = test::VoiceDeskFixture;

TEST_F(VoiceDeskMakingTest, MakingTellsStagesRefusalsAndTheVoice) {
    NEEDS_SPEECH();
    studio();
    CreateVoice wanted = anna();
    wanted.clips.push_back({.file = noise(), .transcript = "nothing"});
    const auto outcome = run(wanted);
    ASSERT_TRUE(outcome) << outcome.error().message();

    const auto refused = all<RecordingRefused>();
    ASSERT_EQ(refused.size(), 1U);
    EXPECT_EQ(refused[0].recording.name, "hiss");
    EXPECT_FALSE(refused[0].recording.code.empty()) << "so that it can be said in any language";
    EXPECT_FALSE(refused[0].recording.reason.empty());

    std::vector<std::string> stages;
    for (const JobProgress& progress : all<JobProgress>()) {
        if (stages.empty() || stages.back() != progress.stage) {
            stages.push_back(progress.stage);
        }
    }
    EXPECT_EQ(stages, (std::vector<std::string>{"checking the recordings", "tuning", "done"}));

    const auto made = all<VoiceMade>();
    ASSERT_EQ(made.size(), 1U);
    EXPECT_EQ(made[0].voice.name, "Anna");
    EXPECT_EQ(made[0].voice.consent, "2026-11-22T10:00:00Z") << "when it was ticked, not when the making ended";
    EXPECT_EQ(made[0].version, 1);
    EXPECT_EQ(made[0].leftOut.size(), 1U);
    EXPECT_GE(made[0].face.to - made[0].face.from, 3.0);
    EXPECT_LE(made[0].face.to - made[0].face.from, 10.0);
    EXPECT_EQ(made[0].face.transcript, "some words");
    EXPECT_EQ(made[0].face.columns.size(), kFaceColumns);
    EXPECT_EQ(readVoice(folder_ / "voices" / made[0].voice.id.voice)->version.leftOut, made[0].leftOut)
        << "code and figures are stored";
}

TEST_F(VoiceDeskMakingTest, ANoisyRecordingThatIsWantedIsKeptAndCostsAStar) {
    NEEDS_SPEECH();
    studio();
    ASSERT_TRUE(run(anna()));
    const int before = all<VoiceMade>().back().voice.stars.stars;
    NewVersionFromClips next{.voice = all<VoiceMade>().back().voice.id};
    // Speech under as much noise.
    auto clip = readAudio(speech().front().file, {.mono = true}).value();
    std::uint32_t state = 1;
    for (float& sample : clip.samples) {
        state = state * 1664525U + 1013904223U;
        sample += (static_cast<float>(state >> 8U) / 8388608.0F - 1.0F) * 0.1F;
    }
    ASSERT_TRUE(writeAudio(folder_ / "rough.wav", clip));
    next.replace = {{.clip = 0, .with = {.file = folder_ / "rough.wav", .keptKnowingly = true}}};
    const auto outcome = run(next);
    ASSERT_TRUE(outcome) << outcome.error().message();
    const VoiceMade made = all<VoiceMade>().back();
    EXPECT_TRUE(made.leftOut.empty());
    EXPECT_EQ(made.voice.stars.stars, before - 1);
    EXPECT_TRUE(std::ranges::any_of(made.voice.stars.deductions, [](const StarDeduction& deduction) {
        return deduction.reason == StarReason::KeptNoisy && deduction.value == 1.0;
    }));
}

TEST_F(VoiceDeskMakingTest, AFailedMakingNamesTheRecordingAndWhyAndLeavesNothing) {
    studio();
    CreateVoice wanted{.name = "Hiss", .engine = "tone", .clips = {{.file = noise(), .transcript = "words"}}};
    const auto outcome = run(wanted);
    ASSERT_FALSE(outcome);
    EXPECT_NE(outcome.error().detail.find("hiss"), std::string::npos) << outcome.error().detail;
    ASSERT_EQ(all<RecordingRefused>().size(), 1U);
    EXPECT_TRUE(listed().voices.empty());
    EXPECT_TRUE(fs::is_empty(folder_ / "voices"));
}

TEST_F(VoiceDeskMakingTest, CancelledInTheMiddleNothingRemains) {
    NEEDS_SPEECH();
    Studio& desk = studio({.waitForStop = true});
    CreateVoice wanted = anna();
    wanted.job = desk.newJobId();
    const JobHandle handle = desk.post(wanted);
    waitForAny<JobProgress>();
    const JobHandle none = desk.post(CancelJob{.job = wanted.job});
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return finished(wanted.job) != nullptr; });
    EXPECT_EQ(finished(wanted.job)->outcome.error().code, ErrorCode::Cancelled);
    lock.unlock();
    EXPECT_TRUE(all<VoiceMade>().empty());
    EXPECT_TRUE(listed().voices.empty());
    EXPECT_TRUE(fs::is_empty(folder_ / "voices"));
}

TEST_F(VoiceDeskMakingTest, NewVersionFromClipsReplacesLeavesOutAndKeepsConsent) {
    NEEDS_SPEECH();
    studio();
    CreateVoice wanted = anna();
    const AudioClip quiet{.sampleRateHz = 16000, .channels = 1, .samples = std::vector<float>(16000, 0.001F)};
    ASSERT_TRUE(writeAudio(folder_ / "room.wav", quiet));
    wanted.roomTone = RoomToneOffer{.file = folder_ / "room.wav", .noiseDbfs = -60.0};
    ASSERT_TRUE(run(wanted));
    const VoiceVersionId first = all<VoiceMade>().back().voice.id;
    const auto recordings = speech();
    NewVersionFromClips next{.voice = first,
                             .replace = {{.clip = 1, .with = {.file = recordings[0].file}}},
                             .leaveOut = {4}};
    const auto outcome = run(next);
    ASSERT_TRUE(outcome) << outcome.error().message();
    ASSERT_TRUE(run(DescribeVoice{.voice = {.voice = first.voice, .number = 0}}));
    const VoiceDescribed described = all<VoiceDescribed>().back();
    EXPECT_EQ(described.version.number, 2);
    EXPECT_EQ(described.version.parent, 1);
    EXPECT_EQ(described.version.consent, "2026-11-22T10:00:00Z");
    EXPECT_EQ(described.version.consentSentence, "I may.");
    ASSERT_TRUE(described.version.roomTone);
    EXPECT_EQ(described.version.roomTone->noiseDbfs, -60.0);
    ASSERT_TRUE(described.version.reference);
    ASSERT_EQ(described.version.clips.size(), 4U);
    EXPECT_EQ(described.version.clips[1].seconds, described.version.clips[0].seconds) << "the new sound";
    EXPECT_EQ(described.version.clips[1].transcript, "some words") << "that of the old one";
    EXPECT_EQ(described.versions.size(), 2U);
    EXPECT_EQ(described.summary.versions, 2);
    EXPECT_GT(described.bytes, 1000U);

    ASSERT_TRUE(run(RollBackVoice{.voice = first.voice}));
    EXPECT_EQ(all<VoiceChanged>().back().voice.id.number, 1);
    EXPECT_EQ(all<VoiceChanged>().back().changes.size(), 2U);
    const auto missing = run(NewVersionFromClips{.voice = first, .leaveOut = {99}});
    EXPECT_EQ(missing.error().code, ErrorCode::NotFound);
}

}  // namespace
}  // namespace timbre
