// SPDX-License-Identifier: GPL-3.0-or-later
// The corrected reading of Korean: numbers in words, words with their places and readings, readings by hand.
#include <gtest/gtest.h>

#include "core/base/utf8.h"
#include "core/frontend/installed_languages.h"
#include "core/frontend/korean/korean_front_end.h"
#include "tests/frontend/golden_rows.h"

namespace timbre::frontend {

namespace {

using Strings = std::vector<std::string>;

std::u32string decoded(std::string_view utf8) {
    std::u32string text;
    for (std::size_t at = 0; at < utf8.size();)
        text += decodeUtf8(utf8, at);
    return text;
}

std::string encoded(std::u32string_view text) {
    std::string utf8;
    for (const char32_t c : text)
        appendUtf8(utf8, c);
    return utf8;
}

class KoreanSpeak : public testing::Test {
  protected:
    void SetUp() override {
        TIMBRE_REQUIRE_LANGUAGE_DATA("ko");
        korean_ = KoreanFrontEnd::open(test::dataFile("ko")).value();
    }

    /// The text as it is spoken.
    [[nodiscard]] std::string inWords(std::string_view utf8) const {
        const std::u32string text = decoded(utf8);
        std::u32string out;
        std::size_t place = 0;
        for (const Rewrite& rewrite : korean_->rewrites(text)) {
            out.append(text, place, rewrite.begin - place).append(rewrite.spoken);
            place = rewrite.end;
        }
        return encoded(out.append(text, place));
    }

    [[nodiscard]] Result<PhoneText> speak(std::string_view text, const std::vector<FixedReading>& fixed = {}) const {
        return korean_->speak(decoded(text), fixed, {});
    }

    /// "written:reading" for each word.
    [[nodiscard]] Strings words(std::string_view text, const std::vector<FixedReading>& fixed = {}) const {
        const auto spoken = speak(text, fixed);
        if (!spoken)
            return {spoken.error().message()};
        const std::u32string characters = decoded(text);
        Strings shown;
        for (const SpokenWord& word : spoken->words)
            shown.push_back(encoded(characters.substr(word.begin, word.end - word.begin)) + ":" + word.reading);
        return shown;
    }

    /// The phones of one word.
    static Strings phonesOf(const PhoneText& spoken, std::size_t word) {
        const auto begin = spoken.phones.begin() + static_cast<std::ptrdiff_t>(spoken.words.at(word).firstPhone);
        return {begin, begin + static_cast<std::ptrdiff_t>(spoken.words.at(word).phoneCount)};
    }

    std::shared_ptr<const KoreanFrontEnd> korean_;
};

}  // namespace

TEST_F(KoreanSpeak, counters_ask_for_native_or_sino_korean_numbers) {
    EXPECT_EQ(inWords("사과 3개"), "사과 세 개");
    EXPECT_EQ(inWords("20살입니다"), "스무 살입니다");
    EXPECT_EQ(inWords("21살"), "스물한 살");
    EXPECT_EQ(inWords("학생 35명이"), "학생 서른다섯 명이");
    EXPECT_EQ(inWords("101마리"), "백한 마리");
    EXPECT_EQ(inWords("150명"), "백오십 명");
    EXPECT_EQ(inWords("책 2권과 맥주 4병"), "책 두 권과 맥주 네 병");
    EXPECT_EQ(inWords("6개월"), "육 개월");
    EXPECT_EQ(inWords("3층 5호실"), "삼 층 오 호실");
    EXPECT_EQ(inWords("1인분"), "일 인분");
    EXPECT_EQ(inWords("제3회"), "제삼 회");
    EXPECT_EQ(inWords("3번 읽었다"), "세 번 읽었다");
    EXPECT_EQ(inWords("3번 출구"), "삼 번 출구");
    EXPECT_EQ(inWords("3번째"), "세 번째");
    EXPECT_EQ(inWords("2배"), "두 배");
    EXPECT_EQ(inWords("100배"), "백 배");
    EXPECT_EQ(inWords("3달러"), "삼 달러");
    EXPECT_EQ(inWords("사람 5 명"), "사람 다섯 명");
}

TEST_F(KoreanSpeak, times_and_dates) {
    EXPECT_EQ(inWords("3시 15분"), "세 시 십오 분");
    EXPECT_EQ(inWords("오후 3:15에"), "오후 세 시 십오 분에");
    EXPECT_EQ(inWords("14:30"), "십사 시 삼십 분");
    EXPECT_EQ(inWords("9:00~18:00"), "아홉 시에서 십팔 시");
    EXPECT_EQ(inWords("2시간 30분"), "두 시간 삼십 분");
    EXPECT_EQ(inWords("24시간"), "이십사 시간");
    EXPECT_EQ(inWords("2026년 6월 10일"), "이천이십육 년 유월 십 일");
    EXPECT_EQ(inWords("10월 3일"), "시월 삼 일");
    EXPECT_EQ(inWords("2026-11-22"), "이천이십육 년 십일월 이십이 일");
    EXPECT_EQ(inWords("2026.3.1."), "이천이십육 년 삼월 일 일.");
    EXPECT_EQ(inWords("1990년대"), "천구백구십 년대");
}

TEST_F(KoreanSpeak, telephone_numbers_are_read_digit_by_digit) {
    EXPECT_EQ(inWords("010-1234-5678"), "공일공 일이삼사 오육칠팔");
    EXPECT_EQ(inWords("02-345-6789로"), "공이 삼사오 육칠팔구로");
    EXPECT_EQ(inWords("1588-1234"), "일오팔팔 일이삼사");
    EXPECT_EQ(inWords("01012345678"), "공일공 일이삼사 오육칠팔");
    EXPECT_EQ(inWords("007"), "공공칠");
}

TEST_F(KoreanSpeak, emergency_calls_and_names) {
    EXPECT_EQ(inWords("119에 신고"), "일일구에 신고");
    EXPECT_EQ(inWords("119명이 신고"), "백십구 명이 신고");
    EXPECT_EQ(inWords("A4 용지"), "에이포 용지");
    EXPECT_EQ(inWords("No. 1"), "넘버 일");
}

TEST_F(KoreanSpeak, amounts) {
    EXPECT_EQ(inWords("-5℃까지"), "영하 오 도까지");
    EXPECT_EQ(inWords("영하 10℃"), "영하 십 도");
    EXPECT_EQ(inWords("03시 05분"), "세 시 오 분");
    EXPECT_EQ(inWords("00시"), "영 시");
    EXPECT_EQ(inWords("50%"), "오십 퍼센트");
    EXPECT_EQ(inWords("10km"), "십 킬로미터");
    EXPECT_EQ(inWords("1.5L"), "일 점 오 리터");
    EXPECT_EQ(inWords("시속 100km/h"), "시속 백 킬로미터");
    EXPECT_EQ(inWords("100km/h"), "시속 백 킬로미터");
    EXPECT_EQ(inWords("25℃"), "섭씨 이십오 도");
    EXPECT_EQ(inWords("84㎡"), "팔십사 제곱미터");
    EXPECT_EQ(inWords("₩5,000"), "오천 원");
    EXPECT_EQ(inWords("5,000원"), "오천 원");
    EXPECT_EQ(inWords("$10"), "십 달러");
    EXPECT_EQ(inWords("3만 5천 원"), "삼만 오천 원");
    EXPECT_EQ(inWords("1억 2천만 원"), "일억 이천만 원");
    EXPECT_EQ(inWords("1,234,567명"), "백이십삼만 사천오백육십칠 명");
    EXPECT_EQ(inWords("10000"), "만");
    EXPECT_EQ(inWords("110,000"), "십일만");
    EXPECT_EQ(inWords("-5"), "마이너스 오");
    EXPECT_EQ(inWords("0"), "영");
}

TEST_F(KoreanSpeak, fractions_decimals_ranges_and_sums) {
    EXPECT_EQ(inWords("1/2"), "이분의 일");
    EXPECT_EQ(inWords("¾"), "사분의 삼");
    EXPECT_EQ(inWords("3.14"), "삼 점 일사");
    EXPECT_EQ(inWords("0.05"), "영 점 영오");
    EXPECT_EQ(inWords("1.2.3"), "일 점 이 점 삼");
    EXPECT_EQ(inWords("1~2명"), "한두 명");
    EXPECT_EQ(inWords("3~4개"), "서너 개");
    EXPECT_EQ(inWords("2~3일"), "이삼 일");
    EXPECT_EQ(inWords("3~5개"), "세 개에서 다섯 개");
    EXPECT_EQ(inWords("10~20%"), "십 퍼센트에서 이십 퍼센트");
    EXPECT_EQ(inWords("5kg~10kg"), "오 킬로그램에서 십 킬로그램");
    EXPECT_EQ(inWords("2020~2025년"), "이천이십 년에서 이천이십오 년");
    EXPECT_EQ(inWords("3:2로 이겼다"), "삼 대 이로 이겼다");
    EXPECT_EQ(inWords("3+5=8"), "삼 더하기 오는 팔");
    EXPECT_EQ(inWords("10÷2=5"), "십 나누기 이는 오");
}

TEST_F(KoreanSpeak, words_have_places_readings_and_phones) {
    const auto spoken = speak("국물이 옷에, 튀었다!").value();
    EXPECT_EQ(words("국물이 옷에, 튀었다!"), (Strings{"국물이:궁무리", "옷에:오세", "튀었다:튀얻따"}));
    EXPECT_EQ(phonesOf(spoken, 0), (Strings{"ㄱ", "ㅜ", "ㅇ", "ㅁ", "ㅜ", "ㄹ", "ㅣ"}));
    EXPECT_EQ(phonesOf(spoken, 1), (Strings{"ㅇ", "ㅗ", "ㅅ", "ㅔ"}));
    EXPECT_EQ(spoken.words[1].begin, 4U);
    EXPECT_EQ(spoken.words[1].end, 6U);
}

TEST_F(KoreanSpeak, phones_are_those_of_the_compatible_reading_where_nothing_is_rewritten) {
    for (const char* const text : {"안녕하세요. 반갑습니다!", "값이 싸다", "닭을 먹었어요?", "할 것이다", "ABC 회사"}) {
        const auto compatible = korean_->phones(text, {.reading = Reading::Compatible}).value();
        EXPECT_EQ(speak(text)->phones, compatible.phones) << text;
    }
}

TEST_F(KoreanSpeak, sixteen_gets_its_nasal) {
    EXPECT_EQ(words("십육"), Strings{"십육:심뉵"});
    EXPECT_EQ(words("이십육 년"), (Strings{"이십육:이심늉", "년:년"}));
}

TEST_F(KoreanSpeak, letters_that_stand_alone_are_said) {
    EXPECT_EQ(inWords("ㅋㅋㅋ 진짜? ㅇㅇ ㅠㅠ ㄳ"), "크크크 진짜? 응응 유유 그");
}

TEST_F(KoreanSpeak, letters_are_spelled) { EXPECT_EQ(words("ABC"), Strings{"ABC:에이비시"}); }

TEST_F(KoreanSpeak, readings_by_hand_are_spoken_as_they_are_given) {
    EXPECT_EQ(words("밥을 먹고", {{.begin = 3, .end = 5, .reading = "먹고"}}), (Strings{"밥을:바블", "먹고:먹고"}));
    EXPECT_EQ(words("국물 맛", {{.begin = 0, .end = 2, .reading = "궁물"}}), (Strings{"국물:궁물", "맛:맏"}));
    EXPECT_EQ(words("국물이", {{.begin = 0, .end = 2, .reading = "궁물"}}), (Strings{"국물:궁무", "이:리"}));
    const auto spoken = speak("국물 맛", {{.begin = 0, .end = 2, .reading = "궁물"}}).value();
    EXPECT_EQ(phonesOf(spoken, 0), (Strings{"ㄱ", "ㅜ", "ㅇ", "ㅁ", "ㅜ", "ㄹ"}));
}

TEST_F(KoreanSpeak, readings_that_are_spelled_are_spoken_by_the_rules) {
    EXPECT_EQ(words("A조", {{.begin = 0, .end = 2, .reading = "값이"}}), Strings{"A조:갑씨"});
}

TEST_F(KoreanSpeak, readings_of_other_languages_are_refused) {
    for (const char* const reading : {"ni3 hao3", "", " ", "カ", "궁mul"}) {
        const auto spoken = speak("국물", {{.begin = 0, .end = 2, .reading = reading}});
        ASSERT_FALSE(spoken) << reading;
        EXPECT_EQ(spoken.error().code, ErrorCode::InvalidInput);
    }
}

TEST_F(KoreanSpeak, the_mixed_front_end_takes_readings_for_hangul) {
    const TextFrontEnd all = openInstalledLanguages(test::dataFile("ko").parent_path());
    const std::string text = "국물 3개";
    const std::vector<GivenReading> given{{.beginByte = 0, .endByte = 6, .reading = "국물"}};
    const auto spoken = all.read(text, LanguageMode::Korean, given, {});
    ASSERT_TRUE(spoken) << spoken.error().message();
    Strings readings;
    for (const ReadWord& word : spoken->words)
        readings.push_back(text.substr(word.beginByte, word.endByte - word.beginByte) + ":" + word.reading);
    EXPECT_EQ(readings, (Strings{"국물:국물", "3개:세 개"}));
    EXPECT_TRUE(spoken->words[0].given);
}

}  // namespace timbre::frontend
