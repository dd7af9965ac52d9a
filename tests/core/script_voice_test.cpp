// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/script_voice.h"

#include <gtest/gtest.h>

#include "core/studio/pipeline.h"
#include "core/text/markup.h"

namespace timbre {
namespace {

constexpr int kRate = 1'000;
constexpr std::size_t kSamples = 100;  // Of each sentence, whatever it says.

/// Writes down what it is asked and says 0.1 s of sound for it.
class Listener final : public EngineVoice {
  public:
    Result<Speech> speak(const SpeakRequest& request, std::stop_token /*stop*/) const override {
        asked.push_back(request);
        if (request.text.find("fail") != std::string::npos)
            return fail(ErrorCode::InvalidInput, "cannot be said");
        return Speech{.audio = {.sampleRateHz = kRate, .channels = 1, .samples = std::vector<float>(kSamples, 0.5F)},
                      .words = {{request.text, 0.0, 0.1}}};
    }
    [[nodiscard]] std::size_t sentencesAtOnce() const override { return 8; }

    mutable std::vector<SpeakRequest> asked;
};

struct Said {
    std::shared_ptr<Listener> listener = std::make_shared<Listener>();
    std::shared_ptr<const frontend::Lexicon> lexicon{};
    ScriptVoice voice{listener, [this] { return lexicon; }};

    Result<Speech> say(const std::string& text, const std::string& language = "zh") {
        return voice.speak({.text = text, .language = language, .settings = {}}, {});
    }
};

TEST(ScriptVoice, PlainTextGoesThrough) {
    Said said;
    EXPECT_EQ(said.say("你好。")->audio.samples.size(), kSamples);
    ASSERT_EQ(said.listener->asked.size(), 1U);
    EXPECT_EQ(said.listener->asked[0].text, "你好。");
}

TEST(ScriptVoice, ReadingsAndNotesAreNotSpoken) {
    Said said;
    ASSERT_TRUE(said.say("请重(chong2)新[[slowly]]说"));
    ASSERT_EQ(said.listener->asked.size(), 1U);
    EXPECT_EQ(said.listener->asked[0].text, "请重新说");
    EXPECT_EQ(said.listener->asked[0].readings, (std::vector<GivenReading>{{3, 6, "chong2"}}));
}

TEST(ScriptVoice, APauseInsideIsSilence) {
    Said said;
    const auto speech = said.say("我来[停顿 0.2s]看{看|kan4}").value();
    EXPECT_EQ(speech.audio.samples.size(), 2 * kSamples + 200);
    EXPECT_FLOAT_EQ(speech.audio.samples[kSamples + 100], 0.0F);
    ASSERT_EQ(said.listener->asked.size(), 2U);
    EXPECT_EQ(said.listener->asked[1].text, "看看");
    EXPECT_EQ(said.listener->asked[1].readings, (std::vector<GivenReading>{{3, 6, "kan4"}}));
    ASSERT_EQ(speech.words.size(), 2U);
    EXPECT_NEAR(speech.words[1].startSeconds, 0.3, 1e-9);
}

TEST(ScriptVoice, SeveralPausesAddUpAndThoseAtTheEndsAreTheNarrations) {
    Said said;
    EXPECT_EQ(said.say("[停顿 1s]甲[停顿 0.1s]，<break time=\"100ms\"/>乙[停顿 1s]")->audio.samples.size(), 2 * kSamples + 200);
    EXPECT_EQ(leadingPauseMs("[停顿 1s]甲[停顿 0.1s]乙"), 1000);
    EXPECT_EQ(trailingPauseMs("甲[停顿 0.1s]乙。[停顿 1s][停顿 500ms]"), 1500);
    EXPECT_FALSE(trailingPauseMs("甲[停顿 0.1s]乙"));
    EXPECT_FALSE(leadingPauseMs("甲"));
}

TEST(ScriptVoice, TheLexiconIsAskedForEachSentence) {
    Said said;
    ASSERT_TRUE(said.say("银行"));
    EXPECT_TRUE(said.listener->asked.back().readings.empty());
    said.lexicon = std::make_shared<frontend::Lexicon>(
        std::vector<frontend::LexiconWord>{{.word = "行", .reading = "xing2"}}, std::vector<frontend::LexiconWord>{});
    ASSERT_TRUE(said.say("银行"));
    EXPECT_EQ(said.listener->asked.back().readings, (std::vector<GivenReading>{{3, 6, "xing2"}}));
}

TEST(ScriptVoice, SentencesTogetherKeepTheirOrderAndTheirErrors) {
    Said said;
    std::vector<SpeakRequest> requests;
    for (const char* text : {"甲[停顿 0.1s]乙", "[停顿 99s]丙", "丁", "fail"})
        requests.push_back({.text = text, .language = "zh", .settings = {}});
    const auto answers = said.voice.speakTogether(requests, {});
    ASSERT_EQ(answers.size(), 4U);
    EXPECT_EQ(answers[0]->audio.samples.size(), 2 * kSamples + 100);
    EXPECT_EQ(answers[1].error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(answers[2]->audio.samples.size(), kSamples);
    EXPECT_EQ(answers[3].error().detail, "cannot be said");
}

TEST(ScriptVoice, PiecesJoinToTheWhole) {
    Said said;
    std::vector<float> heard;
    const auto speech = said.voice.speakInPieces({.text = "甲[停顿 0.1s]乙", .language = "zh", .settings = {}},
                                                 [&](std::span<const float> piece, int) {
                                                     heard.insert(heard.end(), piece.begin(), piece.end());
                                                 },
                                                 {});
    ASSERT_TRUE(speech);
    EXPECT_EQ(heard, speech->audio.samples);
}

TEST(ScriptVoice, NarrationsKeepTheSilenceAsked) {
    Said said;
    NarrationSettings settings;
    settings.language = "en";
    settings.pauseMs = 0;
    const auto narration =
        renderNarration(said.voice, "[pause 0.3s]One {GIF|JH IH1 F}.[pause 0.5s] Two.", settings, {}, {}).value();
    ASSERT_EQ(narration.sentences.size(), 2U);
    EXPECT_EQ(narration.sentences[0].span.text, "One GIF.");
    EXPECT_NEAR(narration.sentences[0].startSeconds, 0.3, 1e-9);
    EXPECT_NEAR(narration.sentences[1].startSeconds - narration.sentences[0].endSeconds, 0.5, 1e-9);
}

TEST(MarkedScript, MarkupNeverCutsASentenceAndStays) {
    const auto texts = [](std::string_view script) {
        std::vector<std::string> all;
        const auto spans = splitSentences(script, "en").value();
        for (const TextSpan& span : spans)
            all.push_back(span.text);
        return all;
    };
    using Strings = std::vector<std::string>;
    EXPECT_EQ(texts("One [[Stop. Here? Yes!]]two  three. Four."), (Strings{"One [[Stop. Here? Yes!]]two three.", "Four."}));
    EXPECT_EQ(texts("A {GIF|JH IH1 F.} here. End."), (Strings{"A {GIF|JH IH1 F.} here.", "End."}));
    EXPECT_EQ(texts("One.[pause 1.5s] Two."), (Strings{"One.[pause 1.5s]", "Two."}));
    EXPECT_EQ(texts("[pause 1s]\n\nOne.\n\n<break time=\"2.5s\"/>\n\nTwo."), (Strings{"[pause 1s]One.<break time=\"2.5s\"/>", "Two."}));
    EXPECT_EQ(texts("{Dr. No|D AA1 K T ER0 N OW1} came. He left."), (Strings{"{Dr. No|D AA1 K T ER0 N OW1} came.", "He left."}));
    EXPECT_EQ(texts("One. [pause 99s] Two."), (Strings{"One.[pause 99s]", "Two."})) << "its own sentence's fault alone";
}

TEST(MarkedScript, SpansLieWhereTheyStood) {
    const std::string script = "One {GIF|JH IH1 F}. Two[[n]].";
    const auto spans = splitSentences(script, "en").value();
    for (const TextSpan& span : spans)
        EXPECT_EQ(script.substr(span.beginByte, span.endByte - span.beginByte), span.text);
}

}  // namespace
}  // namespace timbre
