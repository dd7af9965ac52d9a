// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "core/frontend/data_file.h"

namespace timbre::frontend {

/// Words of a data file by their characters (of the basic plane), each with a number. What trie.py writes: nodes level
/// by level, so that edge e leads to node e + 1. Sections "<name>.root" (u32 node for each first character, 0 for
/// none), ".edges" (u32, where each node's edges begin; one more for the end), ".labels" (u16 a edge, sorted within a
/// node) and ".values" (u32 a node).
class Trie {
  public:
    using Node = std::uint32_t;
    static constexpr Node kRoot = 0;
    static constexpr Node kNone = 0;  ///< What step() gives where there is no way on; nothing leads back to the root.

    Trie() = default;
    static Result<Trie> open(const DataFile& file, std::string_view name);

    [[nodiscard]] Node step(Node node, char32_t character) const noexcept;

    /// 0 for a mere beginning of words.
    [[nodiscard]] std::uint32_t value(Node node) const noexcept { return values_[node]; }

    /// The value of a whole word; 0 for what is none.
    [[nodiscard]] std::uint32_t find(std::u32string_view word) const noexcept;

    /// A word at the beginning of a text; its value is 0 where there is none.
    struct Found {
        std::uint32_t value = 0;
        std::size_t size = 0;
    };

    /// The longest word at the beginning of `text` of those whose size `fits(size)`.
    template <typename Fits>
    [[nodiscard]] Found longest(std::u32string_view text, Fits fits) const {
        Found found;
        Node node = kRoot;
        for (std::size_t i = 0; i < text.size() && (node = step(node, text[i])) != kNone; ++i)
            if (value(node) != 0 && fits(i + 1))
                found = {.value = value(node), .size = i + 1};
        return found;
    }

    [[nodiscard]] Found longest(std::u32string_view text) const {
        return longest(text, [](std::size_t) { return true; });
    }

  private:
    std::span<const std::uint32_t> root_;
    std::span<const std::uint32_t> edges_;
    std::span<const std::uint16_t> labels_;
    std::span<const std::uint32_t> values_;
};

}  // namespace timbre::frontend
