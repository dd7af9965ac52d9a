// SPDX-License-Identifier: GPL-3.0-or-later
// Documents that are texts: TXT, Markdown, subtitles; and what is refused.
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "core/import/document.h"
#include "tests/support/documents.h"
#include "tests/support/test_support.h"

namespace timbre::test {
namespace {

using Lines = std::vector<std::string>;

ImportedScript read(const std::string& bytes, const std::string& name) {
    auto script = readDocumentBytes(bytes, name);
    EXPECT_TRUE(script) << script.error().message();
    return script.value_or(ImportedScript{});
}

Lines txt(const std::string& bytes) { return shown(read(bytes, "a.txt")); }
Lines md(const std::string& bytes) { return shown(read(bytes, "a.md")); }

Error refused(const std::string& bytes, const std::string& name, const ImportOptions& options = {}) {
    const auto script = readDocumentBytes(bytes, name, options);
    EXPECT_FALSE(script);
    return script ? Error{} : script.error();
}

TEST(PlainTextDocument, EmptyLinesPartBlocks) {
    EXPECT_EQ(txt("One\ntwo.\n\n \t\nThree.\n"), (Lines{"p One\ntwo.", "p Three."}));
    EXPECT_EQ(txt("　　第一段。\n　　第二段，\n接着。\n"), (Lines{"p 第一段。", "p 第二段，\n接着。"}));
}

TEST(PlainTextDocument, LineEndsAndMarks) {
    EXPECT_EQ(txt("\xEF\xBB\xBFOne.\r\n\r\nTwo.\r\rThree."), (Lines{"p One.", "p Two.", "p Three."}));
    EXPECT_EQ(txt(std::string("\xFF\xFE" "A\0.\0\n\0\n\0\x2D\x4E", 12)), (Lines{"p A.", "p 中"}));
    EXPECT_EQ(txt(std::string("\xFE\xFF\0B\0.", 6)), (Lines{"p B."}));
    EXPECT_EQ(txt("a\u200Bb\u00ADc\uFEFF d\u00A0 e"), (Lines{"p abc d e"}));
}

TEST(PlainTextDocument, RightToLeft) { EXPECT_EQ(txt("שלום.\n\nمرحبا."), (Lines{"p שלום.", "p مرحبا."})); }

TEST(PlainTextDocument, TitleIsTheNameOfTheFile) {
    EXPECT_EQ(read("Text.", "/a/My story.txt").title, "My story");
    EXPECT_EQ(read("Text.", "x").kind, DocumentKind::PlainText);
}

TEST(MarkdownDocument, BlocksOfAllKinds) {
    EXPECT_EQ(md("# Title\n\nA *line*\nand **another**.\n\nPart\n----\n\n- one\n- two\n  - three\n\n1. first\n\n> said\n\nEnd\\*.\n"),
              (Lines{"h1 Title", "p A line\nand another.", "h2 Part", "- one", "- two", "- three", "- first", "q said", "p End*."}));
}

TEST(MarkdownDocument, HeadingsAreChapters) {
    const auto script = read("# The book\n\n## One\n\nText.\n\n## Two\n\nText.\n", "a.md");
    EXPECT_EQ(script.title, "The book");
    EXPECT_EQ(script.chapters, (std::vector<Chapter>{{"One", 1}, {"Two", 3}}));
    EXPECT_EQ(read("# One\n\na\n\n# Two\n\nb\n", "a.md").chapters, (std::vector<Chapter>{{"One", 0}, {"Two", 2}}));
    EXPECT_TRUE(read("No headings.\n", "a.md").chapters.empty());
}

TEST(MarkdownDocument, WhatIsNotSpoken) {
    const auto script = read(
        "---\ntitle: \"A book\"\nauthor: me\n---\nText[^1] with ![a picture](a.png) and ~~old~~ `code`.\n\n```\nint x;\n```\n\n"
        "<div>\nhtml\n</div>\n\nMore[^long].\n\n[^1]: A note.\n[^long]: Another,\n    with a paragraph.\n\nLast.\n",
        "a.md");
    EXPECT_EQ(shown(script), (Lines{"p Text with and code.", "p More.", "p Last."}));
    EXPECT_EQ(script.title, "A book");
    EXPECT_EQ(skippedOf(script, Skipped::Footnotes), 2U);
    EXPECT_EQ(skippedOf(script, Skipped::Pictures), 1U);
    EXPECT_EQ(skippedOf(script, Skipped::Deleted), 1U);
    EXPECT_EQ(skippedOf(script, Skipped::Code), 1U);
    EXPECT_EQ(skippedOf(script, Skipped::Html), 1U);
}

TEST(MarkdownDocument, ARuleIsNoFrontMatter) {
    EXPECT_EQ(md("---\n\nText.\n\n---\n\nMore.\n"), (Lines{"p Text.", "p More."}));
    EXPECT_EQ(md("---\nnever closed\n"), (Lines{"p never closed"}));
}

TEST(MarkdownDocument, CommentsAreNotes) {
    const auto script = read("<!-- first -->\n\nOne <!-- inside --> line.\n\nTwo.\n\n<!-- last -->\n", "a.md");
    ASSERT_EQ(shown(script), (Lines{"p One line.", "p Two."}));
    EXPECT_EQ(script.blocks[0].notes, (Lines{"first", "inside"}));
    EXPECT_EQ(script.blocks[1].notes, (Lines{"last"}));
    EXPECT_EQ(skippedOf(script, Skipped::Html), 0U);
}

TEST(MarkdownDocument, OwnMarkupStays) {
    const auto script = read("重(chong2)新 {GIF|gif} [pause 0.8s] [[a note]] a<break time=\"1s\"/>b.\n\n<break time=\"2s\"/>\n\nEnd.\n", "a.md");
    ASSERT_EQ(shown(script), (Lines{"p 重(chong2)新 {GIF|gif} [pause 0.8s] [[a note]] a<break time=\"1s\"/>b.", "p End."}));
    EXPECT_EQ(script.blocks[0].pauseMs, 2000);
}

TEST(MarkdownDocument, IndentedTextIsText) { EXPECT_EQ(md("    An indented paragraph.\n"), (Lines{"p An indented paragraph."})); }

TEST(MarkdownDocument, EntitiesBreaksAndRuby) {
    EXPECT_EQ(md("A&nbsp;&mdash; b&lt;<br>c  \nd <ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>です\n"), (Lines{"p A — b<\nc\nd {漢字|かんじ}です"}));
}

TEST(MarkdownDocument, TablesRowByRow) {
    EXPECT_EQ(md("| Name | Price |\n|------|-------|\n| Tea. | 3 |\n| 茶 | 四 |\n"), (Lines{"p Name, Price", "p Tea. 3", "p 茶、四"}));
}

TEST(MarkdownDocument, LinksAreTheirWords) { EXPECT_EQ(md("See [the site](http://example.org \"t\").\n"), (Lines{"p See the site."})); }

/// A table of so many columns and of rows without cells.
std::string emptyTable(int columns, int rows) {
    std::string text;
    for (const char* const cell : {"|a", "|---"}) {
        for (int i = 0; i < columns; ++i) {
            text += cell;
        }
        text += "|\n";
    }
    for (int i = 0; i < rows; ++i) {
        text += "|\n";
    }
    return text;
}

TEST(MarkdownDocument, TablesOfNothingAreRefused) { EXPECT_EQ(refused(emptyTable(100, 50'000), "a.md").code, ErrorCode::InvalidInput); }

TEST(MarkdownDocument, HugeTablesAreLines) { EXPECT_EQ(read(emptyTable(100'000, 500'000), "a.md").kind, DocumentKind::Markdown); }

TEST(MarkdownDocument, MillionsOfLinksTakeLinearTime) {
    std::string text;
    while (text.size() < (8U << 20U)) {
        text += "[a]: /b\n[a]";
    }
    EXPECT_FALSE(read(text, "a.md").blocks.empty());
}

TEST(MarkdownDocument, HostileSignsEnd) {
    for (const char* const piece : {"[", "](", "*_", "> ", "<", "`", "- ", "[^", "<!--", "&", "|", "![", "~~", "\\", "<a ", "[]: ", "_a_*"}) {
        std::string text;
        while (text.size() < 200'000) {
            text += piece;
        }
        (void)readDocumentBytes(text + " word\n", "a.md");
    }
}

TEST(SubtitleDocument, CuesAreBlocksWithTheirSilence) {
    const auto script = read(
        "1\n00:00:01,000 --> 00:00:02,000\nOne\ntwo.\n\n2\n00:00:03,500 --> 00:00:09,000\n- Who?\n- Me.\n\n"
        "3\n00:00:04,000 --> 00:00:05,000\nInside.\n\n4\n00:01:00,000 --> 00:01:01,000\nLast.\n",
        "a.srt");
    ASSERT_EQ(shown(script), (Lines{"cue One\ntwo.", "cue Who?", "cue Me.", "cue Inside.", "cue Last."}));
    EXPECT_EQ(script.blocks[0].pauseMs, 1500);
    EXPECT_EQ(script.blocks[1].pauseMs, std::nullopt);
    EXPECT_EQ(script.blocks[2].pauseMs, 0) << "the next begins while this one is heard";
    EXPECT_EQ(script.blocks[3].pauseMs, 10'000) << "the longest pause there is";
    EXPECT_EQ(script.blocks[4].pauseMs, std::nullopt);
    EXPECT_EQ(script.kind, DocumentKind::SubRip);
}

TEST(SubtitleDocument, DashesOnlyWhereSeveralSpeak) {
    const auto cue = [](const std::string& text) { return shown(read("00:00:01,000 --> 00:00:02,000\n" + text + "\n", "a.srt")); };
    EXPECT_EQ(cue("- A\nand more\n– B"), (Lines{"cue A\nand more", "cue B"}));
    EXPECT_EQ(cue("I saw\n- nothing."), (Lines{"cue I saw\n- nothing."}));
    EXPECT_EQ(cue("- Alone."), (Lines{"cue Alone."}));
}

TEST(SubtitleDocument, CountsAndRoles) {
    const auto script = read("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna>Hi.\n\n00:03.000 --> 00:02.000\nBack.\n\n00:04.000 --> 00:05.000\n<i></i>\n", "a.vtt");
    ASSERT_EQ(script.blocks.size(), 1U);
    EXPECT_EQ(script.blocks[0].role, "Anna");
    EXPECT_EQ(script.skipped, (std::vector<SkippedParts>{{Skipped::DamagedCues, 1}, {Skipped::EmptyCues, 1}}));
    EXPECT_EQ(read("WEBVTT\n\n00:01.000 --> 00:02.000\nHi.\n", "noname").kind, DocumentKind::WebVtt);
}

struct Refused {
    const char* label;
    std::string bytes;
    const char* name;
    ErrorCode code;
    const char* mentions;
};

class RefusedDocument : public testing::TestWithParam<Refused> {};

TEST_P(RefusedDocument, SaysWhatToDo) {
    const Error error = refused(GetParam().bytes, GetParam().name);
    EXPECT_EQ(error.code, GetParam().code) << error.message();
    EXPECT_NE(error.message().find(GetParam().mentions), std::string::npos) << error.message();
    EXPECT_FALSE(error.advice.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Document, RefusedDocument,
    testing::Values(Refused{"pdf", "%PDF-1.7\n", "a.pdf", ErrorCode::Unsupported, "DOCX"},
                    Refused{"pdf_called_text", "%PDF-1.7\n", "a.txt", ErrorCode::Unsupported, "PDF"},
                    Refused{"doc", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "a.doc", ErrorCode::Unsupported, "password"},
                    Refused{"rtf", "{\\rtf1 hello}", "a.rtf", ErrorCode::Unsupported, "RTF"},
                    Refused{"web_page", " <!DOCTYPE html><html>", "a.txt", ErrorCode::Unsupported, "web page"},
                    Refused{"kindle", std::string(60, 'x') + "BOOKMOBI" + std::string(60, 'x'), "a.mobi", ErrorCode::Unsupported, "Kindle"},
                    Refused{"empty", "", "a.txt", ErrorCode::InvalidInput, "no text"},
                    Refused{"blank", " \n\u3000\n", "a.md", ErrorCode::InvalidInput, "no text"},
                    Refused{"latin1", "Caf\xe9", "a.txt", ErrorCode::InvalidInput, "UTF-8"},
                    Refused{"binary", std::string("a\0b", 3), "a.txt", ErrorCode::InvalidInput, "zero byte"},
                    Refused{"srt_without_cues", "Hello.", "a.srt", ErrorCode::InvalidInput, "cue"},
                    Refused{"docx_that_is_none", "Hello.", "a.docx", ErrorCode::Corrupt, "DOCX"},
                    Refused{"epub_that_is_none", "Hello.", "a.epub", ErrorCode::Corrupt, "EPUB"},
                    Refused{"zip_of_something", zipped({{"a.txt", "hello"}}), "a.zip", ErrorCode::Unsupported, "ZIP"},
                    Refused{"open_document", zipped({{"content.xml", "<a/>"}}), "a.odt", ErrorCode::Unsupported, "LibreOffice"},
                    Refused{"cut_zip", zipped({{"a.txt", "hello"}}).substr(0, 30), "a.docx", ErrorCode::Corrupt, "cut short"},
                    Refused{"too_much_text", std::string((16U << 20U) + 1, 'a'), "a.txt", ErrorCode::InvalidInput, "16 MiB"}),
    [](const auto& row) { return row.param.label; });

TEST(Document, FilesAreReadFromDisk) {
    const TempDir folder;
    std::ofstream(folder / "story.md") << "# One\n\nText.\n";
    const auto script = readDocument(folder / "story.md");
    ASSERT_TRUE(script) << script.error().message();
    EXPECT_EQ(shown(*script), (Lines{"h1 One", "p Text."}));
    const auto missing = readDocument(folder / "none.md");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::NotFound);
    ImportOptions small;
    small.limits.fileBytes = 4;
    const auto large = readDocument(folder / "story.md", small);
    ASSERT_FALSE(large);
    EXPECT_EQ(large.error().code, ErrorCode::InvalidInput);
}

TEST(Document, TheKindCanBeSaid) {
    ImportOptions options;
    options.kind = DocumentKind::Markdown;
    const auto script = readDocumentBytes("# One\n", "pasted", options);
    ASSERT_TRUE(script);
    EXPECT_EQ(shown(*script), (Lines{"h1 One"}));
}

TEST(Document, ProgressRisesAndStopStops) {
    double last = -1.0;
    std::stop_source stop;
    const auto sink = [&](const Progress& progress) {
        EXPECT_GE(progress.fraction, last);
        last = progress.fraction;
    };
    ASSERT_TRUE(readDocumentBytes(epub({{"a.xhtml", "<p>a</p>"}, {"b.xhtml", "<p>b</p>"}}), "a.epub", {}, sink, stop.get_token()));
    EXPECT_EQ(last, 1.0);
    stop.request_stop();
    for (const std::string& bytes : {std::string("Text."), epub({{"a.xhtml", "<p>a</p>"}}), docx({.body = wordParagraph("a")})}) {
        const auto stopped = readDocumentBytes(bytes, "a.txt", {}, {}, stop.get_token());
        ASSERT_FALSE(stopped);
        EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
    }
}

TEST(Document, EveryNameIsThere) {
    for (int i = 0; i <= static_cast<int>(Skipped::LostCharacters); ++i) {
        EXPECT_FALSE(skippedName(static_cast<Skipped>(i)).empty());
        EXPECT_FALSE(skippedWords(static_cast<Skipped>(i)).empty());
    }
    EXPECT_EQ(documentKindName(DocumentKind::Epub), "epub");
    EXPECT_EQ(blockKindName(BlockKind::Cue), "cue");
}

}  // namespace
}  // namespace timbre::test
