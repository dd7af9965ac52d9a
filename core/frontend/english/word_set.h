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
constexpr std::size_t wordCount() {
    std::size_t count = 1;
    for (const char c : List.text)
        count += c == ' ' ? 1 : 0;
    return count;
}

// Sorted at the first use: compilers that watch pointers (UBSan) do not let this be a constant.
template <Literal List>
std::array<std::string_view, wordCount<List>()> sortedWords() {
    const std::string_view list = List.view();
    std::array<std::string_view, wordCount<List>()> words{};
    std::size_t begin = 0;
    for (auto& word : words) {
        const std::size_t end = std::min(list.find(' ', begin), list.size());
        word = list.substr(begin, end - begin);
        begin = end + 1;
    }
    std::ranges::sort(words);
    return words;
}

/// Words to look for: `isOneOf<"mon tue wed">(word)`. The list has single blanks between its words.
template <Literal List>
[[nodiscard]] bool isOneOf(std::string_view word) {
    static const auto words = sortedWords<List>();
    return std::ranges::binary_search(words, word);
}

}  // namespace timbre::frontend::english
