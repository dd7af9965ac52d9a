// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace timbre::nets {

/// Whether a drawn rendering can be what was asked for. A sampled decoder now and then drops words, loops, or never
/// ends; what its length and its tokens tell of that is looked at here, without listening to the words.
struct Judgement {
    /// How far it is from what speech can be; 0: nothing is wrong.
    double fault = 0.0;
    std::string remark{};  ///< One clause: "it ends in the middle of a sound".
    [[nodiscard]] bool good() const noexcept { return fault == 0.0; }
};

/// Tokens are 25 a second. Nobody speaks more than 32 phones a second, and nobody less than 2.5 but for a pause of
/// two seconds.
inline constexpr double kFewestTokensPerPhone = 0.78;
inline constexpr double kMostTokensPerPhone = 10.0;
inline constexpr std::size_t kTokensOfPauses = 50;

/// More tokens than this are never right for so many phones: the decoder may be stopped there.
std::size_t mostTokens(std::size_t phones);

/// @param ended  by the end token.
Judgement judgeTokens(std::span<const std::int64_t> tokens, std::size_t phones, bool ended);

/// Looks for an end in the middle of a sound: the last 20 ms nearly as loud as the loudest 20 ms.
Judgement judgeEnd(std::span<const float> samples, int sampleRateHz);

/// Lets the sound die away over its last 5 ms and adds 20 ms of silence, so that no player clips its last consonant.
void addTail(std::vector<float>& samples, int sampleRateHz);

}  // namespace timbre::nets
