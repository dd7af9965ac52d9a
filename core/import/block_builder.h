// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/import/document.h"

namespace timbre {

/// Collects what the readers of documents find.
class BlockBuilder {
  public:
    /// Takes a block whose text is tidied first: blanks collapsed, none around lines. One without a text is left out;
    /// its notes go to the next block.
    void add(Block block);

    /// A comment that belongs to no block: for the next one, or for the last at the end.
    void addNote(std::string_view note);

    /// A pause behind the last block; nothing where there is none.
    void addPause(int pauseMs);
    /// The same in place of any.
    void setPause(int pauseMs);

    void skip(Skipped what, std::size_t count = 1);

    [[nodiscard]] std::size_t size() const noexcept { return blocks_.size(); }

    /// Blocks, chapters and what was skipped.
    [[nodiscard]] ImportedScript finish(DocumentKind kind, std::string title);

  private:
    /// Tidy and valid UTF-8; what is none is counted.
    std::string readable(std::string_view text);

    std::vector<Block> blocks_;
    std::vector<std::string> notes_;
    std::map<Skipped, std::size_t> skipped_;
};

/// Blanks collapsed and none around lines, empty lines left out, control characters too. A line end between two
/// characters of scripts that have no blanks stays a line end. Linear time.
std::string tidyText(std::string_view text);

/// White space of HTML: blanks and line ends are one blank; none where a line ends between wide characters.
/// Line breaks that are meant are added by the caller behind it.
class FlowingText {
  public:
    void add(std::string_view words);
    /// What stands as it is written, with line ends.
    void addVerbatim(std::string_view words);
    void breakLine();
    /// The text so far, which begins anew.
    std::string take();
    [[nodiscard]] const std::string& text() const noexcept { return text_; }

  private:
    void settleBlank(char32_t next);

    std::string text_;
    char32_t last_ = 0;
    bool blank_ = false;
    bool lineEnd_ = false;
};

/// The cells of a row of a table as one text to be spoken: commas between them where a cell has no mark at its end.
std::string joinCells(const std::vector<std::string>& cells);

}  // namespace timbre
