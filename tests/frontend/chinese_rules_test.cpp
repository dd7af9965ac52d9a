// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "core/frontend/zh/normaliser.h"
#include "core/frontend/zh/numbers.h"
#include "core/frontend/zh/rules.h"

namespace timbre::frontend::zh {

namespace {

struct Row {
    std::u32string written;
    std::u32string spoken;
};

/// Every row through one rule.
template <typename Rule>
void expectRows(Rule rule, const std::vector<Row>& rows) {
    for (const auto& [written, spoken] : rows)
        EXPECT_EQ(toUtf8(rule(written)), toUtf8(spoken)) << toUtf8(written);
}

}  // namespace

TEST(ChineseNumbers, are_read_with_their_zeros) {
    expectRows(number, {{U"0", U"零"},
                        {U"10", U"十"},
                        {U"012", U"十二"},
                        {U"105", U"一百零五"},
                        {U"593034", U"五十九万三千零三十四"},
                        {U"10034", U"一万零三十四"},
                        {U"100000000", U"一亿"},
                        {U"3.140", U"三点一四零"},
                        {U".5", U"零点五"},
                        {U"7.0", U"七点零"}});
}

TEST(ChineseNumbers, of_any_length_are_read_in_bounded_time) {
    EXPECT_EQ(number(std::u32string(1'000'000, U'7')).size(), 1'000'000U);
}

TEST(ChineseRules, dates) {
    expectRows(readDates, {{U"2024年05月1日", U"二零二四年五月一日"},
                           {U"98年12月31号", U"九八年十二月三十一号"},
                           {U"100年", U"1零零年"},
                           {U"2020年40日", U"二零二零年40日"}});
    expectRows(readNumericDates, {{U"2024-05-01", U"二零二四年五月一日"},
                                  {U"2024/12/31", U"二零二四年十二月三十一日"},
                                  {U"2024-05.01", U"2024-05.01"},
                                  {U"2024-13-01", U"2024-13-01"}});
}

TEST(ChineseRules, times) {
    expectRows(readTimes, {{U"8:05", U"八点零五分"},
                           {U"08:30", U"八点半"},
                           {U"23:00:07", U"二十三点零七秒"},
                           {U"24:61", U"24:61"},
                           {U"123:30", U"1二十三点半"}});
    // The second time is a half where the first is: the reference's own way.
    expectRows(readTimeRanges, {{U"8:30-9:00", U"八点半至九点"}, {U"8:15~9:30", U"八点十五分至九点三十分"}});
}

TEST(ChineseRules, measures) {
    expectRows(readTemperatures, {{U"-3.5°C", U"零下三点五度"}, {U"20摄氏度", U"二十度"}});
    expectRows(readUnitRanges, {{U"5kg~6kg", U"5kg至6kg"}, {U"5kg~6", U"5kg~6"}});
    expectRows(readUnits, {{U"5mm", U"5米米"}, {U"test", U"te秒t"}, {U"3km", U"3千米"}});
    expectRows(readArithmetic, {{U"1+2-3=x", U"1加2减3等于x"}, {U"5-10", U"5减10"}, {U"-", U"-"}});
    expectRows(readPowers, {{U"x²³", U"x的23次方"}});
}

TEST(ChineseRules, parts_and_shares) {
    expectRows(readFractions, {{U"-1/2", U"负二分之一"}, {U"1/2/3", U"二分之一/3"}});
    expectRows(readPercentages, {{U"12.5%", U"百分之十二点五"}, {U"-3%", U"负百分之三"}});
}

TEST(ChineseRules, telephone_numbers) {
    expectRows(readMobileNumbers, {{U"13812345678", U"幺三八幺二三四五六七八"},
                                   {U"+86 13812345678", U"八六，幺三八幺二三四五六七八"},
                                   {U"138123456789", U"138123456789"}});
    expectRows(readTelephoneNumbers, {{U"010-88886666", U"零幺零，八八八八六六六六"},
                                      {U"1234567", U"幺二三四五六七"},
                                      {U"123456789", U"123456789"}});
    expectRows(readServiceNumbers, {{U"400-820-8820", U"四零零，八二零，八八二零"}});
}

TEST(ChineseRules, other_numbers) {
    expectRows(readRanges, {{U"1~5", U"一到五"}, {U"-1.5~-2", U"负一点五到负二"}, {U"1~2.5-", U"一到二.5-"}});
    expectRows(readNegatives, {{U"-5.5", U"负五.5"}});
    expectRows(readVersions, {{U"1.20.3", U"一点二零点三"}, {U"1.2", U"1.2"}});
    expectRows(readDecimals, {{U"1.5", U"一点五"}, {U".5", U"零点五"}, {U"5", U"5"}});
    expectRows(
        readCounts,
        {{U"2个", U"两个"}, {U"12个", U"十二个"}, {U"10+个", U"十多个"}, {U"5几天", U"五几天"}, {U"2小时", U"两小时"}});
    expectRows(readLongDigits, {{U"110", U"幺幺零"}, {U"12", U"12"}});
    expectRows(readNumbers, {{U"12", U"十二"}, {U"-7", U"负七"}});
    expectRows(readSigns, {{U"Γ①/+", U"伽玛一每加"}, {U"《a》", U"a"}});
}

TEST(ChineseMarks, are_made_plain) {
    EXPECT_EQ(toUtf8(withPlainMarks(U"嗯，好...a～!", MarkStyle::Mandarin)), "恩,好……!");
    EXPECT_EQ(toUtf8(withPlainMarks(U"嗯～", MarkStyle::Cantonese)), "嗯-");
    EXPECT_EQ(toUtf8(withoutRepeatedMarks(U",.好?!-")), ",好?");
}

}  // namespace timbre::frontend::zh
