// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine.h"

#include <utility>

namespace timbre {

std::vector<Result<Speech>> EngineVoice::speakTogether(std::span<const SpeakRequest> requests,
                                                       const std::stop_token& stop) const {
    std::vector<Result<Speech>> answers;
    answers.reserve(requests.size());
    for (const SpeakRequest& request : requests)
        answers.push_back(speak(request, stop));
    return answers;
}

Result<Speech> EngineVoice::speakInPieces(const SpeakRequest& request, const SpeechPieces& pieces,
                                          std::stop_token stop) const {
    auto speech = speak(request, std::move(stop));
    if (speech && pieces)
        pieces(speech->audio.samples, speech->audio.sampleRateHz);
    return speech;
}

}  // namespace timbre
