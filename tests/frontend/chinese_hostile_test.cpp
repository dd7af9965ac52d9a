// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <numeric>
#include <random>

#include "core/frontend/yue/cantonese.h"
#include "core/frontend/zh/mandarin.h"
#include "tests/frontend/golden_rows.h"

namespace timbre::frontend {

namespace {

/// Phones that fit the text, or an error with a sentence.
void expectSane(const Result<PhoneText>& spoken, PhoneSet set, const std::string& what) {
    if (!spoken) {
        EXPECT_FALSE(spoken.error().detail.empty()) << what;
        return;
    }
    const auto& counts = spoken->phonesPerCharacter;
    EXPECT_EQ(static_cast<std::size_t>(std::accumulate(counts.begin(), counts.end(), 0)), spoken->phones.size())
        << what;
    EXPECT_EQ(zh::codePoints(spoken->normalised)->size(), counts.size()) << what;
    for (const auto& phone : spoken->phones)
        ASSERT_TRUE(symbolId(set, phone).has_value()) << what << ": " << phone;
}

class ChineseHostile : public testing::Test {
  protected:
    void SetUp() override {
        TIMBRE_REQUIRE_LANGUAGE_DATA("zh");
        TIMBRE_REQUIRE_LANGUAGE_DATA("yue");
        mandarin_ = Mandarin::open(test::dataFile("zh")).value();
        cantonese_ = Cantonese::open(test::dataFile("yue")).value();
    }

    /// Every way a text can be read.
    void readAll(const std::string& text, const std::string& what) const {
        for (const auto reading : {Reading::Compatible, Reading::Corrected}) {
            for (const auto set : {PhoneSet::V1, PhoneSet::V2}) {
                expectSane(mandarin_->phones(text, {.set = set, .reading = reading}), set, what);
            }
            expectSane(cantonese_->phones(text, {.reading = reading}), PhoneSet::V2, what);
        }
    }

    std::shared_ptr<const Mandarin> mandarin_;
    std::shared_ptr<const Cantonese> cantonese_;
};

}  // namespace

TEST_F(ChineseHostile, nothing_to_say_is_no_phones) {
    for (const std::string text : {"", " ", "\n\n", "\xE3\x80\x80", "《》", "🙂", "abc"}) {
        const auto spoken = mandarin_->phones(text, {});
        ASSERT_TRUE(spoken) << text;
        EXPECT_TRUE(spoken->phones.empty()) << text;
    }
}

TEST_F(ChineseHostile, broken_utf8_is_refused_with_its_place) {
    for (const std::string text : {"好\xFF", "好\xE5\xA5", "好\xC0\x80", "好\xED\xA0\x80"}) {
        const auto spoken = mandarin_->phones(text, {});
        ASSERT_FALSE(spoken);
        EXPECT_EQ(spoken.error().code, ErrorCode::InvalidInput);
        EXPECT_NE(spoken.error().detail.find("byte 4"), std::string::npos) << spoken.error().detail;
    }
}

TEST_F(ChineseHostile, odd_characters_are_survived) {
    using namespace std::string_literals;
    for (const std::string& text :
         {"好\0好"s, "\xE2\x80\xAE好\xE2\x80\xAC\xEF\xBB\xBF"s, "👩‍👩‍👧‍👦👍🏽"s,
          "\xF3\xB0\x80\x80\xF4\x8F\xBF\xBF\xEF\xBF\xBF"s, "٣個१२3𝟜"s, "兙兡嗧桛"s, "\x01\x1B[2J\x7F"s, "一"s, "不"s,
          "儿"s, "一一一不不不儿儿儿"s, "￥^，^￥"s, "................"s, "1/0 0/0 00:00 -0.0%"s})
        readAll(text, text);
}

TEST_F(ChineseHostile, digits_of_other_scripts_are_read_or_refused) {
    EXPECT_EQ(mandarin_->phones("१२", {.reading = Reading::Corrected})->normalised, "十二");
    EXPECT_EQ(mandarin_->phones("१२", {.reading = Reading::Compatible}).error().code, ErrorCode::InvalidInput);
}

TEST_F(ChineseHostile, random_texts_are_survived) {
    const std::vector<std::string> parts{
        "一", "不", "儿", "个", "好", "你", "老", "虎", "了", "子", "个",   "第", "龘", "1", "2", "0",   "30",
        ":",  ".",  "-",  "~",  "/",  "%",  "+",  "=",  "×",  "年", "月",   "日", "号", "m", "k", "cm²", "°C",
        "，", "。", "！", "…",  "￥", "^",  " ",  "\n", "嗯", "兙", "\xFF", "α",  "①",  "x", "²", "７",  "國"};
    std::mt19937 random(11);
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        for (std::size_t size = random() % 24; size > 0; --size)
            text += parts[random() % parts.size()];
        readAll(text, text);
    }
}

}  // namespace timbre::frontend
