// SPDX-License-Identifier: GPL-3.0-or-later
// Japanese against the vectors of the reference.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/frontend/installed_languages.h"
#include "core/frontend/ja/japanese_front_end.h"
#include "tests/frontend/golden_rows.h"
#include "tests/frontend/japanese_dictionary.h"

namespace timbre::frontend {

namespace {

void compare(const std::string& name, PhoneSet set) {
    TIMBRE_REQUIRE_SHARED(shared);
    TIMBRE_REQUIRE_JAPANESE_DICTIONARY();
    const auto japanese = JapaneseFrontEnd::open(test::japaneseDictionary()).value();
    test::Share share(name);
    for (const auto& row : test::goldenRows(shared, name)) {
        const auto spoken =
            japanese->phones(row.at("text").get<std::string>(), {.set = set, .reading = Reading::Compatible});
        ASSERT_TRUE(spoken) << spoken.error().message();
        share.add(spoken->normalised == row.at("norm_text") &&
                      spoken->phones == row.at("phones").get<std::vector<std::string>>() &&
                      symbolIds(set, spoken->phones) == row.at("ids").get<std::vector<int>>(),
                  row.at("text").get<std::string>() + " -> " + nlohmann::json(spoken->phones).dump());
    }
    EXPECT_GE(share.value(), 1.0);
}

}  // namespace

TEST(JapaneseGolden, v1_speaks_as_the_reference) { compare("ja_v1", PhoneSet::V1); }

TEST(JapaneseGolden, v2_speaks_as_the_reference) { compare("ja_v2", PhoneSet::V2); }

TEST(JapaneseGolden, speaks_mixed_texts_as_the_reference) {
    TIMBRE_REQUIRE_SHARED(shared);
    TIMBRE_REQUIRE_JAPANESE_DICTIONARY();
    for (const char* const language : {"zh", "en", "ko", "yue"})
        TIMBRE_REQUIRE_LANGUAGE_DATA(language);
    const TextFrontEnd texts = openInstalledLanguages(test::dataFile("en").parent_path());
    test::Share share("mixed_rule with Japanese");
    for (const auto& row : test::goldenRows(shared, "mixed_rule")) {
        const auto mode = languageModeOf(row.at("lang").get<std::string>()).value();
        const auto text = row.at("text").get<std::string>();
        if (std::ranges::count(languageSegments(text, mode), Language::Japanese, &LanguageSegment::language) == 0)
            continue;
        const PhoneOptions options{.set = row.at("version") == "v1" ? PhoneSet::V1 : PhoneSet::V2,
                                   .reading = Reading::Compatible};
        const auto spoken = texts.phones(text, mode, options);
        share.add(spoken && spoken->normalised == row.at("norm_text") &&
                      spoken->phones == row.at("phones").get<std::vector<std::string>>() &&
                      symbolIds(options.set, spoken->phones) == row.at("ids").get<std::vector<int>>(),
                  text);
    }
    EXPECT_GE(share.value(), 0.96);
}

TEST(Japanese, without_a_dictionary_it_says_what_to_install) {
    const auto japanese = JapaneseFrontEnd::open("/nowhere");
    ASSERT_FALSE(japanese);
    EXPECT_EQ(japanese.error().code, ErrorCode::ModelMissing);
    EXPECT_NE(japanese.error().message().find("apt install open-jtalk-mecab-naist-jdic"), std::string::npos);
}

}  // namespace timbre::frontend
