// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/frontend/ja/morphemes.h"

namespace timbre::frontend::ja {

/// What has an accent of its own, as Open JTalk says it in its sentence: a word or a part of one.
struct AccentedPart {
    std::size_t word = 0;         ///< Which of Analysis::words it belongs to.
    std::string pronunciation{};  ///< Katakana, UTF-8, with ’ behind voiceless vowels; "、" and "？" are no speech.
    int phraseAccent = 0;         ///< The accent of its phrase, where it opens one: the mora before the fall, 0 is flat.
    int ownAccent = 0;            ///< Its accent outside of any phrase.
    bool joins = false;           ///< Belongs to the accent phrase before it.
    bool numeral = false;
    bool counter = false;  ///< 個, 本, 階: said in one breath with the number before it.
    bool point = false;    ///< テン of a decimal.
};

/// A word as the dictionary cuts it.
struct AnalysedWord {
    std::size_t begin = 0;  ///< Code points of the text.
    std::size_t end = 0;
    SharedReadings readings{};  ///< All that the dictionary has, if they were asked for.
};

struct Analysis {
    std::vector<AccentedPart> parts;
    std::vector<AnalysedWord> words;
};

/// A word whose reading was given by hand.
struct FixedWord {
    std::size_t begin = 0;  ///< Code points of the text.
    std::size_t end = 0;
    std::string pronunciation{};     ///< Katakana.
    int moras = 0;                   ///< Of the pronunciation, at most kMostFixedMoras.
    std::optional<int> accent = {};  ///< Without one that of the dictionary is taken.
};

/// The rules of Open JTalk write words into 1024 bytes, at most 9 a mora.
inline constexpr int kMostFixedMoras = 100;

/// Words, readings and accents of Japanese, by MeCab and the rules of Open JTalk over a dictionary of its format.
/// Any thread; several at once.
class OpenJTalk {
  public:
    /// Maps the dictionary. ModelMissing without one in `folder`, Corrupt for a damaged one, Unsupported for one of
    /// another character set than UTF-8.
    static Result<std::shared_ptr<const OpenJTalk>> open(const std::filesystem::path& folder);

    /// Longer texts are to be cut: the time of some rules grows with the square of the length.
    static constexpr std::size_t kLongestText = 1024;

    struct Wishes {
        std::span<const FixedWord> fixed{};      ///< In order, without overlap.
        std::span<const std::size_t> borders{};  ///< Code points of the text, with which words begin.
        bool readings = false;
        bool usual = false;  ///< Readings as most speakers have them, else as the dictionary prefers.
    };

    /// @param text  letters, digits, kana and Han characters in full width, without marks, at most kLongestText.
    [[nodiscard]] Analysis analyse(std::u32string_view text, const Wishes& wishes) const;

  private:
    explicit OpenJTalk(std::unique_ptr<Morphology> morphology) : morphology_(std::move(morphology)) {}

    std::unique_ptr<Morphology> morphology_;
};

}  // namespace timbre::frontend::ja
