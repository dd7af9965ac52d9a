// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/studio/pipeline.h"

namespace timbre::app {

/// A script whose sentences differ in more than their words.
struct SentenceList {
    std::string script;  ///< The texts, a line each.
    std::vector<TextSpan> spans;
    std::vector<SentenceSettings> settings;
};

/// JSON lines, one sentence each: {"text": "..."} or {"phones": [1, 2]}, and where it differs from `usual`: "speed",
/// "pitch", "style", "seed", "pause_ms", "settings": {"top_k": 5}. Empty lines are left out.
/// InvalidInput with the line's number and what is wrong with it.
Result<SentenceList> readSentenceList(std::string_view lines, const SpeakSettings& usual);

}  // namespace timbre::app
