// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "core/base/result.h"
#include "core/export/subtitle_reader.h"
#include "core/import/document.h"

namespace timbre {

/// A plain text (UTF-8 with "\n"): a block ends at an empty line and before a line that an ideographic blank indents.
ImportedScript readPlainText(std::string_view text);

/// A block a cue, with the silence up to the next cue behind it (at most 10 s, none where they overlap). Lines that begin
/// with dashes are several speakers: a block each.
ImportedScript cueBlocks(const ReadSubtitles& subtitles, DocumentKind kind);

}  // namespace timbre
