// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/engine/engine.h"
#include "core/studio/pipeline.h"
#include "core/text/text.h"

namespace timbre {

/// What was said while it was made.
struct LiveSpeech {
    int sampleRateHz = 0;
    double seconds = 0.0;            ///< With pauses.
    double firstAudioSeconds = 0.0;  ///< From the call until the first piece was there.
    double renderSeconds = 0.0;      ///< From the call until the last one.
    std::vector<SkippedSentence> skipped{};
    /// What the engine's checks found wrong with a sentence, by its number from 1.
    std::vector<std::pair<std::size_t, std::string>> remarks{};
};

/// Speaks for somebody who listens meanwhile: each sentence's sound is handed over in pieces as they are made, with the
/// pauses between. Where the engine makes a sentence in one go, that is one piece. Nothing is drawn anew (what was
/// heard cannot be taken back), nothing is levelled, and the silence that the engine puts around a sentence stays.
/// Errors as renderNarration(); what was handed over before stays said.
Result<LiveSpeech> speakLive(const EngineVoice& voice, std::span<const TextSpan> sentences,
                             const NarrationSettings& settings, const SpeechPieces& pieces,
                             const std::stop_token& stop);

}  // namespace timbre
