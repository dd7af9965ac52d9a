// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/audio/audio_clip.h"
#include "core/base/result.h"

namespace timbre {

/// A word of a line that was to be read, and whether it was.
struct WordMark {
    std::size_t beginByte = 0;  ///< Of the text that was handed over.
    std::size_t endByte = 0;    ///< Exclusive.
    double fromSeconds = 0.0;   ///< Of the recording; both 0 where it was not heard.
    double toSeconds = 0.0;
    bool heard = false;
    bool operator==(const WordMark&) const = default;
};

/// What a recording holds of the line that was to be read.
struct LineFit {
    enum class Kind {
        Whole,    ///< The line, though single words may be marked as not heard.
        Half,     ///< Its beginning or its end is missing.
        Wrong,    ///< Something else was read.
        Unknown,  ///< Nothing was found out: never a reason to refuse.
    };
    /// What the answer rests on.
    enum class Basis {
        Nothing,    ///< No model for the language, or too little sound or text.
        Syllables,  ///< Counted syllables against those of the text.
        Words,      ///< Every word was looked for.
    };

    Kind kind = Kind::Unknown;
    Basis basis = Basis::Nothing;
    std::vector<WordMark> words{};     ///< In order; only with Basis::Words.
    double score = 0.0;                ///< Share of the line that was heard, 0..1, by its sounds or syllables.
    double syllablesHeard = 0.0;       ///< Estimated from the sound; 0 where they were not counted.
    double syllablesExpected = 0.0;    ///< Of the text; 0 where they were not counted.
    bool operator==(const LineFit&) const = default;
};

/// "whole", "half", "wrong", "unknown": stable, for JSON and logs.
std::string_view lineFitName(LineFit::Kind kind) noexcept;

struct DraftWord {
    std::string text;
    double fromSeconds = 0.0;
    double toSeconds = 0.0;
    double confidence = 0.0;  ///< 0..1, of the recogniser itself.
    bool operator==(const DraftWord&) const = default;
};

/// What a recogniser believes was said. Never more than a draft: names and rare words are wrong in it, so whoever shows it
/// marks it as one until a person has read it.
struct Draft {
    std::string text;  ///< Words with blanks between, without capitals and punctuation. Empty: nothing was understood.
    std::vector<DraftWord> words{};
    double confidence = 0.0;  ///< Mean over the words, weighted by their length, 0..1.
    bool operator==(const Draft&) const = default;
};

/// Whether drafts can be made.
enum class DraftReadiness {
    Ready,
    NoModel,     ///< The language could be, but its model is not installed.
    NoLanguage,  ///< There is no recogniser for the language.
};

/// Compares recordings with their text and drafts the text of others. The studio listens with it; app/compose hands in what
/// is behind it. Weights are loaded at the first call. Thread: any; calls wait for one another.
class LineListener {
  public:
    LineListener() = default;
    LineListener(const LineListener&) = delete;
    LineListener& operator=(const LineListener&) = delete;
    virtual ~LineListener() = default;

    /// Whether `text` was read in `clip`, up to 60 s. Without a model for the language the syllables are counted. Errs to
    /// Whole and Unknown: a take is better kept than refused for nothing.
    /// InvalidInput: an impossible clip; Cancelled.
    [[nodiscard]] virtual Result<LineFit> check(const AudioClip& clip, std::string_view text, std::string_view language,
                                                const std::stop_token& stop) const = 0;

    /// Whether check() can find anything out about recordings in the language. Loads nothing.
    [[nodiscard]] virtual bool checks(std::string_view language) const { return readiness(language) == DraftReadiness::Ready; }

    /// How many syllables (moras of Japanese) a text has; nullopt where nobody can tell.
    [[nodiscard]] virtual std::optional<double> syllables(std::string_view text, std::string_view language) const;

    /// Looks at what is installed without loading it.
    [[nodiscard]] virtual DraftReadiness readiness(std::string_view language) const = 0;

    /// InvalidInput: an impossible clip, or more than 60 s of it; Unsupported: DraftReadiness::NoLanguage; ModelMissing:
    /// DraftReadiness::NoModel, and the advice names what to install; Corrupt: the model cannot be used; Cancelled.
    [[nodiscard]] virtual Result<Draft> draft(const AudioClip& clip, std::string_view language,
                                              const std::stop_token& stop) const = 0;
};

}  // namespace timbre
