// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <span>
#include <stop_token>

#include "core/audio/audio_clip.h"
#include "core/base/result.h"

namespace timbre {

/// What a voice sounds like, as a unit vector of 256 non-negative numbers.
using VoiceEmbedding = std::array<float, 256>;

/// Cosine of two embeddings: 1 is the same voice; the same person in two recordings gives about 0.85 and more.
float similarity(const VoiceEmbedding& a, const VoiceEmbedding& b) noexcept;

/// The direction of the mean of several embeddings (a speaker's centroid). An empty span gives zeros.
VoiceEmbedding centroid(std::span<const VoiceEmbedding> embeddings) noexcept;

/// The GE2E speaker encoder of the Resemblyzer package (three LSTM layers over 40 mel bands).
/// Source: Resemblyzer 0.1.4, preprocess_wav and VoiceEncoder.embed_utterance; parity held by voice_encoder_test.
/// Thread: immutable; embed() may run on any number of threads at once.
class VoiceEncoder {
  public:
    VoiceEncoder(VoiceEncoder&&) noexcept;
    VoiceEncoder& operator=(VoiceEncoder&&) noexcept;
    ~VoiceEncoder();

    /// Reads ge2e.safetensors. An absent file is ModelMissing, a damaged one Corrupt and names the tensor.
    static Result<VoiceEncoder> load(const std::filesystem::path& path);

    /// Loudness is raised to -30 dBFS and long silences are left out first. Any rate and channel count.
    /// Fewer than 0.1 s, samples that are not finite, or sound without any speech in it is InvalidInput.
    /// Takes some 2 % of the clip's length on one thread; looks at `stop` after every 25 s of sound.
    [[nodiscard]] Result<VoiceEmbedding> embed(const AudioClip& clip, std::stop_token stop = {}) const;

  private:
    struct State;
    explicit VoiceEncoder(std::unique_ptr<const State> state);
    std::unique_ptr<const State> state_;
};

}  // namespace timbre
