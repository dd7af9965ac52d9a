// SPDX-License-Identifier: GPL-3.0-or-later
// English words as they are spoken: readings, spans, alternatives, and readings given by hand.
#include <gtest/gtest.h>

#include <fstream>
#include <iostream>
#include <random>

#include "core/base/utf8.h"
#include "core/frontend/english/arpabet.h"
#include "core/frontend/english/english_front_end.h"
#include "core/frontend/english/speech_tokens.h"
#include "tests/frontend/golden_rows.h"

namespace timbre::frontend {

namespace {

using Strings = std::vector<std::string>;

constexpr PhoneOptions kCorrected{.set = PhoneSet::V2, .reading = Reading::Corrected};

std::u32string decoded(std::string_view utf8) {
    std::u32string text;
    for (std::size_t at = 0; at < utf8.size();)
        text.push_back(decodeUtf8(utf8, at));
    return text;
}

std::string part(std::u32string_view text, const SpokenWord& word) {
    std::string utf8;
    for (const char32_t c : text.substr(word.begin, word.end - word.begin))
        appendUtf8(utf8, c);
    return utf8;
}

Strings tokenTexts(std::u32string_view text) {
    Strings texts;
    for (const auto& token : english::speechTokens(text, {}))
        texts.push_back(token.text);
    return texts;
}

/// Consonants and the stressed vowel: what tells the readings of a homograph apart.
std::string gist(const std::string& reading) {
    std::string kept;
    for (std::size_t at = 0; at < reading.size();) {
        const std::size_t end = std::min(reading.find(' ', at), reading.size());
        const std::string phone = reading.substr(at, end - at);
        kept += phone.back() == '0' || phone.back() == '2' ? "@ " : phone + " ";
        at = end + 1;
    }
    return kept;
}

class EnglishSpeech : public testing::Test {
  protected:
    void SetUp() override {
        TIMBRE_REQUIRE_LANGUAGE_DATA("en");
        english_ = EnglishFrontEnd::open(test::dataFile("en")).value();
    }

    [[nodiscard]] PhoneText speak(std::u32string_view text, const std::vector<FixedReading>& fixed = {}) const {
        auto spoken = english_->speak(text, fixed, kCorrected);
        EXPECT_TRUE(spoken) << (spoken ? "" : spoken.error().message());
        return spoken.value_or(PhoneText{});
    }

    /// "AH0 | D AO1 G": the words' readings.
    [[nodiscard]] std::string readings(std::u32string_view text) const {
        std::string all;
        for (const SpokenWord& word : speak(text).words)
            all += (all.empty() ? "" : " | ") + word.reading;
        return all;
    }

    /// The share of a list's homographs that are read as it says.
    [[nodiscard]] double homographs(const std::string& name) const {
        std::ifstream file(TIMBRE_SOURCE_DIR "/tests/data/frontend/" + name + ".tsv");
        test::Share share(name);
        for (std::string line; std::getline(file, line);) {
            const std::size_t first = line.find('\t');
            const std::size_t second = line.find('\t', first + 1);
            if (line.front() == '#' || second == std::string::npos)
                continue;
            const std::u32string text = decoded(line.substr(0, first));
            const std::string wanted = line.substr(first + 1, second - first - 1);
            const auto spoken = speak(text);
            const auto word = std::ranges::find(spoken.words, wanted, [&](const SpokenWord& one) { return part(text, one); });
            EXPECT_NE(word, spoken.words.end()) << line;
            if (word == spoken.words.end())
                continue;
            share.add(gist(word->reading) == gist(line.substr(second + 1)), line + " got " + word->reading);
        }
        return share.value();
    }

    [[nodiscard]] const EnglishFrontEnd& english() const { return *english_; }

  private:
    std::shared_ptr<const EnglishFrontEnd> english_;
};

}  // namespace

TEST(EnglishSpeechTokens, are_words_and_pauses) {
    EXPECT_EQ(tokenTexts(U"It’s a well-known tool."), (Strings{"It's", "a", "well", "known", "tool", "."}));
    EXPECT_EQ(tokenTexts(U"one\ttwo\nthree"), (Strings{"one", "two", ",", "three"}));
    EXPECT_EQ(tokenTexts(U"Wait... what?!"), (Strings{"Wait", "…", "what", "?"}));
    EXPECT_EQ(tokenTexts(U"Zoë's naïve café, Łódź"), (Strings{"Zoe's", "naive", "cafe", ",", "Lodz"}));
    EXPECT_EQ(tokenTexts(U"cafe\u0301 ’em goin’ ‘quoted’"), (Strings{"cafe", "'em", "goin'", "quoted"}));
    EXPECT_EQ(tokenTexts(U"this — that; these (those) word(s)"), (Strings{"this", ",", "that", ",", "these", ",", "those", ",", "word", "s", ","}));
    EXPECT_EQ(tokenTexts(U"ＡＢＣ中文"), (Strings{"ABC"}));
}

TEST_F(EnglishSpeech, keeps_words_apart_that_lines_and_tabs_part) {
    EXPECT_EQ(readings(U"red\tdog"), "R EH1 D | D AO1 G");
    EXPECT_EQ(readings(U"red\ndog"), "R EH1 D | D AO1 G");
}

TEST_F(EnglishSpeech, words_lie_where_they_are_written) {
    const std::u32string text = U"“Zoë’s” dog — a well-known one — ran.";
    const PhoneText spoken = speak(text);
    Strings parts;
    std::size_t phone = 0;
    for (const SpokenWord& word : spoken.words) {
        parts.push_back(part(text, word));
        EXPECT_GE(word.firstPhone, phone);
        phone = word.firstPhone + word.phoneCount;
        std::string phones;
        for (std::size_t i = word.firstPhone; i < phone; ++i)
            phones += (phones.empty() ? "" : " ") + spoken.phones[i];
        EXPECT_EQ(phones, word.reading);
    }
    EXPECT_EQ(parts, (Strings{"Zoë’s", "dog", "a", "well", "known", "one", "ran"}));
    EXPECT_LE(phone, spoken.phones.size());
}

TEST_F(EnglishSpeech, spells_letters_and_says_words_in_capitals) {
    EXPECT_EQ(readings(U"GPT"), "JH IY1 P IY1 T IY1");
    EXPECT_EQ(readings(U"STOP"), "S T AA1 P");
    EXPECT_EQ(readings(U"NASA"), "N AE1 S AH0");
    EXPECT_EQ(readings(U"ASAP"), "EY1 EH1 S EY1 P IY1");
    EXPECT_EQ(readings(U"my PIN"), "M AY1 | P IH1 N");
    EXPECT_EQ(readings(U"PCs"), "P IY1 S IY1 Z");
    EXPECT_EQ(readings(U"NASA's"), "N AE1 S AH0 Z");
    EXPECT_EQ(readings(U"OpenAI"), "OW1 P AH0 N EY1 AY1");
    EXPECT_EQ(readings(U"DO NOT TOUCH IT"), "D UW1 | N AA1 T | T AH1 CH | IH1 T");
}

TEST_F(EnglishSpeech, tells_the_article_from_the_letter) {
    EXPECT_EQ(readings(U"A dog"), "AH0 | D AO1 G");
    EXPECT_EQ(readings(U"plan A"), "P L AE1 N | EY1");
}

TEST_F(EnglishSpeech, takes_curly_apostrophes_as_apostrophes) {
    EXPECT_EQ(readings(U"don’t"), readings(U"don't"));
    EXPECT_EQ(readings(U"McDonald’s"), readings(U"McDonald's"));
}

TEST_F(EnglishSpeech, says_digits_that_were_left) { EXPECT_EQ(readings(U"21"), "T W EH1 N T IY0 W AH1 N"); }

TEST_F(EnglishSpeech, offers_the_dictionarys_other_readings) {
    const auto spoken = speak(U"the record");
    ASSERT_EQ(spoken.words.size(), 2U);
    EXPECT_EQ(spoken.words[0].alternatives, (Strings{"DH AH1", "DH IY0"}));
    EXPECT_NE(std::ranges::find(spoken.words[1].alternatives, "R IH0 K AO1 R D"), spoken.words[1].alternatives.end());
}

TEST_F(EnglishSpeech, reads_words_as_they_are_told_to) {
    const std::u32string text = U"I read it.";
    EXPECT_EQ(speak(text, {{2, 6, "R EH1 D"}}).words[1].reading, "R EH1 D");
    EXPECT_EQ(speak(text, {{2, 6, "r,eh1, d"}}).words[1].reading, "R EH1 D");
    EXPECT_EQ(speak(text, {{2, 6, "reed"}}).words[1].reading, "R IY1 D");
    EXPECT_EQ(speak(text, {{2, 9, "red dog"}}).words[1].reading, "R EH1 D D AO1 G");
    EXPECT_EQ(speak(text, {{2, 4, "R"}, {4, 6, "D"}}).words.size(), 4U);
}

TEST_F(EnglishSpeech, refuses_readings_that_are_none) {
    for (const char* const reading : {"R EH D", "R EX1 D", "", "R EH3 D", "5", "R EH1 D!"}) {
        const auto spoken = english().speak(U"I read it.", std::vector<FixedReading>{{2, 6, reading}}, kCorrected);
        ASSERT_FALSE(spoken) << reading;
        EXPECT_EQ(spoken.error().code, ErrorCode::InvalidInput);
        EXPECT_NE(spoken.error().detail.find(std::string("\"") + reading + "\""), std::string::npos) << spoken.error().detail;
        EXPECT_NE(spoken.error().advice.find("K AE1 T"), std::string::npos);
    }
    EXPECT_FALSE(english().speak(U"one", std::vector<FixedReading>{{1, 9, "K"}}, kCorrected));
    EXPECT_FALSE(english().speak(U"one", std::vector<FixedReading>{{1, 2, "K"}, {0, 1, "K"}}, kCorrected));
}

TEST_F(EnglishSpeech, reads_rewritten_text) {
    const auto spoken = english().phones("$5", kCorrected).value();
    EXPECT_EQ(spoken.normalised, "five dollars");
    EXPECT_TRUE(spoken.words.empty()) << "they would lie in another text";
    EXPECT_EQ(english().speak(U"five dollars", {}, kCorrected).value().words.size(), 2U);
}

TEST_F(EnglishSpeech, tells_homographs_apart) {
    constexpr double least = 0.9;
    for (const std::string name : {"homographs_en", "homographs_en_2"})
        EXPECT_GE(homographs(name), least) << name;
}
TEST_F(EnglishSpeech, is_sound_for_any_text) {
    std::mt19937 random(11);
    const std::u32string signs = U"aAb'’ .,-—…!?\n\t12()中é\u0301😀\u0000Zz";
    for (int round = 0; round < 5000; ++round) {
        std::u32string text;
        const std::size_t length = random() % 30;
        for (std::size_t i = 0; i < length; ++i)
            text += random() % 9 == 0 ? static_cast<char32_t>(random() % 0x110000) : signs[random() % signs.size()];
        const PhoneText spoken = speak(text);
        std::size_t place = 0;
        std::size_t phone = 0;
        for (const SpokenWord& word : spoken.words) {
            ASSERT_GE(word.begin, place);
            ASSERT_GT(word.end, word.begin);
            ASSERT_LE(word.end, text.size());
            ASSERT_GE(word.firstPhone, phone);
            ASSERT_GT(word.phoneCount, 0U);
            place = word.end;
            phone = word.firstPhone + word.phoneCount;
        }
        ASSERT_LE(phone, spoken.phones.size());
        for (const auto& one : spoken.phones)
            ASSERT_TRUE(symbolId(PhoneSet::V2, one)) << one;
    }
}

}  // namespace timbre::frontend
