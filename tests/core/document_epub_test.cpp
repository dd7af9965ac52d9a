// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <locale.h>

#include <string>
#include <vector>

#include "core/import/document.h"
#include "core/import/epub.h"
#include "tests/support/documents.h"

namespace timbre::test {
namespace {

using Lines = std::vector<std::string>;

ImportedScript readBytes(const std::string& bytes) {
    auto script = readDocumentBytes(bytes, "a.epub");
    EXPECT_TRUE(script) << script.error().message();
    return script.value_or(ImportedScript{});
}

ImportedScript read(const std::vector<EpubChapter>& chapters) { return readBytes(epub(chapters)); }

ImportedScript page(const std::string& body) { return read({{"a.xhtml", body}}); }

Lines body(const std::string& text) { return shown(page(text)); }

Error refused(const std::vector<DocumentPart>& parts, const ImportOptions& options = {}) {
    const auto script = readDocumentBytes(zipped(parts), "a.epub", options);
    EXPECT_FALSE(script);
    return script ? Error{} : script.error();
}

TEST(Epub, ChaptersInReadingOrder) {
    const auto script = read({{"b.xhtml", "<h1>One</h1><p>a</p>"}, {"a.xhtml", "<h1>Two</h1><p>b</p>"}});
    EXPECT_EQ(shown(script), (Lines{"h1 One", "p a", "h1 Two", "p b"}));
    EXPECT_EQ(script.chapters, (std::vector<Chapter>{{"One", 0}, {"Two", 2}}));
    EXPECT_EQ(script.title, "A book");
    EXPECT_EQ(script.kind, DocumentKind::Epub);
}

TEST(Epub, WhatIsOutsideTheReadingOrder) {
    EXPECT_EQ(shown(read({{"nav.xhtml", "<p>contents</p>", {}, {}, "scripted nav"},
                          {"a.xhtml", "<p>a</p>"},
                          {"note.xhtml", "<p>note</p>", {}, "linear=\"no\""},
                          {"a.xhtml", "<p>again</p>"}})),
              (Lines{"p a"}))
        << "each chapter once, contents and what is not linear not at all";
}

TEST(Epub, LinksAreDecoded) {
    EXPECT_EQ(shown(read({{"my%20chapter.xhtml", "<p>a</p>", "OEBPS/my chapter.xhtml"},
                          {"../text/%E7%AB%A0.xhtml", "<p>b</p>", "text/章.xhtml"},
                          {"a&amp;b.xhtml", "<p>c</p>", "OEBPS/a&b.xhtml"},
                          {"CASE.xhtml", "<p>d</p>", "OEBPS/case.XHTML"}})),
              (Lines{"p a", "p b", "p c", "p d"}));
}

TEST(Epub, NamesAreReadInAnyLocale) {
    const char* const before = ::setlocale(LC_CTYPE, nullptr);
    const std::string kept = before == nullptr ? "C" : before;
    ::setlocale(LC_CTYPE, "C");
    EXPECT_EQ(shown(read({{"章.xhtml", "<p>b</p>"}})), (Lines{"p b"}));
    EXPECT_STREQ(::setlocale(LC_CTYPE, nullptr), "C");
    ::setlocale(LC_CTYPE, kept.c_str());
}

TEST(EpubLinks, StayInside) {
    EXPECT_EQ(resolveLink("OEBPS/content.opf", "a.xhtml#p1"), "OEBPS/a.xhtml");
    EXPECT_EQ(resolveLink("OEBPS/content.opf", "../a/./b//c.xhtml"), "a/b/c.xhtml");
    EXPECT_EQ(resolveLink("OEBPS/content.opf", "/a.xhtml"), "a.xhtml");
    EXPECT_EQ(resolveLink("content.opf", "%41%zz%4"), "A%zz%4");
    EXPECT_EQ(resolveLink("OEBPS/content.opf", "../../etc/passwd"), "");
    EXPECT_EQ(resolveLink("OEBPS/content.opf", "http://example.org/a"), "");
    EXPECT_EQ(resolveLink("OEBPS/content.opf", "#p"), "");
}

TEST(Epub, BlocksOfAllKinds) {
    EXPECT_EQ(body("<section><h2>Part</h2><div>loose <i>text</i><p>own</p>behind</div><ul><li>one</li><li><p>two</p></li></ul>"
                   "<blockquote><p>said</p></blockquote><dl><dt>tea</dt><dd>leaves</dd></dl></section>"),
              (Lines{"h2 Part", "p loose text", "p own", "p behind", "- one", "- two", "q said", "p tea", "p leaves"}));
}

TEST(Epub, BlanksAreThoseOfAPage) {
    EXPECT_EQ(body("<p>\n  a <b>bold</b> <i>word</i>\n\n<span> </span>and<br/>\n  line&#160;two </p>"), (Lines{"p a bold word and\nline two"}));
    EXPECT_EQ(body("<p>漢字\n漢字 漢字\nabc</p>"), (Lines{"p 漢字漢字 漢字 abc"}));
    EXPECT_EQ(body("<p>한글\n한글</p>"), (Lines{"p 한글 한글"}));
}

TEST(Epub, CharacterReferences) {
    EXPECT_EQ(body("<p>A&nbsp;&mdash;&nbsp;B &eacute;&#x4E2D; &amp;nbsp; &lt;b&gt; &unknown;</p><p><![CDATA[a &amp; b]]></p>"),
              (Lines{"p A — B é中 &nbsp; <b> &unknown;", "p a &amp; b"}));
}

TEST(Epub, RubyIsAReading) {
    EXPECT_EQ(body("<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rt>じ</rt></ruby>を<ruby>読<rt>よ</rt></ruby>む</p>"), (Lines{"p {漢字|かんじ}を{読|よ}む"}));
    EXPECT_EQ(body("<p><ruby><rb>漢</rb><rb>字</rb><rt>かん</rt><rt>じ</rt></ruby></p>"), (Lines{"p {漢字|かんじ}"}));
    EXPECT_EQ(body("<p><ruby><rbc><rb>漢字</rb></rbc><rtc><rt>かんじ</rt></rtc><rtc><rt>kanji</rt></rtc></ruby></p>"), (Lines{"p {漢字|かんじ}"}));
    EXPECT_EQ(body("<p><ruby>重<rt>chóng</rt>新<rt>xīn</rt></ruby></p>"), (Lines{"p {重新|chóng xīn}"}));
    EXPECT_EQ(body("<p><ruby>運命<rt>フェイト</rt></ruby></p>"), (Lines{"p {運命|フェイト}"}));
}

TEST(Epub, RubyThatNoVoiceCanFollow) {
    const auto script = page(
        "<p><ruby>点<rt>﹅</rt>点<rt>﹅</rt></ruby><ruby>重<rt>ㄓㄨㄥˋ</rt></ruby><ruby>a|b<rt>x</rt></ruby><ruby>漢<rt>かん</rt>字</ruby><ruby>空</ruby><ruby/></p>");
    EXPECT_EQ(shown(script), (Lines{"p 点点重a|b漢字空"}));
    EXPECT_EQ(skippedOf(script, Skipped::Readings), 3U);
}

TEST(Epub, WhatIsNotSpoken) {
    const auto script = page(
        "<p>Text<a epub:type=\"noteref\" href=\"#n1\">1</a> and<sup><a href=\"n.xhtml#n2\">2</a></sup> more<a href=\"#n3\"><sup>3</sup></a>."
        "<img src=\"a.png\" alt=\"x\"/><span epub:type=\"pagebreak\" title=\"5\">5</span></p><pre><code>int x;</code></pre><pre>A poem</pre>"
        "<aside epub:type=\"footnote\"><p>A note.</p></aside><section role=\"doc-endnotes\"><p>Notes.</p></section><svg><text>no</text></svg>"
        "<script>var x;</script><nav epub:type=\"toc\"><ol><li>One</li></ol></nav><p hidden=\"hidden\">no</p><p>10<sup>2</sup> <del>old</del></p><math><mi>x</mi></math>");
    EXPECT_EQ(shown(script), (Lines{"p Text and more.", "p A poem", "p 102"}));
    EXPECT_EQ(skippedOf(script, Skipped::Footnotes), 5U);
    EXPECT_EQ(skippedOf(script, Skipped::Pictures), 2U);
    EXPECT_EQ(skippedOf(script, Skipped::Code), 1U);
    EXPECT_EQ(skippedOf(script, Skipped::Contents), 1U);
    EXPECT_EQ(skippedOf(script, Skipped::Deleted), 1U);
    EXPECT_EQ(skippedOf(script, Skipped::Formulas), 1U);
}

TEST(Epub, TablesRowByRow) {
    EXPECT_EQ(body("<table><tr><th>Name</th><th>Price</th></tr>\n<tr><td><p>Tea.</p></td> <td>3</td></tr></table><p>After.</p>"),
              (Lines{"p Name, Price", "p Tea. 3", "p After."}));
    EXPECT_EQ(body("<table><tr><td><p>One.</p><p>Two.</p></td><td>Three.</td></tr></table>"), (Lines{"p One.", "p Two.", "p Three."}));
}

TEST(Epub, RightToLeft) { EXPECT_EQ(body("<p dir=\"rtl\">שלום <b>עולם</b>.</p>"), (Lines{"p שלום עולם."})); }

TEST(Epub, ProtectedOnesAreRefused) {
    const auto withEncryption = [](const std::string& method) {
        auto parts = epubParts({{"a.xhtml", "<p>a</p>"}});
        parts.push_back({"META-INF/encryption.xml", kXmlHead + "<encryption xmlns:enc=\"e\"><enc:EncryptedData><enc:EncryptionMethod Algorithm=\"" + method +
                                                        "\"/></enc:EncryptedData></encryption>"});
        return parts;
    };
    const Error error = refused(withEncryption("http://www.w3.org/2001/04/xmlenc#aes128-cbc"));
    EXPECT_EQ(error.code, ErrorCode::Unsupported);
    EXPECT_NE(error.detail.find("protected"), std::string::npos);
    EXPECT_FALSE(error.advice.empty());
    EXPECT_EQ(shown(readBytes(zipped(withEncryption("http://www.idpf.org/2008/embedding")))), (Lines{"p a"})) << "only its fonts are hidden";
}

TEST(Epub, OneDamagedChapterIsToldNotFatal) {
    auto parts = epubParts({{"a.xhtml", "<p>a</p>"}, {"b.xhtml", "<p>b<br></p>"}, {"c.xhtml", "<p>c</p>"}, {"d.xhtml", "<p>d</p>"}});
    parts.pop_back();
    const auto script = readBytes(zipped(parts));
    EXPECT_EQ(shown(script), (Lines{"p a", "p c"}));
    EXPECT_EQ(skippedOf(script, Skipped::DamagedChapters), 2U);
    EXPECT_EQ(refused(epubParts({{"b.xhtml", "<p>b<br></p>"}})).code, ErrorCode::Corrupt);
}

TEST(Epub, DamagedBooksAreRefused) {
    const auto good = epubParts({{"a.xhtml", "<p>a</p>"}});
    for (std::size_t i = 1; i < good.size(); ++i) {
        auto parts = good;
        parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(i));
        const Error error = refused(parts);
        EXPECT_TRUE(error.code == ErrorCode::Corrupt || error.code == ErrorCode::Unsupported) << good[i].name;
        EXPECT_FALSE(error.advice.empty()) << good[i].name;
    }
}

TEST(Epub, OtherEncodings) {
    auto parts = epubParts({{"a.xhtml", "<p>a</p>"}});
    parts[3].bytes = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><html><body><p>caf\xE9</p></body></html>";
    EXPECT_EQ(shown(readBytes(zipped(parts))), (Lines{"p café"}));
    parts[3].bytes = "<?xml version=\"1.0\" encoding=\"GBK\"?><html><body><p>\xC4\xE3</p></body></html>";
    EXPECT_NE(refused(parts).message().find("gbk"), std::string::npos);
    const std::string wide = "<html><body><p>b</p></body></html>";
    parts[3].bytes = "\xFF\xFE";
    for (const char c : wide) {
        parts[3].bytes += std::string{c, '\0'};
    }
    EXPECT_EQ(shown(readBytes(zipped(parts))), (Lines{"p b"}));
}

TEST(Epub, BombsAndDeepPagesAreRefused) {
    std::string deep;
    for (int i = 0; i < 300'000; ++i) {
        deep += "<div>";
    }
    for (int i = 0; i < 300'000; ++i) {
        deep += "</div>";
    }
    EXPECT_EQ(refused(epubParts({{"a.xhtml", deep}})).code, ErrorCode::Corrupt);
    ImportOptions small;
    small.limits.entryBytes = 1U << 20U;
    EXPECT_EQ(refused(epubParts({{"a.xhtml", std::string(2U << 20U, 'a')}}), small).code, ErrorCode::InvalidInput);
    ImportOptions total;
    total.limits.totalBytes = 1U << 20U;
    std::vector<EpubChapter> chapters;
    for (int i = 0; i < 20; ++i) {
        chapters.push_back({std::to_string(i) + ".xhtml", std::string(100'000, 'a')});
    }
    EXPECT_EQ(refused(epubParts(chapters), total).code, ErrorCode::InvalidInput);
}

TEST(Epub, MillionsOfElementsTakeLinearTime) {
    std::string many;
    for (int i = 0; i < 100'000; ++i) {
        many += "<p/><sup/><ruby/><td/><tr/>";
    }
    EXPECT_EQ(body(many + "<p>end</p>"), (Lines{"p end"}));
}

}  // namespace
}  // namespace timbre::test
