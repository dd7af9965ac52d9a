// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <iostream>
#include <map>
#include <random>

#include "core/frontend/zh/spoken_forms.h"
#include "tests/frontend/corrected_rows.h"

namespace timbre::frontend {

namespace {

using test::compared;
using test::CorrectedRow;
using test::decoded;
using test::encoded;
using test::spokenText;

/// Prints what is read otherwise than it should be; the share of what is right, in percent.
double percentRight(const std::string& table) {
    const auto rows = test::correctedRows(table);
    std::size_t right = 0;
    for (const auto& row : rows) {
        const auto text = decoded(row.text);
        const auto got = spokenText(text, zh::spokenForms(text));
        if (compared(got) == compared(decoded(row.expected))) {
            ++right;
            continue;
        }
        std::cout << row.id << " (" << row.kind << ")\n  got      " << encoded(got) << "\n  expected " << row.expected
                  << '\n';
    }
    std::cout << table << ": " << right << " of " << rows.size() << '\n';
    return rows.empty() ? 0.0 : 100.0 * static_cast<double>(right) / static_cast<double>(rows.size());
}

double percentOffered(const std::string& table) {
    std::size_t asked = 0;
    std::size_t offered = 0;
    for (const auto& row : test::correctedRows(table)) {
        const auto text = decoded(row.text);
        const auto rewrites = zh::spokenForms(text);
        for (const auto& alternative : row.alternatives) {
            ++asked;
            if (test::offers(text, rewrites, alternative))
                ++offered;
            else
                std::cout << row.id << " lacks " << alternative.part << " = " << alternative.reading << '\n';
        }
    }
    std::cout << table << ": " << offered << " of " << asked << " alternatives\n";
    return asked == 0 ? 0.0 : 100.0 * static_cast<double>(offered) / static_cast<double>(asked);
}

/// In order, apart, inside the text, with alternatives that are others.
void expectSound(const std::u32string& text) {
    std::size_t at = 0;
    for (const auto& rewrite : zh::spokenForms(text)) {
        ASSERT_GE(rewrite.begin, at) << encoded(text);
        ASSERT_GT(rewrite.end, rewrite.begin) << encoded(text);
        ASSERT_LE(rewrite.end, text.size()) << encoded(text);
        for (const auto& other : rewrite.alternatives)
            ASSERT_NE(other, rewrite.spoken) << encoded(text);
        for (const char32_t c : rewrite.spoken)
            ASSERT_FALSE(c >= U'0' && c <= U'9') << encoded(text) << " -> " << encoded(rewrite.spoken);
        at = rewrite.end;
    }
}

std::u32string repeated(std::u32string_view part, std::size_t size) {
    std::u32string text;
    while (text.size() < size)
        text += part;
    return text;
}

}  // namespace

TEST(CorrectedMandarin, reads_the_table_as_a_native_does) { EXPECT_GE(percentRight("corrected_zh"), 98.0); }

TEST(CorrectedMandarin, offers_the_alternatives_of_the_table) { EXPECT_GE(percentOffered("corrected_zh"), 90.0); }

TEST(CorrectedMandarin, reads_more_sentences_of_the_same_kinds) { EXPECT_GE(percentRight("more_zh"), 99.0); }

TEST(CorrectedMandarin, offers_the_alternatives_of_more_sentences) { EXPECT_GE(percentOffered("more_zh"), 98.0); }

TEST(CorrectedMandarin, no_digit_is_left_for_others_to_read) {
    for (const auto& row : test::correctedRows("corrected_zh"))
        EXPECT_EQ(spokenText(decoded(row.text), zh::spokenForms(decoded(row.text))).find_first_of(U"0123456789"),
                  std::u32string::npos)
            << row.text;
}

TEST(CorrectedMandarin, nothing_to_rewrite_is_no_rewrite) {
    for (const std::u32string text :
         {U"", U"今天天气不错，我们去公园吧。", U"hello world", U"《红楼梦》——一部小说……", U"カタカナとひらがな"})
        EXPECT_TRUE(zh::spokenForms(text).empty()) << encoded(text);
}

TEST(CorrectedMandarin, full_width_text_is_read_like_plain_text) {
    const auto reading = [](const std::u32string& text) { return compared(spokenText(text, zh::spokenForms(text))); };
    EXPECT_EQ(reading(U"价格是￥９．９，打８折，ｋｍ"), reading(U"价格是¥9.9，打8折，km"));
    EXPECT_EQ(reading(U"早上８：３０到"), reading(U"早上8:30到"));
}

TEST(CorrectedMandarin, rewrites_of_random_texts_are_in_order_and_apart) {
    const std::vector<std::u32string> parts{
        U"1",          U"2",       U"0",   U"15",     U"2024", U"007", U"138",    U"12345678", U".",    U",",
        U":",          U"-",       U"~",   U"/",      U"%",    U"+",   U"=",      U"×",        U"*",    U"(",
        U")",          U"$",       U"¥",   U"HK$",    U"€",    U"#",   U"@",      U"_",        U"&",    U"km",
        U"kg",         U"m",       U"²",   U"℃",      U"°",    U"s",   U"GB",     U"K",        U"w",    U"M",
        U"v",          U"vs",      U"No.", U"S02E05", U"IV",   U"第",  U"年",     U"月",       U"日",   U"号",
        U"点",         U"分",      U"个",  U"两",     U"楼",   U"后",  U"年代",   U"元",       U"万",   U"电话",
        U"验证码",     U"比分",    U"从",  U"路易",   U"图",   U"双",  U"公元前", U"℉",        U"½",    U"①",
        U"π",          U"〇",      U"😀",   U" ",      U"，",   U"。",  U"\n",     U"“",        U"》",   U"www.",
        U".com",       U"http://", U"—",   U"→",      U"√",    U"^",   U">",      U"<",        U"!",    U"a",
        U"x",          U"O2O",     U"京A", U"T",      U"pm",   U"′",   U"\"",     U"'",        U"UTC+", U"USD ",
        U"\U0010FFFF", U"\0"};
    std::mt19937 random(7);
    for (int round = 0; round < 20000; ++round) {
        std::u32string text;
        for (std::size_t size = random() % 14; size > 0; --size)
            text += parts[random() % parts.size()];
        expectSound(text);
    }
}

TEST(CorrectedMandarin, rewrites_of_random_code_points_are_sound) {
    std::mt19937 random(8);
    for (int round = 0; round < 5000; ++round) {
        std::u32string text;
        for (std::size_t size = random() % 30; size > 0; --size)
            text += static_cast<char32_t>(random() % 3 == 0 ? random() % 0x110000 : random() % 0x2800);
        expectSound(text);
    }
}

// Quadratic rules would take hours.
TEST(CorrectedMandarin, a_megabyte_of_one_thing_is_read) {
    for (const std::u32string_view part : {U"7", U"1:1:1:", U"1-1-1-"})
        expectSound(repeated(part, 1U << 20U));
}

TEST(CorrectedMandarin, a_long_run_of_anything_is_read) {
    for (const std::u32string_view part :
         {U"1.1.", U"1/1/",   U"1,",    U"1,000", U"a.a.",   U"a@a.",    U"a_", U"a-",   U"1-1=",
          U"1=-",  U"-",      U"+86 1", U"5kg~",  U"12:30~", U"@啊-",    U"#a", U"第1",  U"(1",
          U"1x1x", U"2024年", U"S01E",  U"O2",    U"IX",     U"²",       U"½",  U"√1",   U"http://a",
          U"1 1 ", U"1、2、", U"¥1-",   U"√",     U"=",      U"验证码1", U"😀",  U"\"1'", U"1又1/2",
          U"A-B-", U"1>2>",   U"①",     U"αβ",    U"100w+",  U"2024、",  U"1和"})
        expectSound(repeated(part, 1U << 17U));
}

}  // namespace timbre::frontend
