// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/utf8.h"

namespace timbre {

namespace {

struct Decoded {
    char32_t codePoint = kReplacementCharacter;
    std::size_t length = 0;  ///< 0: not UTF-8.
};

bool isContinuation(unsigned char byte) noexcept { return (byte & 0xC0U) == 0x80U; }

Decoded decodeAt(std::string_view text, std::size_t position) noexcept {
    const auto byteAt = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byteAt(position);
    if (first < 0x80U) {
        return {first, 1};
    }
    std::size_t length = 0;
    char32_t value = 0;
    char32_t smallest = 0;  // Shorter forms exist below it.
    if ((first & 0xE0U) == 0xC0U) {
        length = 2, value = first & 0x1FU, smallest = 0x80;
    } else if ((first & 0xF0U) == 0xE0U) {
        length = 3, value = first & 0x0FU, smallest = 0x800;
    } else if ((first & 0xF8U) == 0xF0U) {
        length = 4, value = first & 0x07U, smallest = 0x10000;
    } else {
        return {};
    }
    if (length > text.size() - position) {
        return {};
    }
    for (std::size_t i = 1; i < length; ++i) {
        const unsigned char next = byteAt(position + i);
        if (!isContinuation(next)) {
            return {};
        }
        value = (value << 6U) | (next & 0x3FU);
    }
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (value < smallest || value > 0x10FFFF || surrogate) {
        return {};
    }
    return {value, length};
}

}  // namespace

char32_t lowerCase(char32_t c) noexcept {
    const auto within = [c](char32_t from, char32_t to) { return c >= from && c <= to; };
    if (within(U'A', U'Z') || (within(0xC0, 0xDE) && c != 0xD7) || (within(0x391, 0x3A9) && c != 0x3A2) ||
        within(0x410, 0x42F) || within(0xFF21, 0xFF3A)) {
        return c + 32;
    }
    if (within(0x400, 0x40F)) {
        return c + 80;
    }
    // Latin Extended-A comes in pairs, capital first; which of two neighbours is the capital changes twice.
    if (within(0x100, 0x137) || within(0x14A, 0x177)) {
        return c | 1U;
    }
    if (within(0x139, 0x148) || within(0x179, 0x17E)) {
        return (c & 1U) != 0 ? c + 1 : c;
    }
    if (c == 0x178) {
        return 0xFF;
    }
    return c;
}

char32_t decodeUtf8(std::string_view text, std::size_t& position) noexcept {
    const Decoded decoded = decodeAt(text, position);
    position += decoded.length == 0 ? 1 : decoded.length;
    return decoded.codePoint;
}

void appendUtf8(std::string& text, char32_t c) {
    const auto put = [&text](char32_t byte) { text.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0U | (c >> 6U));
        put(0x80U | (c & 0x3FU));
    } else if (c < 0x10000) {
        put(0xE0U | (c >> 12U));
        put(0x80U | ((c >> 6U) & 0x3FU));
        put(0x80U | (c & 0x3FU));
    } else {
        put(0xF0U | (c >> 18U));
        put(0x80U | ((c >> 12U) & 0x3FU));
        put(0x80U | ((c >> 6U) & 0x3FU));
        put(0x80U | (c & 0x3FU));
    }
}

std::u32string toUtf32(std::string_view text) {
    std::u32string codePoints;
    codePoints.reserve(text.size());
    for (std::size_t at = 0; at < text.size();)
        codePoints += decodeUtf8(text, at);
    return codePoints;
}

std::string toUtf8(std::u32string_view text) {
    std::string utf8;
    utf8.reserve(text.size());
    for (const char32_t c : text)
        appendUtf8(utf8, c);
    return utf8;
}

std::optional<std::size_t> findInvalidUtf8(std::string_view text) noexcept {
    std::size_t position = 0;
    while (position < text.size()) {
        const Decoded decoded = decodeAt(text, position);
        if (decoded.length == 0) {
            return position;
        }
        position += decoded.length;
    }
    return std::nullopt;
}

std::size_t countCodePoints(std::string_view text) noexcept {
    std::size_t count = 0;
    for (std::size_t position = 0; position < text.size(); ++count) {
        decodeUtf8(text, position);
    }
    return count;
}

std::string foldCase(std::string_view text) {
    std::string folded;
    folded.reserve(text.size());
    for (std::size_t position = 0; position < text.size();) {
        const std::size_t begin = position;
        const char32_t c = decodeUtf8(text, position);
        if (c == kReplacementCharacter) {
            folded.append(text.substr(begin, position - begin));
        } else {
            appendUtf8(folded, lowerCase(c));
        }
    }
    return folded;
}

bool isSpace(char32_t c) noexcept {
    return c == U' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 ||
           c == 0xFEFF;
}

bool isControl(char32_t c) noexcept { return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029; }

std::string_view trimSpace(std::string_view text) noexcept {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool started = false;
    for (std::size_t position = 0; position < text.size();) {
        const std::size_t at = position;
        if (!isSpace(decodeUtf8(text, position))) {
            begin = started ? begin : at;
            started = true;
            end = position;
        }
    }
    return text.substr(begin, end - begin);
}

}  // namespace timbre
