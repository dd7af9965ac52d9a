// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Where sentences end that are written with blanks between words and a full stop that may also shorten a word.

#include <cstddef>
#include <string>

#include "core/text/long_sentences.h"
#include "core/text/splitter.h"

namespace timbre {

/// A run of terminals with the quotes and brackets that close behind it.
struct Stop {
    std::size_t begin = 0;
    std::size_t behindRun = 0;
    std::size_t behindClosers = 0;
    std::size_t periods = 0;
    std::size_t wideStops = 0;  ///< 。！？
    bool mark = false;          ///< ! and ?
    bool ellipsis = false;      ///< A character that is one.
    [[nodiscard]] bool closed() const noexcept { return behindClosers > behindRun; }
    [[nodiscard]] bool singlePeriod() const noexcept {
        return periods == 1 && !ellipsis && wideStops == 0 && !mark;
    }
};

class SentenceEnds {
  public:
    /// Both outlive the object.
    SentenceEnds(const Characters& characters, EndsSentence endsSentence)
        : characters_(characters), endsSentence_(endsSentence) {}

    /// Index behind the sentence that begins at `begin`.
    [[nodiscard]] std::size_t endFrom(std::size_t begin) const;

    /// The stop whose first terminal stands at `begin`.
    [[nodiscard]] Stop stopAt(std::size_t begin) const;
    [[nodiscard]] bool ends(const Stop& stop) const;

    /// What stands around a single full stop; `next` is the first character of what follows.
    [[nodiscard]] PeriodContext contextOf(const Stop& stop, std::size_t next) const;
    [[nodiscard]] bool endsAtPeriod(const PeriodContext& context) const { return endsSentence_(context); }

  private:
    [[nodiscard]] char32_t at(std::size_t i) const { return characters_[i].codePoint; }
    [[nodiscard]] bool isSpacedEllipsis(std::size_t blank) const;
    [[nodiscard]] std::size_t wordBeginBefore(std::size_t end) const;
    [[nodiscard]] std::string textOf(std::size_t begin, std::size_t end) const;

    const Characters& characters_;
    EndsSentence endsSentence_;
};

/// Latin, Greek and Cyrillic small letters.
bool isLower(char32_t c);
bool isUpper(char32_t c);

}  // namespace timbre
