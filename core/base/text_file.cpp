// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text_file.h"

#include <algorithm>
#include <cstddef>

#include "core/base/files.h"
#include "core/base/utf8.h"

namespace timbre {

namespace {

constexpr std::size_t kMaximumTextBytes = std::size_t{16} << 20U;

std::string lineOf(std::string_view text, std::size_t position) {
    return std::to_string(1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(position), '\n'));
}

/// Little or big endian by `low`, the index of the low byte. Unpaired surrogates become the replacement character.
std::string fromUtf16(std::string_view bytes, std::size_t low) {
    std::string text;
    const auto unitAt = [&](std::size_t i) {
        const auto byte = [&](std::size_t at) { return static_cast<char32_t>(static_cast<unsigned char>(bytes[at])); };
        return (byte(i + 1 - low) << 8U) | byte(i + low);
    };
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        char32_t c = unitAt(i);
        const bool high = c >= 0xD800 && c <= 0xDBFF;
        const char32_t next = high && i + 3 < bytes.size() ? unitAt(i + 2) : 0;
        if (next >= 0xDC00 && next <= 0xDFFF) {
            c = 0x10000 + ((c - 0xD800) << 10U) + (next - 0xDC00);
            i += 2;
        } else if (c >= 0xD800 && c <= 0xDFFF) {
            c = kReplacementCharacter;
        }
        appendUtf8(text, c);
    }
    return text;
}

std::string withPlainLineEnds(std::string_view text) {
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\r') {
            plain.push_back(text[i]);
        } else if (i + 1 >= text.size() || text[i + 1] != '\n') {
            plain.push_back('\n');
        }
    }
    return plain;
}

}  // namespace

Result<void> requireText(std::string_view text, std::string_view name) {
    if (const auto bad = findInvalidUtf8(text)) {
        return fail(ErrorCode::InvalidInput,
                    std::string(name) + " is not UTF-8 text: line " + lineOf(text, *bad) + " has a byte that does not belong",
                    "Save it as UTF-8 in your editor and try again.");
    }
    if (const std::size_t zero = text.find('\0'); zero != std::string_view::npos) {
        return fail(ErrorCode::InvalidInput, std::string(name) + " is not a text: line " + lineOf(text, zero) + " has a zero byte",
                    "Give a plain text file.");
    }
    return {};
}

Result<std::string> decodeText(std::string_view bytes, std::string_view name) {
    std::string text;
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        text = fromUtf16(bytes.substr(2), bytes[0] == '\xFF' ? 0 : 1);
    } else {
        text = bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes;
    }
    if (auto utf8 = requireText(text, name); !utf8) {
        return tl::unexpected(utf8.error());
    }
    return withPlainLineEnds(text);
}

Result<std::string> readTextFile(const std::filesystem::path& path) {
    auto bytes = readFile(path, kMaximumTextBytes);
    if (!bytes) {
        return bytes;
    }
    return decodeText(*bytes, displayPath(path));
}

}  // namespace timbre
