// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/html_entities.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

#include "core/base/html_entities_table.h"
#include "core/base/utf8.h"

namespace timbre {

namespace {

/// "&thetasym;" has the longest name; numbers have leading zeros at times.
constexpr std::size_t kLongestReference = 16;

/// What a number stands for: nothing for what no text may hold; nullopt where it is no character at all.
std::optional<std::string> characterOf(std::string_view digits) {
    const bool hexadecimal = digits.starts_with('x') || digits.starts_with('X');
    digits.remove_prefix(hexadecimal ? 1 : 0);
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, hexadecimal ? 16 : 10);
    if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size() || value > 0x10FFFF ||
        (value >= 0xD800 && value <= 0xDFFF)) {
        return std::nullopt;
    }
    std::string text;
    if (!isControl(value) || value == U'\n' || value == U'\t') {
        appendUtf8(text, value);
    }
    return text;
}

std::optional<std::string> textOf(std::string_view name) {
    if (name.starts_with('#')) {
        return characterOf(name.substr(1));
    }
    const auto* const entity = std::ranges::lower_bound(kHtmlEntities, name, {}, &HtmlEntity::name);
    if (entity == kHtmlEntities.end() || entity->name != name) {
        return std::nullopt;
    }
    std::string text;
    appendUtf8(text, entity->codePoint);
    return text;
}

}  // namespace

std::string decodeHtmlEntities(std::string_view text) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = std::min(text.find('&', at), text.size());
        decoded += text.substr(at, begin - at);
        at = begin;
        if (begin == text.size()) {
            break;
        }
        const std::size_t end = text.substr(begin, kLongestReference).find(';');
        const auto character = end == std::string_view::npos ? std::nullopt : textOf(text.substr(begin + 1, end - 1));
        decoded += character ? *character : "&";
        at += character ? end + 1 : 1;
    }
    return decoded;
}

}  // namespace timbre
