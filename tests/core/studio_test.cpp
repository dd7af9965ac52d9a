// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/studio.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "core/audio/decode.h"
#include "core/base/files.h"
#include "tests/support/studio_harness.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;

class StudioTest : public test::StudioHarness {};

TEST_F(StudioTest, ListsVoicesWithoutMakingAnEngine) {
    makeVoice("Bea");
    makeVoice("Ada");
    studio();
    ASSERT_TRUE(run(ListVoices{}));
    const auto listed = all<VoicesListed>();
    ASSERT_EQ(listed.size(), 1U);
    ASSERT_EQ(listed[0].voices.size(), 2U);
    EXPECT_EQ(listed[0].voices[0].name, "Ada");
    EXPECT_EQ(listed[0].voices[0].engine, "tone");
    EXPECT_NE(listed[0].voices[0].order, listed[0].voices[1].order);
    EXPECT_EQ(enginesMade_, 0);
}

TEST_F(StudioTest, AnswersEachLineInOrderWithSoundWordsAndPeaks) {
    makeVoice("Ada");
    studio();
    ASSERT_TRUE(run(RenderSentences{.sentences = lines({"One two three.", "Four."}), .recipe = recipe()}));
    EXPECT_EQ(all<SentenceStarted>().size(), 2U);
    const auto ready = all<SentenceReady>();
    ASSERT_EQ(ready.size(), 2U);
    EXPECT_EQ(ready[0].sentence, SentenceId{1});
    EXPECT_EQ(ready[0].words->size(), 3U);
    EXPECT_GT(ready[0].clip->frames(), ready[1].clip->frames());
    EXPECT_EQ(ready[0].peaks->frames(), ready[0].clip->frames());
    EXPECT_FALSE(ready[0].facts.fromCache);
    EXPECT_EQ(all<JobProgress>().back().done, 2);
    EXPECT_EQ(enginesMade_, 1);
}

TEST_F(StudioTest, AnswersFromTheCacheTheSecondTimeWithTheSameSamples) {
    makeVoice("Ada");
    studio();
    ASSERT_TRUE(run(RenderSentences{.sentences = lines({"One two three."}), .recipe = recipe()}));
    ASSERT_TRUE(run(RenderSentences{.sentences = lines({"One two three."}), .recipe = recipe()}));
    SpeechRecipe faster = recipe();
    faster.speak.speedScale = 1.5;
    ASSERT_TRUE(run(RenderSentences{.sentences = lines({"One two three."}), .recipe = faster}));
    const auto ready = all<SentenceReady>();
    ASSERT_EQ(ready.size(), 3U);
    EXPECT_TRUE(ready[1].facts.fromCache);
    EXPECT_EQ(*ready[0].clip, *ready[1].clip);
    EXPECT_FALSE(ready[2].facts.fromCache);
    EXPECT_LT(ready[2].clip->frames(), ready[0].clip->frames());
}

TEST_F(StudioTest, KnowsWhichRowsOfABatchCameOutOfTheCache) {
    makeVoice("Ada");
    studio({.sentencesAtOnce = 4});
    ASSERT_TRUE(run(RenderSentences{.sentences = lines({"Three.", "Five."}), .recipe = recipe()}));
    ASSERT_TRUE(run(
        RenderSentences{.sentences = lines({"One.", "Two.", "Three.", "Four.", "Five.", "Six."}), .recipe = recipe()}));
    const auto ready = all<SentenceReady>();
    ASSERT_EQ(ready.size(), 8U);
    std::vector<bool> cached;
    for (std::size_t i = 2; i < ready.size(); ++i)
        cached.push_back(ready[i].facts.fromCache);
    EXPECT_EQ(cached, (std::vector<bool>{false, false, true, false, true, false}));
}

TEST_F(StudioTest, ReportsALineThatCannotBeSpokenAndGoesOn) {
    makeVoice("Ada");
    studio({.unspeakable = "xyzzy"});
    ASSERT_TRUE(run(RenderSentences{.sentences = lines({"One.", "xyzzy.", "***", "Two."}), .recipe = recipe()}));
    EXPECT_EQ(all<SentenceReady>().size(), 2U + 1U);  // the tone engine speaks stars too
    const auto failed = all<SentenceFailed>();
    ASSERT_EQ(failed.size(), 1U);
    EXPECT_EQ(failed[0].sentence, SentenceId{2});
    EXPECT_EQ(failed[0].error.code, ErrorCode::InvalidInput);
}

TEST_F(StudioTest, CancelEndsARenderThatAnEngineWaitsIn) {
    makeVoice("Ada");
    Studio& studio = this->studio({.waitForStop = true});
    const JobId id = studio.newJobId();
    const JobHandle handle =
        studio.post(RenderSentences{.job = id, .sentences = lines({"One.", "Two."}), .recipe = recipe()});
    waitForAny<SentenceStarted>();
    const JobHandle none = studio.post(CancelJob{.job = id});
    EXPECT_FALSE(none);
    waitForAny<JobFinished>();
    ASSERT_EQ(all<JobFinished>().size(), 1U);
    EXPECT_EQ(all<JobFinished>()[0].outcome.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(all<SentenceStarted>().size(), 1U);
}

TEST_F(StudioTest, ListsVoicesWhileALongRenderRuns) {
    makeVoice("Ada");
    Studio& studio = this->studio({.waitForStop = true});
    const JobHandle render =
        studio.post(RenderSentences{.job = studio.newJobId(), .sentences = lines({"One."}), .recipe = recipe()});
    waitForAny<SentenceStarted>();
    ASSERT_TRUE(run(ListVoices{}));
    EXPECT_EQ(all<VoicesListed>().size(), 1U);
}

TEST_F(StudioTest, SaysWhichVoiceIsMissing) {
    studio();
    const auto outcome = run(PrepareVoice{.voice = {.voice = "nobody"}});
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::NotFound);
    EXPECT_NE(outcome.error().detail.find("nobody"), std::string::npos);
}

TEST_F(StudioTest, RefusesAVersionThatIsNotThePresentOne) {
    makeVoice("Ada");
    studio();
    const auto outcome = run(PrepareVoice{.voice = {.voice = voice_.voice, .number = 9}});
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::NotFound);
    EXPECT_NE(outcome.error().detail.find('9'), std::string::npos);
    EXPECT_TRUE(run(PrepareVoice{.voice = voice_}));
    EXPECT_EQ(all<VoicePrepared>().at(0).voice, voice_);
}

TEST_F(StudioTest, WritesTheWholeScriptWithItsSubtitles) {
    makeVoice("Ada");
    studio();
    const fs::path target = folder_ / "out.wav";
    ASSERT_TRUE(run(RenderToFile{.sentences = lines({"One two three.", "Four five."}),
                                 .recipe = recipe(),
                                 .pauseMs = 500,
                                 .target = target,
                                 .subtitles = folder_ / "out.srt"}));
    const auto written = all<FileWritten>();
    ASSERT_EQ(written.size(), 1U);
    const auto audio = readAudio(target);
    ASSERT_TRUE(audio) << audio.error().message();
    EXPECT_NEAR(audio->seconds(), written[0].seconds, 1e-3);
    const auto used = VoiceStore::open(folder_.path())->list()->voices.at(0).usage;
    EXPECT_EQ(used.timesSpoken, 1);
    EXPECT_NEAR(used.secondsSpoken, written[0].seconds, 1e-3);
    const auto subtitles = readFile(folder_ / "out.srt");
    ASSERT_TRUE(subtitles);
    EXPECT_NE(subtitles->find("One two three."), std::string::npos);
    EXPECT_NE(subtitles->find("Four five."), std::string::npos);
}

TEST_F(StudioTest, AFileHoldsTheSameSoundAsTheLinesThatWereHeard) {
    makeVoice("Ada");
    studio();
    // Two sentences in one line, and one line without a full stop: neither may run into its neighbour.
    const auto script = lines({"A heading without a stop", "One two. Three four."});
    ASSERT_TRUE(run(RenderSentences{.sentences = script, .recipe = recipe(), .pauseMs = 200}));
    const auto misses = cache_->statistics().misses;
    ASSERT_TRUE(
        run(RenderToFile{.sentences = script, .recipe = recipe(), .pauseMs = 200, .target = folder_ / "out.wav"}));
    EXPECT_EQ(cache_->statistics().misses, misses);
    double heard = 0.2;
    for (const SentenceReady& line : all<SentenceReady>()) {
        heard += line.clip->seconds();
    }
    EXPECT_NEAR(all<FileWritten>().at(0).seconds, heard, 1e-3);
}

TEST_F(StudioTest, RefusesATargetItCannotWriteBeforeItRenders) {
    makeVoice("Ada");
    studio();
    const auto outcome = run(RenderToFile{
        .sentences = lines({"One."}), .recipe = recipe(), .target = folder_ / "no" / "such" / "folder.wav"});
    ASSERT_FALSE(outcome);
    EXPECT_NE(outcome.error().message().find("folder"), std::string::npos);
    EXPECT_EQ(enginesMade_, 0);
    const auto format =
        run(RenderToFile{.sentences = lines({"One."}), .recipe = recipe(), .target = folder_ / "a.xyz"});
    ASSERT_FALSE(format);
    EXPECT_EQ(format.error().code, ErrorCode::Unsupported);
}

TEST_F(StudioTest, SplitsTextAndReadsItFromFiles) {
    studio();
    ASSERT_TRUE(run(SplitText{.text = "One. Two.\n\nThree."}));
    ASSERT_TRUE(writeFileAtomically(folder_ / "a.txt", "\xEF\xBB\xBFOne. Two."));
    ASSERT_TRUE(run(OpenText{.file = folder_ / "a.txt"}));
    const auto split = all<TextSplit>();
    ASSERT_EQ(split.size(), 2U);
    EXPECT_EQ(split[0].spans.size(), 3U);
    EXPECT_EQ(split[0].spans[1].breakAfter, TextBreak::Paragraph);
    EXPECT_EQ(split[1].spans.size(), 2U);
    const auto missing = run(OpenText{.file = folder_ / "b.txt"});
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::NotFound);
    EXPECT_NE(missing.error().detail.find("b.txt"), std::string::npos);
}

TEST_F(StudioTest, GoesInTheMiddleOfARenderWithoutAWordToThoseWhoForgotIt) {
    makeVoice("Ada");
    Studio& studio = this->studio({.waitForStop = true});
    {
        const JobHandle handle =
            studio.post(RenderSentences{.job = studio.newJobId(), .sentences = lines({"One."}), .recipe = recipe()});
        waitForAny<SentenceStarted>();
    }
    studio_.reset();
    EXPECT_TRUE(all<JobFinished>().empty());
}

}  // namespace
}  // namespace timbre
