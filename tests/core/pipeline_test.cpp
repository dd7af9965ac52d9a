// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/pipeline.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/tone_engine.h"

namespace timbre {
namespace {

using test::ToneSettings;
using test::ToneVoice;

/// Words of 0.1 s; at either end 30 ms of the engine's silence stay.
constexpr double kWordSeconds = 0.1;
constexpr double kKeptSilenceSeconds = 0.03;
/// One sample at 16 kHz on either side.
constexpr double kRoundingSeconds = 2.0 / 16000.0;

NarrationSettings withPause(int pauseMs) {
    NarrationSettings settings;
    settings.pauseMs = pauseMs;
    return settings;
}

Narration render(const char* script, const NarrationSettings& settings = {}, const ToneSettings& tones = {}) {
    auto narration = renderNarration(ToneVoice(tones), script, settings, {}, {});
    if (!narration) {
        ADD_FAILURE() << narration.error().message();
        return {};
    }
    return *narration;
}

double pauseBefore(const Narration& narration, std::size_t sentence) {
    return narration.sentences[sentence].startSeconds - narration.sentences[sentence - 1].endSeconds;
}

TEST(Pipeline, JoinsSentencesWithPausesByTheirBreak) {
    const Narration narration = render("One two. Three.\n\nFour five six.", withPause(300));
    ASSERT_EQ(narration.sentences.size(), 3U);
    EXPECT_NEAR(pauseBefore(narration, 1), 0.3, kRoundingSeconds);
    EXPECT_NEAR(pauseBefore(narration, 2), 0.6, kRoundingSeconds);
    EXPECT_NEAR(narration.sentences[0].endSeconds, 2 * kWordSeconds + 2 * kKeptSilenceSeconds, kRoundingSeconds);
    EXPECT_DOUBLE_EQ(narration.audio.seconds(), narration.sentences.back().endSeconds) << "no pause at the end";
}

TEST(Pipeline, TakesSpeechThatIsThereAndConvertsItToTheRateOfTheFirst) {
    NarrationSettings settings = withPause(300);
    settings.ready = [](std::size_t index) -> std::optional<Speech> {
        if (index != 1) {
            return std::nullopt;
        }
        Speech speech;
        speech.audio = {.sampleRateHz = 24'000, .channels = 1, .samples = std::vector<float>(12'000, 0.1F)};
        speech.words = {{.word = "ready", .startSeconds = 0.1, .endSeconds = 0.4}};
        return speech;
    };
    const Narration narration = render("One two. Three. Four.", settings);
    ASSERT_EQ(narration.sentences.size(), 3U);
    EXPECT_EQ(narration.audio.sampleRateHz, ToneSettings{}.sampleRateHz);
    EXPECT_NEAR(narration.sentences[1].endSeconds - narration.sentences[1].startSeconds, 0.5, kRoundingSeconds);
    EXPECT_NEAR(pauseBefore(narration, 1), 0.3, kRoundingSeconds);
    ASSERT_EQ(narration.sentences[1].words.size(), 1U);
    EXPECT_NEAR(narration.sentences[1].words[0].startSeconds, narration.sentences[1].startSeconds + 0.1, 1e-9);
}

TEST(Pipeline, PausesInsideACutSentenceAreShort) {
    NarrationSettings settings = withPause(300);
    settings.split.maximumCharacters = 40;
    const Narration narration = render("Words and words and words, and words and words and more.", settings);
    ASSERT_EQ(narration.sentences.size(), 2U);
    EXPECT_NEAR(pauseBefore(narration, 1), 0.1, kRoundingSeconds);
}

TEST(Pipeline, NoPauseIsAllowed) {
    const Narration narration = render("One. Two.", withPause(0));
    EXPECT_DOUBLE_EQ(pauseBefore(narration, 1), 0.0);
}

TEST(Pipeline, WordTimesFollowTheNarration) {
    const Narration narration = render("One two. Three four.", withPause(300));
    const NarrationSentence& second = narration.sentences[1];
    ASSERT_EQ(second.words.size(), 2U);
    EXPECT_EQ(second.words[0].word, "Three");
    EXPECT_NEAR(second.words[0].startSeconds, second.startSeconds + kKeptSilenceSeconds, kRoundingSeconds);
    EXPECT_NEAR(second.words[1].endSeconds, second.endSeconds - kKeptSilenceSeconds, kRoundingSeconds);
}

TEST(Pipeline, EdgesAreFaded) {
    const Narration narration = render("One. Two.", {}, {.silenceSeconds = 0.0});
    const AudioClip second = sentenceAudio(narration, narration.sentences[1]);
    EXPECT_LT(std::abs(second.samples.front()), 0.01F);
    EXPECT_LT(std::abs(second.samples.back()), 0.01F);
}

TEST(Pipeline, SameSettingsGiveTheSameSamplesAndAnotherSeedOthers) {
    NarrationSettings first;
    first.speak.seed = 1;
    NarrationSettings second;
    second.speak.seed = 2;
    EXPECT_EQ(render("One two.", first).audio, render("One two.", first).audio);
    EXPECT_NE(render("One two.", first).audio, render("One two.", second).audio);
}

TEST(Pipeline, ReportsTimesAndProgress) {
    std::vector<double> fractions;
    const auto narration = renderNarration(ToneVoice({}), "One. Two. Three.", {},
                                           [&](const Progress& progress) { fractions.push_back(progress.fraction); }, {});
    ASSERT_TRUE(narration);
    EXPECT_GT(narration->firstAudioSeconds, 0.0);
    EXPECT_GT(narration->renderSeconds, 0.0);
    EXPECT_GT(narration->realTimeFactor, 0.0);
    ASSERT_EQ(fractions.size(), 4U);
    EXPECT_TRUE(std::ranges::is_sorted(fractions));
    EXPECT_DOUBLE_EQ(fractions.back(), 1.0);
}

TEST(Pipeline, HandsOverEachSentenceAsItComes) {
    std::vector<std::string> seen;
    NarrationSettings settings;
    settings.sentenceReady = [&](const NarrationSentence& sentence, const AudioClip& clip) -> Result<void> {
        EXPECT_NEAR(clip.seconds(), sentence.endSeconds - sentence.startSeconds, kRoundingSeconds);
        seen.push_back(sentence.span.text);
        return {};
    };
    render("One. Two.", settings);
    EXPECT_EQ(seen, (std::vector<std::string>{"One.", "Two."}));
}

TEST(Pipeline, AnErrorOfTheTakerEndsTheNarration) {
    NarrationSettings settings;
    settings.sentenceReady = [](const NarrationSentence&, const AudioClip&) { return fail(ErrorCode::Io, "disk full"); };
    const auto narration = renderNarration(ToneVoice({}), "One. Two.", settings, {}, {});
    ASSERT_FALSE(narration);
    EXPECT_EQ(narration.error().code, ErrorCode::Io);
}

TEST(Pipeline, SkipsAndListsWhatCannotBeSpoken) {
    const Narration narration = render("One. Bad thing. Two.", withPause(300), {.unspeakable = "Bad"});
    ASSERT_EQ(narration.sentences.size(), 2U);
    ASSERT_EQ(narration.skipped.size(), 1U);
    EXPECT_EQ(narration.skipped[0].span.text, "Bad thing.");
    EXPECT_EQ(narration.skipped[0].error.code, ErrorCode::InvalidInput);
    EXPECT_NEAR(pauseBefore(narration, 1), 0.3, kRoundingSeconds);
}

TEST(Pipeline, NothingSpokenAtAllIsTheEnginesError) {
    const auto narration = renderNarration(ToneVoice({.unspeakable = "Bad"}), "Bad. Bad too.", {}, {}, {});
    ASSERT_FALSE(narration);
    EXPECT_EQ(narration.error().code, ErrorCode::InvalidInput);
    EXPECT_NE(narration.error().detail.find("Bad."), std::string::npos);
}

TEST(Pipeline, TextWithoutWordsIsRefused) {
    for (const char* script : {"", " \n ", "... !", "\U0001F600"}) {
        const auto narration = renderNarration(ToneVoice({}), script, {}, {}, {});
        ASSERT_FALSE(narration) << script;
        EXPECT_EQ(narration.error().code, ErrorCode::InvalidInput);
        EXPECT_NE(narration.error().detail.find("nothing to speak"), std::string::npos);
    }
}

TEST(Pipeline, UnknownLanguagesAreUnsupported) {
    NarrationSettings settings;
    settings.language = "fr";
    const auto narration = renderNarration(ToneVoice({}), "Bonjour.", settings, {}, {});
    ASSERT_FALSE(narration);
    EXPECT_EQ(narration.error().code, ErrorCode::Unsupported);
}

TEST(Pipeline, SettingsOutOfRangeNameTheRange) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    struct Row {
        double speed;
        double pitch;
        int pauseMs;
        const char* mentions;
    };
    const std::vector<Row> rows = {{0.1, 0, 350, "0.5 to 2"},     {nan, 0, 350, "0.5 to 2"}, {1, 13, 350, "-12 to 12"},
                                   {1, nan, 350, "-12 to 12"},    {1, 0, -1, "0 to 10000"},  {1, 0, 10001, "0 to 10000"}};
    for (const Row& row : rows) {
        NarrationSettings settings = withPause(row.pauseMs);
        settings.speak.speedScale = row.speed;
        settings.speak.pitchSemitones = row.pitch;
        const auto narration = renderNarration(ToneVoice({}), "One.", settings, {}, {});
        ASSERT_FALSE(narration) << row.mentions;
        EXPECT_EQ(narration.error().code, ErrorCode::InvalidInput);
        EXPECT_NE(narration.error().message().find(row.mentions), std::string::npos) << narration.error().message();
    }
}

TEST(Pipeline, StopsInsideASentence) {
    std::stop_source stop;
    std::jthread stopper([&stop] {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        stop.request_stop();
    });
    const auto narration = renderNarration(ToneVoice({.waitForStop = true}), "One.", {}, {}, stop.get_token());
    ASSERT_FALSE(narration);
    EXPECT_EQ(narration.error().code, ErrorCode::Cancelled);
}

TEST(Pipeline, StopsBetweenSentences) {
    std::stop_source stop;
    NarrationSettings settings;
    int taken = 0;
    settings.sentenceReady = [&](const NarrationSentence&, const AudioClip&) -> Result<void> {
        ++taken;
        stop.request_stop();
        return {};
    };
    const auto narration = renderNarration(ToneVoice({}), "One. Two. Three.", settings, {}, stop.get_token());
    ASSERT_FALSE(narration);
    EXPECT_EQ(narration.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(taken, 1);
}

TEST(Pipeline, StopsWhileSettingTheLevel) {
    std::stop_source stop;
    NarrationSettings settings;
    settings.loudness = LoudnessGoal::lufs(-16.0);
    const ProgressSink progress = [&stop](const Progress& at) {
        if (at.stage == "setting the level") {
            stop.request_stop();
        }
    };
    const auto narration = renderNarration(ToneVoice({}), "One.", settings, progress, stop.get_token());
    ASSERT_FALSE(narration);
    EXPECT_EQ(narration.error().code, ErrorCode::Cancelled);
}

TEST(Pipeline, ReachesTheLoudnessGoalBelowTheCeiling) {
    NarrationSettings settings;
    settings.loudness = LoudnessGoal::lufs(-23.0);
    const Narration narration = render(
        "One two three four five six seven eight nine ten. One two three four five six seven eight nine ten.", settings);
    ASSERT_TRUE(narration.loudness);
    EXPECT_TRUE(narration.loudness->reached) << narration.loudness->note;
    const auto measured = measureLoudness(narration.audio);
    ASSERT_TRUE(measured);
    EXPECT_NEAR(measured->integratedLufs, -23.0, 0.5);
    EXPECT_LE(measured->truePeakDbtp, -1.0);
}

TEST(Pipeline, KeepsTheLastTenthOfTheProgressForTheLevel) {
    NarrationSettings settings;
    settings.loudness = LoudnessGoal::lufs(-16.0);
    std::vector<double> speaking;
    std::vector<double> levelling;
    const ProgressSink progress = [&](const Progress& at) {
        (at.stage == "setting the level" ? levelling : speaking).push_back(at.fraction);
    };
    const auto narration = renderNarration(ToneVoice({}), "One. Two. Three.", settings, progress, {});
    ASSERT_TRUE(narration);
    ASSERT_GE(levelling.size(), 3U);
    EXPECT_LT(speaking.back(), 0.9);
    EXPECT_LT(levelling[1], 1.0);
    EXPECT_EQ(levelling.back(), 1.0);
    EXPECT_TRUE(std::ranges::is_sorted(levelling));
    EXPECT_GT(narration->levelSeconds, 0.0);
}

TEST(Pipeline, WithoutAGoalLoudEnginesAreHeldBelowFullScale) {
    const Narration narration = render("One two.", {}, {.amplitude = 2.0F});
    float peak = 0.0F;
    for (const float sample : narration.audio.samples) {
        peak = std::max(peak, std::abs(sample));
    }
    EXPECT_LE(peak, 0.9F);
    EXPECT_FALSE(narration.loudness);
}

/// Tones that are spoken up to four at once; remembers how many each time.
class ChoirVoice final : public EngineVoice {
  public:
    explicit ChoirVoice(std::vector<std::size_t>& calls) : calls_(calls) {}
    Result<Speech> speak(const SpeakRequest& request, std::stop_token stop) const override {
        calls_.push_back(1);
        return solo_.speak(request, std::move(stop));
    }
    [[nodiscard]] std::size_t sentencesAtOnce() const override { return 4; }
    std::vector<Result<Speech>> speakTogether(std::span<const SpeakRequest> requests,
                                              const std::stop_token& stop) const override {
        calls_.push_back(requests.size());
        std::vector<Result<Speech>> answers;
        for (const SpeakRequest& request : requests)
            answers.push_back(solo_.speak(request, stop));
        return answers;
    }

  private:
    std::vector<std::size_t>& calls_;
    ToneVoice solo_{ToneSettings{}};
};

TEST(Pipeline, SpeaksSeveralSentencesAtOnceWhereTheEngineGainsByIt) {
    const char* script = "One. Two two. Three. Four four. Five. Six. Seven. Eight eight. Nine. Ten.";
    std::vector<std::size_t> calls;
    const auto together = renderNarration(ChoirVoice(calls), script, withPause(200), {}, {});
    ASSERT_TRUE(together);
    EXPECT_EQ(calls, (std::vector<std::size_t>{1, 2, 4, 3}));
    const Narration alone = render(script, withPause(200));
    EXPECT_EQ(together->audio, alone.audio);
    ASSERT_EQ(together->sentences.size(), alone.sentences.size());
}

TEST(Pipeline, AsksTheEngineOnlyForWhatIsNotThere) {
    std::vector<std::size_t> calls;
    NarrationSettings settings = withPause(200);
    settings.ready = [](std::size_t index) -> std::optional<Speech> {
        if (index % 2 == 0)
            return std::nullopt;
        Speech speech;
        speech.audio = {.sampleRateHz = 16'000, .channels = 1, .samples = std::vector<float>(1600, 0.1F)};
        return speech;
    };
    const auto narration =
        renderNarration(ChoirVoice(calls), "One. Two. Three. Four. Five. Six. Seven.", settings, {}, {});
    ASSERT_TRUE(narration);
    EXPECT_EQ(narration->sentences.size(), 7U);
    EXPECT_EQ(calls, (std::vector<std::size_t>{1, 2, 1}));
}

TEST(Pipeline, LetsSentencesDiffer) {
    NarrationSettings settings = withPause(200);
    settings.sentences.resize(2);
    settings.sentences[0].pauseMs = 900;
    settings.sentences[1].speak = SpeakSettings{.speedScale = 0.5};
    const Narration narration = render("One two. Three four. Five six.", settings);
    const Narration plain = render("One two. Three four. Five six.", withPause(200));
    ASSERT_EQ(narration.sentences.size(), 3U);
    EXPECT_NEAR(pauseBefore(narration, 1), 0.9, kRoundingSeconds);
    EXPECT_NEAR(pauseBefore(narration, 2), 0.2, kRoundingSeconds);
    const auto length = [](const NarrationSentence& sentence) { return sentence.endSeconds - sentence.startSeconds; };
    EXPECT_GT(length(narration.sentences[1]), 1.5 * length(plain.sentences[1]));
    EXPECT_NEAR(length(narration.sentences[2]), length(plain.sentences[2]), kRoundingSeconds);
    settings.sentences[1].speak->speedScale = 3.0;
    const auto refused = renderNarration(ToneVoice(ToneSettings{}), "One. Two.", settings, {}, {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::InvalidInput);
}

TEST(Pipeline, CuesFollowTheSentences) {
    const Narration narration = render("One two. Three four.");
    const auto cues = narrationCues(narration);
    ASSERT_EQ(cues.size(), 2U);
    EXPECT_EQ(cues[1].text, "Three four.");
    EXPECT_DOUBLE_EQ(cues[1].startSeconds, narration.sentences[1].startSeconds);
    EXPECT_DOUBLE_EQ(cues[1].endSeconds, narration.sentences[1].endSeconds);
}

TEST(Pipeline, ALongScriptKeepsEverySentence) {
    std::string script;
    for (int i = 0; i < 2000; ++i) {
        script += "Word. ";
    }
    const Narration narration = render(script.c_str(), withPause(10), {.wordSeconds = 0.02, .silenceSeconds = 0.0});
    EXPECT_EQ(narration.sentences.size(), 2000U);
}

}  // namespace
}  // namespace timbre
