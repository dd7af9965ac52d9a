// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Kinds of characters that sentence splitting tells apart.

namespace timbre {

/// What stands in the place of hidden markup: no letter, blank or mark.
inline constexpr char kHiddenSign = '\x02';

/// Takes no place in a line and is left out of what is spoken: zero-width blank, byte order mark, soft hyphen.
constexpr bool isInvisible(char32_t c) noexcept { return c == 0x200B || c == 0xFEFF || c == 0xAD; }

/// "." and its full-width form, which may also stand in numbers and abbreviations.
constexpr bool isPeriod(char32_t c) noexcept { return c == U'.' || c == 0xFF0E; }

/// Ends a sentence without needing a blank behind it: ideographic stops and full-width marks.
constexpr bool isWideStop(char32_t c) noexcept {
    return c == 0x3002 || c == 0xFF61 || c == 0xFF01 || c == 0xFF1F;
}

/// "!", "?" and the like.
constexpr bool isMark(char32_t c) noexcept {
    return c == U'!' || c == U'?' || c == 0x203D || (c >= 0x2047 && c <= 0x2049) || c == 0x061F || c == 0x0964;
}

constexpr bool isEllipsis(char32_t c) noexcept { return c == 0x2026 || c == 0x2025 || c == 0x22EF; }

constexpr bool isTerminal(char32_t c) noexcept { return isPeriod(c) || isWideStop(c) || isMark(c) || isEllipsis(c); }

/// Quotes and brackets that belong to the sentence which ends before them.
constexpr bool isCloser(char32_t c) noexcept {
    return c == U'"' || c == U'\'' || c == U')' || c == U']' || c == U'}' || c == 0x2019 || c == 0x201D || c == 0x00BB ||
           c == 0x203A || c == 0x3009 || c == 0x300B || c == 0x300D || c == 0x300F || c == 0x3011 || c == 0x3015 ||
           c == 0x301E || c == 0x301F || c == 0xFF09 || c == 0xFF02 || c == 0xFF07 || c == 0xFF3D || c == 0xFF5D ||
           c == 0xFF63;
}

/// Quotes, brackets and signs that may stand before a sentence's first word.
constexpr bool isOpener(char32_t c) noexcept {
    return c == U'"' || c == U'\'' || c == U'(' || c == U'[' || c == U'{' || c == U'-' || c == U'*' || c == U'_' ||
           c == 0x00A1 || c == 0x00BF || c == 0x00AB || c == 0x2018 || c == 0x201C || c == 0x201E || c == 0x2039 ||
           c == 0x2013 || c == 0x2014 || c == 0x3008 || c == 0x300A || c == 0x300C || c == 0x300E || c == 0x3010 ||
           c == 0x3014 || c == 0x301D || c == 0xFF08 || c == 0xFF3B || c == 0xFF5B || c == 0xFF62 || c == 0x2022;
}

/// About three times as long to speak as a Latin letter: Han, kana, hangul, full-width forms.
constexpr bool isWide(char32_t c) noexcept {
    return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xA960 && c <= 0xA97F) ||
           (c >= 0xAC00 && c <= 0xD7FF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE4F) ||
           (c >= 0xFF00 && c <= 0xFFEF) || (c >= 0x20000 && c <= 0x3FFFF);
}

constexpr bool isHangul(char32_t c) noexcept {
    return (c >= 0x1100 && c <= 0x11FF) || (c >= 0x3130 && c <= 0x318F) || (c >= 0xA960 && c <= 0xA97F) ||
           (c >= 0xAC00 && c <= 0xD7FF) || (c >= 0xFFA0 && c <= 0xFFDC);
}

constexpr bool isHiragana(char32_t c) noexcept { return c >= 0x3041 && c <= 0x309F; }

constexpr bool isKatakana(char32_t c) noexcept {
    return (c >= 0x30A0 && c <= 0x30FF && c != 0x30FB) || (c >= 0x31F0 && c <= 0x31FF) || (c >= 0xFF66 && c <= 0xFF9F);
}

constexpr bool isKana(char32_t c) noexcept { return isHiragana(c) || isKatakana(c); }

constexpr bool isHan(char32_t c) noexcept {
    return (c >= 0x2E80 && c <= 0x2FDF) || (c >= 0x3005 && c <= 0x3007) || (c >= 0x3021 && c <= 0x3029) ||
           (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

constexpr bool isAsciiLetter(char32_t c) noexcept { return (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z'); }

constexpr bool isDash(char32_t c) noexcept { return c == 0x2014 || c == 0x2013 || c == 0x2015; }

constexpr bool isDigit(char32_t c) noexcept { return (c >= U'0' && c <= U'9') || (c >= 0xFF10 && c <= 0xFF19); }

/// A letter or digit (also ⅓, Ⅳ and ①), so that there is something to speak. Beyond Latin everything counts that is not known as
/// punctuation, symbol, emoji, private or invisible.
constexpr bool isSpeakable(char32_t c) noexcept {
    if (c < 0x80) {
        return isDigit(c) || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z');
    }
    const bool latinSign = (c < 0xC0 && c != 0xAA && c != 0xB5 && c != 0xBA) || c == 0xD7 || c == 0xF7;
    const bool number = (c >= 0x2150 && c <= 0x218B) || (c >= 0x2460 && c <= 0x24FF) || (c >= 0x2776 && c <= 0x2793);
    const bool symbol = (c >= 0x2000 && c <= 0x2BFF && !number) || c == 0x1680 || (c >= 0x2E00 && c <= 0x2E7F) || (c >= 0x3000 && c <= 0x3004) ||
                        (c >= 0x3008 && c <= 0x3020) || c == 0x3030 || c == 0x30FB || c == 0x061F || c == 0x060C || c == 0x0964;
    const bool wideSign = (c >= 0xFE10 && c <= 0xFE4F) || (c >= 0xFF01 && c <= 0xFF0F) || (c >= 0xFF1A && c <= 0xFF20) ||
                          (c >= 0xFF3B && c <= 0xFF40) || (c >= 0xFF5B && c <= 0xFF65) || (c >= 0xFFE0 && c <= 0xFFFF);
    const bool invisible = (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF ||
                           (c >= 0x1F000 && c <= 0x1FAFF) || c >= 0xE0000;
    return !latinSign && !symbol && !wideSign && !invisible;
}

}  // namespace timbre
