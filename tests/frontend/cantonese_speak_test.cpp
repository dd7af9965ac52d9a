// SPDX-License-Identifier: GPL-3.0-or-later
// The corrected reading of Cantonese: words with their places and readings, readings by hand.
#include <gtest/gtest.h>

#include <numeric>
#include <random>

#include "core/frontend/yue/cantonese.h"
#include "tests/frontend/golden_rows.h"

namespace timbre::frontend {

namespace {

using Strings = std::vector<std::string>;

class CantoneseSpeak : public testing::Test {
  protected:
    void SetUp() override {
        TIMBRE_REQUIRE_LANGUAGE_DATA("yue");
        cantonese_ = Cantonese::open(test::dataFile("yue")).value();
    }

    [[nodiscard]] Result<PhoneText> speak(std::string_view text, std::vector<FixedReading> fixed = {}) const {
        return cantonese_->speak(zh::codePoints(text).value(), fixed, {});
    }

    /// "written:reading" for each word.
    [[nodiscard]] Strings words(std::string_view text, std::vector<FixedReading> fixed = {}) const {
        const std::u32string characters = zh::codePoints(text).value();
        const auto spoken = cantonese_->speak(characters, fixed, {});
        if (!spoken)
            return {spoken.error().message()};
        Strings shown;
        for (const auto& word : spoken->words)
            shown.push_back(zh::toUtf8(std::u32string_view(characters).substr(word.begin, word.end - word.begin)) + ":" +
                            word.reading);
        return shown;
    }

    static void expectSound(const Result<PhoneText>& spoken, std::size_t size, const std::string& what) {
        ASSERT_TRUE(spoken) << what << ": " << spoken.error().message();
        const auto& counts = spoken->phonesPerCharacter;
        EXPECT_EQ(zh::codePoints(spoken->normalised)->size(), counts.size()) << what;
        EXPECT_EQ(static_cast<std::size_t>(std::accumulate(counts.begin(), counts.end(), 0)), spoken->phones.size())
            << what;
        for (const auto& phone : spoken->phones)
            EXPECT_TRUE(symbolId(PhoneSet::V2, phone).has_value()) << what << ": " << phone;
        std::size_t end = 0;
        for (const auto& word : spoken->words) {
            EXPECT_GE(word.begin, end) << what;
            EXPECT_GT(word.end, word.begin) << what;
            EXPECT_LE(word.firstPhone + word.phoneCount, spoken->phones.size()) << what;
            end = word.end;
        }
        EXPECT_LE(end, size) << what;
    }

    std::shared_ptr<const Cantonese> cantonese_;
};

}  // namespace

TEST_F(CantoneseSpeak, words_have_places_readings_and_phones) {
    const auto spoken = speak("「銀行」，你好！").value();
    EXPECT_EQ(words("「銀行」，你好！"), (Strings{"銀行:ngan4 hong4", "你:nei5", "好:hou2"}));
    EXPECT_EQ(spoken.normalised, "银行,你好!");
    EXPECT_EQ(spoken.phones, (Strings{"Yng", "Yan4", "Yh", "Yong4", ",", "Yn", "Yei5", "Yh", "You2", "!"}));
    EXPECT_EQ(spoken.phonesPerCharacter, (std::vector<int>{2, 2, 1, 2, 2, 1}));
    ASSERT_EQ(spoken.words.size(), 3U);
    EXPECT_EQ(spoken.words[1].firstPhone, 5U);
    EXPECT_EQ(spoken.words[1].phoneCount, 2U);
}

TEST_F(CantoneseSpeak, traditional_and_simplified_characters_are_read_alike) {
    EXPECT_EQ(speak("銀行")->phones, speak("银行")->phones);
    EXPECT_EQ(speak("重新開始")->phones, speak("重新开始")->phones);
}

TEST_F(CantoneseSpeak, characters_of_cantonese_alone_are_spoken) {
    EXPECT_EQ(words("佢話㗎"), (Strings{"佢:keoi5", "話:waa6", "㗎:gaa3"}));
    EXPECT_EQ(words("搭𨋢"), (Strings{"搭:daap3", "𨋢:lip1"}));
    EXPECT_EQ(speak("二〇")->normalised, "二零");
}

TEST_F(CantoneseSpeak, what_is_in_no_table_is_left_out) {
    EXPECT_EQ(words("好\U0002FA1D\U0003134Fα好"), (Strings{"好:hou2", "好:hou2"}));
}

TEST_F(CantoneseSpeak, other_readings_are_offered_and_can_be_spoken) {
    for (const std::string text : {"行", "重", "好", "話", "長"}) {
        const auto spoken = speak(text).value();
        ASSERT_EQ(spoken.words.size(), 1U);
        EXPECT_FALSE(spoken.words[0].alternatives.empty()) << text;
        for (const auto& other : spoken.words[0].alternatives) {
            EXPECT_NE(other, spoken.words[0].reading);
            EXPECT_EQ(words(text, {{0, 1, other}}), (Strings{text + ":" + other}));
        }
    }
}

TEST_F(CantoneseSpeak, readings_by_hand_are_words_of_their_own) {
    for (const std::string reading : {"hong4 zoeng2", "hong4zoeng2", "Hong4-zoeng2", " hong4  zoeng2 "})
        EXPECT_EQ(words("銀行行長", {{2, 4, reading}}), (Strings{"銀行:ngan4 hong4", "行長:hong4 zoeng2"})) << reading;
    EXPECT_EQ(words("一", {{0, 1, "jat7"}}), (Strings{"一:jat1"}));
    EXPECT_EQ(words("3樓", {{0, 1, "saam1"}}), (Strings{"3:saam1", "樓:lau4"}));
}

TEST_F(CantoneseSpeak, readings_that_do_not_fit_are_named_with_what_is_needed) {
    for (const auto& [reading, told] : std::vector<std::pair<std::string, std::string>>{
             {"nei5", "1 syllable where \"你好\" needs 2"},
             {"nei5 hou2 aa3", "3 syllables where \"你好\" needs 2"},
             {"", "0 syllables"},
             {"nei5 hou", "\"hou\""},
             {"nei hou2", "\"nei\""},
             {"nei5 xyz2", "\"xyz2\""},
             {"nei5 hou0", "\"hou0\""},
             {"5", "\"5\""},
             {"你好", "\"你\""}}) {
        const auto spoken = speak("你好", {{0, 2, reading}});
        ASSERT_FALSE(spoken) << reading;
        EXPECT_EQ(spoken.error().code, ErrorCode::InvalidInput);
        EXPECT_NE(spoken.error().detail.find(told), std::string::npos) << spoken.error().detail;
        EXPECT_FALSE(spoken.error().advice.empty());
    }
}

TEST_F(CantoneseSpeak, numbers_are_rewritten_as_words) {
    const auto rewrites = cantonese_->rewrites(U"有12個");
    ASSERT_EQ(rewrites.size(), 1U);
    EXPECT_EQ(rewrites[0].begin, 1U);
    EXPECT_EQ(rewrites[0].end, 3U);
    EXPECT_EQ(rewrites[0].spoken, U"十二");
}

TEST_F(CantoneseSpeak, random_texts_with_random_readings_are_survived) {
    const std::u32string parts = U"一好你行銀重龘兛〇㗎𨋢1.30-~，。！…￥^ \n嗯α①xK²７國（”\U000F0000";
    const Strings readings{"", "jat1", "cung4 san1", "x", "nei5hou2", "5", "\xFF"};
    std::mt19937 random(9);
    for (int round = 0; round < 3000; ++round) {
        std::u32string text;
        for (std::size_t size = random() % 30; size > 0; --size)
            text += parts[random() % parts.size()];
        std::vector<FixedReading> fixed;
        for (std::size_t at = random() % 8; at < text.size() && round % 2 == 0; at += 1 + random() % 9) {
            const std::size_t end = std::min<std::size_t>(text.size(), at + 1 + random() % 3);
            fixed.push_back({at, end, readings[random() % readings.size()]});
            at = end;
        }
        const auto spoken = cantonese_->speak(text, fixed, {});
        if (spoken || fixed.empty())
            expectSound(spoken, text.size(), zh::toUtf8(text));
        else
            EXPECT_EQ(spoken.error().code, ErrorCode::InvalidInput) << zh::toUtf8(text);
    }
}

}  // namespace timbre::frontend
