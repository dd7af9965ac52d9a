// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/zh/pinyin_notation.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/utf8.h"

namespace timbre::frontend::zh {

namespace {

constexpr unsigned kNeutral = 5;
constexpr std::string_view kHint =
    "Write one syllable for each character with its tone as a number or a mark, for example \"ni3 hao3\".";

constexpr char32_t kNone = 0;  // A tone that the letter does not have in Unicode.

/// Letters in the four tones, and the same without.
constexpr std::array<std::pair<std::array<char32_t, 4>, char>, 9> kMarked{{
    {{U'ā', U'á', U'ǎ', U'à'}, 'a'},
    {{U'ē', U'é', U'ě', U'è'}, 'e'},
    {{U'ī', U'í', U'ǐ', U'ì'}, 'i'},
    {{U'ō', U'ó', U'ǒ', U'ò'}, 'o'},
    {{U'ū', U'ú', U'ǔ', U'ù'}, 'u'},
    {{U'ǖ', U'ǘ', U'ǚ', U'ǜ'}, 'v'},
    {{kNone, U'ń', U'ň', U'ǹ'}, 'n'},
    {{kNone, U'ḿ', kNone, kNone}, 'm'},
    {{kNone, U'ế', kNone, U'ề'}, 'e'},
}};

constexpr std::u32string_view kCombining = U"\u0304\u0301\u030C\u0300";  // Macron, acute, caron, grave.

/// A syllable while it is read letter by letter.
struct Letters {
    std::string name;
    unsigned tone = 0;  ///< 0 while none was seen.
};

bool isSeparator(char32_t c) { return isSpace(c) || c == U'\'' || c == U'’' || c == U'-' || c == U',' || c == U'·'; }

/// Takes a letter, a tone mark or a diaeresis; false for anything else.
bool take(char32_t c, Letters& letters) {
    c = lowerCase(c);
    if (c == kNone)
        return false;
    if (c >= U'a' && c <= U'z') {
        letters.name += static_cast<char>(c);
        return true;
    }
    if (c == U'ü' || c == U'\u0308' || c == U':') {
        if (c != U'ü' && (letters.name.empty() || letters.name.back() != 'u'))
            return false;
        if (c != U'ü')
            letters.name.pop_back();
        letters.name += 'v';
        return true;
    }
    for (const auto& [marked, base] : kMarked) {
        const auto* const found = std::ranges::find(marked, c);
        if (found != marked.end() && letters.tone == 0) {
            letters.name += base;
            letters.tone = static_cast<unsigned>(found - marked.begin()) + 1;
            return true;
        }
    }
    const std::size_t tone = kCombining.find(c);
    if (tone == std::u32string_view::npos || letters.tone != 0 || letters.name.empty())
        return false;
    letters.tone = static_cast<unsigned>(tone) + 1;
    return true;
}

bool speakable(std::size_t base, const Pinyin& pinyin) {
    return base != 0 && !pinyin.initial(Syllable(base, kNeutral)).empty();
}

/// "jü" is written "ju", and "lue" is "lve".
std::size_t baseOf(std::string name, const Pinyin& pinyin) {
    if (name == "r")
        name = "er";
    if (name.size() > 1 && name[1] == 'v' && std::string_view("jqxy").find(name[0]) != std::string_view::npos)
        name[1] = 'u';
    if (name == "lue" || name == "nue")
        name[1] = 'v';
    const std::size_t base = pinyin.baseNamed(name);
    return speakable(base, pinyin) ? base : 0;
}

std::optional<WrittenSyllable> syllableOf(const Letters& letters, const Pinyin& pinyin) {
    const unsigned tone = letters.tone == 0 ? kNeutral : letters.tone;
    if (const std::size_t base = baseOf(letters.name, pinyin); base != 0)
        return WrittenSyllable{.syllable = Syllable(base, tone)};
    if (letters.name.size() < 2 || letters.name.back() != 'r')
        return std::nullopt;
    const std::size_t base = baseOf(letters.name.substr(0, letters.name.size() - 1), pinyin);
    if (base == 0)
        return std::nullopt;
    return WrittenSyllable{.syllable = Syllable(base, tone), .rhotic = true};
}

}  // namespace

Result<std::vector<WrittenSyllable>> readPinyin(std::string_view utf8, const Pinyin& pinyin) {
    std::vector<WrittenSyllable> syllables;
    Letters letters;
    std::size_t begin = 0;
    const auto wrong = [&](std::size_t end) {
        return fail(ErrorCode::InvalidInput,
                    "\"" + std::string(utf8.substr(begin, end - begin)) + "\" in the reading \"" + std::string(utf8) +
                        "\" is no syllable of Mandarin",
                    std::string(kHint));
    };
    for (std::size_t place = 0; place <= utf8.size();) {
        const std::size_t at = place;
        const char32_t c = at < utf8.size() ? decodeUtf8(utf8, place) : U' ';
        const bool digit = c >= U'0' && c <= U'5';
        if (!digit && !isSeparator(c)) {
            if (!take(c, letters))
                return wrong(place);
            continue;
        }
        if (digit && (letters.name.empty() || letters.tone != 0))
            return wrong(place);
        if (digit)
            letters.tone = c == U'0' ? kNeutral : c - U'0';
        if (!letters.name.empty()) {
            const auto syllable = syllableOf(letters, pinyin);
            if (!syllable)
                return wrong(digit ? place : at);
            syllables.push_back(*syllable);
        }
        letters = {};
        if (at == utf8.size())
            break;
        begin = place;
    }
    return syllables;
}

std::optional<std::vector<Syllable>> fitSyllables(std::span<const WrittenSyllable> given,
                                                  std::u32string_view characters, const Pinyin& pinyin) {
    std::vector<Syllable> fitted;
    const std::size_t er = pinyin.baseNamed("er");
    for (const auto& [syllable, rhotic] : given) {
        fitted.push_back(syllable);
        if (rhotic && fitted.size() < characters.size() && characters[fitted.size()] == U'儿')
            fitted.emplace_back(er, syllable.tone());
        else if (rhotic)
            return std::nullopt;
    }
    if (fitted.size() != characters.size())
        return std::nullopt;
    return fitted;
}

std::string writePinyin(std::span<const Syllable> syllables, const Pinyin& pinyin) {
    std::string written;
    for (const Syllable syllable : syllables) {
        const std::string name = pinyin.name(syllable);
        if (!written.empty() && !name.empty())
            written += ' ';
        written += name;
    }
    return written;
}

}  // namespace timbre::frontend::zh
