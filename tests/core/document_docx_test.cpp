// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/import/document.h"
#include "tests/support/documents.h"

namespace timbre::test {
namespace {

using Lines = std::vector<std::string>;

ImportedScript read(const DocxPartsToWrite& parts) {
    auto script = readDocumentBytes(docx(parts), "a.docx");
    EXPECT_TRUE(script) << script.error().message();
    return script.value_or(ImportedScript{});
}

Lines body(const std::string& text) { return shown(read({.body = text})); }

std::string run(const std::string& inside) { return "<w:r>" + inside + "</w:r>"; }
std::string word(const std::string& text) { return run("<w:t>" + text + "</w:t>"); }
std::string paragraph(const std::string& inside) { return "<w:p>" + inside + "</w:p>"; }

TEST(Docx, RunsMakeAParagraph) {
    EXPECT_EQ(body(paragraph(word("Hel") + word("lo") + run("<w:t xml:space=\"preserve\"> </w:t>") + word("AT&amp;T.")) + paragraph("") + wordParagraph("Two.")),
              (Lines{"p Hello AT&T.", "p Two."}));
}

TEST(Docx, TitleAndKind) {
    const auto script = read({.body = wordParagraph("a"), .title = "A &amp; B"});
    EXPECT_EQ(script.title, "A & B");
    EXPECT_EQ(script.kind, DocumentKind::Word);
    EXPECT_EQ(read({.body = wordParagraph("a")}).title, "a");
}

TEST(Docx, BreaksTabsAndHyphens) {
    EXPECT_EQ(body(paragraph(run("<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/><w:t>e</w:t>"))),
              (Lines{"p a b\nc-de"}));
}

TEST(Docx, WhatHoldsTextIsEntered) {
    EXPECT_EQ(body(paragraph("<w:hyperlink>" + word("link") + "</w:hyperlink><w:ins>" + word(" new") + "</w:ins><w:moveTo>" + word(" moved") +
                             "</w:moveTo><w:smartTag>" + word(" smart") + "</w:smartTag><w:sdt><w:sdtPr/><w:sdtContent>" + word(" field") +
                             "</w:sdtContent></w:sdt>") +
                   "<w:sdt><w:sdtContent>" + wordParagraph("Block.") + "</w:sdtContent></w:sdt>"),
              (Lines{"p link new moved smart field", "p Block."}));
}

TEST(Docx, WhatIsGoneIsLeftOut) {
    const auto script = read(
        {.body = paragraph(word("Kept") + "<w:del>" + run("<w:delText>deleted</w:delText>") + "</w:del><w:moveFrom>" + word("moved") + "</w:moveFrom>" +
                           run("<w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t>") + run("<w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>.</w:t>") +
                           run("<w:footnoteReference w:id=\"1\"/>") + run("<w:endnoteReference w:id=\"1\"/>"))});
    EXPECT_EQ(shown(script), (Lines{"p Kept."}));
    EXPECT_EQ(skippedOf(script, Skipped::Deleted), 3U);
    EXPECT_EQ(skippedOf(script, Skipped::Footnotes), 2U);
}

std::string field(const std::string& instruction, const std::string& shownText) {
    return run("<w:fldChar w:fldCharType=\"begin\"/>") + run("<w:instrText>" + instruction + "</w:instrText>") +
           run("<w:fldChar w:fldCharType=\"separate\"/>") + shownText + run("<w:fldChar w:fldCharType=\"end\"/>");
}

TEST(Docx, FieldsShowTheirResults) {
    EXPECT_EQ(body(paragraph(word("See ") + field(" HYPERLINK \"x\" ", word("this")) + word("."))), (Lines{"p See this."}));
}

TEST(Docx, TablesOfContentsAreLeftOut) {
    const std::string gallery = "<w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr>";
    const auto script = read({.body = "<w:sdt>" + gallery + "<w:sdtContent>" + wordParagraph("One ... 3") + "</w:sdtContent></w:sdt>" +
                                      paragraph(run("<w:fldChar w:fldCharType=\"begin\"/>") + run("<w:instrText> TOC \\o </w:instrText>") +
                                                run("<w:fldChar w:fldCharType=\"separate\"/>") + word("One") + field("PAGEREF a", word("3"))) +
                                      paragraph(word("Two 4") + run("<w:fldChar w:fldCharType=\"end\"/>")) +
                                      wordParagraph("Three 5", "<w:pStyle w:val=\"Verzeichnis1\"/>") + wordParagraph("Text."),
                              .styles = "<w:style w:type=\"paragraph\" w:styleId=\"Verzeichnis1\"><w:name w:val=\"toc 1\"/></w:style>"});
    EXPECT_EQ(shown(script), (Lines{"p Text."}));
    EXPECT_EQ(skippedOf(script, Skipped::Contents), 3U);
}

TEST(Docx, HeadingsByOutlineLevelNotByName) {
    const std::string styles =
        "<w:style w:type=\"paragraph\" w:styleId=\"berschrift1\"><w:name w:val=\"Mein Kopf\"/><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style>"
        "<w:style w:type=\"paragraph\" w:styleId=\"Kind\"><w:name w:val=\"x\"/><w:basedOn w:val=\"berschrift1\"/></w:style>"
        "<w:style w:type=\"paragraph\" w:styleId=\"Body\"><w:name w:val=\"heading 3\"/><w:basedOn w:val=\"berschrift1\"/><w:pPr><w:outlineLvl w:val=\"9\"/></w:pPr></w:style>"
        "<w:style w:type=\"paragraph\" w:styleId=\"Named\"><w:name w:val=\"heading 2\"/></w:style>"
        "<w:style w:type=\"paragraph\" w:styleId=\"Ring\"><w:name w:val=\"x\"/><w:basedOn w:val=\"Gnir\"/></w:style>"
        "<w:style w:type=\"paragraph\" w:styleId=\"Gnir\"><w:name w:val=\"x\"/><w:basedOn w:val=\"Ring\"/></w:style>"
        "<w:style w:type=\"character\" w:styleId=\"Zeichen\"><w:name w:val=\"heading 1\"/></w:style>"
        "<w:style w:type=\"paragraph\" w:styleId=\"Zitat\"><w:name w:val=\"Quote\"/></w:style>"
        "<w:style w:type=\"paragraph\" w:styleId=\"Liste\"><w:name w:val=\"x\"/><w:pPr><w:numPr><w:numId w:val=\"3\"/></w:numPr></w:pPr></w:style>";
    const auto styled = [](const std::string& id, const std::string& more = {}) {
        return wordParagraph(id, "<w:pStyle w:val=\"" + id + "\"/>" + more);
    };
    const auto script = read({.body = styled("berschrift1") + styled("Kind") + styled("Body") + styled("Named") + styled("Ring") + styled("Zeichen") +
                                      styled("Heading1") + styled("Zitat") + styled("Liste") +
                                      styled("Liste", "<w:numPr><w:numId w:val=\"0\"/></w:numPr>") + styled("Body", "<w:outlineLvl w:val=\"2\"/>") +
                                      wordParagraph("item", "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>"),
                              .styles = styles});
    EXPECT_EQ(shown(script), (Lines{"h1 berschrift1", "h1 Kind", "p Body", "h2 Named", "p Ring", "p Zeichen", "p Heading1", "q Zitat", "- Liste", "p Liste",
                                    "h3 Body", "- item"}));
    EXPECT_EQ(script.chapters, (std::vector<Chapter>{{"berschrift1", 0}, {"Kind", 1}}));
}

std::string cell(const std::string& inside) { return "<w:tc><w:tcPr/>" + inside + "</w:tc>"; }
std::string row(const std::string& cells) { return "<w:tr>" + cells + "</w:tr>"; }

TEST(Docx, TablesRowByRow) {
    EXPECT_EQ(body("<w:tbl>" + row(cell(wordParagraph("Name")) + cell(wordParagraph("Price"))) +
                   row(cell(wordParagraph("Tea.")) + cell(wordParagraph("3")) + cell(paragraph(""))) + "</w:tbl>" + wordParagraph("After.")),
              (Lines{"p Name, Price", "p Tea. 3", "p After."}));
}

TEST(Docx, PagesLaidOutWithTablesAreReadCellByCell) {
    EXPECT_EQ(body("<w:tbl>" + row(cell(wordParagraph("One.") + wordParagraph("Two.")) + cell("<w:tbl>" + row(cell(wordParagraph("In"))) + "</w:tbl>" + wordParagraph("Three."))) +
                   "</w:tbl>"),
              (Lines{"p One.", "p Two.", "p In", "p Three."}));
}

TEST(Docx, AlternativesAreReadOnce) {
    EXPECT_EQ(body(paragraph(word("Before") + run("<mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><a:t>no</a:t><wps:txbx><w:txbxContent>" +
                                                  wordParagraph("Box.") + "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>" +
                                                  wordParagraph("Box.") + "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent>") +
                             word(" after."))),
              (Lines{"p Before after.", "p Box."}));
}

TEST(Docx, OnlyAFallbackIsRead) {
    EXPECT_EQ(body(paragraph(run("<mc:AlternateContent><mc:Fallback><w:t>text</w:t></mc:Fallback></mc:AlternateContent>"))), (Lines{"p text"}));
}

TEST(Docx, PicturesAndFormulasAreCounted) {
    const auto script = read({.body = paragraph(word("a") + run("<w:drawing><pic:pic><a:t>x</a:t></pic:pic></w:drawing>") + run("<w:object><w:pict/></w:object>") +
                                                "<m:oMathPara><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></m:oMathPara>" + word("b"))});
    EXPECT_EQ(shown(script), (Lines{"p ab"}));
    EXPECT_EQ(skippedOf(script, Skipped::Pictures), 2U);
    EXPECT_EQ(skippedOf(script, Skipped::Formulas), 1U);
}

TEST(Docx, RubyIsAReading) {
    const auto ruby = [](const std::string& base, const std::string& reading) {
        return run("<w:ruby><w:rubyPr/><w:rt>" + word(reading) + "</w:rt><w:rubyBase>" + word(base) + "</w:rubyBase></w:ruby>");
    };
    const auto script = read({.body = paragraph(ruby("漢字", "かんじ") + word("の") + ruby("点", "・・") + ruby("重", "ㄓㄨㄥˋ"))});
    EXPECT_EQ(shown(script), (Lines{"p {漢字|かんじ}の点重"}));
    EXPECT_EQ(skippedOf(script, Skipped::Readings), 2U);
}

TEST(Docx, CommentsAreNotes) {
    const auto script = read({.body = paragraph(word("Text.") + run("<w:commentReference w:id=\"7\"/>")) + wordParagraph("More."),
                              .comments = "<w:comment w:id=\"7\">" + wordParagraph("louder") + wordParagraph("here") + "</w:comment>"});
    ASSERT_EQ(shown(script), (Lines{"p Text.", "p More."}));
    EXPECT_EQ(script.blocks[0].notes, (Lines{"louder\nhere"}));
}

TEST(Docx, OtherPrefixesAndNoTypes) {
    auto parts = docxParts({.body = {}});
    parts[1].name = "word/document.xml";
    parts[1].bytes = "<x:document xmlns:x=\"u\"><x:body><x:p><x:r><x:t>Hello.</x:t></x:r></x:p></x:body></x:document>";
    const auto script = readDocumentBytes(zipped(parts), "a.docx");
    ASSERT_TRUE(script) << script.error().message();
    EXPECT_EQ(shown(*script), (Lines{"p Hello."}));
}

Error refused(const std::string& bytes, const ImportOptions& options = {}) {
    const auto script = readDocumentBytes(bytes, "a.docx", options);
    EXPECT_FALSE(script);
    return script ? Error{} : script.error();
}

TEST(Docx, DamagedOnesAreRefused) {
    auto parts = docxParts({.body = wordParagraph("a")});
    parts[1].bytes.resize(parts[1].bytes.size() - 20);
    EXPECT_EQ(refused(zipped(parts)).code, ErrorCode::Corrupt);
    parts[1].bytes.clear();
    EXPECT_EQ(refused(zipped(parts)).code, ErrorCode::Corrupt);
    parts.erase(parts.begin() + 1);
    EXPECT_EQ(refused(zipped(parts)).code, ErrorCode::Unsupported);
    EXPECT_EQ(refused(docx({.body = {}})).code, ErrorCode::InvalidInput);
}

TEST(Docx, EveryCutFileIsRefused) {
    const std::string whole = docx({.body = wordParagraph("Hello.")});
    for (std::size_t bytes = 0; bytes < whole.size(); bytes += 7) {
        (void)refused(whole.substr(0, bytes));
    }
}

TEST(Docx, DeepNestingIsRefusedNotFollowed) {
    std::string open;
    std::string close;
    for (int i = 0; i < 200'000; ++i) {
        open += "<w:ins>";
        close += "</w:ins>";
    }
    EXPECT_EQ(refused(docx({.body = "<w:p>" + open + word("a") + close + "</w:p>"})).code, ErrorCode::Corrupt);
    std::string tables = wordParagraph("in");
    for (int i = 0; i < 80; ++i) {
        tables = "<w:tbl>" + row(cell(tables)) + "</w:tbl>";
    }
    EXPECT_EQ(body(tables), (Lines{"p in"}));
}

TEST(Docx, BombsAreRefused) {
    ImportOptions small;
    small.limits.entryBytes = 1U << 20U;
    EXPECT_EQ(refused(docx({.body = wordParagraph(std::string(2U << 20U, 'a'))}), small).code, ErrorCode::InvalidInput);
    ImportOptions total;
    total.limits.totalBytes = 3U << 20U;
    EXPECT_EQ(refused(docx({.body = wordParagraph(std::string(2U << 20U, 'a')), .styles = std::string(2U << 20U, ' ')}), total).code, ErrorCode::InvalidInput);
    EXPECT_EQ(refused(docx({.body = std::string(40U << 20U, ' ')})).code, ErrorCode::InvalidInput) << "by the usual limits";
    ImportOptions nodes;
    nodes.limits.nodes = 1000;
    std::string many;
    for (int i = 0; i < 1001; ++i) {
        many += "<w:p/>";
    }
    EXPECT_EQ(refused(docx({.body = many}), nodes).code, ErrorCode::InvalidInput);
    ImportOptions entries;
    entries.limits.entries = 4;
    EXPECT_EQ(refused(docx({.body = wordParagraph("a")}), entries).code, ErrorCode::InvalidInput);
}

TEST(Docx, EntitiesOfItsOwnAreNotFollowed) {
    auto parts = docxParts({.body = wordParagraph("a &lol; b &xxe; c")});
    const std::string doctype = "<!DOCTYPE x [<!ENTITY lol \"lolololol\"><!ENTITY xxe SYSTEM \"file:///etc/passwd\">]>";
    parts[1].bytes.insert(kXmlHead.size(), doctype);
    const auto script = readDocumentBytes(zipped(parts), "a.docx");
    ASSERT_TRUE(script) << script.error().message();
    EXPECT_EQ(shown(*script), (Lines{"p a &lol; b &xxe; c"}));
}

TEST(Docx, BytesThatAreNoTextAreCounted) {
    const auto script = read({.body = wordParagraph("a\xFF\xC0z")});
    EXPECT_EQ(shown(script), (Lines{"p az"}));
    EXPECT_EQ(skippedOf(script, Skipped::LostCharacters), 2U);
}

}  // namespace
}  // namespace timbre::test
