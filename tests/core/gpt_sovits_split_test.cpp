// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/gpt_sovits_split.h"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "core/text/unicode_classes.h"
#include "tests/support/test_support.h"

namespace timbre::gptsovits {

namespace {

using Pieces = std::vector<std::string>;
using nlohmann::json;

std::string repeated(const std::string& part, std::size_t times) {
    std::string whole;
    for (std::size_t i = 0; i < times; ++i) {
        whole += part;
    }
    return whole;
}

std::string cutOrError(std::string_view text, CutMethod method) {
    const auto lines = cut(text, method);
    return lines ? *lines : errorCodeName(lines.error().code);
}

/// What the golden file writes where the reference raises an exception.
json raised(const char* exception) { return "EXC " + std::string(exception); }

}  // namespace

TEST(GptSovitsCollapse, keeps_the_first_mark_of_a_run) {
    EXPECT_EQ(collapsePunctuation("a?!...b--c……d,-.e"), "a?b-c…d,e");
}

TEST(GptSovitsCollapse, leaves_full_width_marks_alone) {
    EXPECT_EQ(collapsePunctuation("好。。！！—— ,"), "好。。！！—— ,");
}

TEST(GptSovitsSplit, cuts_behind_every_mark) {
    EXPECT_EQ(splitAtMarks("a,b.c:d~").value(), (Pieces{"a,", "b.", "c:", "d~"}));
}

TEST(GptSovitsSplit, turns_doubled_marks_into_one_and_ends_with_one) {
    EXPECT_EQ(splitAtMarks("嗯……好——的").value(), (Pieces{"嗯。", "好，", "的。"}));
}

TEST(GptSovitsSplit, refuses_empty_text) { EXPECT_EQ(splitAtMarks("").error().code, ErrorCode::InvalidInput); }

TEST(GptSovitsCut, knows_its_methods_by_name) {
    EXPECT_EQ(cutMethodNamed("cut4"), CutMethod::EnglishStop);
    EXPECT_FALSE(cutMethodNamed("cut6").has_value());
}

TEST(GptSovitsCut, follows_the_rule_of_each_method) {
    struct Row {
        CutMethod method;
        std::string text;
        std::string lines;
    };
    const std::vector<Row> rows{
        {CutMethod::Nowhere, "\na. b\n", "\na. b\n"},
        {CutMethod::Nowhere, "?! -", "\n"},
        {CutMethod::FourSentences, "\n1.2.3.4\n", "1.2.3.4"},  // Up to four: as they came.
        {CutMethod::FourSentences, "1.2.3.4.5.6.7.8", "1.2.3.4.5.6.7.8。"},
        {CutMethod::FourSentences, "1.2.3.4.5.6.7.8.9", "1.2.3.4.\n5.6.7.8.9。"},
        {CutMethod::FourSentences, "....1.2.3.4.5.", "1.2.3.4.5."},  // A group of marks alone goes.
        {CutMethod::FourSentences, "...", ""},
        {CutMethod::FourSentences, "\n", "invalid-input"},
        {CutMethod::FiftyLetters, "…", "…"},  // A single sentence: as it came.
        {CutMethod::FiftyLetters, repeated("a", 50) + "." + repeated("b", 49) + ".",
         repeated("a", 50) + ".\n" + repeated("b", 49) + "."},
        {CutMethod::FiftyLetters, repeated("a", 50) + "." + repeated("b", 48) + ".",
         repeated("a", 50) + "." + repeated("b", 48) + "."},
        {CutMethod::FiftyLetters, repeated("a", 49) + "." + repeated("b", 50) + ".",
         repeated("a", 49) + "." + repeated("b", 50) + "."},
        {CutMethod::FiftyLetters, "", "invalid-input"},
        {CutMethod::ChineseStop, "。一。。二.三。", "一\n二.三"},
        {CutMethod::ChineseStop, "", ""},
        {CutMethod::EnglishStop, ".a.b.1.2.c.3 .d.", "a\nb.1.2.c.3 \nd"},
        {CutMethod::EnglishStop, "٣.x.y", "٣.x\ny"},  // Digits of any script count.
        {CutMethod::EnglishStop, "².x", "²\nx"},      // But no superscripts,
        {CutMethod::Punctuation, "a,b;c、d：e…f", "a,\nb;\nc、\nd：\ne…\nf"},
        {CutMethod::Punctuation, "3.14 3. .5 a~b:c—d", "3.14 3.\n .\n5 a~b:c—d"},
        {CutMethod::Punctuation, "².²,", "².²,"},  // which this one takes for digits.
        {CutMethod::Punctuation, "-,-", "-,\n-"},  // Not of its own marks.
    };
    for (const Row& row : rows) {
        EXPECT_EQ(cutOrError(row.text, row.method), row.lines) << row.text;
    }
}

TEST(GptSovitsPreSegment, gives_nothing_for_empty_text) {
    EXPECT_EQ(preSegment("\n\n", "zh", CutMethod::FourSentences).value(), Pieces{});
}

TEST(GptSovitsPreSegment, opens_a_short_first_clause_with_a_mark_of_the_language) {
    EXPECT_EQ(preSegment("Hi, you", "en", CutMethod::Nowhere).value(), Pieces{".Hi, you."});
    EXPECT_EQ(preSegment("你好，你", "zh", CutMethod::Nowhere).value(), Pieces{"。你好，你。"});
    EXPECT_EQ(preSegment(" abc , you", "en", CutMethod::Nowhere).value(), Pieces{". abc , you."});
    EXPECT_EQ(preSegment("Four, you", "en", CutMethod::Nowhere).value(), Pieces{"Four, you."});
    EXPECT_EQ(preSegment("...a, b", "en", CutMethod::Nowhere).value(), Pieces{"...a, b."});
}

TEST(GptSovitsPreSegment, joins_short_pieces_until_five_characters) {
    EXPECT_EQ(preSegment("abcd\nefgh\nij", "en", CutMethod::Nowhere).value(), Pieces{"abcdefghij."});
    EXPECT_EQ(preSegment("abcde\nfghij\nkl", "en", CutMethod::Nowhere).value(), (Pieces{"abcde.", "fghijkl."}));
}

TEST(GptSovitsPreSegment, leaves_out_pieces_without_a_letter) {
    EXPECT_EQ(preSegment("abcde\n（（“”））\n_____", "en", CutMethod::Nowhere).value(), (Pieces{"abcde.", "_____."}));
    EXPECT_EQ(preSegment("……", "zh", CutMethod::FiftyLetters).value(), Pieces{});
}

TEST(GptSovitsPreSegment, refuses_what_cutting_leaves_blank) {
    EXPECT_EQ(preSegment("……", "zh", CutMethod::Nowhere).error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(preSegment("?\n \n!", "zh", CutMethod::Punctuation).error().code, ErrorCode::InvalidInput);
}

TEST(GptSovitsPreSegment, refuses_what_is_not_utf8) {
    EXPECT_EQ(preSegment("ab\xFF", "zh", CutMethod::Nowhere).error().code, ErrorCode::InvalidInput);
}

TEST(GptSovitsPreSegment, packs_units_of_a_long_piece_up_to_510_characters) {
    const std::string text = repeated("a", 509) + "," + repeated("b", 510) + "!cc";
    EXPECT_EQ(preSegment(text, "en", CutMethod::Nowhere).value(),
              (Pieces{repeated("a", 509) + ",", repeated("b", 510), "!cc."}));
    const std::string whole = repeated("字", 509) + "。";
    EXPECT_EQ(preSegment(whole, "zh", CutMethod::Nowhere).value(), Pieces{whole});
}

TEST(GptSovitsPreSegment, keeps_the_empty_piece_before_an_unmarked_long_one) {
    EXPECT_EQ(preSegment(repeated("a", 511) + ",b", "en", CutMethod::Nowhere).value(),
              (Pieces{"", repeated("a", 511), ",b."}));
}

TEST(UnicodeClasses, tell_what_python_tells) {
    for (const char32_t c : std::u32string_view(U"az09_é你がк가Ⅷ½²٣〇零\U00020000\U0001D7D7")) {
        EXPECT_TRUE(unicode::isWord(c)) << std::hex << static_cast<std::uint32_t>(c);
    }
    for (const char32_t c : std::u32string_view(U" -.。\u0301\u200B\U0001F600\u3000")) {
        EXPECT_FALSE(unicode::isWord(c)) << std::hex << static_cast<std::uint32_t>(c);
    }
    EXPECT_TRUE(unicode::isDecimal(U'٣'));
    EXPECT_FALSE(unicode::isDecimal(U'²'));
    EXPECT_TRUE(unicode::isDigit(U'²'));
    EXPECT_FALSE(unicode::isDigit(U'½'));
    EXPECT_TRUE(unicode::isSpace(0x1C));
    EXPECT_FALSE(unicode::isSpace(0x200B));
}

TEST(GptSovitsGolden, every_column_is_equal) {
    TIMBRE_REQUIRE_SHARED(shared);
    const auto path = shared / "goldens/gpt-sovits/public/text_split.json";
    std::ifstream stream(path);
    if (!stream) {
        GTEST_SKIP() << "needs " << path;
    }
    for (const json& row : json::parse(stream)) {
        const std::string text = row.at("text");
        EXPECT_EQ(json(collapsePunctuation(text)), row.at("replace_consecutive_punctuation")) << text;
        EXPECT_EQ(json(splitAtMarks(text).value()), row.at("split")) << text;
        for (const auto& [method, name] : kCutMethodNames) {
            const auto lines = cut(text, method);
            EXPECT_EQ(lines ? json(*lines) : raised("IndexError"), row.at("cuts").at(name)) << name << text;
            const auto pieces = preSegment(text, row.at("lang").get<std::string>(), method);
            EXPECT_EQ(pieces ? json(*pieces) : raised("ValueError"), row.at("pre_seg_text").at(name)) << name << text;
        }
    }
}

}  // namespace timbre::gptsovits
