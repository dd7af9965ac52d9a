// SPDX-License-Identifier: GPL-3.0-or-later
// The corrected reading of Mandarin: words with their places and readings, readings by hand, tones.
#include <gtest/gtest.h>

#include <numeric>
#include <random>

#include "core/frontend/zh/mandarin.h"
#include "tests/frontend/golden_rows.h"

namespace timbre::frontend {

namespace {

using Strings = std::vector<std::string>;

class MandarinSpeak : public testing::Test {
  protected:
    void SetUp() override {
        TIMBRE_REQUIRE_LANGUAGE_DATA("zh");
        mandarin_ = Mandarin::open(test::dataFile("zh")).value();
    }

    [[nodiscard]] Result<PhoneText> speak(std::string_view text, std::vector<FixedReading> fixed = {},
                                          const PhoneOptions& options = {}) const {
        return mandarin_->speak(zh::codePoints(text).value(), fixed, options);
    }

    /// "written:reading" for each word.
    [[nodiscard]] Strings words(std::string_view text, std::vector<FixedReading> fixed = {}) const {
        const std::u32string characters = zh::codePoints(text).value();
        const auto spoken = mandarin_->speak(characters, fixed, {});
        if (!spoken)
            return {spoken.error().message()};
        Strings shown;
        for (const auto& word : spoken->words)
            shown.push_back(zh::toUtf8(std::u32string_view(characters).substr(word.begin, word.end - word.begin)) + ":" +
                            word.reading);
        return shown;
    }

    /// All phones with blanks between.
    [[nodiscard]] std::string phones(std::string_view text, std::vector<FixedReading> fixed = {}) const {
        const auto spoken = speak(text, std::move(fixed));
        if (!spoken)
            return spoken.error().message();
        std::string all;
        for (const auto& phone : spoken->phones)
            all += (all.empty() ? "" : " ") + phone;
        return all;
    }

    /// What every answer keeps to.
    static void expectSound(const Result<PhoneText>& spoken, std::size_t size, PhoneSet set, const std::string& what) {
        ASSERT_TRUE(spoken) << what << ": " << spoken.error().message();
        const auto& counts = spoken->phonesPerCharacter;
        EXPECT_EQ(zh::codePoints(spoken->normalised)->size(), counts.size()) << what;
        EXPECT_EQ(static_cast<std::size_t>(std::accumulate(counts.begin(), counts.end(), 0)), spoken->phones.size())
            << what;
        for (const auto& phone : spoken->phones)
            EXPECT_TRUE(symbolId(set, phone).has_value()) << what << ": " << phone;
        std::size_t end = 0;
        std::size_t phone = 0;
        for (const auto& word : spoken->words) {
            EXPECT_GE(word.begin, end) << what;
            EXPECT_GT(word.end, word.begin) << what;
            EXPECT_GE(word.firstPhone, phone) << what;
            EXPECT_GT(word.phoneCount, 0U) << what;
            EXPECT_FALSE(word.reading.empty()) << what;
            end = word.end;
            phone = word.firstPhone + word.phoneCount;
        }
        EXPECT_LE(end, size) << what;
        EXPECT_LE(phone, spoken->phones.size()) << what;
    }

    std::shared_ptr<const Mandarin> mandarin_;
};

}  // namespace

TEST_F(MandarinSpeak, words_stand_where_they_were_written) {
    EXPECT_EQ(words("“头发”（ 很短 ）！"), (Strings{"头发:tou2 fa5", "很:hen3", "短:duan3"}));
    EXPECT_EQ(words("銀行，關門了。"), (Strings{"銀行:yin2 hang2", "關門:guan1 men2", "了:le5"}));
    const auto spoken = speak("「銀行」…關門").value();
    ASSERT_EQ(spoken.words.size(), 2U);
    EXPECT_EQ(spoken.words[0].begin, 1U);
    EXPECT_EQ(spoken.words[0].end, 3U);
    EXPECT_EQ(spoken.words[1].begin, 5U);
    EXPECT_EQ(spoken.normalised, "银行…关门");
}

TEST_F(MandarinSpeak, words_know_their_phones) {
    const auto spoken = speak("你好，世界").value();
    ASSERT_EQ(spoken.words.size(), 2U);
    EXPECT_EQ(spoken.phones, (Strings{"n", "i2", "h", "ao3", ",", "sh", "ir4", "j", "ie4"}));
    EXPECT_EQ(spoken.phonesPerCharacter, (std::vector<int>{2, 2, 1, 2, 2}));
    EXPECT_EQ(spoken.words[0].firstPhone, 0U);
    EXPECT_EQ(spoken.words[0].phoneCount, 4U);
    EXPECT_EQ(spoken.words[1].firstPhone, 5U);
    EXPECT_EQ(spoken.words[1].phoneCount, 4U);
}

TEST_F(MandarinSpeak, readings_are_those_before_tones_change) {
    EXPECT_EQ(words("你好"), (Strings{"你好:ni3 hao3"}));
    EXPECT_EQ(words("一样"), (Strings{"一样:yi1 yang4"}));
    EXPECT_EQ(words("不是"), (Strings{"不是:bu4 shi4"}));
    EXPECT_EQ(words("朋友"), (Strings{"朋友:peng2 you5"}));
}

TEST_F(MandarinSpeak, other_readings_are_offered_and_can_be_spoken) {
    const auto spoken = speak("重，长，女").value();
    ASSERT_EQ(spoken.words.size(), 3U);
    Strings first{spoken.words[0].reading};
    first.insert(first.end(), spoken.words[0].alternatives.begin(), spoken.words[0].alternatives.end());
    EXPECT_NE(std::ranges::find(first, "zhong4"), first.end());
    EXPECT_NE(std::ranges::find(first, "chong2"), first.end());
    EXPECT_TRUE(speak("了，不，一，个").has_value());
    for (const std::string text : {"重新", "银行", "行长", "了", "一个", "不好", "乐器", "都", "系", "和"}) {
        const auto one = speak(text).value();
        ASSERT_FALSE(one.words.empty());
        for (const auto& word : one.words) {
            EXPECT_EQ(std::ranges::find(word.alternatives, word.reading), word.alternatives.end()) << text;
            for (const auto& other : word.alternatives)
                EXPECT_TRUE(speak(text, {{word.begin, word.end, other}})) << text << " " << other;
        }
    }
}

TEST_F(MandarinSpeak, readings_by_hand_take_numbers_and_marks) {
    for (const std::string reading : {"chong2 xin1", "chóng xīn", "CHONG2 XIN1", "chong2xin1", "chóng-xīn", "chóng'xin1", "chóngxīn", "CHÓNGXĪN"})
        EXPECT_EQ(words("重新来", {{0, 2, reading}}), (Strings{"重新:chong2 xin1", "来:lai2"})) << reading;
    for (const std::string reading : {"lv4", "lü4", "lǜ", "lu:4", "lu\xCC\x88\xCC\x80", "LÜ4"})
        EXPECT_EQ(words("率", {{0, 1, reading}}), (Strings{"率:lv4"})) << reading;
    for (const auto& [reading, syllables] : std::vector<std::pair<std::string, std::string>>{
             {"xiān'é", "xian1 e2"}, {"péngyou", "peng2 you5"}, {"fǎngǎn", "fan3 gan3"}, {"nǚér", "nv3 er2"}})
        EXPECT_EQ(words("某某", {{0, 2, reading}}), (Strings{"某某:" + syllables})) << reading;
    EXPECT_EQ(words("女", {{0, 1, "nǚ"}}), (Strings{"女:nv3"}));
    for (const std::string reading : {"le5", "le0", "le"})
        EXPECT_EQ(words("了", {{0, 1, reading}}), (Strings{"了:le5"})) << reading;
    EXPECT_EQ(words("居", {{0, 1, "jü1"}}), (Strings{"居:ju1"}));
}

TEST_F(MandarinSpeak, readings_by_hand_are_spoken_as_they_are) {
    EXPECT_EQ(phones("你好", {{0, 2, "ni3 hao3"}}), "n i3 h ao3");
    EXPECT_EQ(phones("不对", {{0, 1, "bu4"}}), "b u4 d ui4");
    EXPECT_EQ(phones("一样", {{0, 2, "yi1 yang4"}}), "y i1 y ang4");
    EXPECT_EQ(phones("朋友", {{0, 2, "peng2 you3"}}), "p eng2 y ou3");
}

TEST_F(MandarinSpeak, what_is_read_by_hand_is_a_word_and_changes_its_neighbours) {
    EXPECT_EQ(words("银行行长", {{2, 4, "hang2 zhang3"}}), (Strings{"银行:yin2 hang2", "行长:hang2 zhang3"}));
    EXPECT_EQ(words("北京大学", {{1, 3, "jing1 da4"}}), (Strings{"北:bei3", "京大:jing1 da4", "学:xue2"}));
    EXPECT_EQ(phones("不要", {{1, 2, "yao1"}}), "b u4 y ao1");
}

TEST_F(MandarinSpeak, erhua_may_be_written_with_its_character_or_without) {
    EXPECT_EQ(words("花儿", {{0, 2, "huar1"}}), (Strings{"花儿:hua1 er1"}));
    EXPECT_EQ(words("花儿", {{0, 2, "hua1 er5"}}), (Strings{"花儿:hua1 er5"}));
    EXPECT_EQ(words("花儿", {{0, 2, "hua1r5"}}), (Strings{"花儿:hua1 er5"}));
}

TEST_F(MandarinSpeak, readings_that_do_not_fit_are_named_with_what_is_needed) {
    struct Row {
        std::string text;
        std::string reading;
        std::string told;
    };
    for (const auto& [text, reading, told] : std::vector<Row>{{"重新", "chong2", "1 syllable where \"重新\" needs 2"},
                                                              {"重", "chong2 xin1", "2 syllables where \"重\" needs 1"},
                                                              {"重", "", "0 syllables where \"重\" needs 1"},
                                                              {"重", "chonk2", "\"chonk2\""},
                                                              {"重新", "chongxin", "\"chongxin\""},
                                                              {"重新", "chongxin1", "\"chongxin1\""},
                                                              {"重", "chóng2", "\"chóng2\""},
                                                              {"重", "chong6", "\"chong6\""},
                                                              {"重", "chong2!", "chong2!"},
                                                              {"重", "2", "\"2\""},
                                                              {"花", "huar1", "needs 1"},
                                                              {"重", "чун", "\"ч\""}}) {
        const auto spoken = speak(text, {{0, zh::codePoints(text)->size(), reading}});
        ASSERT_FALSE(spoken) << reading;
        EXPECT_EQ(spoken.error().code, ErrorCode::InvalidInput) << reading;
        EXPECT_NE(spoken.error().detail.find(told), std::string::npos) << spoken.error().detail;
        EXPECT_FALSE(spoken.error().advice.empty());
    }
}

TEST_F(MandarinSpeak, what_has_no_characters_may_have_a_reading) {
    const auto spoken = speak("去K歌", {{1, 3, "kai1 ge1"}}).value();
    expectSound(spoken, 3, PhoneSet::V2, "去K歌");
    EXPECT_EQ(words("去K歌", {{1, 3, "kai1 ge1"}}), (Strings{"去:qu4", "K歌:kai1 ge1"}));
    EXPECT_EQ(phones("3号", {{0, 1, "san1"}}), "s an1 h ao4");
    EXPECT_EQ(zh::codePoints(speak("3号", {{0, 1, "san1"}})->normalised)->size(), 2U);
}

TEST_F(MandarinSpeak, digits_that_are_left_are_read_one_by_one) {
    EXPECT_EQ(speak("房间302")->normalised, "房间三零二");
    EXPECT_EQ(speak("3.5")->normalised, "三点五");
}

TEST_F(MandarinSpeak, marks_are_those_that_models_know) {
    EXPECT_EQ(speak("好，好。好！好？好；好：好、好～好——好……好...好\n好")->normalised,
              "好,好.好!好?好,好,好,好…好-好…好…好.好");
    EXPECT_EQ(speak("好！！！好。”好")->normalised, "好!好.好");
    EXPECT_EQ(phones("水￥火^山"), "sh ui2 h uo3 sh an1");
}

TEST_F(MandarinSpeak, rare_characters_are_spoken) {
    EXPECT_EQ(phones("二〇二六"), "EE er4 l ing2 EE er4 l iu4");
    EXPECT_EQ(phones("㐀"), "q iu1");
    EXPECT_EQ(phones("兙"), "");
    EXPECT_EQ(speak("兙")->phonesPerCharacter, std::vector<int>{0});
    EXPECT_TRUE(speak("兙")->words.empty());
}

TEST_F(MandarinSpeak, one_keeps_its_tone_where_it_counts_nothing) {
    for (const auto& [text, spoken] : std::vector<std::pair<std::string, std::string>>{
             {"第一", "d i4 y i1"},
             {"第一次", "d i4 y i1 c i04"},
             {"一月一日", "y i1 y ve4 y i1 r ir4"},
             {"一个", "y i2 g e5"},
             {"一天", "y i4 t ian1"},
             {"一百一十一", "y i4 b ai3 y i1 sh ir2 y i1"},
             {"唯一一个", "w ei2 y i1 y i2 g e5"},
             {"星期一", "x ing1 q i1 y i1"},
             {"一周一次", "y i4 zh ou1 y i2 c i04"},
             {"看一看", "k an4 y i5 k an4"},
             {"一步一步", "y i2 b u4 y i2 b u4"},
             {"十一点", "sh ir2 y i1 d ian3"},
             {"一加一等于二", "y i1 j ia1 y i1 d eng3 y v2 EE er4"},
             {"统一标准", "t ong3 y i1 b iao1 zh un3"}})
        EXPECT_EQ(phones(text), spoken) << text;
}

TEST_F(MandarinSpeak, tones_change_as_a_listener_expects) {
    for (const auto& [text, spoken] : std::vector<std::pair<std::string, std::string>>{
             {"不对", "b u2 d ui4"},
             {"不一样", "b u4 y i2 y ang4"},
             {"好不好", "h ao3 b u5 h ao3"},
             {"一动不动", "y i2 d ong4 b u2 d ong4"},
             {"见过他", "j ian4 g uo5 t a1"},
             {"看不懂", "k an4 b u5 d ong3"},
             {"老板", "l ao2 b an3"},
             {"朋友们", "p eng2 y ou5 m en5"},
             {"君子", "j vn1 z i03"},
             {"孩子", "h ai2 z i05"},
             {"高高兴兴", "g ao1 g ao1 x ing4 x ing4"},
             {"爸爸妈妈", "b a4 b a5 m a1 m a5"},
             {"银行行长", "y in2 h ang2 h ang2 zh ang3"}})
        EXPECT_EQ(phones(text), spoken) << text;
}

TEST_F(MandarinSpeak, models_of_the_first_generation_get_their_own_symbols) {
    expectSound(speak("这儿，花儿。", {}, {.set = PhoneSet::V1}), 6, PhoneSet::V1, "这儿");
}

TEST_F(MandarinSpeak, random_texts_with_random_readings_are_survived) {
    const std::u32string parts = U"一二不儿个好你老虎了子第龘的地得着长重行銀髮長兙〇㐀𠀀1.30-~，。！…￥^ \n嗯α①xK²７國（”々\u0308\U000F0000";
    const Strings readings{"", "yi1", "chong2 xin1", "huar1", "ni3hao3ma5", "x", "lv4", "5", "\xFF", "hǎo", "e' e"};
    std::mt19937 random(5);
    for (int round = 0; round < 4000; ++round) {
        std::u32string text;
        for (std::size_t size = random() % 30; size > 0; --size)
            text += parts[random() % parts.size()];
        std::vector<FixedReading> fixed;
        for (std::size_t at = random() % 8; at < text.size() && round % 2 == 0; at += 1 + random() % 9) {
            const std::size_t end = std::min<std::size_t>(text.size(), at + 1 + random() % 3);
            fixed.push_back({at, end, readings[random() % readings.size()]});
            at = end;
        }
        const PhoneSet set = random() % 3 == 0 ? PhoneSet::V1 : PhoneSet::V2;
        const auto spoken = mandarin_->speak(text, fixed, {.set = set});
        if (spoken || fixed.empty())
            expectSound(spoken, text.size(), set, zh::toUtf8(text));
        else
            EXPECT_EQ(spoken.error().code, ErrorCode::InvalidInput) << zh::toUtf8(text);
    }
}

TEST_F(MandarinSpeak, long_texts_of_one_part_are_survived) {
    for (const std::u32string_view part :
         {U"一", U"不", U"哈", U"纸", U"儿", U"龘靐齉", U"兩個人。", U"的", U"长", U"1", U".", U"，", U"x", U"行行", U"\U00020000"}) {
        std::u32string text;
        while (text.size() < 20'000)
            text += part;
        expectSound(mandarin_->speak(text, {}, {}), text.size(), PhoneSet::V2, zh::toUtf8(part));
    }
}

}  // namespace timbre::frontend
