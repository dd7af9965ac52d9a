// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a front end hands over, and the symbols that GPT-SoVITS models know.

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

/// A text as its models take it.
struct PhoneText {
    std::string normalised{};  ///< As it is spoken, numbers in words.
    std::vector<std::string> phones{};
    /// How many phones each character of `normalised` has; empty for English, Japanese and Korean.
    std::vector<int> phonesPerCharacter{};

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
