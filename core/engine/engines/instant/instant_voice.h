// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <utility>

#include "core/engine/engine.h"
#include "core/engine/engines/instant/voice_file.h"

namespace timbre::instant {

/// A voice of the instant engine, ready to speak; long text is spoken in pieces (kReadingBytes). Settings of its own:
/// advanced["clarity"], 0.4 (likeness) .. 1.
class InstantVoice final : public EngineVoice {
  public:
    explicit InstantVoice(VoiceModel model) : model_(std::move(model)) {}

    Result<Speech> speak(const SpeakRequest& request, std::stop_token stop) const override;

  private:
    [[nodiscard]] Result<Speech> speakPiece(std::string_view text, const SpeakSettings& settings, double clarity,
                                            const std::stop_token& stop) const;

    VoiceModel model_;
};

/// Unsupported with advice unless `tag` names English ("en", "en-GB").
Result<void> checkLanguage(const std::string& tag);

}  // namespace timbre::instant
