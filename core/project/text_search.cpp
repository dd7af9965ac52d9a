// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/text_search.h"

#include <optional>

#include "core/base/utf8.h"

namespace timbre::detail {

namespace {

char32_t letter(std::string_view text, std::size_t& position, bool matchCase) {
    const char32_t code = decodeUtf8(text, position);
    return matchCase ? code : lowerCase(code);
}

/// Where the occurrence that begins at `start` ends. Compared by code points: a letter and its capital may differ in
/// length.
std::optional<std::size_t> endOfMatch(std::string_view text, std::size_t start, std::string_view find, bool matchCase) {
    std::size_t wanted = 0;
    while (wanted < find.size()) {
        if (start >= text.size() || letter(text, start, matchCase) != letter(find, wanted, matchCase)) {
            return std::nullopt;
        }
    }
    return start;
}

}  // namespace

Replaced replaceAll(std::string_view text, std::string_view find, std::string_view replacement, bool matchCase) {
    Replaced result;
    std::size_t position = 0;
    while (position < text.size()) {
        if (const auto end = endOfMatch(text, position, find, matchCase)) {
            result.text += replacement;
            ++result.count;
            position = *end;
            continue;
        }
        const std::size_t from = position;
        decodeUtf8(text, position);
        result.text += text.substr(from, position - from);
    }
    return result;
}

}  // namespace timbre::detail
