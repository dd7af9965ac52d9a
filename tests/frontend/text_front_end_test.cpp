// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/text_front_end.h"

#include <gtest/gtest.h>

#include "core/frontend/english/english_front_end.h"
#include "core/frontend/korean/korean_front_end.h"
#include "tests/frontend/golden_rows.h"

namespace timbre::frontend {

namespace {

using Strings = std::vector<std::string>;

constexpr PhoneOptions kCompatible{.reading = Reading::Compatible};

/// Reads a text as "<a" for each of its bytes; "[" is in the second generation's symbols only.
class Letters : public LanguageFrontEnd {
  public:
    explicit Letters(std::string phone) : phone_(std::move(phone)) {}
    [[nodiscard]] Result<PhoneText> phones(std::string_view utf8, const PhoneOptions&) const override {
        if (utf8.find('!') != std::string_view::npos)
            return fail(ErrorCode::InvalidInput, "this text cannot be read");
        return PhoneText{std::string(utf8), Strings(utf8.size(), phone_), {}};
    }

  private:
    std::string phone_;
};

TextFrontEnd frontEnd() {
    return TextFrontEnd({.mandarin = std::make_shared<Letters>("["), .english = std::make_shared<Letters>("AA0")});
}

}  // namespace

TEST(TextFrontEnd, puts_segments_behind_one_another) {
    const auto spoken = frontEnd().phones("中abcdef", LanguageMode::Auto, kCompatible).value();
    EXPECT_EQ(spoken.normalised, "中abcdef");
    EXPECT_EQ(spoken.phones, (Strings{"[", "[", "[", "AA0", "AA0", "AA0", "AA0", "AA0", "AA0"}));
    ASSERT_EQ(spoken.segments.size(), 2U);
    EXPECT_EQ(spoken.segments[1].language, Language::English);
    EXPECT_EQ(spoken.segments[1].spoken.phones.size(), 6U);
}

TEST(TextFrontEnd, reads_short_texts_again_behind_a_stop) {
    EXPECT_EQ(frontEnd().phones("abc", LanguageMode::English, kCompatible).value().normalised, ".abc");
    EXPECT_EQ(frontEnd().phones("abcdef", LanguageMode::English, kCompatible).value().normalised, "abcdef");
}

TEST(TextFrontEnd, collapses_blanks) {
    EXPECT_EQ(frontEnd().phones("abc    def  ", LanguageMode::English, kCompatible).value().normalised, "abc def ");
}

TEST(TextFrontEnd, maps_symbols_that_a_model_lacks) {
    const auto spoken = frontEnd().phones("中中", LanguageMode::AllMandarin, {.set = PhoneSet::V1, .reading = Reading::Compatible}).value();
    EXPECT_EQ(spoken.phones, Strings(6, "UNK"));
}

TEST(TextFrontEnd, reads_languages_that_a_model_lacks_as_an_english_blank) {
    const auto spoken = frontEnd().phones("한국어", Language::Korean, {.set = PhoneSet::V1, .reading = Reading::Compatible}).value();
    EXPECT_EQ(spoken.normalised, " ");
}

TEST(TextFrontEnd, says_what_is_not_installed) {
    const auto spoken = frontEnd().phones("한국어입니다", LanguageMode::Auto, kCompatible);
    ASSERT_FALSE(spoken);
    EXPECT_EQ(spoken.error().code, ErrorCode::ModelMissing);
    EXPECT_NE(spoken.error().message().find("\"ko\""), std::string::npos);
}

TEST(TextFrontEnd, passes_errors_on) {
    EXPECT_EQ(frontEnd().phones("中a!bcdef", LanguageMode::Auto, kCompatible).error().code, ErrorCode::InvalidInput);
}

TEST(TextFrontEndGolden, speaks_mixed_texts_of_its_languages_as_the_reference) {
    TIMBRE_REQUIRE_SHARED(shared);
    TIMBRE_REQUIRE_LANGUAGE_DATA("en");
    TIMBRE_REQUIRE_LANGUAGE_DATA("ko");
    const TextFrontEnd texts({.english = EnglishFrontEnd::open(test::dataFile("en")).value(),
                              .korean = KoreanFrontEnd::open(test::dataFile("ko")).value()});
    test::Share share("mixed_rule in English and Korean");
    for (const auto& row : test::goldenRows(shared, "mixed_rule")) {
        const PhoneOptions options{.set = row.at("version") == "v1" ? PhoneSet::V1 : PhoneSet::V2,
                                   .reading = Reading::Compatible};
        const auto spoken =
            texts.phones(row.at("text").get<std::string>(), *languageModeOf(row.at("lang").get<std::string>()), options);
        if (!spoken && spoken.error().code == ErrorCode::ModelMissing)
            continue;
        share.add(spoken && spoken->normalised == row.at("norm_text") && spoken->phones == row.at("phones").get<Strings>() &&
                      symbolIds(options.set, spoken->phones) == row.at("ids").get<std::vector<int>>(),
                  row.at("text"));
    }
    EXPECT_GE(share.value(), 0.96);
}

TEST(TextFrontEndGolden, speaks_english_mode_as_the_reference) {
    TIMBRE_REQUIRE_SHARED(shared);
    TIMBRE_REQUIRE_LANGUAGE_DATA("en");
    const TextFrontEnd texts({.english = EnglishFrontEnd::open(test::dataFile("en")).value()});
    test::Share share("mixed in the mode en");
    for (const auto& row : test::goldenRows(shared, "mixed")) {
        if (row.at("lang") != "en")
            continue;
        const auto spoken = texts.phones(row.at("text").get<std::string>(), LanguageMode::English, {.set = PhoneSet::V2, .reading = Reading::Compatible});
        const bool right = row.contains("error") ? !spoken : spoken && spoken->phones == row.at("phones").get<Strings>();
        share.add(right, row.at("text"));
    }
    EXPECT_GE(share.value(), 0.96);
}

}  // namespace timbre::frontend
