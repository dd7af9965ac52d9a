// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "core/frontend/zh/mandarin.h"
#include "tests/frontend/golden_rows.h"

namespace timbre::frontend {

namespace {

using nlohmann::json;

/// The share of rows that come out as in the reference: text, phones, phones a character and numbers.
double exactShare(const std::filesystem::path& shared, const std::string& name, const PhoneOptions& options) {
    const auto mandarin = Mandarin::open(test::dataFile("zh"));
    if (!mandarin) {
        ADD_FAILURE() << mandarin.error().message();
        return 0.0;
    }
    test::Share share(name);
    for (const json& row : test::goldenRows(shared, name)) {
        const auto spoken = (*mandarin)->phones(row.at("text").get<std::string>(), options);
        const std::string place = row.at("id").get<std::string>() + " " + row.at("text").get<std::string>();
        if (!spoken) {
            share.add(row.contains("error"), place + " -> " + spoken.error().message());
            continue;
        }
        const bool right = row.value("norm_text", "") == spoken->normalised &&
                           row.value("phones", json()) == spoken->phones &&
                           row.value("word2ph", json()) == spoken->phonesPerCharacter &&
                           row.value("ids", json()) == symbolIds(options.set, spoken->phones);
        share.add(right, place + " -> " + spoken->normalised + " " + json(spoken->phones).dump() + "\n    expected " +
                             row.value("norm_text", "") + " " + row.value("phones", json()).dump());
    }
    return share.value();
}

}  // namespace

TEST(MandarinGolden, v1) {
    TIMBRE_REQUIRE_SHARED(shared);
    TIMBRE_REQUIRE_LANGUAGE_DATA("zh");
    EXPECT_GE(exactShare(shared, "zh_v1", {.set = PhoneSet::V1, .reading = Reading::Compatible}), 0.98);
}

TEST(MandarinGolden, v2_by_word) {
    TIMBRE_REQUIRE_SHARED(shared);
    TIMBRE_REQUIRE_LANGUAGE_DATA("zh");
    const PhoneOptions options{.reading = Reading::Compatible, .polyphones = Polyphones::ByWord};
    EXPECT_GE(exactShare(shared, "zh_v2_pypinyin", options), 0.98);
}

TEST(MandarinGolden, v2_by_sentence) {
    TIMBRE_REQUIRE_SHARED(shared);
    TIMBRE_REQUIRE_LANGUAGE_DATA("zh");
    EXPECT_GE(exactShare(shared, "zh_v2_dict", {.reading = Reading::Compatible}), 0.97);
}

TEST(MandarinGolden, words_and_how_they_are_joined) {
    TIMBRE_REQUIRE_SHARED(shared);
    TIMBRE_REQUIRE_LANGUAGE_DATA("zh");
    const auto file = DataFile::open(test::dataFile("zh"));
    ASSERT_TRUE(file) << file.error().message();
    const auto segmenter = zh::Segmenter::open(*file);
    const auto pinyin = zh::Pinyin::open(*file);
    ASSERT_TRUE(segmenter && pinyin);
    const auto sandhi = zh::Sandhi::open(*file, *pinyin);
    ASSERT_TRUE(sandhi);
    test::Share words("aux_zh, words");
    test::Share joined("aux_zh, joined words");
    for (const json& row : test::goldenRows(shared, "aux_zh")) {
        const auto segment = zh::codePoints(row.at("seg").get<std::string>());
        ASSERT_TRUE(segment);
        const auto shown = [&](const std::vector<zh::Word>& found) {
            json list = json::array();
            for (const auto& word : found)
                list.push_back({zh::toUtf8(std::u32string_view(*segment).substr(word.begin, word.size)),
                                segmenter->tagName(word.tag)});
            return list;
        };
        const auto cut = segmenter->cut(*segment);
        words.add(shown(cut) == row.at("jieba"), shown(cut).dump() + " expected " + row.at("jieba").dump());
        const auto merged = sandhi->join({.segmenter = *segmenter, .pinyin = *pinyin}, *segment, cut);
        joined.add(shown(merged) == row.at("merged"), shown(merged).dump() + " expected " + row.at("merged").dump());
    }
    EXPECT_EQ(words.value(), 1.0);
    EXPECT_EQ(joined.value(), 1.0);
}

/// The tables beside the specification, which are not part of this project, against what set-up made.
TEST(MandarinGolden, simplified_characters_are_those_of_the_reference) {
    TIMBRE_REQUIRE_SHARED(shared);
    TIMBRE_REQUIRE_LANGUAGE_DATA("zh");
    const auto file = DataFile::open(test::dataFile("zh"));
    ASSERT_TRUE(file) << file.error().message();
    const auto from = file->section<std::uint32_t>("simplified.from");
    const auto to = file->section<std::uint32_t>("simplified.to");
    ASSERT_TRUE(from && to);
    std::ifstream table(shared / "design/frontend/tables/zh_t2s.tsv");
    std::vector<std::string> expected;
    for (std::string line; std::getline(table, line);)
        if (!line.empty())
            expected.push_back(line);
    std::vector<std::string> own;
    for (std::size_t i = 0; i < std::min(from->size(), to->size()); ++i)
        own.push_back(zh::toUtf8(std::u32string{(*from)[i], U'\t', (*to)[i]}));
    std::ranges::sort(expected);
    std::ranges::sort(own);
    EXPECT_EQ(own, expected);
}

TEST(MandarinGolden, syllables_have_the_symbols_of_the_reference) {
    TIMBRE_REQUIRE_SHARED(shared);
    TIMBRE_REQUIRE_LANGUAGE_DATA("zh");
    const auto file = DataFile::open(test::dataFile("zh"));
    ASSERT_TRUE(file) << file.error().message();
    const auto pinyin = zh::Pinyin::open(*file);
    ASSERT_TRUE(pinyin);
    std::ifstream table(shared / "design/frontend/tables/zh_syllable_to_symbols.tsv");
    for (std::string name, initial, final; table >> name >> initial >> final;) {
        const zh::Syllable syllable(pinyin->baseNamed(name), 3);
        EXPECT_EQ(pinyin->initial(syllable), initial) << name;
        EXPECT_EQ(pinyin->final(syllable), final + "3") << name;
    }
}

}  // namespace timbre::frontend
