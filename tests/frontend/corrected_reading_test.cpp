// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "core/base/utf8.h"
#include "core/frontend/text_front_end.h"

namespace timbre::frontend {
namespace {

using Strings = std::vector<std::string>;

/// A language whose words are single characters, whose digits are rewritten to `digit` twice, and whose phones are those of
/// English.
class Simple : public LanguageFrontEnd {
  public:
    explicit Simple(std::u32string digit) : digit_(std::move(digit)) {}

    [[nodiscard]] Result<PhoneText> phones(std::string_view, const PhoneOptions&) const override { return PhoneText{}; }

    [[nodiscard]] std::vector<Rewrite> rewrites(std::u32string_view text) const override {
        std::vector<Rewrite> all;
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] == U'*')
                all.push_back({.begin = i, .end = i + 1});
            if (text[i] < U'0' || text[i] > U'9')
                continue;
            const std::size_t begin = i;
            while (i + 1 < text.size() && text[i + 1] >= U'0' && text[i + 1] <= U'9')
                ++i;
            all.push_back({begin, i + 1, digit_ + digit_, {U"other"}});
        }
        return all;
    }

    [[nodiscard]] Result<PhoneText> speak(std::u32string_view text, std::span<const FixedReading> fixed,
                                          const PhoneOptions&) const override {
        PhoneText out;
        for (std::size_t i = 0; i < text.size(); ++i) {
            appendUtf8(out.normalised, text[i]);
            if (isSpace(text[i]) || text[i] == U',')
                continue;
            const bool given = !fixed.empty() && fixed.front().begin == i;
            const std::size_t end = given ? fixed.front().end : i + 1;
            out.words.push_back({i, end, out.phones.size(), 2, given ? "!" + fixed.front().reading : "r", {"s"}});
            out.phones.insert(out.phones.end(), {"AA0", "B"});
            if (given)
                fixed = fixed.subspan(1);
            i = end - 1;
        }
        return out;
    }

  private:
    std::u32string digit_;
};

TextFrontEnd frontEnd() {
    return TextFrontEnd({.mandarin = std::make_shared<Simple>(U"二"),
                         .japanese = std::make_shared<Simple>(U"ニ"),
                         .english = std::make_shared<Simple>(U"x")});
}

struct Shown {
    Strings words;
    std::string normalised;
};

/// "written:spoken:reading" for each word.
Shown shown(std::string_view text, LanguageMode mode = LanguageMode::Auto, std::vector<GivenReading> given = {}) {
    const auto read = frontEnd().read(text, mode, given, {});
    if (!read)
        return {{read.error().detail}, {}};
    Shown out{.words = {}, .normalised = read->normalised};
    for (const ReadWord& word : read->words)
        out.words.push_back(std::string(text.substr(word.beginByte, word.endByte - word.beginByte)) + ":" + word.spoken +
                            ":" + word.reading);
    return out;
}

TEST(CorrectedReading, NumbersAreReadByTheLanguageAround) {
    EXPECT_EQ(shown("我有12个").normalised, "我有二二个");
    EXPECT_EQ(shown("ab 12 cd").normalised, "ab xx cd");
    EXPECT_EQ(shown("iPhone 15很贵").normalised, "iPhone 二二很贵");
    EXPECT_EQ(shown("iPhone 15が高い", LanguageMode::Japanese).normalised, "iPhone ニニが高い");
}

TEST(CorrectedReading, SentencesOfAnotherLanguageReadTheirOwnNumbers) {
    EXPECT_EQ(shown("他说 I have 3 cats and a dog 然后走了2").normalised, "他说I have xx cats and a dog 然后走了二二");
}

TEST(CorrectedReading, AWordKnowsWhereItStandsInTheSource) {
    EXPECT_EQ(shown("我有12个").words, (Strings{"我:我:r", "有:有:r", "12:二二:r r", "个:个:r"}));
    EXPECT_EQ(shown(" né 1").words, (Strings{"n:n:r", "é:é:r", "1:xx:r r"}));
}

TEST(CorrectedReading, PhonesOfWordsJoinUp) {
    const auto read = frontEnd().read("我有12个abc", LanguageMode::Auto, {}, {}).value();
    std::size_t phone = 0;
    for (const ReadWord& word : read.words) {
        EXPECT_EQ(word.firstPhone, phone);
        phone += word.phoneCount;
    }
    EXPECT_EQ(phone, read.phones.size());
}

TEST(CorrectedReading, OtherWaysToSayANumberAreOffered) {
    const auto read = frontEnd().read("有12个", LanguageMode::Auto, {}, {}).value();
    ASSERT_EQ(read.words.size(), 3U);
    EXPECT_EQ(read.words[1].alternatives, Strings{"other"});
    EXPECT_TRUE(read.words[1].rewritten);
    EXPECT_EQ(read.words[0].alternatives, Strings{"s"});
}

TEST(CorrectedReading, WhatIsNotSpokenIsNoWord) {
    EXPECT_EQ(shown("我*们").words, (Strings{"我:我:r", "们:们:r"}));
    EXPECT_EQ(shown("我*们").normalised, ".我们");
}

TEST(CorrectedReading, ReadingsGivenByHandStand) {
    EXPECT_EQ(shown("重新来过", LanguageMode::Mandarin, {{0, 6, "chong2 xin1"}}).words,
              (Strings{"重新:重新:!chong2 xin1", "来:来:r", "过:过:r"}));
    EXPECT_EQ(shown("a GIF 中", LanguageMode::Mandarin, {{2, 5, "JH IH1 F"}}).words.at(1), "GIF:GIF:!JH IH1 F");
}

TEST(CorrectedReading, WordsGivenByHandTakeTheNumbersPlace) {
    const auto text = std::string("有12个3");
    EXPECT_EQ(shown(text, LanguageMode::Mandarin, {{3, 5, "一打"}}).normalised, "有一打个二二");
    EXPECT_TRUE(frontEnd().read(text, LanguageMode::Mandarin, std::vector<GivenReading>{{3, 5, "一打"}}, {})->words.at(1).given);
}

TEST(CorrectedReading, AGivenReadingKeepsItsNumberFromBeingRewritten) {
    EXPECT_EQ(shown("ab 12 cd", LanguageMode::English, {{3, 5, "D AH1"}}).words.at(2), "12:12:!D AH1");
}

TEST(CorrectedReading, AReadingInsideANumberKeepsTheNumber) {
    class Dollars final : public Simple {
      public:
        Dollars() : Simple(U"x") {}
        [[nodiscard]] std::vector<Rewrite> rewrites(std::u32string_view text) const override {
            const auto at = text.find(U"$5 million");
            return at == text.npos ? std::vector<Rewrite>{} : std::vector<Rewrite>{{at, at + 10, U"five million dollars", {}}};
        }
    };
    const TextFrontEnd texts({.english = std::make_shared<Dollars>()});
    const auto read = texts.read("a $5 million b", LanguageMode::English, std::vector<GivenReading>{{5, 12, "M IH1"}}, {}).value();
    EXPECT_NE(read.normalised.find("five million dollars"), std::string::npos) << read.normalised;
    EXPECT_NE(read.words.at(1).reading.find("!M IH1"), std::string::npos) << read.words.at(1).reading;
}

TEST(CorrectedReading, WordsOfHanAndLettersCanBeRead) {
    EXPECT_EQ(shown("穿T恤去", LanguageMode::Mandarin, {{3, 7, "ti1 xu4"}}).words,
              (Strings{"穿:穿:r", "T恤:某恤:!ti1 xu4", "去:去:r"}));
}

TEST(CorrectedReading, ReadingsOutOfPlaceAreErrors) {
    for (const GivenReading& wrong : {GivenReading{5, 5, "x"}, GivenReading{0, 99, "x"}, GivenReading{3, 4, "x"}}) {
        const auto read = frontEnd().read("我 有", LanguageMode::Auto, std::vector{wrong}, {});
        ASSERT_FALSE(read) << wrong.beginByte;
        EXPECT_EQ(read.error().code, ErrorCode::InvalidInput);
    }
}

TEST(CorrectedReading, ShortTextsBeginWithAStop) {
    const auto read = frontEnd().read("我有", LanguageMode::Auto, {}, {}).value();
    EXPECT_EQ(read.phones, (Strings{".", "AA0", "B", "AA0", "B"}));
    EXPECT_EQ(read.words.front().firstPhone, 1U);
}

TEST(CorrectedReading, EnglishModeSpeaksWhatIsNotEnglishToo) {
    EXPECT_EQ(shown("call 我 now", LanguageMode::English).words.size(), 8U);
}

TEST(CorrectedReading, KanaInChineseIsJapanese) {
    const auto read = frontEnd().read("我の名字", LanguageMode::Mandarin, {}, {}).value();
    ASSERT_EQ(read.segments.size(), 3U);
    EXPECT_EQ(read.segments[1].language, Language::Japanese);
}

TEST(CorrectedReading, BadBytesAndZerosAreClearErrors) {
    EXPECT_FALSE(frontEnd().read("a\xFF", LanguageMode::Auto, {}, {}));
    EXPECT_FALSE(frontEnd().read(std::string_view("a\0b", 3), LanguageMode::Auto, {}, {}));
    EXPECT_TRUE(frontEnd().read("", LanguageMode::Auto, {}, {})->phones.empty());
}

TEST(InWords, KeepsEverythingElse) {
    const std::string text = "  Is 12 ok? {x}\n";
    const auto words = frontEnd().inWords(text, LanguageMode::English, std::vector<GivenReading>{{2, 4, "IH1 Z"}}).value();
    EXPECT_EQ(words.text, "  Is xx ok? {x}\n");
    EXPECT_EQ(words.readings, (std::vector<GivenReading>{{2, 4, "IH1 Z"}}));
    ASSERT_EQ(words.sourceBytes.size(), words.text.size() + 1);
    EXPECT_EQ(words.sourceBytes[6], 5U);
    EXPECT_EQ(frontEnd().inWords("我*们12 ", LanguageMode::Auto, {})->text, "我们二二 ");
}

}  // namespace
}  // namespace timbre::frontend
