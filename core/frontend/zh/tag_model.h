// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "core/frontend/data_file.h"

namespace timbre::frontend::zh {

/// The first and the last character that is left of a normalised text, but for marks.
inline constexpr char32_t kFirstHan = 0x4E00;
inline constexpr char32_t kLastHan = 0x9FA5;

[[nodiscard]] constexpr bool isHan(char32_t c) noexcept { return c >= kFirstHan && c <= kLastHan; }

/// A word inside a segment of text.
struct Word {
    std::size_t begin = 0;
    std::size_t size = 0;
    std::uint8_t tag = 0;  ///< Number of its part of speech in the data file.
};

/// jieba.posseg's hidden Markov model: words and their parts of speech in characters that the dictionary does not join.
class TagModel {
  public:
    TagModel() = default;
    static Result<TagModel> open(const DataFile& file);

    /// Appends the words of `text`, which is all Han; `offset` is added to where they begin.
    void cut(std::u32string_view text, std::size_t offset, std::vector<Word>& words) const;

  private:
    static constexpr std::size_t kMostStates = 256;

    /// Slices of arrays, by "where they begin".
    template <typename T>
    struct Rows {
        std::span<const std::uint32_t> starts;
        std::span<const T> entries;
        [[nodiscard]] std::span<const T> operator[](std::size_t row) const noexcept {
            const std::size_t first = starts[row];
            const std::size_t last = starts[row + 1];
            return first <= last && last <= entries.size() ? entries.subspan(first, last - first)
                                                           : std::span<const T>{};
        }
    };

    struct Cell {
        double score;
        std::uint8_t state;
        std::uint8_t before;
    };

    struct Lattice;
    [[nodiscard]] std::size_t fill(std::u32string_view text, Lattice& lattice) const;
    void begin(char32_t character, Lattice& lattice) const;
    bool advance(char32_t character, Lattice& lattice) const;
    template <typename Visit>
    void forEmissions(char32_t character, Visit visit) const;

    std::span<const std::uint8_t> tags_;
    std::span<const char> positions_;
    std::span<const double> start_;
    Rows<std::uint8_t> nextStates_;
    Rows<double> nextChances_;
    Rows<std::uint8_t> emitStates_;
    Rows<double> emitChances_;
    Rows<std::uint8_t> allowed_;
};

/// jieba.finalseg's model: where words begin and end, without their parts of speech.
class SplitModel {
  public:
    SplitModel() = default;
    static Result<SplitModel> open(const DataFile& file);

    /// Appends the sizes of the words of `text`, which is all Han.
    void cut(std::u32string_view text, std::vector<std::size_t>& sizes) const;

  private:
    static constexpr std::size_t kStates = 4;  ///< B, E, M, S.

    std::span<const double> start_;
    std::span<const double> next_;
    std::span<const double> emit_;
};

}  // namespace timbre::frontend::zh
