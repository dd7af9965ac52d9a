// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace timbre::frontend {

enum class Language { Mandarin, Japanese, English, Korean, Cantonese };

inline constexpr std::array<Language, 5> kLanguages{Language::Mandarin, Language::Japanese, Language::English,
                                                    Language::Korean, Language::Cantonese};

/// "zh", "ja", "en", "ko" or "yue".
[[nodiscard]] std::string_view languageCode(Language language) noexcept;

/// Which languages a text may hold.
enum class LanguageMode {
    Auto,           ///< Any; Han text without kana is Mandarin.
    AutoCantonese,  ///< Any; Han text without kana is Cantonese.
    Mandarin,       ///< Mandarin with English in it,
    Japanese,       ///< and so on: what is not English is of this language.
    Korean,
    Cantonese,
    AllMandarin,  ///< The same; stretches of digits between languages are of this language too.
    AllJapanese,
    AllKorean,
    AllCantonese,
    English,  ///< English as a whole.
};

struct LanguageModeName {
    LanguageMode mode;
    std::string_view name;  ///< As in the interface of GPT-SoVITS: "all_zh".
};

inline constexpr std::array<LanguageModeName, 11> kLanguageModeNames{{{LanguageMode::Auto, "auto"},
                                                                      {LanguageMode::AutoCantonese, "auto_yue"},
                                                                      {LanguageMode::Mandarin, "zh"},
                                                                      {LanguageMode::Japanese, "ja"},
                                                                      {LanguageMode::Korean, "ko"},
                                                                      {LanguageMode::Cantonese, "yue"},
                                                                      {LanguageMode::AllMandarin, "all_zh"},
                                                                      {LanguageMode::AllJapanese, "all_ja"},
                                                                      {LanguageMode::AllKorean, "all_ko"},
                                                                      {LanguageMode::AllCantonese, "all_yue"},
                                                                      {LanguageMode::English, "en"}}};

[[nodiscard]] std::optional<LanguageMode> languageModeOf(std::string_view name) noexcept;

/// The mode of texts in one language, English aside.
[[nodiscard]] LanguageMode modeOf(Language language) noexcept;

struct LanguageSegment {
    Language language;
    std::string text;

    bool operator==(const LanguageSegment&) const = default;
};

/// Cuts a text into stretches of one language each, by script and by the letters around; without a model. White space at both
/// ends is left out except in the mode English. Nothing but white space gives no segment. Time linear in the text's length.
[[nodiscard]] std::vector<LanguageSegment> languageSegments(std::string_view utf8, LanguageMode mode);

/// The same as places in the text, counted in code points.
struct LanguageStretch {
    Language language;
    std::size_t begin = 0;
    std::size_t end = 0;  ///< Exclusive.

    bool operator==(const LanguageStretch&) const = default;
};

[[nodiscard]] std::vector<LanguageStretch> languageStretches(std::u32string_view text, LanguageMode mode);

}  // namespace timbre::frontend
