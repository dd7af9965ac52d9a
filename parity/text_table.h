// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace timbre::parity {

/// The golden file about sentence splitting, relative to the set.
inline constexpr const char* kTextTableFile = "text_split.json";

/// One text of the table.
struct SplitText {
    std::string language;  ///< "zh"
    std::string text;
    /// What the reference gives, as jsonOf() writes it, by column: "split", "cuts.cut5", "pre_seg_text.cut0". A string
    /// "EXC <name>" stands for an exception of the reference.
    std::map<std::string, std::string> columns;
};

/// The name of a case: "<index of the text>.<column>".
[[nodiscard]] std::string textCaseName(std::size_t index, const std::string& column);

/// Reads a text_split.json. NotFound, or Corrupt with the text and the reason.
Result<std::vector<SplitText>> readTextTable(const std::filesystem::path& path);

}  // namespace timbre::parity
