// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a front end hands over, and the symbols that GPT-SoVITS models know.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace timbre::frontend {

/// Which inventory a model was trained on.
enum class PhoneSet {
    V1,  ///< 322 symbols: Mandarin, Japanese, English.
    V2,  ///< 732 symbols, of everything after v1: the same numbers, then brackets, Korean and Cantonese.
};

/// How the reference's oddities are taken.
enum class Reading {
    Compatible,  ///< As the reference program reads, mistakes included.
    Corrected,   ///< As a native speaker reads.
};

/// A word as it is spoken, for whoever wants to see or change its reading.
struct SpokenWord {
    std::size_t begin = 0;  ///< Code points of the text that was handed over.
    std::size_t end = 0;    ///< Exclusive.
    std::size_t firstPhone = 0;
    std::size_t phoneCount = 0;
    /// In the language's notation: pinyin with tone numbers, one syllable behind the other with blanks ("chong2 xin1", before
    /// sandhi), ARPAbet ("K AE1 T"), katakana as it is pronounced, with the accent's place behind it where it is known
    /// ("ハシ 1"), Hangul as it is pronounced, jyutping ("nei5 hou2").
    std::string reading{};
    std::vector<std::string> alternatives{};  ///< Other readings a dictionary has, the likelier ones first.

    bool operator==(const SpokenWord&) const = default;
};

/// A reading given by hand for a part of a text, in the notation of SpokenWord::reading.
struct FixedReading {
    std::size_t begin = 0;  ///< Code points of the text that is handed over.
    std::size_t end = 0;    ///< Exclusive, above `begin`.
    std::string reading{};

    bool operator==(const FixedReading&) const = default;
};

/// A part of a text that is spoken otherwise than it is written: a number, a unit, an address.
struct Rewrite {
    std::size_t begin = 0;  ///< Code points of the text.
    std::size_t end = 0;    ///< Exclusive, above `begin`.
    std::u32string spoken{};  ///< In words of the language; empty: it is not spoken.
    std::vector<std::u32string> alternatives{};  ///< Other ways to speak it that a user may choose.

    bool operator==(const Rewrite&) const = default;
};

/// A text as its models take it.
struct PhoneText {
    std::string normalised{};  ///< As it is spoken, numbers in words.
    std::vector<std::string> phones{};
    /// How many phones each character of `normalised` has; empty for English, Japanese and Korean.
    std::vector<int> phonesPerCharacter{};
    /// In order, without overlap; only with Reading::Corrected. What is not spoken is no word.
    std::vector<SpokenWord> words{};

    bool operator==(const PhoneText&) const = default;
};

/// All symbols of a set; a symbol's place is its number in the models.
[[nodiscard]] std::span<const std::string> symbols(PhoneSet set);

/// A symbol's number, or nullopt for what is none.
[[nodiscard]] std::optional<int> symbolId(PhoneSet set, std::string_view symbol);

/// The symbol that stands for what a model does not know.
inline constexpr std::string_view kUnknownPhone = "UNK";

/// Phones that `set` does not hold become kUnknownPhone.
void replaceUnknown(PhoneSet set, std::vector<std::string>& phones);

/// The numbers of phones; what is no symbol counts as kUnknownPhone.
[[nodiscard]] std::vector<int> symbolIds(PhoneSet set, std::span<const std::string> phones);

}  // namespace timbre::frontend
