// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/document_mutation.h"

#include <algorithm>
#include <array>
#include <random>
#include <string_view>

namespace timbre::test {
namespace {

using Random = std::mt19937_64;

constexpr auto kPieces = std::to_array<std::string_view>(
    {"<w:p>", "</w:p>", "<w:p/>", "<w:r><w:t>x</w:t></w:r>", "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", "<w:tr>", "</w:tr>", "<w:tc/>",
     "<w:del>", "</w:del>", "<w:drawing>", "</w:drawing>", "<w:pict>", "</w:pict>", "<w:txbxContent>", "</w:txbxContent>",
     "<mc:AlternateContent><mc:Choice>", "</mc:Choice></mc:AlternateContent>", "<mc:Fallback/>", "<w:fldChar w:fldCharType=\"begin\"/>",
     "<w:fldChar w:fldCharType=\"separate\"/>", "<w:fldChar w:fldCharType=\"end\"/>", "<w:instrText>TOC</w:instrText>", "<w:ruby>", "</w:ruby>",
     "<w:rt>", "</w:rt>", "<w:commentReference w:id=\"7\"/>", "<p>", "</p>", "<br/>", "<ruby>", "</ruby>", "<rt>", "</rt>", "<rb>", "</rb>", "<rtc>",
     "</rtc>", "<table>", "</table>", "<tr>", "<td>", "</td>", "<li>", "</li>", "<h1>", "</h1>", "<blockquote>", "</blockquote>", "<sup>", "</sup>",
     "<a href=\"#n\">", "</a>", "<pre><code>", "</code></pre>", "&nbsp;", "&#x0;", "&#xFFFFFFFF;", "&amp;", "<![CDATA[", "]]>", "<!--", "-->",
     "<?xml version=\"1.0\" encoding=\"UTF-16\"?>", "\n\n", "\n# ", "\n- ", "\n> ", "```", "|", "\n|---|\n", "[^1]", "\n[^1]: ", "---\n", "![", "](",
     "<break time=\"1s\"/>", "[[", "]]", "{a|b}", " --> ", "00:00:01,000 --> 00:00:02,000\n", "WEBVTT\n\n", "NOTE\n", "<v Anna>", "{\\an8}", "- ",
     "Anna: ", "小明：", "\xEF\xBB\xBF", "\xFF", "\r", "\xE2\x80\x8F", "..", "%2e%2e/", "漢", "9", ":", "="});

/// Elements that are whole, so that the part stays XML.
constexpr auto kWholePieces = std::to_array<std::string_view>(
    {"<w:p/>", "<w:r><w:t>x</w:t></w:r>", "<w:p><w:r><w:t>Anna: y</w:t></w:r></w:p>", "<w:tc><w:p><w:r><w:t>z</w:t></w:r></w:p></w:tc>",
     "<w:tbl><w:tr><w:tc><w:p/><w:p/></w:tc></w:tr></w:tbl>", "<w:tr/>", "<w:t> </w:t>", "<w:del><w:t>d</w:t></w:del>", "<w:drawing><w:drawing/></w:drawing>",
     "<w:txbxContent><w:p><w:t>b</w:t></w:p></w:txbxContent>", "<mc:AlternateContent><mc:Choice/><mc:Fallback/></mc:AlternateContent>",
     "<w:fldChar w:fldCharType=\"begin\"/>", "<w:fldChar w:fldCharType=\"separate\"/>", "<w:fldChar w:fldCharType=\"end\"/>",
     "<w:instrText>TOC</w:instrText>", "<w:ruby><w:rt><w:t>r</w:t></w:rt><w:t>b</w:t></w:ruby>", "<w:rt/>", "<w:commentReference w:id=\"7\"/>",
     "<p>x<p>y</p></p>", "<br/>", "<ruby>a<rt>b</rt></ruby>", "<ruby><ruby/></ruby>", "<rt>r</rt>", "<rtc/>", "<td>t</td>", "<tr><td/></tr>",
     "<table><tr><td><table><tr><td>n</td></tr></table></td></tr></table>", "<li/>", "<h1/>", "<h9>x</h9>", "<sup><a href=\"#\">1</a></sup>",
     "<pre>p</pre>", "<itemref idref=\"c0\"/>", "<item/>", "<w:style/>", "&nbsp;", "&#x0;", "&#xFFFFFFFF;", "<![CDATA[c]]>", "<!-- c -->", "Bob: ", "漢\n字"});

std::size_t anyPlace(const std::string& text, Random& random) { return text.empty() ? 0 : random() % (text.size() + 1); }

/// Before a tag or a line, as a rule.
std::size_t boundary(const std::string& text, Random& random) {
    const std::size_t from = anyPlace(text, random);
    if (random() % 8 == 0) {
        return from;
    }
    return std::min(text.find_first_of("<\n", from), text.size());
}

void changeOnce(std::string& text, const std::string& other, Random& random) {
    const std::size_t begin = boundary(text, random);
    const std::size_t end = std::max(begin, boundary(text, random));
    switch (random() % 10) {
        case 8:
        case 9: text.insert(begin, kWholePieces[random() % kWholePieces.size()]); break;
        case 0:
        case 1:
        case 2: text.insert(begin, kPieces[random() % kPieces.size()]); break;
        case 3: text.insert(end, text.substr(begin, std::min<std::size_t>(end - begin, 2000))); break;
        case 4: text.erase(begin, std::min<std::size_t>(end - begin, random() % 200)); break;
        case 5: {
            const std::size_t from = boundary(other, random);
            text.insert(begin, other.substr(from, random() % 400));
            break;
        }
        case 6: {
            std::string many;
            const std::string_view piece = kPieces[random() % kPieces.size()];
            for (std::uint64_t i = random() % 600; i > 0; --i) {
                many += piece;
            }
            text.insert(begin, many);
            break;
        }
        default:
            if (!text.empty()) {
                text[random() % text.size()] = static_cast<char>(random());
            }
    }
}

void changeBytes(std::string& bytes, Random& random) {
    for (std::uint64_t i = 1 + random() % 8; i > 0 && !bytes.empty(); --i) {
        bytes[random() % bytes.size()] = static_cast<char>(random() % 4 == 0 ? 0xFF : random());
    }
    if (random() % 4 == 0) {
        bytes.resize(random() % (bytes.size() + 1));
    }
}

const std::string& partOf(const DocumentBase& base, Random& random) { return base.parts[random() % base.parts.size()].bytes; }

DocumentBase wordBase() {
    const std::string styles =
        "<w:style w:type=\"paragraph\" w:styleId=\"H\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"B\"/><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style>"
        "<w:style w:type=\"paragraph\" w:styleId=\"B\"><w:name w:val=\"toc 1\"/><w:basedOn w:val=\"H\"/></w:style>";
    const std::string body =
        wordParagraph("One", "<w:pStyle w:val=\"H\"/>") + wordParagraph("Anna: Hello.") +
        "<w:p><w:r><w:t>漢</w:t><w:ruby><w:rt><w:r><w:t>かん</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>字</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        "<w:r><w:commentReference w:id=\"7\"/></w:r></w:p><w:tbl><w:tr><w:tc>" + wordParagraph("a") + "</w:tc><w:tc>" + wordParagraph("b") +
        "</w:tc></w:tr></w:tbl><w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>" + wordParagraph("box") +
        "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:t>x</w:t></mc:Fallback></mc:AlternateContent></w:r>"
        "<w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>TOC</w:instrText><w:fldChar w:fldCharType=\"separate\"/><w:t>t</w:t>"
        "<w:fldChar w:fldCharType=\"end\"/></w:r><w:del><w:r><w:delText>d</w:delText></w:r></w:del></w:p>";
    return {"word.docx", docxParts({.body = body, .styles = styles, .comments = "<w:comment w:id=\"7\">" + wordParagraph("note") + "</w:comment>", .title = "T"})};
}

DocumentBase bookBase() {
    return {"book.epub",
            epubParts({{"a%20b.xhtml",
                        "<h1>One</h1><p>Anna: Hi <i>there</i>.<br/>Bob: <ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>&nbsp;<sup><a href=\"#n\">1</a></sup></p>"
                        "<table><tr><td>a</td><td><p>b</p></td></tr></table><ul><li>x</li></ul>",
                        "OEBPS/a b.xhtml"},
                       {"c.xhtml", "<blockquote><p>said</p></blockquote><pre><code>c</code></pre><div>loose<p>p</p></div>"}})};
}

}  // namespace

std::vector<DocumentBase> documentBases() {
    return {wordBase(),
            bookBase(),
            {"plain.txt", {{"", "Anna: Hello.\nBob: Hi.\n\n　　第一段。\nAnna (softly): Bye.\n\nhttp://a.b\n"}}},
            {"mark.md",
             {{"", "---\ntitle: T\n---\n# One\n\nText[^1] *a* `b` <!-- n --> {x|y}\n\n- a\n  - b\n\n> q\n\n|a|b|\n|---|---|\n|1|2|\n\n```\nc\n```\n\n"
                   "<ruby>漢<rt>かん</rt></ruby> &amp; <break time=\"1s\"/>\n\n<div>h</div>\n\n[^1]: note\n"}}},
            {"cues.srt", {{"", "1\n00:00:01,000 --> 00:00:02,000\n<i>One</i>\n\n2\n00:00:01,500 --> 00:00:04,000\n- A\n- B\n\n3\n00:01:00,000 --> 00:01:01,000\n{\\an8}C\n"}}},
            {"cues.vtt", {{"", "WEBVTT\n\nNOTE x\n\na\n00:01.000 --> 00:02.000 align:start\n<v Anna>Hi <c.x>there</c>\n<v Bob>&lt;Yo\n\n01:00.000 --> 01:01.000\n<ruby>a<rt>b</rt></ruby>\n"}}}};
}

std::string damaged(const DocumentBase& base, const DocumentBase& other, std::uint64_t seed) {
    Random random(seed);
    DocumentBase copy = base;
    const bool whole = base.zip() && random() % 2 == 0;
    for (std::uint64_t i = 1 + random() % 12; whole && i > 0; --i) {
        std::string& text = copy.parts[random() % copy.parts.size()].bytes;
        text.insert(std::min(text.find('<', anyPlace(text, random)), text.size()), kWholePieces[random() % kWholePieces.size()]);
    }
    for (std::uint64_t i = 1 + random() % 4; !whole && i > 0; --i) {
        changeOnce(copy.parts[random() % copy.parts.size()].bytes, partOf(random() % 4 == 0 ? other : base, random), random);
    }
    if (copy.zip() && random() % 16 == 0) {
        copy.parts.push_back(copy.parts[random() % copy.parts.size()]);
    }
    std::string bytes = copy.bytes();
    if (!whole && random() % 4 == 0) {
        changeBytes(bytes, random);
    }
    return bytes;
}

}  // namespace timbre::test
