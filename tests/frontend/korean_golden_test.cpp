// SPDX-License-Identifier: GPL-3.0-or-later
// Korean against the vectors that the reference made with a morphological analysis.
#include <gtest/gtest.h>

#include "core/frontend/korean/korean_front_end.h"
#include "tests/frontend/golden_rows.h"

namespace timbre::frontend {

namespace {

constexpr double kLeastSentences = 0.80;  // What the task asks for where rules stand in for the analysis.

}  // namespace

TEST(KoreanGolden, speaks_nearly_as_the_reference) {
    TIMBRE_REQUIRE_SHARED(shared);
    TIMBRE_REQUIRE_LANGUAGE_DATA("ko");
    const auto korean = KoreanFrontEnd::open(test::dataFile("ko")).value();
    test::Share share("ko");
    for (const auto& row : test::goldenRows(shared, "ko")) {
        const auto spoken =
            korean->phones(row.at("text").get<std::string>(), {.set = PhoneSet::V2, .reading = Reading::Compatible});
        share.add(spoken && spoken->normalised == row.at("norm_text") &&
                      spoken->phones == row.at("phones").get<std::vector<std::string>>() &&
                      symbolIds(PhoneSet::V2, spoken->phones) == row.at("ids").get<std::vector<int>>(),
                  row.at("text"));
    }
    EXPECT_GE(share.value(), kLeastSentences);
}

}  // namespace timbre::frontend
