// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/frontend/lexicon.h"

namespace timbre::frontend {

/// The lexicon of all projects: a CSV file that a spreadsheet opens too. An absent file is an empty lexicon.
class LexiconFile {
  public:
    explicit LexiconFile(std::filesystem::path path) : path_(std::move(path)) {}

    /// Its place below a data folder.
    [[nodiscard]] static LexiconFile in(const std::filesystem::path& dataFolder) { return LexiconFile(dataFolder / "lexicon.csv"); }

    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

    /// What can be used of it, and what cannot: one spoilt line must not keep a voice from speaking. Io; InvalidInput where
    /// nothing of it can be read.
    [[nodiscard]] Result<LexiconTable> load() const;

    /// Loads, lets `change` work and stores the result; other programs wait meanwhile. An error of `change` leaves the file
    /// as it was. InvalidInput where that would lose lines that cannot be read or columns of somebody's own.
    Result<void> edit(const std::function<Result<void>(std::vector<LexiconWord>&)>& change) const;

  private:
    std::filesystem::path path_;
};

/// Puts words into a list; one that is there already, of the same language and in the same letters, is replaced.
/// @return how many were replaced.
std::size_t mergeWords(std::vector<LexiconWord>& list, std::span<const LexiconWord> words);

}  // namespace timbre::frontend
