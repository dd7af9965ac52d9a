// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes are a text: phones that fit it or an error that says why, whatever the language. text-fuzz tries many more;
// how the time grows with the text is measured by frontend-growth.
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <random>

#include "core/base/utf8.h"
#include "core/frontend/installed_languages.h"
#include "core/frontend/language_segments.h"
#include "tests/frontend/golden_rows.h"
#include "tests/fuzz/text_checks.h"
#include "tests/support/hostile_pieces.h"

namespace timbre::frontend {

namespace {

using timbre::test::checkError;
using timbre::test::checkPhones;
using timbre::test::checkRewrites;
using timbre::test::checkSegments;
using timbre::test::codePoints;
using timbre::test::Complaint;
using timbre::test::hostilePieces;
using timbre::test::rowOf;

constexpr std::size_t kShortRow = 100;  // Pieces.
constexpr std::size_t kLongRow = 3U << 10U;
constexpr std::size_t kMegabyte = 1U << 20U;
constexpr int kRandomTexts = 600;

std::string randomText(std::mt19937& random) {
    std::string text;
    const std::size_t length = random() % 40;
    for (std::size_t i = 0; i < length; ++i) {
        switch (random() % 4) {
            case 0: text += static_cast<char>(random()); break;
            case 1: appendUtf8(text, static_cast<char32_t>(random() % 0x110000)); break;
            default: text += hostilePieces()[random() % hostilePieces().size()];
        }
    }
    return text;
}

class HostileText : public testing::Test {
  protected:
    /// Every language, rewriting and speaking too, and the segments of every mode.
    static void expectSound(const std::string& text) {
        const std::u32string points = codePoints(text);
        for (const Language language : kLanguages) {
            const auto& reader = languages().reader(language);
            if (!reader)
                continue;
            SCOPED_TRACE(languageCode(language));
            for (const auto reading : {Reading::Compatible, Reading::Corrected})
                expectSound((*reader)->phones(text, {.reading = reading}), points.size());
            EXPECT_EQ(checkRewrites((*reader)->rewrites(points), points.size()), Complaint());
            expectSound((*reader)->speak(points, {}, {}), points.size());
        }
        for (const auto& [mode, name] : kLanguageModeNames)
            EXPECT_EQ(checkSegments(text, mode), Complaint()) << name;
    }

    static const TextFrontEnd& languages() {
        static const TextFrontEnd all = openInstalledLanguages(test::dataFile("zh").parent_path());
        return all;
    }

    /// Phones of a text that can be read.
    static std::size_t phonesOf(const LanguageFrontEnd& language, const std::string& text) {
        const auto spoken = language.phones(text, {});
        return spoken ? spoken->phones.size() : 0;
    }

  private:
    static void expectSound(const Result<PhoneText>& spoken, std::size_t size) {
        EXPECT_EQ(spoken ? checkPhones(*spoken, PhoneSet::V2, size) : checkError(spoken.error()), Complaint());
    }
};

}  // namespace

TEST_F(HostileText, short_ones_are_read_or_refused) {
    expectSound("");
    for (const std::string& piece : hostilePieces()) {
        SCOPED_TRACE(piece);
        expectSound(piece);
        expectSound(rowOf(piece, kShortRow * piece.size()));
    }
}

TEST_F(HostileText, random_ones_are_read_or_refused) {
    std::mt19937 random(20);
    for (int round = 0; round < kRandomTexts; ++round)
        expectSound(randomText(random));
}

/// Twice the text says twice as much, but for what is said of its length.
TEST_F(HostileText, long_rows_say_as_much_as_they_are_long) {
    for (const Language language : kLanguages) {
        const auto& reader = languages().reader(language);
        if (!reader)
            continue;
        for (const std::string& piece : hostilePieces()) {
            const std::size_t once = phonesOf(**reader, rowOf(piece, kLongRow));
            const std::size_t twice = phonesOf(**reader, rowOf(piece, 2 * kLongRow));
            EXPECT_LE(twice, 3 * once + kLongRow) << languageCode(language) << ": " << piece;
        }
    }
}

TEST_F(HostileText, a_megabyte_on_one_line_is_read) {
    const std::map<Language, std::string> sentences{
        {Language::English, "In 1984 they sold 12,500 machines. "}, {Language::Korean, "오늘은 3시에 만날 거예요. "},
        {Language::Mandarin, "今天天气很好，我们走了12公里。"},      {Language::Cantonese, "今日天氣好好，我哋行咗12公里。"},
        {Language::Japanese, "明日は雨が降るでしょう。"}};
    for (const auto& [language, sentence] : sentences) {
        const auto& reader = languages().reader(language);
        if (!reader)
            continue;
        const auto spoken = (*reader)->phones(rowOf(sentence, kMegabyte), {});
        ASSERT_TRUE(spoken) << languageCode(language) << ": " << spoken.error().message();
        EXPECT_GT(spoken->phones.size(), kMegabyte / 4) << languageCode(language);
    }
}

TEST_F(HostileText, one_word_of_five_thousand_letters_is_read) {
    std::mt19937 random(7);
    std::string word;
    for (int i = 0; i < 5'000; ++i)
        word += static_cast<char>('a' + random() % 26);
    expectSound(word);
}

}  // namespace timbre::frontend
