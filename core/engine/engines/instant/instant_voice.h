// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <utility>

#include "core/engine/engine.h"
#include "core/engine/engines/instant/linguistic_front.h"
#include "core/engine/engines/instant/voice_file.h"

namespace timbre::instant {

/// A voice of the instant engine, ready to speak; long text is spoken in pieces. Settings of its own:
/// advanced["clarity"], 0.4 (likeness) .. 1.
class InstantVoice final : public EngineVoice {
  public:
    /// @param front  of the model's language.
    InstantVoice(VoiceModel model, std::shared_ptr<const LinguisticFront> front)
        : model_(std::move(model)), front_(std::move(front)) {}

    Result<Speech> speak(const SpeakRequest& request, std::stop_token stop) const override;

  private:
    [[nodiscard]] Result<Speech> speakPiece(const TextPiece& piece, const SpeakSettings& settings, double clarity,
                                            const std::stop_token& stop) const;

    VoiceModel model_;
    std::shared_ptr<const LinguisticFront> front_;
};

}  // namespace timbre::instant
