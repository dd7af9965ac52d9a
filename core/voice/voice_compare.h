// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/voice/voice.h"

namespace timbre {

/// One fact of two versions, as text. Empty where a version lacks it.
struct ComparedFact {
    std::string name;
    std::string left;
    std::string right;
    bool operator==(const ComparedFact&) const = default;
};

/// Two versions side by side.
struct VersionComparison {
    std::vector<ComparedFact> facts;         ///< Settings and where they come from; differing and equal ones.
    std::vector<ComparedFact> metrics;       ///< By name.
    std::vector<std::string> clipsOnlyLeft;  ///< By the user's names, in the version's order.
    std::vector<std::string> clipsOnlyRight;
    std::vector<std::string> clipsDiffering;  ///< In both, with another transcript, length or noise.
    std::vector<std::string> clipsAlike;
};

VersionComparison compareVersions(const VoiceVersion& left, const VoiceVersion& right);

}  // namespace timbre
