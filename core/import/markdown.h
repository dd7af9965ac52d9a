// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stop_token>
#include <string_view>

#include "core/base/result.h"
#include "core/import/document.h"

namespace timbre {

/// Markdown (CommonMark with tables and struck-out text). Headings, list items, quotes and rows of tables are blocks;
/// code blocks and raw HTML are left out and counted, comments are notes, a front matter gives the title. Indented text
/// is text: authors indent paragraphs. Timbre's own markup ([[note]], {word|reading}, <break time="1s"/>) stays.
/// @param text  UTF-8 with "\n".
/// InvalidInput: tables with far more cells than the text has bytes; Cancelled.
Result<ImportedScript> readMarkdown(std::string_view text, const std::stop_token& stop);

}  // namespace timbre
