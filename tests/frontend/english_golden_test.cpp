// SPDX-License-Identifier: GPL-3.0-or-later
// English against the vectors that the reference made.
#include <gtest/gtest.h>

#include "core/frontend/english/english_front_end.h"
#include "core/frontend/english/letter_network.h"
#include "core/frontend/english/normalise.h"
#include "core/frontend/english/pronouncer.h"
#include "core/frontend/english/tagger.h"
#include "core/frontend/english/tokens.h"
#include "core/frontend/english/word_splitter.h"
#include "tests/frontend/golden_rows.h"

namespace timbre::frontend {

namespace {

using Strings = std::vector<std::string>;

constexpr PhoneOptions kCompatible{.set = PhoneSet::V2, .reading = Reading::Compatible};
constexpr double kLeastSentences = 0.95;   // What the task asks for; the tagger and a few dictionary words differ.
constexpr double kLeastTags = 0.95;        // The reference's tagger has other weights.
constexpr double kLeastOfOneName = 1.0;

template <typename Texts>
Strings strings(const Texts& texts) {
    return {texts.begin(), texts.end()};
}

std::vector<nlohmann::json> rowsOfKind(const std::filesystem::path& shared, const std::string& kind) {
    auto rows = test::goldenRows(shared, "aux_en");
    std::erase_if(rows, [&](const nlohmann::json& row) { return row.at("kind") != kind; });
    return rows;
}

}  // namespace

TEST(EnglishGolden, normalises_as_the_reference) {
    TIMBRE_REQUIRE_SHARED(shared);
    test::Share share("aux_en normalised");
    for (const auto& row : rowsOfKind(shared, "norm")) {
        const auto normalised = english::normalise(row.at("text").get<std::string>(), Reading::Compatible);
        share.add(normalised && *normalised == row.at("norm_text"), row.at("text"));
    }
    EXPECT_EQ(share.value(), kLeastOfOneName);
}

TEST(EnglishGolden, cuts_words_as_the_reference) {
    TIMBRE_REQUIRE_SHARED(shared);
    test::Share share("aux_en tokens");
    for (const auto& row : rowsOfKind(shared, "norm")) {
        const auto text = english::shortenRuns(row.at("norm_text").get<std::string>());
        share.add(strings(english::tokens(text)) == row.at("tokens").get<Strings>(), row.at("norm_text"));
    }
    EXPECT_EQ(share.value(), kLeastOfOneName);
}

TEST(EnglishGolden, tags_nearly_as_the_reference) {
    TIMBRE_REQUIRE_SHARED(shared);
    TIMBRE_REQUIRE_LANGUAGE_DATA("en");
    const auto file = DataFile::open(test::dataFile("en")).value();
    const auto tagger = english::Tagger::open(file).value();
    int right = 0;
    int asked = 0;
    for (const auto& row : rowsOfKind(shared, "norm")) {
        const auto words = row.at("tokens").get<Strings>();
        const std::vector<std::string_view> tokens(words.begin(), words.end());
        const auto tags = strings(tagger.tags(tokens, tokens.size()));
        const auto wanted = row.at("tags").get<Strings>();
        ASSERT_EQ(tags.size(), wanted.size());
        for (std::size_t i = 0; i < tags.size(); ++i)
            right += tags[i] == wanted[i] ? 1 : 0;
        asked += static_cast<int>(tags.size());
    }
    std::cout << "aux_en tags: " << right << " of " << asked << '\n';
    EXPECT_GE(right, kLeastTags * asked);
}

TEST(EnglishGolden, reads_unknown_words_as_the_reference) {
    TIMBRE_REQUIRE_SHARED(shared);
    TIMBRE_REQUIRE_LANGUAGE_DATA("en");
    const auto file = DataFile::open(test::dataFile("en")).value();
    const auto splitter = english::WordSplitter::open(file).value();
    const auto network = english::LetterNetwork::open(file).value();
    const auto names = StringTable::open(file, "phone").value();
    test::Share parts("aux_en word parts");
    test::Share said("aux_en network");
    for (const auto& row : rowsOfKind(shared, "oov")) {
        const auto word = row.at("word").get<std::string>();
        std::string small = word;
        std::ranges::transform(small, small.begin(), [](char c) { return static_cast<char>(std::tolower(c)); });
        parts.add(splitter.split(small) == row.at("segments").get<Strings>(), word);
        Strings phones;
        for (const auto number : network.phones(small))
            phones.emplace_back(names[number]);
        said.add(phones == row.at("predict").get<Strings>(), word);
    }
    EXPECT_EQ(parts.value(), kLeastOfOneName);
    EXPECT_EQ(said.value(), kLeastOfOneName);
}

TEST(EnglishGolden, pronounces_words_as_the_reference) {
    TIMBRE_REQUIRE_SHARED(shared);
    TIMBRE_REQUIRE_LANGUAGE_DATA("en");
    const auto file = DataFile::open(test::dataFile("en")).value();
    const auto pronouncer = english::Pronouncer::open(file).value();
    test::Share share("aux_en words");
    english::Pronouncer::Memory memory;
    for (const auto& row : rowsOfKind(shared, "oov")) {
        std::string small = row.at("word");
        std::ranges::transform(small, small.begin(), [](char c) { return static_cast<char>(std::tolower(c)); });
        share.add(strings(pronouncer.word(small, memory)) == row.at("phones").get<Strings>(), row.at("word"));
    }
    EXPECT_GE(share.value(), kLeastSentences);
}

TEST(EnglishGolden, speaks_as_the_reference) {
    TIMBRE_REQUIRE_SHARED(shared);
    TIMBRE_REQUIRE_LANGUAGE_DATA("en");
    const auto english = EnglishFrontEnd::open(test::dataFile("en")).value();
    test::Share share("en");
    for (const auto& row : test::goldenRows(shared, "en")) {
        const auto spoken = english->phones(row.at("text").get<std::string>(), kCompatible);
        share.add(spoken && spoken->normalised == row.at("norm_text") && spoken->phones == row.at("phones").get<Strings>() &&
                      symbolIds(PhoneSet::V2, spoken->phones) == row.at("ids").get<std::vector<int>>(),
                  row.at("text"));
    }
    EXPECT_GE(share.value(), kLeastSentences);
}

}  // namespace timbre::frontend
