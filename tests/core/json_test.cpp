// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace timbre {
namespace {

TEST(Json, reads_every_kind_of_value) {
    const auto read = parseJson(R"( {"a": [null, true, false, -7, 2.5e-1, "x"], "b": {}, "c": [], "d": 0} )");
    ASSERT_TRUE(read) << read.error().message();
    const JsonValue::Array list{{std::monostate()}, {true}, {false}, {std::int64_t{-7}}, {0.25}, {std::string("x")}};
    const JsonValue expected{JsonValue::Object{
        {"a", {list}}, {"b", {JsonValue::Object()}}, {"c", {JsonValue::Array()}}, {"d", {std::int64_t{0}}}}};
    EXPECT_EQ(*read, expected);
}

TEST(Json, keeps_whole_numbers_apart_from_real_ones) {
    EXPECT_EQ(parseJson("9223372036854775807")->value, JsonValue{std::numeric_limits<std::int64_t>::max()}.value);
    EXPECT_EQ(parseJson("-9223372036854775808")->value, JsonValue{std::numeric_limits<std::int64_t>::min()}.value);
    EXPECT_EQ(parseJson("1.0")->value, JsonValue{1.0}.value);
    EXPECT_EQ(parseJson("1e2")->value, JsonValue{100.0}.value);
}

TEST(Json, resolves_escapes_and_surrogates) {
    const auto read = parseJson(R"("\"\\\/\b\f\n\r\t\u00e9\u4e2D\ud83d\ude00")");
    ASSERT_TRUE(read) << read.error().message();
    EXPECT_EQ(std::get<std::string>(read->value), "\"\\/\b\f\n\r\t\u00e9\u4e2d\U0001F600");
}

TEST(Json, find_gives_a_member_or_null) {
    const auto read = parseJson(R"({"a": 1})");
    ASSERT_TRUE(read);
    ASSERT_NE(read->find("a"), nullptr);
    EXPECT_EQ(read->find("b"), nullptr);
    EXPECT_EQ(read->find("a")->find("c"), nullptr);
}

TEST(Json, refuses_a_text_above_the_limit) {
    const auto read = parseJson("[1, 2, 3]", 8);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::InvalidInput);
    EXPECT_NE(read.error().detail.find("9 bytes"), std::string::npos) << read.error().detail;
}

TEST(Json, nests_to_the_limit_and_no_deeper) {
    const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    EXPECT_TRUE(parseJson(nested(kJsonMaximumDepth)));
    EXPECT_FALSE(parseJson(nested(kJsonMaximumDepth + 1)));
    EXPECT_FALSE(parseJson(std::string(1'000'000, '[')));
}

struct BadJson {
    const char* name;
    std::string text;
    const char* says;
};

class RefusedJson : public ::testing::TestWithParam<BadJson> {};

TEST_P(RefusedJson, is_corrupt_with_its_place) {
    const auto read = parseJson(GetParam().text);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::Corrupt);
    EXPECT_NE(read.error().detail.find(GetParam().says), std::string::npos) << read.error().detail;
}

INSTANTIATE_TEST_SUITE_P(
    Json, RefusedJson,
    ::testing::Values(
        BadJson{"nothing", "", "at byte 0"}, BadJson{"trailing_text", "{} x", "after its end at byte 3"},
        BadJson{"trailing_comma", "[1,]", "at byte 3"}, BadJson{"two_values", "1 2", "after its end"},
        BadJson{"open_array", "[1", "']' is missing at byte 2"}, BadJson{"open_string", "\"abc", "without an end"},
        BadJson{"no_colon", R"({"a" 1})", "':' is missing at byte 5"},
        BadJson{"bare_key", "{a: 1}", "at byte 1"}, BadJson{"word", "truth", "at byte"},
        BadJson{"twice", R"({"a": 1, "a": 1})", "\"a\" twice"}, BadJson{"leading_zero", "01", "at byte 0"},
        BadJson{"plus", "+1", "at byte 0"}, BadJson{"bare_fraction", ".5", "at byte 0"},
        BadJson{"open_fraction", "1.", "at byte 0"}, BadJson{"open_exponent", "1e", "at byte 0"},
        BadJson{"nan", "NaN", "at byte 0"}, BadJson{"large_integer", "9223372036854775808", "too large"},
        BadJson{"large_real", "1e999", "too large"}, BadJson{"bad_escape", R"("\q")", "unknown escape"},
        BadJson{"short_escape", R"("\u12")", "unknown escape"}, BadJson{"signed_escape", R"("\u-123")", "unknown escape"},
        BadJson{"high_surrogate", R"("\ud800x")", "half a character"},
        BadJson{"low_surrogate", R"("\udc00")", "half a character"},
        BadJson{"two_high_surrogates", R"("\ud800\ud800")", "half a character"},
        BadJson{"control", "\"a\nb\"", "control character at byte 2"}, BadJson{"not_utf8", "\"\xC3(\"", "not UTF-8"},
        BadJson{"overlong", "\"\xC0\xAF\"", "not UTF-8"}, BadJson{"comment", "/* */ 1", "at byte 0"}),
    [](const auto& instance) { return instance.param.name; });

}  // namespace
}  // namespace timbre
