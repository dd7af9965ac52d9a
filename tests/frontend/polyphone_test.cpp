// SPDX-License-Identifier: GPL-3.0-or-later
// Characters with several readings, in sentences whose readings were written down by hand.
#include <gtest/gtest.h>

#include <sstream>

#include "core/frontend/zh/mandarin.h"
#include "tests/frontend/corrected_rows.h"
#include "tests/frontend/golden_rows.h"

namespace timbre::frontend {

namespace {

/// The reading of the character at `position` of the text; empty where it is not spoken.
std::string readingAt(const PhoneText& spoken, std::size_t position) {
    for (const auto& word : spoken.words) {
        if (position < word.begin || position >= word.end)
            continue;
        std::istringstream syllables(word.reading);
        std::string syllable;
        for (std::size_t i = word.begin; i <= position; ++i)
            syllables >> syllable;
        return syllable;
    }
    return {};
}

/// The share of a list's characters that are read as they should be.
/// Columns: id, kind, character, position, pinyin, sentence.
double rightShare(const std::string& name) {
    const auto mandarin = Mandarin::open(test::dataFile("zh"));
    if (!mandarin) {
        ADD_FAILURE() << mandarin.error().message();
        return 0.0;
    }
    std::ifstream file(TIMBRE_SOURCE_DIR "/tests/data/frontend/" + name);
    test::Share share(name);
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line.starts_with('#'))
            continue;
        std::vector<std::string> columns;
        std::istringstream row(line);
        for (std::string column; std::getline(row, column, '\t');)
            columns.push_back(column);
        if (columns.size() != 6) {
            ADD_FAILURE() << line;
            continue;
        }
        const auto text = *zh::codePoints(columns[5]);
        const auto rewrites = (*mandarin)->rewrites(text);
        // Numbers before the character have become words.
        const auto before = test::spokenPart(text, rewrites, 0, std::stoul(columns[3]));
        const auto spoken = (*mandarin)->speak(test::spokenText(text, rewrites), {}, {});
        const std::string reading = spoken ? readingAt(*spoken, before.size()) : spoken.error().message();
        std::string words;
        for (const auto& word : spoken ? spoken->words : std::vector<SpokenWord>{})
            words += word.reading + " | ";
        share.add(reading == columns[4], line + " -> " + reading + "   " + words);
    }
    return share.value();
}

}  // namespace

TEST(Polyphones, those_of_the_list) {
    TIMBRE_REQUIRE_LANGUAGE_DATA("zh");
    EXPECT_GE(rightShare("polyphones_zh.tsv"), 0.97);
}

TEST(Polyphones, those_of_sentences_written_after_the_contexts) {
    TIMBRE_REQUIRE_LANGUAGE_DATA("zh");
    EXPECT_GE(rightShare("polyphones_zh_more.tsv"), 0.97);
}

}  // namespace timbre::frontend
