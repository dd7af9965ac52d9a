// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string_view>
#include <utility>
#include <vector>

#include "core/engine/engine.h"
#include "core/frontend/lexicon.h"
#include "core/project/values.h"

namespace timbre {

/// A voice that takes sentences as authors write them, with readings, pauses and notes (core/text/markup.h), and knows a
/// lexicon; the voice behind it is asked for plain text and readings. Silence at a sentence's ends is the narration's
/// matter (pauseAfterMs()), not this one's.
class ScriptVoice final : public EngineVoice {
  public:
    using LexiconSource = std::function<std::shared_ptr<const frontend::Lexicon>()>;

    /// @param lexicon  asked for each sentence; may be empty and may give null.
    ScriptVoice(std::shared_ptr<const EngineVoice> voice, LexiconSource lexicon)
        : voice_(std::move(voice)), lexicon_(std::move(lexicon)) {}

    /// InvalidInput for a pause that cannot be meant.
    Result<Speech> speak(const SpeakRequest& request, std::stop_token stop) const override;
    [[nodiscard]] bool isReady(const SpeakRequest& request) const override;
    [[nodiscard]] std::size_t sentencesAtOnce() const override { return voice_->sentencesAtOnce(); }
    std::vector<Result<Speech>> speakTogether(std::span<const SpeakRequest> requests,
                                              const std::stop_token& stop) const override;
    Result<Speech> speakInPieces(const SpeakRequest& request, const SpeechPieces& pieces,
                                 std::stop_token stop) const override;

  private:
    /// What is spoken in one go, and the silence behind it.
    struct Part {
        SpeakRequest request;
        int pauseMs = 0;
    };
    [[nodiscard]] Result<std::vector<Part>> partsOf(const SpeakRequest& request) const;

    std::shared_ptr<const EngineVoice> voice_;
    LexiconSource lexicon_;
};

/// A project's entries as a lexicon takes them. Those for one voice or role alone are left out.
[[nodiscard]] std::vector<frontend::LexiconWord> lexiconWords(std::span<const LexiconEntry> entries);

/// Silence that a sentence's markup asks for before its first or behind its last word, in ms; nothing where it asks for none.
[[nodiscard]] std::optional<int> leadingPauseMs(std::string_view sentence);
[[nodiscard]] std::optional<int> trailingPauseMs(std::string_view sentence);

}  // namespace timbre
