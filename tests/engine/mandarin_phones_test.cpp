// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/mandarin_phones.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/engine/engines/instant/english_in_mandarin.h"
#include "core/engine/engines/instant/mandarin_text.h"
#include "core/engine/engines/instant/phone_set.h"

namespace timbre::instant {
namespace {

TEST(MandarinPhones, SymbolsOfTheFrontEndBecomeSyllables) {
    struct Row {
        const char* initial;
        const char* final;
        const char* pinyin;
    };
    const std::vector<Row> rows = {{"zh", "ong1", "zhong1"}, {"y", "En2", "yan2"},  {"y", "E4", "ye4"},   {"y", "van3", "yuan3"},
                                   {"w", "u3", "wu3"},       {"w", "eng1", "weng1"}, {"AA", "ai4", "ai4"}, {"EE", "er2", "er2"},
                                   {"OO", "o5", "o5"},       {"l", "iu4", "liu4"},   {"g", "ui4", "gui4"}, {"s", "un1", "sun1"},
                                   {"n", "v3", "nv3"},       {"j", "ve2", "jue2"},   {"x", "van4", "xuan4"}, {"zh", "ir1", "zhi1"},
                                   {"c", "i04", "ci4"},      {"b", "o1", "bo1"},     {"y", "ong4", "yong4"}, {"y", "ou3", "you3"}};
    for (const Row& row : rows) {
        const auto syllable = mandarinSyllable(row.initial, row.final);
        ASSERT_TRUE(syllable) << row.pinyin;
        EXPECT_EQ(pinyinOf(*syllable), row.pinyin);
    }
    for (const auto& [initial, final] : std::vector<std::pair<const char*, const char*>>{
             {",", "a1"}, {"zh", "ong"}, {"zh", "ong7"}, {"HH", "AH0"}, {"a1", "a1"}, {"", ""}}) {
        EXPECT_FALSE(mandarinSyllable(initial, final)) << initial << final;
    }
}

TEST(MandarinPhones, FinalsAreTheSameHoweverPinyinWritesThem) {
    EXPECT_EQ(syllableOfPinyin("tian1")->final, syllableOfPinyin("yan1")->final);
    EXPECT_EQ(syllableOfPinyin("liu2")->final, syllableOfPinyin("you2")->final);
    EXPECT_EQ(syllableOfPinyin("xu1")->final, syllableOfPinyin("yu1")->final);
    EXPECT_NE(syllableOfPinyin("si1")->final, syllableOfPinyin("shi1")->final);
    EXPECT_EQ(syllableOfPinyin("bo1")->final, syllableOfPinyin("wo1")->final);
    EXPECT_EQ(syllableOfPinyin("nü3"), syllableOfPinyin("nv3"));
    EXPECT_EQ(syllableOfPinyin("ma")->tone, 5);
    EXPECT_FALSE(syllableOfPinyin("hello1"));
    EXPECT_FALSE(syllableOfPinyin(""));
}

TEST(MandarinPhones, APhoneIsReplacedByTheOneThatSoundsLikeItsHalf) {
    const PhoneSet& phones = mandarinPhones();
    const auto first = [&](const char* name, bool second) {
        return std::string(phones.names[phones.substitutes(mandarinPhone(name).value(), second).front()]);
    };
    EXPECT_EQ(first("uang", true), "ang");
    EXPECT_EQ(first("ian", true), "van");
    EXPECT_EQ(std::string("iao iou ia io ie ian iang in ing i").find(first("iang", false)) == std::string::npos, false);
    for (std::size_t id = 1; id < phones.size(); ++id) {
        const auto phone = static_cast<PhoneId>(id);
        for (const PhoneId other : phones.substitutes(phone, false))
            EXPECT_EQ(phones.isVowel(phone), phones.isVowel(other)) << phones.names[id];
        EXPECT_EQ(phones.contextDistance(phone, phone), 0.0F);
    }
}

std::string said(const std::vector<std::string>& arpabet) {
    std::string text;
    for (const MandarinSyllable& syllable : inMandarinSounds(arpabet))
        text += (text.empty() ? "" : " ") + pinyinOf(syllable);
    return text;
}

TEST(EnglishInMandarin, EveryWordLeavesSyllables) {
    EXPECT_EQ(said({"OW1", "K", "EY1"}), "ou1 kei1");
    EXPECT_EQ(said({"P", "AY1", "TH", "AA0", "N"}), "pai1 sang5");
    EXPECT_EQ(said({"M", "AY1", "K"}), "mai1 ke5");
    EXPECT_EQ(said({"T", "IY1", "B", "IY1"}), "ti1 bi1");
    EXPECT_EQ(said({"HH", "AH0", "L", "OW1"}), "he5 lou1");
    EXPECT_EQ(said({"W", "IH1", "N", "D", "OW0", "Z"}), "wen1 dou5 zi5");
    EXPECT_EQ(said({"B", "OY1"}), "bo1 yi5");
    EXPECT_EQ(said({","}), "");
}

TEST(EnglishInMandarin, EveryPhoneIsHeardAlone) {
    for (const char* phone : {"AA1", "AE1", "AH1", "AO1", "AW1", "AY1", "B", "CH", "D", "DH", "EH1", "ER1", "EY1", "F", "G", "HH",
                              "IH1", "IY1", "JH", "K", "L", "M", "N", "NG", "OW1", "OY1", "P", "R", "S", "SH", "T", "TH", "UH1",
                              "UW1", "V", "W", "Y", "Z", "ZH"}) {
        EXPECT_NE(said({phone}), "") << phone;
    }
}

TEST(MandarinSplit, CutsBehindMarksAndCoversTheText) {
    std::string text;
    for (int i = 0; i < 40; ++i)
        text += i % 3 == 0 ? "今天很好。" : "我们，";
    std::size_t end = 0;
    for (const auto& [begin, last] : splitMandarin(text, 300)) {
        EXPECT_EQ(begin, end);
        EXPECT_LE(last - begin, 300U);
        if (last < text.size()) {
            EXPECT_EQ(text.substr(last - 3, 3), "。");
        }
        end = last;
    }
    EXPECT_EQ(end, text.size());
    const std::string without(3 * 500, '\xE4');
    end = 0;
    for (const auto& [begin, last] : splitMandarin(without, 300)) {
        EXPECT_EQ(begin, end);
        EXPECT_GT(last, begin);
        end = last;
    }
    EXPECT_EQ(end, without.size());
    EXPECT_TRUE(splitMandarin("", 300).empty());
}

}  // namespace
}  // namespace timbre::instant
