// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/ja/kana.h"

#include "core/base/utf8.h"

namespace timbre::frontend::ja {

namespace {

constexpr char32_t kFirstHalfWidthKana = 0xFF66;
// In the order of the half-width block.
constexpr std::u32string_view kHalfWidthKana = U"ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";

}  // namespace

char32_t fullWidth(char32_t c) noexcept {
    if (c > U' ' && c <= U'~')
        return c + 0xFEE0;
    if (c >= kFirstHalfWidthKana && c < kFirstHalfWidthKana + kHalfWidthKana.size())
        return kHalfWidthKana[c - kFirstHalfWidthKana];
    return c;
}

char32_t katakana(char32_t c) noexcept { return c >= 0x3041 && c <= 0x3096 ? c + 0x60 : c; }

std::string toUtf8(std::u32string_view text) {
    std::string utf8;
    utf8.reserve(text.size() * 3);
    for (const char32_t c : text)
        appendUtf8(utf8, c);
    return utf8;
}

std::u32string codePoints(std::string_view utf8) {
    std::u32string text;
    text.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();)
        text += decodeUtf8(utf8, at);
    return text;
}

}  // namespace timbre::frontend::ja
