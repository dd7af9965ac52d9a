// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/import/document.h"
#include "core/text/text.h"

namespace timbre {

/// A row of the script to be.
struct ImportedSentence {
    std::string text{};
    TextBreak breakAfter = TextBreak::Sentence;  ///< Paragraph at the end of each block.
    std::string role{};
    std::optional<int> pauseMs{};  ///< Of the block, on its last sentence.
    std::string notes{};           ///< Of the block, a line each, on its first sentence.
    std::size_t block = 0;         ///< Index of the block it comes from.
    bool operator==(const ImportedSentence&) const = default;
};

/// The sentences of all blocks in order. Blocks without a letter or digit have none; their notes go to the sentence
/// before, their pauses too. Errors as splitSentences(), and Cancelled.
Result<std::vector<ImportedSentence>> sentencesOf(std::span<const Block> blocks, std::string_view language,
                                                  const SplitLimits& limits = {}, const std::stop_token& stop = {});

}  // namespace timbre
