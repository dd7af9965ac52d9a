// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/english_in_mandarin.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace timbre::instant {
namespace {

/// A consonant: the initial before most finals, the one before i, and the syllable where no vowel follows.
struct Consonant {
    std::string_view name;
    std::string_view initial;
    std::string_view beforeI;
    std::string_view alone;
};

// Mandarin has no ti-like syllable with g, k, h, z, c, s, zh, ch, sh or r: they turn palatal as in loanwords.
constexpr auto kConsonants = std::to_array<Consonant>({{"B", "b", "b", "bu"},     {"CH", "ch", "q", "qi"},  {"D", "d", "d", "de"},
                                                       {"DH", "z", "d", "de"},    {"F", "f", "f", "fu"},    {"G", "g", "j", "ge"},
                                                       {"HH", "h", "x", "he"},    {"JH", "zh", "j", "zhi"}, {"K", "k", "q", "ke"},
                                                       {"L", "l", "l", "er"},     {"M", "m", "m", "mu"},    {"N", "n", "n", "en"},
                                                       {"NG", "", "", "eng"},     {"P", "p", "p", "pu"},    {"R", "r", "l", "er"},
                                                       {"S", "s", "x", "si"},     {"SH", "sh", "x", "shi"}, {"T", "t", "t", "te"},
                                                       {"TH", "s", "x", "si"},    {"V", "w", "w", "fu"},    {"W", "w", "w", "wu"},
                                                       {"Y", "y", "y", "yi"},     {"Z", "z", "j", "zi"},    {"ZH", "r", "r", "ri"}});

/// A vowel: its final, the final with n and with ng behind it, and what follows as a syllable of its own.
struct Vowel {
    std::string_view name;
    std::string_view final;
    std::string_view withN;
    std::string_view withNg;
    std::string_view behind;
};

constexpr auto kVowels = std::to_array<Vowel>({{"AA", "a", "ang", "ang", ""},  {"AE", "ai", "an", "ang", ""},
                                               {"AH", "a", "an", "ang", ""},   {"AO", "ao", "ong", "ong", ""},
                                               {"AW", "ao", "ang", "ang", ""}, {"AY", "ai", "ai", "ai", ""},
                                               {"EH", "ei", "en", "eng", ""},  {"ER", "e", "en", "eng", "er"},
                                               {"EY", "ei", "en", "eng", ""},  {"IH", "i", "in", "ing", ""},
                                               {"IY", "i", "in", "ing", ""},   {"OW", "ou", "ong", "ong", ""},
                                               {"OY", "o", "o", "o", "yi"},    {"UH", "u", "uen", "ong", ""},
                                               {"UW", "u", "uen", "ong", ""}});

template <typename Row, std::size_t Size>
const Row* find(const std::array<Row, Size>& table, std::string_view name) {
    const auto* const found = std::ranges::find(table, name, &Row::name);
    return found == table.end() ? nullptr : &*found;
}

/// w and y before a final are its medial: w + ei is uei, y + ou is iou. A final that has no such form stands alone.
std::string_view withMedial(std::string_view glide, std::string_view final) {
    struct Row {
        std::string_view final;
        std::string_view afterW;
        std::string_view afterY;
    };
    constexpr auto kRows = std::to_array<Row>({{"a", "ua", "ia"},      {"ai", "uai", "ie"},   {"an", "uan", "ian"},
                                               {"ang", "uang", "iang"}, {"ao", "uo", "iao"},   {"e", "uo", "ie"},
                                               {"ei", "uei", "ie"},    {"en", "uen", "in"},   {"eng", "ueng", "ing"},
                                               {"i", "uei", "i"},      {"in", "uen", "in"},   {"ing", "ueng", "ing"},
                                               {"o", "uo", "io"},      {"ong", "ueng", "iong"}, {"ou", "uo", "iou"},
                                               {"u", "u", "iou"},      {"uen", "uen", "vn"}});
    for (const Row& row : kRows) {
        if (row.final == final)
            return glide == "w" ? row.afterW : row.afterY;
    }
    return final;
}

/// The syllables as they grow.
class Speller {
  public:
    void add(std::string_view initial, std::string_view final, int tone) {
        if (initial == "w" || initial == "y") {
            final = withMedial(initial, final);
            initial = {};
        }
        const auto sound = mandarinPhone(final);
        const auto onset = initial.empty() ? std::optional<PhoneId>(0) : mandarinPhone(initial);
        if (sound && onset)
            syllables_.push_back({*onset, *sound, tone});
    }

    void addWritten(std::string_view pinyin, int tone) {
        if (auto syllable = syllableOfPinyin(pinyin)) {
            syllable->tone = tone;
            syllables_.push_back(*syllable);
        }
    }

    std::vector<MandarinSyllable> take() { return std::move(syllables_); }

  private:
    std::vector<MandarinSyllable> syllables_;
};

struct Sound {
    const Consonant* consonant = nullptr;
    const Vowel* vowel = nullptr;
    int stress = 0;
};

std::vector<Sound> soundsOf(std::span<const std::string> arpabet) {
    std::vector<Sound> sounds;
    for (const std::string& phone : arpabet) {
        std::string_view name = phone;
        int stress = 0;
        if (!name.empty() && name.back() >= '0' && name.back() <= '2') {
            stress = name.back() - '0';
            name.remove_suffix(1);
        }
        const Sound sound{find(kConsonants, name), find(kVowels, name), stress};
        if (sound.consonant != nullptr || sound.vowel != nullptr)
            sounds.push_back(sound);
    }
    return sounds;
}

}  // namespace

std::vector<MandarinSyllable> inMandarinSounds(std::span<const std::string> arpabet) {
    constexpr int kStressedTone = 1;  // high and level, as loanwords are said
    constexpr int kNeutralTone = 5;
    const std::vector<Sound> sounds = soundsOf(arpabet);
    Speller speller;
    const auto vowelAt = [&](std::size_t i) { return i < sounds.size() && sounds[i].vowel != nullptr; };
    for (std::size_t i = 0; i < sounds.size(); ++i) {
        const Consonant* const before = sounds[i].consonant;
        if (before != nullptr && !vowelAt(i + 1)) {
            speller.addWritten(before->alone, kNeutralTone);
            continue;
        }
        if (before != nullptr)
            ++i;
        const Vowel& vowel = *sounds[i].vowel;
        const int tone = sounds[i].stress > 0 ? kStressedTone : kNeutralTone;
        std::string_view final = vowel.final;
        if (vowel.name == "AH" && sounds[i].stress == 0)
            final = "e";
        // A nasal belongs to this syllable unless a vowel follows it.
        const Consonant* const after = i + 1 < sounds.size() ? sounds[i + 1].consonant : nullptr;
        const bool nasal = after != nullptr && (after->name == "N" || after->name == "NG") && !vowelAt(i + 2);
        const bool joins = nasal && vowel.name != "AY" && vowel.name != "OY";
        if (joins)
            final = after->name == "N" ? (final == "e" ? "en" : vowel.withN) : vowel.withNg;
        std::string_view initial;
        if (before != nullptr)
            initial = final.starts_with('i') ? before->beforeI : before->initial;
        speller.add(initial, final, tone);
        if (!vowel.behind.empty())
            speller.addWritten(vowel.behind, kNeutralTone);
        if (joins)
            ++i;
    }
    return speller.take();
}

}  // namespace timbre::instant
