// SPDX-License-Identifier: GPL-3.0-or-later
#include "parity/tolerance.h"

#include <gtest/gtest.h>

namespace timbre::parity {

using Kind = Tolerance::Kind;

TEST(Tolerance, reads_every_form_of_the_grammar) {
    const auto within = parseTolerance("1e-5 abs").value();
    EXPECT_EQ(within.kind, Kind::Within);
    EXPECT_EQ(within.absolute, 1e-5);
    EXPECT_EQ(within.relative, 0.0);
    const auto both = parseTolerance("1e-4 abs, 2e-3 rel").value();
    EXPECT_EQ(both.kind, Kind::Within);
    EXPECT_EQ(both.absolute, 1e-4);
    EXPECT_EQ(both.relative, 2e-3);
    const auto ofLargest = parseTolerance("1e-3 max").value();
    EXPECT_EQ(ofLargest.kind, Kind::OfLargest);
    EXPECT_EQ(ofLargest.relative, 1e-3);
    const auto steps = parseTolerance("±66").value();
    EXPECT_EQ(steps.kind, Kind::Steps);
    EXPECT_EQ(steps.steps, 66);
    EXPECT_EQ(steps.text, "±66");
    EXPECT_EQ(parseTolerance("exact").value().kind, Kind::Exact);
}

TEST(Tolerance, tells_cases_from_what_is_none) {
    EXPECT_TRUE(parseTolerance("exact").value().isCase());
    EXPECT_FALSE(parseTolerance("input").value().isCase());
    EXPECT_FALSE(parseTolerance("info").value().isCase());
}

TEST(Tolerance, refuses_everything_else_and_quotes_it) {
    for (const char* text : {"",
                             "abs",
                             " abs",
                             "1e-5",
                             "1e-5abs",
                             "x abs",
                             "1e-5 abs,1e-4 rel",
                             "1e-5 abs, ",
                             "1e-4 rel",
                             "1e-5 abs, 1e-4 max",
                             "-1 abs",
                             "nan abs",
                             "inf max",
                             "±",
                             "±1.5",
                             "±-1",
                             "66",
                             "+-3",
                             "Exact",
                             "exact ",
                             "1 abs 2 abs"}) {
        const auto tolerance = parseTolerance(text);
        ASSERT_FALSE(tolerance.has_value()) << text;
        EXPECT_EQ(tolerance.error().code, ErrorCode::Corrupt);
        EXPECT_NE(tolerance.error().detail.find('"' + std::string(text) + '"'), std::string::npos);
    }
}

}  // namespace timbre::parity
