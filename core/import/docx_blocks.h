// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <pugixml.hpp>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/import/block_builder.h"
#include "core/import/docx_styles.h"

namespace timbre {

/// What a document's body leads to.
struct DocxParts {
    std::map<std::string, DocxStyle> styles{};
    std::map<std::string, std::string> comments{};  ///< By id.
};

/// The comments of word/comments.xml by their ids, as plain text. Corrupt: nested too deeply.
Result<std::map<std::string, std::string>> readDocxComments(pugi::xml_node document, const ImportLimits& limits);

/// The blocks of a document's body: paragraphs, headings, list items, rows of tables, text boxes. What was deleted or
/// moved away by tracked changes, hidden text, fields' instructions, footnote marks and tables of contents are left
/// out. Corrupt: nested deeper than the limit; Cancelled.
Result<void> addDocxBlocks(BlockBuilder& builder, pugi::xml_node document, const DocxParts& parts, const ImportLimits& limits,
                           const std::stop_token& stop);

}  // namespace timbre
