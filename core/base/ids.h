// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <string>

/// Ids that more than one room speaks of. Different things have different types.
namespace timbre {

/// One sentence of a script. In a project it is given once and never again to another sentence.
enum class SentenceId : std::uint64_t {};

/// Which state of which voice. `number` 0 means the present one.
struct VoiceVersionId {
    std::string voice;  ///< Voice::id.
    int number = 0;
    auto operator<=>(const VoiceVersionId&) const = default;
};

}  // namespace timbre
