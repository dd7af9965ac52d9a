// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace timbre::frontend::english {

/// A literal as a template argument.
template <std::size_t N>
struct Literal {
    char text[N]{};

    // NOLINTNEXTLINE(google-explicit-constructor): it stands for the literal.
    constexpr Literal(const char (&literal)[N]) { std::copy_n(literal, N, text); }

    [[nodiscard]] constexpr std::string_view view() const { return {text, N - 1}; }
};

template <Literal List>
constexpr auto sortedWords() {
    constexpr std::string_view list = List.view();
    constexpr auto count = static_cast<std::size_t>(std::ranges::count(list, ' ')) + 1;
    std::array<std::string_view, count> words{};
    std::size_t begin = 0;
    for (auto& word : words) {
        const std::size_t end = std::min(list.find(' ', begin), list.size());
        word = list.substr(begin, end - begin);
        begin = end + 1;
    }
    std::ranges::sort(words);
    return words;
}

template <Literal List>
inline constexpr auto kSortedWords = sortedWords<List>();

/// Words to look for: `isOneOf<"mon tue wed">(word)`. The list has single blanks between its words.
template <Literal List>
[[nodiscard]] constexpr bool isOneOf(std::string_view word) {
    return std::ranges::binary_search(kSortedWords<List>, word);
}

}  // namespace timbre::frontend::english
