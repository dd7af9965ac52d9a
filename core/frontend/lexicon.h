// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/result.h"
#include "core/frontend/language_segments.h"
#include "core/text/markup.h"

namespace timbre::frontend {

/// How a word is to be read wherever it stands.
struct LexiconWord {
    std::string word{};
    std::string reading{};   ///< In the notation of the language (SpokenWord::reading), or other words.
    std::string language{};  ///< "zh" ...; empty: every one.
    int priority = kUsualPriority;
    std::string note{};

    static constexpr std::size_t kLongestWord = 64;  ///< Code points; longer entries are sentences.
    static constexpr int kUsualPriority = 5;
    static constexpr int kLeastPriority = 1;
    static constexpr int kMostPriority = 9;

    bool operator==(const LexiconWord&) const = default;
};

/// Words of one or several lists, ready to be found in texts. Immutable.
class Lexicon {
  public:
    Lexicon() = default;
    /// Of two entries for one place the higher priority wins, then the project's, then the longer word.
    Lexicon(std::span<const LexiconWord> global, std::span<const LexiconWord> project);

    [[nodiscard]] bool empty() const noexcept { return entries_.empty(); }

    /// `given` and, where it leaves room, what the lexicon knows; in order, without overlap. Latin words are found whole and
    /// in any case unless the entry has capitals. Time in proportion to the text.
    [[nodiscard]] std::vector<GivenReading> readings(std::string_view utf8, LanguageMode mode,
                                                     std::span<const GivenReading> given) const;

  private:
    struct Entry {
        std::string reading;
        std::string language;
        std::u32string word;  ///< Case matters where it has capitals; else empty.
        int rank = 0;
    };
    struct Match {
        std::size_t begin;
        std::size_t end;
        const Entry* entry;
    };
    using Node = std::uint32_t;

    void add(const LexiconWord& word, bool project);
    [[nodiscard]] std::vector<Match> matches(std::u32string_view text, LanguageMode mode) const;

    std::vector<Entry> entries_;
    std::unordered_map<std::uint64_t, Node> steps_;                ///< (node, folded code point) -> node
    std::unordered_map<Node, std::vector<std::uint32_t>> words_;  ///< Entries whose word ends at a node.
    Node nodes_ = 1;
};

/// A lexicon as a table: word, reading, language, priority, note, with or without these names in the first line; commas,
/// semicolons or tabs between (RFC 4180). InvalidInput with the line for what is not such a table.
[[nodiscard]] Result<std::vector<LexiconWord>> lexiconFromCsv(std::string_view text, std::string_view name);

/// The same with what cannot be used left out and told.
struct LexiconTable {
    std::vector<LexiconWord> words{};
    std::vector<Error> faults{};  ///< A line each.
    bool foreignColumns = false;  ///< It has columns that no lexicon knows.
};
[[nodiscard]] Result<LexiconTable> lexiconTable(std::string_view text, std::string_view name);

[[nodiscard]] std::string lexiconToCsv(std::span<const LexiconWord> words);

}  // namespace timbre::frontend
