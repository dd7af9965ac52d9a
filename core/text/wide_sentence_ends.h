// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Where sentences end in Chinese, Japanese, Korean and texts that mix them with others. What a mark means is decided by
// the script around it, so that English inside such a text keeps the rules of English.

#include <cstddef>
#include <vector>

#include "core/text/long_sentences.h"
#include "core/text/quote_pairs.h"
#include "core/text/sentence_ends.h"
#include "core/text/wide_periods.h"

namespace timbre {

class WideSentenceEnds {
  public:
    /// `characters` outlive the object, which stays where it is made.
    /// @param atSemicolons  a semicolon beside wide characters ends too.
    WideSentenceEnds(const Characters& characters, EndsSentence latinPeriods, bool atSemicolons);
    WideSentenceEnds(const WideSentenceEnds&) = delete;
    WideSentenceEnds& operator=(const WideSentenceEnds&) = delete;

    /// Index behind the sentence that begins at `begin`.
    [[nodiscard]] std::size_t endFrom(std::size_t begin) const;

  private:
    /// A stop with all that belongs to it: more marks behind its quotes, tildes, emoji, （笑）.
    struct WholeStop : Stop {
        std::size_t behind = 0;
        std::size_t lastCloser = QuotePairs::kNone;  ///< Directly before `behind`; none where a mark follows it.
    };

    [[nodiscard]] char32_t at(std::size_t i) const { return i < characters_.size() ? characters_[i].codePoint : 0; }
    [[nodiscard]] std::size_t behindBlanks(std::size_t i) const;
    [[nodiscard]] char32_t letterBefore(std::size_t i) const;
    [[nodiscard]] char32_t letterFrom(std::size_t i) const;

    [[nodiscard]] WholeStop wholeStopAt(std::size_t begin) const;
    [[nodiscard]] bool ends(const WholeStop& stop, std::size_t sentenceBegin) const;
    [[nodiscard]] bool endsAtSemicolon(std::size_t i, std::size_t sentenceBegin) const;
    [[nodiscard]] bool isEllipsisOnly(const WholeStop& stop) const;
    [[nodiscard]] bool endsAtEllipsis(const WholeStop& stop, std::size_t sentenceBegin) const;

    [[nodiscard]] bool isLatin(const WholeStop& stop) const;
    [[nodiscard]] bool inTitle(const WholeStop& stop) const;
    [[nodiscard]] bool inAddress(const WholeStop& stop) const;
    [[nodiscard]] bool inShortSpeech(std::size_t i, std::size_t sentenceBegin) const;

    [[nodiscard]] bool goesOn(const WholeStop& stop, std::size_t sentenceBegin) const;
    [[nodiscard]] bool goesOnBehindQuote(const WholeStop& stop, std::size_t sentenceBegin) const;
    [[nodiscard]] bool isEmbedded(std::size_t opener, std::size_t sentenceBegin) const;
    [[nodiscard]] bool isSource(std::size_t dash) const;

    const Characters& characters_;
    bool atSemicolons_;
    SentenceEnds latin_;
    QuotePairs pairs_;
    WidePeriods periods_;
    std::vector<std::size_t> lengths_;  ///< Of everything before each character, wide ones counting three.
};

}  // namespace timbre
