// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/front.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <thread>
#include <vector>

#include "core/engine/engines/instant/phones.h"

namespace timbre::instant {
namespace {

FrontUtterance read(std::string_view text) {
    auto result = readText(text, {});
    if (!result)
        throw std::runtime_error(result.error().message());
    return std::move(result->voices.front());
}

std::string phonesOf(const FrontUtterance& u) {
    std::string phones;
    for (const FrontSegment& s : u.segments)
        phones += (phones.empty() ? "" : " ") + std::string(phoneName(s.phone));
    return phones;
}

std::string wordsOf(const FrontUtterance& u) {
    std::string words;
    for (const std::string& w : u.words)
        words += (words.empty() ? "" : " ") + w;
    return words;
}

std::vector<std::string> tokensOf(const FrontUtterance& u) {
    std::vector<std::string> tokens;
    for (const FrontToken& t : u.tokens)
        tokens.push_back(t.text);
    return tokens;
}

TEST(Front, GivesPhonesBetweenTwoPauses) { EXPECT_EQ(phonesOf(read("See me.")), "pau s iy m iy pau"); }

TEST(Front, GivesTimesThatRiseAndMatchTheTrack) {
    const FrontUtterance u = read("Printing differs from most of the crafts.");
    double before = 0.0;
    for (const FrontSegment& s : u.segments) {
        EXPECT_DOUBLE_EQ(s.startSeconds, before);
        EXPECT_GT(s.endSeconds, s.startSeconds);
        before = s.endSeconds;
    }
    EXPECT_NEAR(static_cast<double>(u.base.f0Hz.size()) * kFrameSeconds, before, 2 * kFrameSeconds);
    EXPECT_EQ(u.base.cepstrum.rows(), u.base.f0Hz.size());
    EXPECT_EQ(u.base.cepstrum.cols(), 25U);
}

TEST(Front, TrackIsVoicedInVowelsAndSilentInPauses) {
    const FrontUtterance u = read("See me.");
    const auto frameOf = [](double seconds) { return static_cast<std::size_t>(std::lround(seconds / kFrameSeconds)); };
    for (const FrontSegment& s : u.segments) {
        const std::size_t middle = frameOf(0.5 * (s.startSeconds + s.endSeconds));
        if (isVowel(s.phone)) {
            EXPECT_NEAR(u.base.f0Hz[middle], 180.0, 80.0) << phoneName(s.phone);
        }
        if (s.phone == kPause) {
            EXPECT_EQ(u.base.f0Hz[middle], 0.0F);
        }
    }
    const float pauseLevel = u.base.cepstrum(frameOf(0.5 * u.segments.front().endSeconds), 0);
    const float vowelLevel = u.base.cepstrum(frameOf(0.5 * (u.segments[2].startSeconds + u.segments[2].endSeconds)), 0);
    EXPECT_GT(vowelLevel, pauseLevel + 1.0F);
}

TEST(Front, TracksAreFiniteForEveryVoice) {
    constexpr std::array kAll = {BaseVoice::Slt, BaseVoice::Rms, BaseVoice::Awb};
    const auto result = readText("Joyce chose a beige shawl for the village judge.", kAll, {});
    ASSERT_TRUE(result);
    ASSERT_EQ(result->voices.size(), 3U);
    for (const FrontUtterance& u : result->voices) {
        EXPECT_TRUE(std::ranges::all_of(u.base.cepstrum.values(), [](float v) { return std::isfinite(v); }));
    }
}

TEST(Front, AllVoicesSayTheSamePhones) {
    const auto result = readText("Whether you measure the treasure or not, both halves weigh the same.", {});
    ASSERT_TRUE(result);
    ASSERT_EQ(result->voices.size(), 2U);
    EXPECT_EQ(phonesOf(result->voices[0]), phonesOf(result->voices[1]));
    EXPECT_NE(result->voices[0].base.f0Hz, result->voices[1].base.f0Hz);
}

TEST(Front, MarksStressAccentAndBreaks) {
    const FrontUtterance u = read("The banana, however, was red.");
    const auto vowelOf = [&](int word, int nth) {
        for (const FrontSegment& s : u.segments) {
            if (s.word == word && isVowel(s.phone) && nth-- == 0)
                return s;
        }
        throw std::runtime_error("no such vowel");
    };
    EXPECT_FALSE(vowelOf(1, 0).stressed);
    EXPECT_TRUE(vowelOf(1, 1).stressed);
    EXPECT_TRUE(vowelOf(1, 1).accented);
    EXPECT_GE(vowelOf(1, 2).breakIndex, 3);
    EXPECT_EQ(vowelOf(1, 0).breakIndex, 0);
}

TEST(Front, ReadsNumbersAbbreviationsAndSigns) {
    EXPECT_EQ(wordsOf(read("Dr. Chen paid €5 in 1984.")), "doctor chen paid five euros in nineteen eighty four");
}

TEST(Front, TokensKeepTheOriginalSpelling) {
    const FrontUtterance u = read("Dr. Chen’s “naïve” café — 1984!");
    EXPECT_EQ(tokensOf(u), (std::vector<std::string>{"Dr", "Chen’s", "naïve", "café", "1984"}));
    EXPECT_EQ(u.tokens.back().wordCount, 3);
    EXPECT_EQ(u.words[static_cast<std::size_t>(u.tokens.back().firstWord)], "nineteen");
}

TEST(Front, EverySegmentOfAWordPointsToItsWord) {
    const FrontUtterance u = read("Nineteen red cars, 42 blue ones.");
    int before = 0;
    for (const FrontSegment& s : u.segments) {
        if (s.phone == kPause) {
            EXPECT_EQ(s.word, -1);
            continue;
        }
        EXPECT_GE(s.word, before);
        EXPECT_LT(s.word, static_cast<int>(u.words.size()));
        before = s.word;
    }
}

TEST(Front, ReadsALongTextInPiecesThatJoin) {
    std::string text;
    for (int i = 0; i < 12; ++i)
        text += "The quick brown fox, that never sleeps, jumps over it. ";
    const FrontUtterance u = read(text);
    EXPECT_EQ(u.words.size(), 120U);
    double before = 0.0;
    for (std::size_t i = 0; i < u.segments.size(); ++i) {
        EXPECT_NEAR(u.segments[i].startSeconds, before, 1e-9);
        before = u.segments[i].endSeconds;
        const bool twoPauses = i > 0 && u.segments[i].phone == kPause && u.segments[i - 1].phone == kPause;
        EXPECT_FALSE(twoPauses) << "at segment " << i;
    }
    EXPECT_NEAR(static_cast<double>(u.base.f0Hz.size()) * kFrameSeconds, before, 2 * kFrameSeconds);
    EXPECT_EQ(u.tokens.size(), u.words.size());
    EXPECT_EQ(u.segments[u.segments.size() - 2].word, 119);
}

TEST(Front, SurvivesOddText) {
    for (const std::string& text :
         {std::string(700, 'x'), std::string("123456789012345678901234567890"),
          std::string("<b>&amp;</b> \\ | ^ ~ _ # @ %"), std::string("a.b.c.d..e...f"), std::string("!!! wow ???"),
          std::string("a"), std::string("'''a'''"), std::string("((((x))))")}) {
        const auto result = readText(text, {});
        ASSERT_TRUE(result) << text << ": " << result.error().message();
        EXPECT_GE(result->voices.front().segments.size(), 3U);
    }
}

TEST(Front, RefusesTextWithoutAWord) {
    const auto result = readText(" ... ", {});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::InvalidInput);
}

TEST(Front, RefusesOtherScripts) {
    const auto result = readText("你好", {});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::Unsupported);
}

TEST(Front, StopsWhenAsked) {
    std::stop_source source;
    source.request_stop();
    const auto result = readText("Some words.", source.get_token());
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::Cancelled);
}

FrontUtterance readWith(const std::string& text, const std::vector<GivenReading>& readings) {
    auto result = readText(text, readings, {});
    if (!result)
        throw std::runtime_error(result.error().message());
    return std::move(result->voices.front());
}

/// The phones of one spoken word.
std::string phonesOf(const FrontUtterance& u, int word) {
    std::string phones;
    for (const FrontSegment& s : u.segments) {
        if (s.word == word)
            phones += (phones.empty() ? "" : " ") + std::string(phoneName(s.phone));
    }
    return phones;
}

GivenReading readingOf(const std::string& text, const std::string& word, const std::string& reading) {
    const std::size_t at = text.find(word);
    return {at, at + word.size(), reading};
}

TEST(FrontReadings, AWordIsSaidAsItsReadingTells) {
    const std::string text = "Please say GIF, not Jif.";
    EXPECT_EQ(phonesOf(readWith(text, {readingOf(text, "GIF", "G IH1 F")}), 2), "g ih f");
    EXPECT_EQ(phonesOf(readWith(text, {readingOf(text, "GIF", "JH AH0 R AE1 F")}), 2), "jh ax r ae f");
}

TEST(FrontReadings, OnlyThePlaceThatHasOneChanges) {
    const std::string text = "I read what you read.";
    const FrontUtterance u = readWith(text, {{2, 6, "R EH1 D"}});
    EXPECT_EQ(phonesOf(u, 1), "r eh d");
    EXPECT_EQ(phonesOf(u, 4), phonesOf(read(text), 4));
}

TEST(FrontReadings, TheSameReadingTwiceInARowIsSaidTwice) {
    const FrontUtterance u = readWith("data data data", {{0, 4, "D AA1 T AH0"}, {5, 9, "D AA1 T AH0"}, {10, 14, "D AA1 T AH0"}});
    for (int word = 0; word < 3; ++word)
        EXPECT_EQ(phonesOf(u, word), "d aa t ax") << word;
}

TEST(FrontReadings, NumbersSignsAndSeveralWordsMayHaveOne) {
    const std::string text = "In 1984, C++ and (New York) met.";
    const FrontUtterance u =
        readWith(text, {readingOf(text, "1984", "Y IH1 R"), readingOf(text, "C++", "S IY1"), readingOf(text, "New York", "N UW1 Y AO1 R K")});
    EXPECT_EQ(tokensOf(u), (std::vector<std::string>{"In", "1984", "C++", "and", "New York", "met"}));
    EXPECT_EQ(phonesOf(u, 1), "y ih r");
}

TEST(FrontReadings, WordsMayStandForAWord) {
    const std::string text = "The WHO says so.";
    const FrontUtterance u = readWith(text, {readingOf(text, "WHO", "World Health Organization")});
    EXPECT_EQ(wordsOf(u), "the world health organization says so");
    EXPECT_EQ(tokensOf(u), (std::vector<std::string>{"The", "WHO", "says", "so"}));
}

TEST(FrontReadings, PartOfAWordMayHaveOne) {
    const std::string text = "An AI-powered thing";
    const FrontUtterance u = readWith(text, {readingOf(text, "AI", "EY1 AY1")});
    EXPECT_EQ(phonesOf(u, 1), "ey ay");
    EXPECT_NE(wordsOf(u).find("powered"), std::string::npos);
}

TEST(FrontReadings, WithoutOneNothingChanges) {
    const std::string text = "Nothing is to change here, not even in 1984.";
    const FrontUtterance plain = read(text);
    const FrontUtterance empty = readWith(text, {});
    EXPECT_EQ(plain.base.cepstrum, empty.base.cepstrum);
    EXPECT_EQ(plain.base.f0Hz, empty.base.f0Hz);
    // flite's own way for the word, given by hand, is that word.
    const FrontUtterance same = readWith(text, {readingOf(text, "change", "CH EY1 N JH")});
    EXPECT_EQ(phonesOf(same, 3), phonesOf(plain, 3));
}

TEST(FrontReadings, RefusesWhatIsNoReading) {
    const std::vector<std::vector<GivenReading>> rows = {
        {{0, 3, "..."}}, {{2, 2, "K AE1 T"}}, {{0, 99, "K AE1 T"}}, {{4, 7, "K AE1 T"}, {0, 3, "K AE1 T"}}};
    for (const auto& readings : rows) {
        const auto result = readText("The cat sat.", readings, {});
        ASSERT_FALSE(result) << readings.front().reading;
        EXPECT_EQ(result.error().code, ErrorCode::InvalidInput);
    }
}

TEST(Front, GivesTheSameReadingWhateverWasReadBefore) {
    const FrontUtterance first = read("Each of these is the same.");
    read("Something else entirely, at some length, comes between.");
    const FrontUtterance second = read("Each of these is the same.");
    EXPECT_EQ(first.base.f0Hz, second.base.f0Hz);
    EXPECT_EQ(first.base.cepstrum, second.base.cepstrum);
}

TEST(Front, MayBeAskedFromSeveralThreads) {
    const FrontUtterance alone = read("Threads come and go.");
    std::vector<FrontUtterance> readings(4);
    {
        std::vector<std::jthread> threads;
        for (FrontUtterance& reading : readings) {
            threads.emplace_back([&reading] { reading = read("Threads come and go."); });
        }
    }
    for (const FrontUtterance& reading : readings)
        EXPECT_EQ(reading.base.cepstrum, alone.base.cepstrum);
}

}  // namespace
}  // namespace timbre::instant
