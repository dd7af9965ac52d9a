// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace timbre {

/// Markdown without what is no part of its text and its parser does not know.
struct MarkdownSource {
    std::string text{};
    std::string title{};        ///< Of the front matter.
    std::size_t footnotes = 0;  ///< [^1] marks, and notes that no mark names.
};

/// Takes off a front matter (--- ... --- or +++ ... +++), footnotes and their marks, and what would keep the parser busy
/// for ever: tables of more than 128 columns become plain lines, paragraphs above 128 KiB are parted. Linear time.
MarkdownSource prepareMarkdown(std::string_view text);

/// What a block of raw HTML holds for a script.
struct HtmlBlock {
    std::vector<std::string> comments{};
    int pauseMs = 0;         ///< Of <break time="1s"/>.
    bool otherHtml = false;  ///< There is something else.
};
HtmlBlock readHtmlBlock(std::string_view html);

/// "<!-- words -->" without its signs.
std::string commentIn(std::string_view html);

}  // namespace timbre
