// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/cast.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/text_file.h"
#include "core/import/sentences.h"
#include "tests/support/test_support.h"

namespace timbre {
namespace {

std::vector<Block> blocksOf(const std::string& text) {
    const auto script = readDocumentBytes(text, "script.txt");
    EXPECT_TRUE(script) << script.error().message();
    return script ? script->blocks : std::vector<Block>{};
}

std::vector<CastMember> cast(const std::string& text) { return findCast(blocksOf(text)).members; }

using Members = std::vector<CastMember>;

TEST(Cast, NamesAtTheBeginningOfLines) {
    EXPECT_EQ(cast("Anna: Hello.\nBob: Hi there.\nAnna: How are you?\nBob: Fine."), (Members{{"Anna", 2}, {"Bob", 2}}));
}

TEST(Cast, InParagraphsOfTheirOwn) {
    EXPECT_EQ(cast("ANNA: Hello.\n\nBOB: Hi there.\n\nANNA: How are you?"), (Members{{"ANNA", 2}, {"BOB", 1}}));
}

TEST(Cast, OneNameTwiceAmongProseIsProposed) {
    EXPECT_EQ(cast("It was late.\n\nThe rain fell.\n\nNobody came.\n\nAnna: Hello?\n\nNothing moved.\n\nAnna: Hello?\n\nSilence."),
              (Members{{"Anna", 2}}));
}

TEST(Cast, OneNameOnceIsNot) { EXPECT_EQ(cast("It was late.\n\nAnna: Hello?\n\nNothing moved."), Members{}); }

TEST(Cast, WideColonsAndNames) {
    EXPECT_EQ(cast("小明：你好。\n小红：你好呀。\n小明：吃了吗？"), (Members{{"小明", 2}, {"小红", 1}}));
    EXPECT_EQ(cast("太郎：こんにちは。\n花子：元気？\n太郎：うん。"), (Members{{"太郎", 2}, {"花子", 1}}));
    EXPECT_EQ(cast("小明:你好。\n小红:你好呀。\n小明:吃了吗？"), (Members{{"小明", 2}, {"小红", 1}}));
    EXPECT_EQ(cast("민수: 안녕?\n영희: 안녕.\n민수: 밥 먹었어?"), (Members{{"민수", 2}, {"영희", 1}}));
}

TEST(Cast, NamesOfSeveralWordsAndTheSameInCapitals) {
    EXPECT_EQ(cast("Dr. Anna van Dyk: Yes.\nMr. Smith: No.\nDR. ANNA VAN DYK: Yes!\nmr. smith: No!"),
              (Members{{"Dr. Anna van Dyk", 2}, {"Mr. Smith", 2}}));
    EXPECT_EQ(cast("Jean-Luc: Oui.\nÉlodie O’Neill: Non.\nJean-Luc: Si."), (Members{{"Jean-Luc", 2}, {"Élodie O’Neill", 1}}));
    EXPECT_EQ(cast("Q: Why?\nA: Because.\nQ: And?\nA: So."), (Members{{"Q", 2}, {"A", 2}}));
}

TEST(Cast, Initials) {
    EXPECT_EQ(cast("J. R. Smith: Yes.\nJ.R. Jones Jr.: No.\nJ. R. Smith: Yes."), (Members{{"J. R. Smith", 2}, {"J.R. Jones Jr.", 1}}));
}

TEST(Cast, RightToLeft) {
    EXPECT_EQ(cast("אנה: שלום.\nבוב: היי.\nאנה: מה שלומך?\nבוב: טוב."), (Members{{"אנה", 2}, {"בוב", 2}}));
}

TEST(Cast, HintsInBracketsAreNoPartOfTheName) {
    EXPECT_EQ(cast("Anna (softly): Hello.\nBob: Hi.\nAnna: Bye.\n小红（小声）：走。\n小红：好。"),
              (Members{{"Anna", 2}, {"Bob", 1}, {"小红", 2}}));
}

TEST(Cast, SpeakersThatTheFileNames) {
    const std::vector<Block> cues = {{.text = "Hello.", .kind = BlockKind::Cue, .role = "Anna"},
                                     {.text = "Hi.", .kind = BlockKind::Cue, .role = "Bob"},
                                     {.text = "Well.", .kind = BlockKind::Cue}};
    EXPECT_EQ(findCast(cues).members, (Members{{"Anna", 1}, {"Bob", 1}}));
}

struct Prose {
    const char* name;
    const char* text;
};

class NoCast : public testing::TestWithParam<Prose> {};

TEST_P(NoCast, IsMadeOfProse) { EXPECT_EQ(cast(GetParam().text), Members{}); }

INSTANTIATE_TEST_SUITE_P(
    Cast, NoCast,
    testing::Values(
        Prose{"plain", "It was a bright cold day in April. The clocks were striking thirteen.\n\nWinston slipped through the doors."},
        Prose{"colons_in_sentences", "He wanted one thing: peace. She had another: war.\nThere was only one way left: up.\nHe took it: at once."},
        Prose{"said", "He said: “Go.”\n\nShe said: “No.”\n\nHe said: “Why?”\n\nShe replied: “Because.”\n\nThen he asked: “When?”"},
        Prose{"said_by_name", "Anna said: “Go.”\n\nAnna said: “No.”\n\nAnna asked: “Why?”"},
        Prose{"said_in_chinese", "他说：“走吧。”\n\n她说道：“不。”\n\n他说：“为什么？”\n\n她笑着问：“什么？”\n\n他说：“没什么。”"},
        Prose{"said_in_japanese", "彼は言った：「行こう。」\n彼女は言った：「いや。」\n彼は言った：「なぜ。」"},
        Prose{"said_in_korean", "그가 말했다: “가자.”\n그녀가 말했다: “싫어.”\n그가 말했다: “왜?”"},
        Prose{"labels", "Note: wear gloves.\nWarning: hot.\nNote: take care.\nWarning: sharp.\nExample: this.\nExample: that."},
        Prose{"labels_in_chinese", "注意：小心。\n例如：这个。\n注意：烫。\n例如：那个。\n备注：无。\n备注：无。"},
        Prose{"labels_in_japanese", "注意：熱い。\n例：これ。\n注意：危険。\n例：あれ。"},
        Prose{"addresses", "http://example.org/a\nhttps://example.org/b\nhttp://example.org/c\nmailto:anna@example.org\nmailto:bob@example.org"},
        Prose{"times", "12:30 lunch\n13:00 walk\n14:15: tea\n15:30: train\n16:00: home"},
        Prose{"numbers", "1: first\n2: second\n3: third\nChapter 1: Home\nChapter 2: Away\n第一章：家\n第二章：路"},
        Prose{"paths_and_code", "C:\\Users\nC:\\Windows\nstd::vector\nstd::string\nfoo::bar"},
        Prose{"letters", "From: Anna\nTo: Bob\nSubject: Hello\nDate: today\nFrom: Bob\nTo: Anna\nSubject: Hi\nDate: tomorrow"},
        Prose{"recipe", "Ingredients:\nflour, milk and eggs\nPreparation:\nmix and wait.\n\nServes: four\nTime: an hour"},
        Prose{"sentences_before", "Press Stop. Visible: a bar.\nPress Stop. Visible: a line.\nEnd. Note: one.\nEnd. Note: two."},
        Prose{"long_beginnings", "The people of the city knew this: it was over.\nThe people of the city knew this: it was late."},
        Prose{"verses", "One for sorrow: two for mirth.\nthree for a funeral: four for birth.\nOne for sorrow: two for mirth."}),
    [](const auto& row) { return row.param.name; });

TEST(Cast, HeadingsAreNoLines) {
    const std::vector<Block> blocks = {{.text = "Paris: the beginning", .kind = BlockKind::Heading, .level = 1},
                                       {.text = "Paris: the end", .kind = BlockKind::Heading, .level = 1},
                                       {.text = "Text."}};
    EXPECT_EQ(findCast(blocks).members, Members{});
}

TEST(Cast, RealProseHasNone) {
    for (const char* const language : {"en", "zh", "ja", "ko"}) {
        const auto text = readTextFile(std::filesystem::path(TIMBRE_SOURCE_DIR) / "tests/fuzz/corpus/text" / (std::string(language) + ".txt"));
        ASSERT_TRUE(text) << language;
        EXPECT_LE(cast(*text).size(), 1U) << language;
    }
}

TEST(Cast, RolesAreTakenFromTheTexts) {
    const auto blocks = blocksOf("It is dark.\n\nAnna: Hello.\nIs anybody there?\nBob (softly): Yes.\n\nNothing more.\n\nAnna:\nWho?\n\nBob: Me.");
    const auto cast = findCast(blocks);
    ASSERT_EQ(cast.members.size(), 2U);
    EXPECT_EQ(withRoles(blocks, cast), (std::vector<Block>{{.text = "It is dark."},
                                                           {.text = "Hello.\nIs anybody there?", .role = "Anna"},
                                                           {.text = "Yes.", .role = "Bob", .notes = {"softly"}},
                                                           {.text = "Nothing more."},
                                                           {.text = "Who?", .role = "Anna"},
                                                           {.text = "Me.", .role = "Bob"}}));
}

TEST(Cast, NamesThatWereTakenOutStayText) {
    const auto blocks = blocksOf("Anna: Hello.\nBob: Hi.\nAnna: Bye.");
    EXPECT_EQ(withRoles(blocks, Cast{{{"Bob", 1}}}),
              (std::vector<Block>{{.text = "Anna: Hello."}, {.text = "Hi.\nAnna: Bye.", .role = "Bob"}}));
    EXPECT_EQ(withRoles(blocks, Cast{}), blocks);
}

TEST(Cast, NotesStayAtTheFirstPartAndPausesAtTheLast) {
    const std::vector<Block> blocks = {{.text = "Anna: One.\nAnna: Two.", .kind = BlockKind::Item, .pauseMs = 700, .notes = {"slowly"}}};
    EXPECT_EQ(withRoles(blocks, findCast(blocks)),
              (std::vector<Block>{{.text = "One.", .kind = BlockKind::Item, .role = "Anna", .notes = {"slowly"}},
                                  {.text = "Two.", .kind = BlockKind::Item, .role = "Anna", .pauseMs = 700}}));
}

TEST(Cast, ANameWithNothingToSayIsNoBlock) {
    const std::vector<Block> blocks = {{.text = "Anna:"}, {.text = "Anna: Hi."}, {.text = "Bob:\nAnna: Ho."}, {.text = "Bob: So."}};
    EXPECT_EQ(withRoles(blocks, findCast(blocks)),
              (std::vector<Block>{{.text = "Hi.", .role = "Anna"}, {.text = "Ho.", .role = "Anna"}, {.text = "So.", .role = "Bob"}}));
}

TEST(Cast, ANameAloneSpeaksTheNextBlock) {
    const auto blocks = blocksOf("ANNA:\n\nWho is there?\n\nBOB:\n\nMe.\n\nAnna: Oh.\n\nA door slams.");
    EXPECT_EQ(withRoles(blocks, findCast(blocks)), (std::vector<Block>{{.text = "Who is there?", .role = "ANNA"},
                                                                       {.text = "Me.", .role = "BOB"},
                                                                       {.text = "Oh.", .role = "ANNA"},
                                                                       {.text = "A door slams."}}));
}

TEST(Cast, NotesOfANameAloneAreNotLost) {
    const std::vector<Block> blocks = {{.text = "Anna (softly):", .notes = {"enters"}}, {.text = "Hello."}, {.text = "Anna: Bye."},
                                       {.text = "Anna:", .notes = {"leaves"}}, {.text = "Two", .kind = BlockKind::Heading, .level = 1}};
    EXPECT_EQ(withRoles(blocks, findCast(blocks)),
              (std::vector<Block>{{.text = "Hello.", .role = "Anna", .notes = {"enters", "softly"}},
                                  {.text = "Bye.", .role = "Anna", .notes = {"leaves"}},
                                  {.text = "Two", .kind = BlockKind::Heading, .level = 1}}));
}

TEST(Cast, MillionsOfLinesTakeLinearTime) {
    std::string text;
    for (int i = 0; i < 200'000; ++i) {
        text += "Z" + std::string(1, static_cast<char>('a' + i % 26)) + ": x\n";
    }
    EXPECT_EQ(cast(text).size(), 26U);
    std::string colons(2'000'000, ':');
    EXPECT_EQ(findCast(std::vector<Block>{{.text = colons}}).members, Members{});
}

std::vector<std::string> textsOf(const std::vector<ImportedSentence>& sentences) {
    std::vector<std::string> texts;
    for (const ImportedSentence& sentence : sentences) {
        texts.push_back(sentence.text);
    }
    return texts;
}

TEST(ImportedSentences, AreCutBlockByBlock) {
    const std::vector<Block> blocks = {{.text = "Chapter one", .kind = BlockKind::Heading, .level = 1},
                                       {.text = "It rained. Nobody came.", .role = "Anna", .pauseMs = 300, .notes = {"slowly", "sadly"}},
                                       {.text = "* * *", .pauseMs = 900, .notes = {"a break"}},
                                       {.text = "The end."}};
    const auto sentences = sentencesOf(blocks, "en");
    ASSERT_TRUE(sentences) << sentences.error().message();
    EXPECT_EQ(textsOf(*sentences), (std::vector<std::string>{"Chapter one", "It rained.", "Nobody came.", "The end."}));
    EXPECT_EQ((*sentences)[0].breakAfter, TextBreak::Paragraph);
    EXPECT_EQ((*sentences)[1].breakAfter, TextBreak::Sentence);
    EXPECT_EQ((*sentences)[1].notes, "slowly\nsadly");
    EXPECT_EQ((*sentences)[2].notes, "a break");
    EXPECT_EQ((*sentences)[1].pauseMs, std::nullopt);
    EXPECT_EQ((*sentences)[2].pauseMs, 1200);
    EXPECT_EQ((*sentences)[2].role, "Anna");
    EXPECT_EQ((*sentences)[2].breakAfter, TextBreak::Paragraph);
    EXPECT_EQ((*sentences)[3].block, 3U);
}

TEST(ImportedSentences, NeedALanguageThatIsThere) {
    const auto sentences = sentencesOf(std::vector<Block>{{.text = "Hello."}}, "xx");
    ASSERT_FALSE(sentences);
    EXPECT_EQ(sentences.error().code, ErrorCode::Unsupported);
}

TEST(ImportedSentences, AreStopped) {
    std::stop_source stop;
    stop.request_stop();
    const auto sentences = sentencesOf(std::vector<Block>{{.text = "Hello."}}, "en", {}, stop.get_token());
    ASSERT_FALSE(sentences);
    EXPECT_EQ(sentences.error().code, ErrorCode::Cancelled);
}

}  // namespace
}  // namespace timbre
