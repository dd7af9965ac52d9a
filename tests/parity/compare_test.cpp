// SPDX-License-Identifier: GPL-3.0-or-later
#include "parity/compare.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace timbre::parity {

namespace {

using Floats = std::vector<float>;
using Integers = std::vector<std::int64_t>;

template <typename Values>
Array row(Values values) {
    return {{static_cast<std::int64_t>(values.size())}, std::move(values)};
}

Tolerance tolerance(const char* text) { return parseTolerance(text).value(); }

bool isOk(const Value& computed, const Value& stored, const char* text) {
    return judge(computed, stored, tolerance(text)).ok;
}

}  // namespace

TEST(Judge, names_the_largest_errors) {
    const Verdict verdict = judge(row(Floats{1.5F, -4.0F, 0.25F}), row(Floats{1.0F, -2.0F, 0.0F}), tolerance("2 abs"));
    EXPECT_TRUE(verdict.ok);
    EXPECT_DOUBLE_EQ(verdict.maxAbsoluteError, 2.0);
    EXPECT_DOUBLE_EQ(verdict.maxRelativeError, 1.0);  // Of 4 against 2; against 0 there is none.
}

TEST(Judge, keeps_to_the_bound_of_each_tolerance) {
    struct Row {
        const char* tolerance;
        Value stored;
        Value inside;
        Value outside;
    };
    const std::vector<Row> rows{
        {"0.5 abs", row(Floats{8, 0}), row(Floats{8.5F, 0}), row(Floats{8, 0.625F})},
        {"0.5 abs, 0.25 rel", row(Floats{8, 0}), row(Floats{10.5F, -0.5F}), row(Floats{8, 0.625F})},
        {"0.25 max", row(Floats{-8, 0}), row(Floats{-6, 2}), row(Floats{-8, 2.125F})},
        {"±66", row(Integers{-32768, 0}), row(Integers{-32702, -66}), row(Integers{-32768, 67})},
        {"exact", row(Integers{1, 2}), row(Integers{1, 2}), row(Integers{1, 3})},
        {"exact", row(Floats{0.1F}), row(Floats{0.1F}), row(Floats{std::nextafter(0.1F, 1.0F)})},
        {"exact", R"("a")", R"("a")", R"("b")"},
    };
    for (const Row& row : rows) {
        EXPECT_TRUE(isOk(row.inside, row.stored, row.tolerance)) << row.tolerance;
        EXPECT_FALSE(isOk(row.outside, row.stored, row.tolerance)) << row.tolerance;
    }
}

TEST(Judge, sees_a_difference_of_one_in_the_largest_integers) {
    constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
    constexpr auto kLeast = std::numeric_limits<std::int64_t>::min();
    EXPECT_FALSE(isOk(row(Integers{kMost}), row(Integers{kMost - 1}), "exact"));
    EXPECT_FALSE(isOk(row(Integers{kMost}), row(Integers{kLeast}), "±66"));
}

TEST(Judge, never_passes_what_is_not_finite) {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const float infinity = std::numeric_limits<float>::infinity();
    for (const char* text : {"1e9 abs", "1e9 max", "exact"}) {
        for (const float odd : {nan, infinity, -infinity}) {
            EXPECT_FALSE(isOk(row(Floats{odd}), row(Floats{1}), text)) << text << odd;
            EXPECT_FALSE(isOk(row(Floats{1}), row(Floats{odd}), text)) << text << odd;
            EXPECT_FALSE(isOk(row(Floats{odd}), row(Floats{odd}), text)) << text << odd;
        }
    }
}

TEST(Judge, never_passes_another_shape_kind_or_nothing) {
    EXPECT_FALSE(isOk(Array{{1, 2}, Floats{1, 2}}, row(Floats{1, 2}), "1 abs"));
    EXPECT_FALSE(isOk(Array{{2}, Floats{1}}, row(Floats{1, 2}), "1 abs"));
    EXPECT_FALSE(isOk(row(Floats{1}), row(Floats{1, 2}), "1 abs"));
    EXPECT_FALSE(isOk(row(Integers{1}), row(Floats{1}), "1 abs"));
    EXPECT_FALSE(isOk(row(Floats{}), row(Floats{}), "1 abs"));
    EXPECT_FALSE(isOk(row(Integers{}), row(Integers{}), "exact"));
    EXPECT_FALSE(isOk(row(Floats{1}), row(Floats{1}), "±66"));
    EXPECT_FALSE(isOk(row(Floats{1}), row(Floats{1}), "input"));
    EXPECT_FALSE(isOk(row(Floats{1}), row(Floats{1}), "info"));
    EXPECT_FALSE(isOk("\"a\"", row(Floats{1}), "exact"));
    EXPECT_FALSE(isOk("\"a\"", "\"a\"", "1 abs"));
}

TEST(Judge, says_why_not) {
    EXPECT_EQ(judge(row(Floats{1, 2}), row(Floats{1, 4}), tolerance("1 abs")).why,
              "1 of 2 values lie beyond the tolerance");
    EXPECT_TRUE(judge(row(Floats{1}), row(Floats{1}), tolerance("1 abs")).why.empty());
}

TEST(ToArray, follows_strides_and_widens) {
    const std::vector<std::int16_t> stored{1, 2, 3, 4, 5, 6};
    const nets::TensorView transposed{nets::ElementType::I16, {3, 2}, {1, 3}, std::as_bytes(std::span(stored))};
    EXPECT_EQ(std::get<Integers>(toArray(transposed).value().values), (Integers{1, 4, 2, 5, 3, 6}));
    const std::vector<std::uint16_t> halves{0x3C00, 0xC000};
    const nets::TensorView half{nets::ElementType::F16, {2}, {1}, std::as_bytes(std::span(halves))};
    EXPECT_EQ(std::get<Floats>(toArray(half).value().values), (Floats{1.0F, -2.0F}));
    const std::vector<std::uint16_t> upper{0x3F80, 0xC000};
    const nets::TensorView bfloat{nets::ElementType::BF16, {2}, {1}, std::as_bytes(std::span(upper))};
    EXPECT_EQ(std::get<Floats>(toArray(bfloat).value().values), (Floats{1.0F, -2.0F}));
    const double real = 0.5;
    const nets::TensorView scalar{nets::ElementType::F64, {}, {}, std::as_bytes(std::span(&real, 1))};
    EXPECT_EQ(std::get<Floats>(toArray(scalar).value().values), Floats{0.5F});
}

TEST(ToArray, refuses_a_tensor_that_reaches_beyond_its_bytes) {
    const std::vector<std::int32_t> stored{1, 2, 3};
    const nets::TensorView tensor{nets::ElementType::I32, {2, 2}, {2, 1}, std::as_bytes(std::span(stored))};
    EXPECT_EQ(toArray(tensor).error().code, ErrorCode::Corrupt);
}

}  // namespace timbre::parity
