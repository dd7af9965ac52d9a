// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/markdown_source.h"

#include <algorithm>
#include <utility>

#include "core/base/utf8.h"
#include "core/text/markup.h"

namespace timbre {

namespace {

constexpr std::size_t kLongestMark = 80;
/// md4c takes quadratic time for some paragraphs of many lines; none that anybody writes is longer.
constexpr std::size_t kLongestParagraph = std::size_t{128} << 10U;
/// md4c tells every cell of such a table for every row of it, whether the row has them or not, and does not stop when told.
constexpr std::ptrdiff_t kMostColumns = 128;

/// The first line, taken off with its end.
std::string_view takeLine(std::string_view& text) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

std::string_view withoutBlanksBehind(std::string_view line) {
    const std::size_t last = line.find_last_not_of(" \t");
    return last == std::string_view::npos ? std::string_view{} : line.substr(0, last + 1);
}

/// `title: "A book"` or `title = 'A book'`.
std::string titleIn(std::string_view line) {
    constexpr std::string_view kKey = "title";
    if (!line.starts_with(kKey)) {
        return {};
    }
    std::string_view value = trimSpace(line.substr(kKey.size()));
    if (!value.starts_with(':') && !value.starts_with('=')) {
        return {};
    }
    value = trimSpace(value.substr(1));
    const bool quoted = value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front();
    return std::string(quoted ? value.substr(1, value.size() - 2) : value);
}

/// Takes a front matter off; a line of dashes that no other closes is text.
std::string takeFrontMatter(std::string_view& text) {
    std::string_view rest = text;
    const std::string_view fence = withoutBlanksBehind(takeLine(rest));
    if ((fence != "---" && fence != "+++") || trimSpace(rest.substr(0, rest.find('\n'))).empty()) {
        return {};
    }
    std::string title;
    while (!rest.empty()) {
        const std::string_view line = withoutBlanksBehind(takeLine(rest));
        if (line == fence || (line == "..." && fence == "---")) {
            text = rest;
            return title;
        }
        title = title.empty() ? titleIn(line) : title;
    }
    return {};
}

/// How long the mark [^name] is that begins here; 0 where none does.
std::size_t markAt(std::string_view text, std::size_t at) {
    const std::string_view part = text.substr(at, kLongestMark);
    if (!part.starts_with("[^")) {
        return 0;
    }
    const std::size_t close = part.find(']');
    const bool whole = close != std::string_view::npos && close > 2 && part.find_first_of(" \t\n[", 1) > close;
    return whole ? close + 1 : 0;
}

bool isRuleOfAHugeTable(std::string_view line) {
    return std::ranges::count(line, '|') > kMostColumns && line.find_first_not_of(" \t|:-") == std::string_view::npos;
}

bool isIndented(std::string_view line) { return line.starts_with("  ") || line.starts_with('\t'); }

/// Without [^1] marks.
std::string withoutMarks(std::string_view line, std::size_t& marks) {
    std::string plain;
    for (std::size_t at = 0; at < line.size();) {
        if (const std::size_t mark = markAt(line, at); mark > 0) {
            at += mark;
            ++marks;
        } else {
            plain += line[at++];
        }
    }
    return plain;
}

}  // namespace

MarkdownSource prepareMarkdown(std::string_view text) {
    MarkdownSource source;
    source.title = takeFrontMatter(text);
    source.text.reserve(text.size());
    std::size_t notes = 0;
    bool inNote = false;
    std::size_t paragraphBegin = 0;
    bool blankBefore = true;
    while (!text.empty()) {
        const std::string_view line = takeLine(text);
        const std::string_view words = trimSpace(line);
        const std::size_t mark = markAt(words, 0);
        const bool beginsNote = mark > 0 && words.substr(mark).starts_with(':');
        // A note goes on in its paragraph, and in indented ones.
        inNote = beginsNote || (inNote && (words.empty() || !blankBefore || isIndented(line)));
        notes += beginsNote ? 1 : 0;
        blankBefore = words.empty();
        source.text += inNote || isRuleOfAHugeTable(line) ? std::string() : withoutMarks(line, source.footnotes);
        source.text += '\n';
        paragraphBegin = blankBefore ? source.text.size() : paragraphBegin;
        if (source.text.size() - paragraphBegin > kLongestParagraph) {
            source.text += '\n';
            paragraphBegin = source.text.size();
        }
    }
    source.footnotes = std::max(source.footnotes, notes);
    return source;
}

std::string commentIn(std::string_view html) {
    constexpr std::string_view kOpen = "<!--";
    const std::size_t begin = html.starts_with(kOpen) ? kOpen.size() : 0;
    const std::size_t end = std::max(std::min(html.find("-->", begin), html.size()), begin);
    return std::string(trimSpace(html.substr(begin, end - begin)));
}

HtmlBlock readHtmlBlock(std::string_view html) {
    HtmlBlock block;
    std::string rest;
    while (!html.empty()) {
        const std::size_t begin = std::min(html.find("<!--"), html.size());
        rest += html.substr(0, begin);
        html.remove_prefix(begin);
        if (html.empty()) {
            break;
        }
        const std::size_t end = html.find("-->");
        block.comments.push_back(commentIn(html));
        html.remove_prefix(end == std::string_view::npos ? html.size() : end + 3);
    }
    std::size_t at = 0;
    for (const Mark& mark : findMarkup(rest)) {
        const std::string_view before = std::string_view(rest).substr(at, mark.beginByte - at);
        block.otherHtml = block.otherHtml || mark.kind != MarkKind::Pause || !trimSpace(before).empty();
        block.pauseMs = std::min(block.pauseMs + (mark.fault ? 0 : mark.pauseMs), kLongestPauseMs);
        at = mark.endByte;
    }
    block.otherHtml = block.otherHtml || !trimSpace(std::string_view(rest).substr(at)).empty();
    return block;
}

}  // namespace timbre
