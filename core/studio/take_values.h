// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/engine/engine.h"
#include "core/project/values.h"
#include "core/studio/protocol.h"

/// A take as it stands in a project, and as the engine and the window speak of it.
namespace timbre {

/// What Take::settings holds: {"speed_scale","pitch_semitones","advanced":{name: number}}.
std::string takeSettings(const SpeakSettings& settings);
/// What the engine's own checks said: Take::checks.
std::string takeChecks(int attempts, const std::string& remark);

/// What Take::words holds: [{"word","start_s","end_s"}].
std::string takeWords(const std::vector<WordTime>& words);

/// Of what the take was made. Settings that are not there or damaged count as neutral.
SpeechRecipe recipeOf(const Take& take);

/// Empty where they are damaged.
std::vector<WordTime> wordsOf(const Take& take);

/// Length of its sound.
double secondsOf(const Take& take);

}  // namespace timbre
