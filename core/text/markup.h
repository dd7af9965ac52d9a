// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What an author writes into a script besides words:
//   重(chong2)新          a reading, in pinyin or jyutping, of the Han characters before it, one syllable each
//   {word|reading}        a reading in the notation of the word's language, or other words to be said in its place
//   [停顿 0.8s]           silence; also [pause 0.8s], [ポーズ 0.8s], [쉼 0.8s], <break time="0.8s"/>, times in s or ms;
//                         half a second without a time, other lengths by strength="weak" ... of a <break/>
//   [[note]]              not spoken

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace timbre {

/// A reading given by hand for a part of a text.
struct GivenReading {
    std::size_t beginByte = 0;
    std::size_t endByte = 0;    ///< Exclusive.
    std::string reading{};      ///< In the notation of the language (see frontend::SpokenWord), or plain words.
    bool operator==(const GivenReading&) const = default;
};

/// Longest silence that can be asked for.
inline constexpr int kLongestPauseMs = 10'000;

enum class MarkKind { Reading, Pause, Note };

/// One piece of markup and where it stands.
struct Mark {
    MarkKind kind;
    std::size_t beginByte = 0;
    std::size_t endByte = 0;   ///< Exclusive; all of it, signs included.
    std::size_t wordBegin = 0; ///< Of a reading: the word in bytes, which is spoken text. It may lie before beginByte:
    std::size_t wordEnd = 0;   ///< 重(chong2) has its word in front.
    std::string reading{};
    int pauseMs = 0;
    std::optional<Error> fault{};  ///< A pause that cannot be meant: a time that is none, or above kLongestPauseMs.
};

/// All markup of a text in order, without overlap. What only looks like markup is text. Time linear in the text.
[[nodiscard]] std::vector<Mark> findMarkup(std::string_view utf8);

/// A text without its markup.
struct PlainText {
    struct Pause {
        std::size_t atByte = 0;  ///< Of `text`.
        int milliseconds = 0;
    };
    std::string text{};
    std::vector<GivenReading> readings{};  ///< In bytes of `text`, in order, without overlap.
    std::vector<Pause> pauses{};
    std::vector<std::size_t> sourceBytes{};  ///< Where each byte of `text` comes from, and behind the last one the end.
};

/// InvalidInput for a pause that cannot be meant. A pause or note between two Latin letters leaves a blank.
Result<PlainText> withoutMarkup(std::string_view utf8);

}  // namespace timbre
