// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/words.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "core/base/utf8.h"
#include "core/text/characters.h"

namespace timbre::app {

namespace {

std::size_t columnsOf(char32_t c) {
    const bool mark = (c >= 0x300 && c < 0x370) || (c >= 0x200B && c <= 0x200F) || (c >= 0xFE00 && c <= 0xFE0F);
    const bool halfWidth = c >= 0xFF61 && c <= 0xFFDC;
    const bool picture = c >= 0x1F300 && c <= 0x1FAFF;
    if (mark) {
        return 0;
    }
    return (isWide(c) && !halfWidth) || picture ? 2 : 1;
}

}  // namespace

std::string counted(std::size_t number, std::string_view noun) {
    return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

std::size_t displayColumns(std::string_view text) {
    std::size_t columns = 0;
    for (std::size_t position = 0; position < text.size();) {
        columns += columnsOf(decodeUtf8(text, position));
    }
    return columns;
}

std::string_view cutTo(std::string_view text, std::size_t columns) {
    std::size_t used = 0;
    std::size_t position = 0;
    while (position < text.size()) {
        std::size_t next = position;
        used += columnsOf(decodeUtf8(text, next));
        if (used > columns) {
            break;
        }
        position = next;
    }
    return text.substr(0, position);
}

std::string padded(const std::string& text, std::size_t columns) {
    const std::size_t width = displayColumns(text);
    return text + std::string(width < columns ? columns - width : 0, ' ');
}

void refuseValue(const std::string& name, const std::string& text, const std::string& wanted) {
    throw CLI::ValidationError(name, fmt::format("“{}” is not {}", text, wanted));
}

}  // namespace timbre::app
