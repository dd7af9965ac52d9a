// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/near_names.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace timbre {
namespace {

TEST(NearNames, NearestFirstAndNoStrangers) {
    const std::vector<std::string> names = {"Roberta", "Robert", "Anna", "Rob"};
    EXPECT_EQ(nearNames("robrt", names), (std::vector<std::string>{"Robert", "Roberta"}));
    EXPECT_EQ(nearNames("an", names), (std::vector<std::string>{"Anna"}));
    EXPECT_TRUE(nearNames("xyz", names).empty());
    EXPECT_TRUE(nearNames("", names).empty());
}

TEST(NearNames, MakeAQuestion) {
    const std::vector<std::string> names = {"Robert", "Roberta"};
    EXPECT_EQ(didYouMean("robrt", names), "Did you mean “Robert” or “Roberta”?");
    EXPECT_EQ(didYouMean("xyz", names), "");
}

}  // namespace
}  // namespace timbre
