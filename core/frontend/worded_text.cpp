// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/worded_text.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "core/base/utf8.h"
#include "core/frontend/han_languages.h"

namespace timbre::frontend {

namespace {

/// So many words of prose in a row are a sentence of their own.
constexpr int kWordsOfProse = 3;

constexpr bool isHan(char32_t c) noexcept {
    return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF) || c == 0x3005 ||
           c == 0x3007;
}

constexpr bool isKana(char32_t c) noexcept {
    return (c >= 0x3041 && c <= 0x309F) || (c >= 0x30A1 && c <= 0x30FA) || (c >= 0x30FC && c <= 0x30FF) ||
           (c >= 0xFF66 && c <= 0xFF9D);
}

constexpr bool isHangul(char32_t c) noexcept { return c >= 0xAC00 && c <= 0xD7AF; }

constexpr bool isLatin(char32_t c) noexcept { return (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z'); }

bool holds(std::u32string_view text, bool (*is)(char32_t) noexcept) { return std::ranges::any_of(text, is); }

/// Words in small letters, as sentences have them and names, models and addresses do not.
bool isProse(std::u32string_view text) {
    int words = 0;
    bool inWord = false;
    bool plain = false;
    const auto endWord = [&] {
        words += inWord && plain ? 1 : 0;
        inWord = false;
    };
    for (const char32_t c : text) {
        if (isSpace(c)) {
            endWord();
            continue;
        }
        if (!inWord)
            plain = (c >= U'a' && c <= U'z') || c == U'I';
        inWord = true;
        const bool fits = (c >= U'a' && c <= U'z') || c == U'I' || c == U'\'' || c == U'’' || c == U',' || c == U'.' ||
                          c == U'!' || c == U'?' || c == U';';
        plain = plain && fits;
    }
    endWord();
    return words >= kWordsOfProse;
}

/// English mode is a promise about the voice, not about the letters: what is not English is still spoken.
LanguageMode modeFor(std::u32string_view text, LanguageMode mode) {
    const bool foreign = holds(text, isHan) || holds(text, isKana) || holds(text, isHangul);
    return mode == LanguageMode::English && foreign ? LanguageMode::Auto : mode;
}

void append(std::vector<LanguageStretch>& stretches, const LanguageStretch& stretch) {
    if (!stretches.empty() && stretches.back().language == stretch.language)
        stretches.back().end = stretch.end;
    else
        stretches.push_back(stretch);
}

/// Whether a reading given by hand is words to be said instead of a notation of sounds.
bool isWords(const FixedReading& given, std::u32string_view word, Language language) {
    bool han = false;
    bool kana = false;
    bool ascii = true;
    bool hangul = true;
    for (std::size_t at = 0; at < given.reading.size();) {
        const char32_t c = decodeUtf8(given.reading, at);
        hangul = hangul && (isHangul(c) || c == U' ');
        han = han || isHan(c) || isHangul(c);
        kana = kana || isKana(c);
        ascii = ascii && c < 0x80;
    }
    // Hangul for Hangul shows how it sounds; for a number or a name it is words.
    if (hangul && std::ranges::all_of(word, [](char32_t c) { return isHangul(c) || c == U' '; }))
        return false;
    if (han || language == Language::Korean)
        return true;
    const bool latinWord = std::ranges::none_of(word, [](char32_t c) { return isHan(c) || isKana(c) || isHangul(c); });
    if (language == Language::English || (latinWord && holds(word, isLatin)))
        return !ascii;
    if (language == Language::Japanese)
        return !kana;
    return kana;
}

/// Stands for a letter that is to be read as a syllable of Chinese: the text model takes it for a name.
constexpr char32_t kStandIn = U'某';

/// A word such as T恤, whose letters are said as syllables of the language around.
bool isMixed(std::u32string_view word, Language language) {
    return (language == Language::Mandarin || language == Language::Cantonese) && holds(word, isHan) && holds(word, isLatin);
}

std::u32string folded(std::u32string_view text) {
    std::u32string small;
    for (const char32_t c : text)
        small += lowerCase(c);
    return small;
}

/// Where a word stands in a text; nothing where it does not, or more than once.
std::optional<std::size_t> onlyPlace(std::u32string_view text, std::u32string_view word) {
    const std::u32string small = folded(text);
    const std::u32string wanted = folded(word);
    const std::size_t place = small.find(wanted);
    if (place == std::u32string::npos || small.find(wanted, place + 1) != std::u32string::npos)
        return std::nullopt;
    return place;
}

/// Rewrites of a stretch and words given by hand, in order, without overlap; what is given by hand comes first.
class Plan {
  public:
    Plan(std::u32string_view text, const LanguageStretch& stretch) : text_(text), stretch_(stretch) {}

    void give(const FixedReading& given) {
        const auto word = text_.substr(given.begin, given.end - given.begin);
        if (!isWords(given, word, stretch_.language)) {
            if (!isMixed(word, stretch_.language)) {
                fixed_.push_back(given);
                return;
            }
            Rewrite spelled{.begin = given.begin, .end = given.end};
            for (const char32_t c : word)
                spelled.spoken += isHan(c) ? c : kStandIn;
            inside_[given.begin] = {0, spelled.spoken.size(), given.reading};
            rewrites_.push_back(std::move(spelled));
            return;
        }
        Rewrite rewrite{.begin = given.begin, .end = given.end};
        for (std::size_t at = 0; at < given.reading.size();)
            rewrite.spoken += decodeUtf8(given.reading, at);
        rewrites_.push_back(std::move(rewrite));
    }

    void add(std::vector<Rewrite> rewrites) {
        std::vector<Rewrite> all;
        auto given = std::exchange(rewrites_, {});
        auto next = given.begin();
        for (Rewrite& rewrite : rewrites) {
            rewrite.begin += stretch_.begin;
            rewrite.end += stretch_.begin;
            while (next != given.end() && next->begin < rewrite.end) {
                if (next->end > rewrite.begin)
                    rewrite.end = rewrite.begin;  // Marked as taken.
                all.push_back(std::move(*next++));
            }
            const auto overlaps = [&](const FixedReading& one) {
                return one.begin < rewrite.end && one.end > rewrite.begin;
            };
            // Few readings are given by hand; they are in order, so the first that ends behind decides.
            const auto one = std::ranges::partition_point(
                fixed_, [&](const FixedReading& reading) { return reading.end <= rewrite.begin; });
            const bool taken = rewrite.begin == rewrite.end || (!all.empty() && all.back().end > rewrite.begin);
            if (!taken && (one == fixed_.end() || !overlaps(*one) || moveInto(rewrite, one)))
                all.push_back(std::move(rewrite));
        }
        std::move(next, given.end(), std::back_inserter(all));
        rewrites_ = std::move(all);
    }

    /// Where the word of a reading is said within what is rewritten, the reading goes there with it.
    bool moveInto(const Rewrite& rewrite, std::vector<FixedReading>::iterator one) {
        if (one->begin < rewrite.begin || one->end > rewrite.end)
            return false;
        const auto next = std::next(one);
        if (next != fixed_.end() && next->begin < rewrite.end)
            return false;
        const auto place = onlyPlace(rewrite.spoken, text_.substr(one->begin, one->end - one->begin));
        if (!place)
            return false;
        inside_[rewrite.begin] = {*place, *place + (one->end - one->begin), one->reading};
        fixed_.erase(one);
        return true;
    }

    WordedStretch carryOut() && {
        WordedStretch words{.language = stretch_.language, .begin = stretch_.begin, .end = stretch_.end};
        std::size_t place = stretch_.begin;
        auto fixed = fixed_.begin();
        const auto keep = [&](std::size_t end) {
            for (; place < end; ++place) {
                if (fixed != fixed_.end() && place == fixed->begin)
                    words.fixed.push_back({words.text.size(), words.text.size() + (fixed->end - fixed->begin),
                                           std::move((fixed++)->reading)});
                words.text += text_[place];
                words.origins.push_back({place, place + 1, -1});
            }
        };
        for (std::size_t i = 0; i < rewrites_.size(); ++i) {
            const Rewrite& rewrite = rewrites_[i];
            keep(rewrite.begin);
            if (const auto inside = inside_.find(rewrite.begin); inside != inside_.end())
                words.fixed.push_back({words.text.size() + inside->second.begin, words.text.size() + inside->second.end,
                                       inside->second.reading});
            for (const char32_t c : rewrite.spoken) {
                words.text += c;
                words.origins.push_back({rewrite.begin, rewrite.end, static_cast<int>(i)});
            }
            place = rewrite.end;
        }
        keep(stretch_.end);
        words.rewrites = std::move(rewrites_);
        return words;
    }

  private:
    std::u32string_view text_;
    LanguageStretch stretch_;
    std::vector<Rewrite> rewrites_;
    std::vector<FixedReading> fixed_;
    std::map<std::size_t, FixedReading> inside_;  ///< By where a rewrite begins: a reading in what it says.
};

/// Who reads a character that the main language does not write.
Language languageOf(char32_t c, Language main) {
    if (isHangul(c))
        return Language::Korean;
    if (isKana(c))
        return Language::Japanese;
    if (isHan(c) && main == Language::Korean)
        return Language::Mandarin;
    return main;
}

}  // namespace

std::vector<LanguageStretch> mainStretches(std::u32string_view text, LanguageMode mode) {
    const auto found = spokenStretches(text, modeFor(text, mode));
    std::vector<LanguageStretch> out;
    std::size_t unowned = std::u32string_view::npos;  // English at the beginning that belongs to what follows.
    for (std::size_t i = 0; i < found.size(); ++i) {
        LanguageStretch stretch = found[i];
        const bool name = stretch.language == Language::English &&
                          !isProse(text.substr(stretch.begin, stretch.end - stretch.begin));
        if (name && !out.empty() && out.back().language != Language::English) {
            out.back().end = stretch.end;
            continue;
        }
        if (name && out.empty() && i + 1 < found.size()) {
            unowned = std::min(unowned, stretch.begin);
            continue;
        }
        stretch.begin = std::min(stretch.begin, std::exchange(unowned, std::u32string_view::npos));
        append(out, stretch);
    }
    return out;
}

Result<std::vector<WordedStretch>> inWords(std::u32string_view text, LanguageMode mode,
                                           std::span<const FixedReading> given, const RewriteRule& rule) {
    std::vector<WordedStretch> words;
    for (const LanguageStretch& stretch : mainStretches(text, mode)) {
        Plan plan(text, stretch);
        for (; !given.empty() && given.front().begin < stretch.end; given = given.subspan(1)) {
            const FixedReading& one = given.front();
            if (one.begin < stretch.begin || one.end > stretch.end)
                return fail(ErrorCode::InvalidInput,
                            "the reading “" + one.reading + "” is given for “" +
                                toUtf8(text.substr(one.begin, one.end - one.begin)) + "”, which is of two languages",
                            "Give a reading to each part.");
            plan.give(one);
        }
        auto rewrites = rule(stretch.language, text.substr(stretch.begin, stretch.end - stretch.begin));
        if (!rewrites)
            return tl::unexpected(rewrites.error());
        plan.add(std::move(*rewrites));
        words.push_back(std::move(plan).carryOut());
    }
    return words;
}

std::vector<LanguageStretch> stretchesOfWords(const WordedStretch& words) {
    const std::u32string_view text = words.text;
    std::vector<LanguageStretch> out;
    for (const LanguageStretch& stretch : languageStretches(text, modeFor(text, modeOf(words.language)))) {
        std::size_t begin = stretch.begin;
        Language current = stretch.language;
        for (std::size_t i = stretch.begin; i < stretch.end; ++i) {
            const char32_t c = text[i];
            if (!isHan(c) && !isKana(c) && !isHangul(c))
                continue;  // Marks and blanks go with what is before them.
            const Language language = languageOf(c, stretch.language);
            // Japanese is written with both.
            const bool same = language == current || (stretch.language == Language::Japanese && !isHangul(c) &&
                                                      current == Language::Japanese);
            if (!same) {
                if (i > begin)
                    append(out, {current, begin, i});
                begin = i;
                current = language;
            }
        }
        append(out, {current, begin, stretch.end});
    }
    return out;
}

}  // namespace timbre::frontend
