// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/live_speech.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <stop_token>
#include <string>
#include <vector>

#include "tests/support/tone_engine.h"

namespace timbre {
namespace {

using test::ToneVoice;

/// Gives each sentence in pieces of a tenth of a second.
class PiecewiseVoice final : public EngineVoice {
  public:
    Result<Speech> speak(const SpeakRequest& request, std::stop_token stop) const override {
        return tones_.speak(request, std::move(stop));
    }
    Result<Speech> speakInPieces(const SpeakRequest& request, const SpeechPieces& pieces,
                                 std::stop_token stop) const override {
        auto speech = speak(request, std::move(stop));
        if (!speech)
            return speech;
        const std::span<const float> samples(speech->audio.samples);
        const auto length = static_cast<std::size_t>(speech->audio.sampleRateHz / 10);
        for (std::size_t at = 0; at < samples.size(); at += length)
            pieces(samples.subspan(at, std::min(length, samples.size() - at)), speech->audio.sampleRateHz);
        speech->remark = request.text == "Odd." ? "it sounds odd" : "";
        return speech;
    }

  private:
    ToneVoice tones_{{.unspeakable = "xyzzy"}};
};

class LiveSpeechTest : public testing::Test {
  protected:
    Result<LiveSpeech> say(const std::string& script, const std::stop_token& stop = {}) {
        heard_.clear();
        pieces_ = 0;
        const auto spans = splitSentences(script, "en", {}).value();
        return speakLive(
            voice_, spans, {.pauseMs = 100},
            [&](std::span<const float> samples, int) {
                heard_.insert(heard_.end(), samples.begin(), samples.end());
                ++pieces_;
            },
            stop);
    }
    [[nodiscard]] std::vector<float> alone(const std::string& text) const {
        return voice_.speak({.text = text, .language = "en", .settings = {}, .phones = {}}, {}).value().audio.samples;
    }

    const PiecewiseVoice voice_;
    std::vector<float> heard_;
    int pieces_ = 0;
};

TEST_F(LiveSpeechTest, JoinedPiecesAreTheSentencesWithPausesBetween) {
    const auto said = say("One two three. Four.");
    ASSERT_TRUE(said);
    std::vector<float> expected = alone("One two three.");
    expected.insert(expected.end(), 1600, 0.0F);  // 100 ms at 16 kHz
    const auto second = alone("Four.");
    expected.insert(expected.end(), second.begin(), second.end());
    EXPECT_EQ(heard_, expected);
    EXPECT_GT(pieces_, 4);
    EXPECT_EQ(said->sampleRateHz, 16'000);
    EXPECT_NEAR(said->seconds, static_cast<double>(expected.size()) / 16'000, 1e-9);
    EXPECT_LE(said->firstAudioSeconds, said->renderSeconds);
}

TEST_F(LiveSpeechTest, LeavesOutWhatCannotBeSpokenAndTellsWhatSoundsOdd) {
    const auto said = say("xyzzy one. Odd. xyzzy two.");
    ASSERT_TRUE(said);
    EXPECT_EQ(heard_, alone("Odd."));
    ASSERT_EQ(said->skipped.size(), 2U);
    EXPECT_EQ(said->skipped[1].number, 3U);
    ASSERT_EQ(said->remarks.size(), 1U);
    EXPECT_EQ(said->remarks[0].first, 2U);
}

TEST_F(LiveSpeechTest, RefusesWhatNothingCanBeSaidOf) {
    const auto unspeakable = say("xyzzy one.");
    ASSERT_FALSE(unspeakable);
    EXPECT_EQ(unspeakable.error().code, ErrorCode::InvalidInput);
    const auto empty = speakLive(voice_, {}, {}, [](std::span<const float>, int) {}, {});
    ASSERT_FALSE(empty);
    EXPECT_EQ(empty.error().code, ErrorCode::InvalidInput);
    const auto spans = splitSentences("One.", "en", {}).value();
    EXPECT_FALSE(speakLive(voice_, spans, {.pauseMs = 20'000}, [](std::span<const float>, int) {}, {}));
}

TEST_F(LiveSpeechTest, StopsWhenItIsAsked) {
    std::stop_source source;
    source.request_stop();
    const auto said = say("One. Two.", source.get_token());
    ASSERT_FALSE(said);
    EXPECT_EQ(said.error().code, ErrorCode::Cancelled);
    EXPECT_TRUE(heard_.empty());
}

}  // namespace
}  // namespace timbre
