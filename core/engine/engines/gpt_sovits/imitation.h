// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

#include "core/engine/engine.h"
#include "core/engine/engines/gpt_sovits/model_shelf.h"
#include "core/engine/engines/gpt_sovits/text_reader.h"
#include "core/engine/engines/gpt_sovits/voice_file.h"

namespace timbre::gpt_sovits {

/// What the engine's own settings are called and may be (SpeakSettings::advanced). Unset ones are the reference's.
struct SettingRange {
    const char* name;
    double least;
    double most;
    bool whole;
};
inline constexpr SettingRange kSettings[]{
    {"top_k", 1, 100, true},         {"top_p", 0.01, 1, false},
    {"temperature", 0.01, 2, false}, {"repetition_penalty", 1, 2, false},
    {"cfm_steps", 1, 128, true},     {"rerolls", 0, 3, true},
};

/// Sentences that are drawn together. More gain little and wait longer for the first one.
inline constexpr std::size_t kSentencesAtOnce = 16;

/// A voice of the engine: which models, and what was heard in the references. The models themselves are taken from the
/// shelf for each call, so that a voice that nobody speaks with keeps no memory.
class Imitation final : public EngineVoice {
  public:
    Imitation(VoiceFile voice, nets::GptSovitsOptions options, std::shared_ptr<ModelShelf> shelf, TextReader reader)
        : voice_(std::move(voice)), options_(options), shelf_(std::move(shelf)), reader_(std::move(reader)) {}

    Result<Speech> speak(const SpeakRequest& request, std::stop_token stop) const override;
    [[nodiscard]] std::size_t sentencesAtOnce() const override { return kSentencesAtOnce; }
    std::vector<Result<Speech>> speakTogether(std::span<const SpeakRequest> requests,
                                              const std::stop_token& stop) const override;
    Result<Speech> speakInPieces(const SpeakRequest& request, const SpeechPieces& pieces,
                                 std::stop_token stop) const override;

  private:
    [[nodiscard]] Result<nets::GptSovitsSentence> sentenceOf(const SpeakRequest& request,
                                                             const std::stop_token& stop) const;
    /// Fills phones and text features.
    Result<void> putWords(const SpeakRequest& request, nets::GptSovitsSentence& sentence,
                          const std::stop_token& stop) const;
    [[nodiscard]] Result<SharedModel> takeModel(bool onGpu, const std::stop_token& stop) const;
    [[nodiscard]] static std::vector<Result<Speech>> speakWith(const nets::GptSovitsModel& model,
                                                               std::span<const nets::GptSovitsSentence> sentences,
                                                               const std::stop_token& stop);

    VoiceFile voice_;
    nets::GptSovitsOptions options_;
    std::shared_ptr<ModelShelf> shelf_;
    TextReader reader_;
};

/// How sentences are spoken where memory may run out: all at once, then those that failed in halves, down to one by
/// one; then what is left on the CPU where it was CUDA. What was spoken differently is remarked.
/// @param attempt  speaks these on the GPU or not; any of them may fail with OutOfMemory.
using SpeakAttempt = std::function<std::vector<Result<Speech>>(std::span<const nets::GptSovitsSentence>, bool onGpu)>;
std::vector<Result<Speech>> speakWithinMemory(std::span<const nets::GptSovitsSentence> sentences, bool onGpu,
                                              const SpeakAttempt& attempt);

}  // namespace timbre::gpt_sovits
