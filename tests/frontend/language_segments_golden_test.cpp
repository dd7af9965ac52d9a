// SPDX-License-Identifier: GPL-3.0-or-later
// Segments by language against the reference's, and against those of the rules that stand in for its model.
#include <gtest/gtest.h>

#include "core/frontend/language_segments.h"
#include "tests/frontend/golden_rows.h"

namespace timbre::frontend {

namespace {

// The reference's model takes Cyrillic, accented letters and emoji for languages of their own.
constexpr double kLeastWithDefault = 0.99;

std::string segmentsOf(const nlohmann::json& listed) {
    std::string text;
    for (const auto& segment : listed)
        text += "[" + segment.at("lang").get<std::string>() + "]" + segment.at("text").get<std::string>();
    return text;
}

std::string segmentsOf(const std::vector<LanguageSegment>& segments) {
    std::string text;
    for (const auto& segment : segments)
        text += "[" + std::string(languageCode(segment.language)) + "]" + segment.text;
    return text;
}

}  // namespace

TEST(LanguageSegmentsGolden, with_a_default_language_are_the_references) {
    TIMBRE_REQUIRE_SHARED(shared);
    test::Share share("langseg with a default language");
    for (const auto& row : test::goldenRows(shared, "langseg")) {
        const std::string defaultLanguage = row.at("default_lang");
        // Where the reference itself ends with an error ("error IndexError ...") there is nothing to be like.
        if (defaultLanguage.empty() || row.at("segments").is_string())
            continue;
        const auto segments = languageSegments(row.at("text").get<std::string>(), *languageModeOf("all_" + defaultLanguage));
        share.add(segmentsOf(segments) == segmentsOf(row.at("segments")), row.at("text"));
    }
    EXPECT_GE(share.value(), kLeastWithDefault);
}

TEST(LanguageSegmentsGolden, are_those_of_the_rules) {
    TIMBRE_REQUIRE_SHARED(shared);
    test::Share share("mixed_rule segments");
    for (const auto& row : test::goldenRows(shared, "mixed_rule")) {
        const std::string text = row.at("text");
        const LanguageMode mode = *languageModeOf(row.at("lang").get<std::string>());
        const std::string wanted = segmentsOf(row.at("segments"));
        // Short texts are read once more with "." before them.
        share.add(segmentsOf(languageSegments(text, mode)) == wanted || segmentsOf(languageSegments("." + text, mode)) == wanted,
                  text);
    }
    EXPECT_EQ(share.value(), 1.0);
}

}  // namespace timbre::frontend
