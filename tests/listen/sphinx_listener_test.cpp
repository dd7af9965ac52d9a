// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/listen/sphinx_listener.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "core/audio/decode.h"
#include "core/audio/vad.h"
#include "core/frontend/installed_languages.h"
#include "core/listen/english_words.h"
#include "tests/support/sounds.h"
#include "tests/support/test_support.h"

namespace timbre::listen {
namespace {

namespace fs = std::filesystem;
using Kind = LineFit::Kind;

const fs::path kSpeech = "/usr/share/pocketsphinx/test/data/librivox";

/// The public-domain reader of pocketsphinx-testdata.
struct Line {
    const char* file;
    const char* text;
};
constexpr std::array<Line, 5> kLines{{
    {"0870", "and mister john dashwood had then leisure to consider how much there might be prudently in his power to do for them"},
    {"0880", "he was not an ill disposed young man"},
    {"0890", "unless to be rather cold hearted and rather selfish is to be ill disposed"},
    {"0920", "had he married a more amiable woman he might have been made still more respectable than he was"},
    {"0930", "he might even have been made amiable himself"},
}};

AudioClip readLine(const Line& line) {
    auto clip = readAudio(kSpeech / (std::string("sense_and_sensibility_01_austen_64kb-") + line.file + ".wav"), {.mono = true});
    return clip ? *clip : AudioClip{};
}

AudioClip firstShare(const AudioClip& clip, double share) {
    const auto speech = findSpeech(clip, nullptr);
    if (!speech || speech->empty()) {
        return clip;
    }
    const double length = static_cast<double>(speech->back().end - speech->front().begin);
    const auto end = speech->front().begin + static_cast<std::size_t>(share * length);
    return {clip.sampleRateHz, 1, {clip.samples.begin(), clip.samples.begin() + static_cast<std::ptrdiff_t>(end)}};
}

class SphinxListenerTest : public testing::Test {
  protected:
    void SetUp() override {
        listener_ = makeSphinxListener({.models = speechModelFolders({}), .readAloud = {}, .countSyllables = {}, .vad = {}});
        if (listener_->readiness("en") != DraftReadiness::Ready) {
            GTEST_SKIP() << "needs the package pocketsphinx-en-us";
        }
        if (!fs::exists(kSpeech)) {
            GTEST_SKIP() << "needs the package pocketsphinx-testdata";
        }
    }

    [[nodiscard]] LineFit check(const AudioClip& clip, std::string_view text) const {
        const auto fit = listener_->check(clip, text, "en", {});
        EXPECT_TRUE(fit.has_value()) << fit.error().message();
        return fit.value_or(LineFit{});
    }

    std::unique_ptr<LineListener> listener_;
};

TEST_F(SphinxListenerTest, TheTextThatWasReadIsWhole) {
    for (const Line& line : kLines) {
        const LineFit fit = check(readLine(line), line.text);
        EXPECT_EQ(fit.kind, Kind::Whole) << line.text << ": " << fit.score;
        EXPECT_EQ(fit.basis, LineFit::Basis::Words);
    }
}

TEST_F(SphinxListenerTest, HalfOfALineIsHalf) {
    for (const Line& line : kLines) {
        const LineFit fit = check(firstShare(readLine(line), 0.55), line.text);
        EXPECT_EQ(fit.kind, Kind::Half) << line.text << ": " << fit.score;
        ASSERT_FALSE(fit.words.empty());
        EXPECT_FALSE(fit.words.back().heard);
    }
}

TEST_F(SphinxListenerTest, AnotherTextIsNeverWhole) {
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < kLines.size(); ++i) {
        const LineFit fit = check(readLine(kLines[i]), kLines[(i + 2) % kLines.size()].text);
        EXPECT_NE(fit.kind, Kind::Whole) << kLines[i].text;
        wrong += fit.kind == Kind::Wrong ? 1 : 0;
    }
    EXPECT_GE(wrong, 3U);
}

TEST_F(SphinxListenerTest, AWordThatWasNotSaidIsMarked) {
    const std::string text = "he was not an ill disposed mountain young man";
    const LineFit fit = check(readLine(kLines[1]), text);
    ASSERT_EQ(fit.words.size(), 9U);
    for (std::size_t i = 0; i < fit.words.size(); ++i) {
        EXPECT_EQ(fit.words[i].heard, i != 6) << i;
    }
    EXPECT_EQ(text.substr(fit.words[6].beginByte, fit.words[6].endByte - fit.words[6].beginByte), "mountain");
    EXPECT_EQ(fit.kind, Kind::Whole);
}

TEST_F(SphinxListenerTest, WordsComeInOrderWithinTheRecording) {
    const AudioClip clip = readLine(kLines[3]);
    double before = 0.0;
    for (const WordMark& word : check(clip, kLines[3].text).words) {
        if (word.heard) {
            EXPECT_GE(word.fromSeconds, before - 1e-9);
            EXPECT_LE(word.toSeconds, clip.seconds() + 0.05);
            before = word.toSeconds;
        }
    }
    EXPECT_GT(before, 3.0);
}

TEST_F(SphinxListenerTest, TheSameTakeIsJudgedTheSameAgain) {
    const AudioClip clip = readLine(kLines[4]);
    const LineFit first = check(clip, kLines[4].text);
    EXPECT_EQ(check(readLine(kLines[1]), kLines[1].text).kind, Kind::Whole);
    EXPECT_EQ(check(clip, kLines[4].text), first);
}

TEST_F(SphinxListenerTest, SilenceIsUnknown) {
    EXPECT_EQ(check(AudioClip{16'000, 1, std::vector<float>(48'000, 0.0F)}, kLines[1].text).kind, Kind::Unknown);
    EXPECT_EQ(check(AudioClip{16'000, 1, {}}, kLines[1].text).kind, Kind::Unknown);
    EXPECT_EQ(check(readLine(kLines[1]), "\u2026").kind, Kind::Unknown);
}

TEST_F(SphinxListenerTest, NumbersAndNamesAreReadByTheFrontEnd) {
    const auto text = std::make_shared<const frontend::TextFrontEnd>(
        frontend::openInstalledLanguages(fs::path(TIMBRE_TEST_RESOURCE_DIR) / "frontend"));
    const auto words = readAloudWith(text)("In 1455 Schoeffer left.");
    if (!words) {
        GTEST_SKIP() << "needs the English dictionary: " << words.error().message();
    }
    EXPECT_GE(words->size(), 4U);
    for (const LineWord& word : *words) {
        ASSERT_FALSE(word.readings.empty());
        for (const auto& reading : word.readings) {
            for (const std::string& phone : reading) {
                EXPECT_EQ(withoutStress(phone), phone);
            }
        }
    }
    EXPECT_DOUBLE_EQ(syllablesOf(*text, "happy birthday", "en").value_or(0.0), 4.0);
}

TEST_F(SphinxListenerTest, DraftsAreHalfRightAtLeast) {
    std::size_t right = 0;
    std::size_t all = 0;
    for (const Line& line : kLines) {
        const AudioClip clip = readLine(line);
        const auto draft = listener_->draft(clip, "en", {});
        ASSERT_TRUE(draft.has_value()) << draft.error().message();
        std::vector<std::string> heard;
        for (const DraftWord& word : draft->words) {
            heard.push_back(word.text);
            EXPECT_GE(word.confidence, 0.0);
            EXPECT_LE(word.confidence, 1.0);
            EXPECT_LT(word.fromSeconds, word.toSeconds);
        }
        EXPECT_GT(draft->confidence, 0.0);
        for (const PlainWord& word : plainWords(line.text)) {
            ++all;
            right += std::ranges::find(heard, word.lower) != heard.end() ? 1 : 0;
        }
    }
    EXPECT_GT(right * 2, all);
}

TEST_F(SphinxListenerTest, SeveralThreadsShareOne) {
    std::array<Kind, 3> kinds{};
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < kinds.size(); ++i) {
            threads.emplace_back([this, i, &kinds] { kinds[i] = check(readLine(kLines[1]), kLines[1].text).kind; });
        }
    }
    EXPECT_EQ(kinds, (std::array{Kind::Whole, Kind::Whole, Kind::Whole}));
}

TEST_F(SphinxListenerTest, AStopIsCancelled) {
    std::stop_source source;
    source.request_stop();
    const auto fit = listener_->check(readLine(kLines[0]), kLines[0].text, "en", source.get_token());
    ASSERT_FALSE(fit.has_value());
    EXPECT_EQ(fit.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(listener_->draft(readLine(kLines[0]), "en", source.get_token()).error().code, ErrorCode::Cancelled);
}

// ---- Without the model ---------------------------------------------------------------------------------------------

std::unique_ptr<LineListener> withoutModel(CountSyllables count = {}) {
    return makeSphinxListener({.models = {"/nowhere/at/all"}, .readAloud = {}, .countSyllables = std::move(count), .vad = {}});
}

TEST(SphinxListenerWithoutModel, TakesAreUnknown) {
    const auto fit = withoutModel()->check(test::vowel({}), "he was not an ill disposed young man", "en", {});
    ASSERT_TRUE(fit.has_value()) << fit.error().message();
    EXPECT_EQ(fit->kind, Kind::Unknown);
    EXPECT_EQ(fit->basis, LineFit::Basis::Nothing);
}

TEST(SphinxListenerWithoutModel, DraftsSayWhatToInstall) {
    const auto listener = withoutModel();
    EXPECT_EQ(listener->readiness("en"), DraftReadiness::NoModel);
    const auto draft = listener->draft(test::vowel({}), "en", {});
    ASSERT_FALSE(draft.has_value());
    EXPECT_EQ(draft.error().code, ErrorCode::ModelMissing);
    EXPECT_NE(draft.error().advice.find("pocketsphinx-en-us"), std::string::npos);
}

TEST(SphinxListenerWithoutModel, ADamagedModelIsNoFaultOfTheTake) {
    const test::TempDir folder;
    fs::create_directories(folder / "en-us");
    for (const char* name : {"en-us/mdef", "cmudict-en-us.dict", "en-us.lm.bin"}) {
        test::writeBytes(folder / name, "nonsense");
    }
    const auto listener = makeSphinxListener({.models = {folder.path()}, .readAloud = {}, .countSyllables = {}, .vad = {}});
    const auto fit = listener->check(test::vowel({}), "he was not an ill disposed young man", "en", {});
    ASSERT_TRUE(fit.has_value());
    EXPECT_EQ(fit->kind, Kind::Unknown);
    EXPECT_EQ(listener->draft(test::vowel({}), "en", {}).error().code, ErrorCode::Corrupt);
}

TEST(SphinxListenerWithoutModel, OtherLanguagesHaveNoDrafts) {
    const auto listener = withoutModel();
    EXPECT_EQ(listener->readiness("zh"), DraftReadiness::NoLanguage);
    EXPECT_EQ(listener->draft(test::vowel({}), "ja", {}).error().code, ErrorCode::Unsupported);
}

TEST(SphinxListenerWithoutModel, ImpossibleSoundIsAnError) {
    EXPECT_EQ(withoutModel()->check(AudioClip{0, 1, {0.0F}}, "a", "en", {}).error().code, ErrorCode::InvalidInput);
}

/// Syllables as a voice makes them: vowels of 0.12 s with a dip between, over a quiet room.
AudioClip syllables(std::size_t count) {
    AudioClip clip = test::whiteNoise(16'000, 0.2 * static_cast<double>(count) + 1.0, 0.0005);
    for (std::size_t k = 0; k < count; ++k) {
        const AudioClip one = test::vowel({.seconds = 0.14});
        const std::size_t begin = 8'000 + k * 3'200;
        for (std::size_t i = 0; i < one.samples.size() && begin + i < clip.samples.size(); ++i) {
            const double swell = std::sin(3.14159265 * static_cast<double>(i) / static_cast<double>(one.samples.size()));
            clip.samples[begin + i] += static_cast<float>(swell) * one.samples[i];
        }
    }
    return clip;
}

TEST(SphinxListenerWithoutModel, ChineseIsJudgedByItsSyllables) {
    const auto listener = withoutModel([](std::string_view, std::string_view) { return std::optional(20.0); });
    const auto whole = listener->check(syllables(20), "any text", "zh", {});
    ASSERT_TRUE(whole.has_value());
    EXPECT_EQ(whole->kind, Kind::Unknown);
    EXPECT_EQ(whole->basis, LineFit::Basis::Syllables);
    EXPECT_GT(whole->syllablesHeard, 12.0);
    const auto half = listener->check(syllables(7), "any text", "zh", {});
    ASSERT_TRUE(half.has_value());
    EXPECT_EQ(half->kind, Kind::Half) << half->syllablesHeard;
}

}  // namespace
}  // namespace timbre::listen
