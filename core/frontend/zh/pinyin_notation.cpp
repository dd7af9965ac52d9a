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

/// Letters that stand together, each with the tone that is marked on it; 0 for most.
struct Letters {
    std::string names;
    std::string tones;

    void add(char name, unsigned tone = 0) {
        names += name;
        tones += static_cast<char>(tone);
    }
    [[nodiscard]] bool empty() const { return names.empty(); }
    [[nodiscard]] bool marked() const { return tones.find_first_not_of('\0') != std::string::npos; }
};

bool isSeparator(char32_t c) { return isSpace(c) || c == U'\'' || c == U'’' || c == U'-' || c == U',' || c == U'·'; }

/// Takes a letter, a tone mark or a diaeresis; false for anything else.
bool take(char32_t c, Letters& letters) {
    c = lowerCase(c);
    if (c == kNone)
        return false;
    if (c >= U'a' && c <= U'z') {
        letters.add(static_cast<char>(c));
        return true;
    }
    if (c == U'ü') {
        letters.add('v');
        return true;
    }
    if (c == U'\u0308' || c == U':') {
        if (letters.empty() || letters.names.back() != 'u')
            return false;
        letters.names.back() = 'v';
        return true;
    }
    for (const auto& [marked, base] : kMarked) {
        const auto* const found = std::ranges::find(marked, c);
        if (found != marked.end()) {
            letters.add(base, static_cast<unsigned>(found - marked.begin()) + 1);
            return true;
        }
    }
    const std::size_t tone = kCombining.find(c);
    if (tone == std::u32string_view::npos || letters.empty() || letters.tones.back() != 0)
        return false;
    letters.tones.back() = static_cast<char>(tone + 1);
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

/// @param tones  of the letters; 0 in all of them is no tone, and more than one is no syllable.
std::optional<WrittenSyllable> syllableOf(std::string_view name, std::string_view tones, const Pinyin& pinyin) {
    const std::size_t mark = tones.find_first_not_of('\0');
    if (mark != std::string_view::npos && tones.find_first_not_of('\0', mark + 1) != std::string_view::npos)
        return std::nullopt;
    const unsigned tone = mark == std::string_view::npos ? kNeutral : static_cast<unsigned>(tones[mark]);
    if (const std::size_t base = baseOf(std::string(name), pinyin); base != 0)
        return WrittenSyllable{.syllable = Syllable(base, tone)};
    if (name.size() < 2 || name.back() != 'r')
        return std::nullopt;
    const std::size_t base = baseOf(std::string(name.substr(0, name.size() - 1)), pinyin);
    if (base == 0)
        return std::nullopt;
    return WrittenSyllable{.syllable = Syllable(base, tone), .rhotic = true};
}

/// Syllables of letters without anything between, as words are written ("chóngxīn"): as few as can be, and of those ways
/// the one in which none begins with a vowel, before which an apostrophe belongs. Nothing where there is no way.
std::vector<WrittenSyllable> joinedSyllables(const Letters& letters, const Pinyin& pinyin) {
    constexpr std::size_t kLongest = 7;  // "zhuangr"
    constexpr std::uint32_t kNever = ~std::uint32_t{0};
    struct Way {
        std::uint32_t cost = kNever;
        std::size_t begin = 0;
        WrittenSyllable last{};
    };
    const std::string_view names = letters.names;
    const std::string_view tones = letters.tones;
    std::vector<Way> ways(names.size() + 1);
    ways[0].cost = 0;
    for (std::size_t begin = 0; begin < names.size(); ++begin) {
        if (ways[begin].cost == kNever)
            continue;
        const bool vowel = begin > 0 && std::string_view("aeo").find(names[begin]) != std::string_view::npos;
        const std::uint32_t cost = ways[begin].cost + (vowel ? 3 : 2);
        for (std::size_t size = 1; size <= std::min(kLongest, names.size() - begin); ++size) {
            Way& way = ways[begin + size];
            if (cost >= way.cost)
                continue;
            if (const auto syllable = syllableOf(names.substr(begin, size), tones.substr(begin, size), pinyin))
                way = {.cost = cost, .begin = begin, .last = *syllable};
        }
    }
    std::vector<WrittenSyllable> syllables;
    for (std::size_t end = names.size(); end > 0 && ways[end].cost != kNever; end = ways[end].begin)
        syllables.push_back(ways[end].last);
    std::ranges::reverse(syllables);
    return syllables;
}

/// What stands between two separators; nothing where it is no syllable.
/// @param numbered  the tone is a number behind it, which only one syllable can have.
std::vector<WrittenSyllable> syllablesOf(const Letters& letters, bool numbered, const Pinyin& pinyin) {
    if (const auto one = syllableOf(letters.names, letters.tones, pinyin))
        return {*one};
    constexpr std::size_t kLongestWord = 64;
    if (letters.names.size() > kLongestWord)
        return {};
    // Letters without any tone that are more than one syllable are rather a mistake than words without tones.
    return letters.marked() && !numbered ? joinedSyllables(letters, pinyin) : std::vector<WrittenSyllable>{};
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
        if (digit && (letters.empty() || letters.marked()))
            return wrong(place);
        if (digit)
            letters.tones.back() = static_cast<char>(c == U'0' ? kNeutral : c - U'0');
        if (!letters.empty()) {
            const auto found = syllablesOf(letters, digit, pinyin);
            if (found.empty())
                return wrong(digit ? place : at);
            syllables.insert(syllables.end(), found.begin(), found.end());
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
