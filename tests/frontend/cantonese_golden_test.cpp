// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "core/frontend/yue/cantonese.h"
#include "tests/frontend/golden_rows.h"

namespace timbre::frontend {

TEST(CantoneseGolden, sentences) {
    TIMBRE_REQUIRE_SHARED(shared);
    TIMBRE_REQUIRE_LANGUAGE_DATA("yue");
    const auto cantonese = Cantonese::open(test::dataFile("yue"));
    ASSERT_TRUE(cantonese) << cantonese.error().message();
    test::Share share("yue");
    for (const nlohmann::json& row : test::goldenRows(shared, "yue")) {
        const auto spoken = (*cantonese)->phones(row.at("text").get<std::string>(), {.reading = Reading::Compatible});
        const std::string place = row.at("id").get<std::string>() + " " + row.at("text").get<std::string>();
        if (!spoken) {
            share.add(row.contains("error"), place + " -> " + spoken.error().message());
            continue;
        }
        share.add(row.at("norm_text") == spoken->normalised && row.at("phones") == spoken->phones &&
                      row.at("word2ph") == spoken->phonesPerCharacter,
                  place + " -> " + spoken->normalised + " " + nlohmann::json(spoken->phones).dump());
    }
    EXPECT_GE(share.value(), 0.95);
}

}  // namespace timbre::frontend
