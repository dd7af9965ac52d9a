// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <pugixml.hpp>
#include <stop_token>

#include "core/base/result.h"
#include "core/import/block_builder.h"
#include "core/import/document.h"

namespace timbre {

/// The blocks of one XHTML document, parsed as kProseXml: paragraphs, headings, list items, quotes, rows of tables, and
/// whatever else holds text. Ruby becomes readings. Pictures, code, footnotes and page numbers are passed over and
/// counted. Corrupt: nested deeper than the limit; Cancelled.
Result<void> addXhtmlBlocks(BlockBuilder& builder, pugi::xml_node document, const ImportLimits& limits,
                            const std::stop_token& stop);

}  // namespace timbre
