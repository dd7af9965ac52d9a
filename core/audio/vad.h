// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

#include "core/audio/audio_clip.h"
#include "core/audio/frame_range.h"
#include "core/base/result.h"

namespace timbre {

/// Weights of the Silero voice activity network (v6, 16 kHz); immutable, shared by any number of streams.
class VadModel {
  public:
    /// Reads `silero_vad_16k.safetensors` (from the `silero-vad` wheel). NotFound when the file is absent; Corrupt or
    /// ModelMissing, with the tensor's name, when it is not that network.
    static Result<std::shared_ptr<const VadModel>> load(const std::filesystem::path& path);

    VadModel(const VadModel&) = delete;
    VadModel& operator=(const VadModel&) = delete;
    ~VadModel();

    struct Weights;
    [[nodiscard]] const Weights& weights() const noexcept { return *weights_; }

  private:
    explicit VadModel(std::unique_ptr<const Weights> weights);
    std::unique_ptr<const Weights> weights_;
};

using SharedVadModel = std::shared_ptr<const VadModel>;

/// Probability of speech for each chunk of 32 ms of one 16 kHz mono stream, in order. Without a model it judges by
/// energy: the level over a tracked noise floor, the share of it in the voice band, and how it changes.
/// Thread: one at a time. process() allocates nothing.
class VoiceActivity {
  public:
    static constexpr int kSampleRateHz = 16'000;
    static constexpr std::size_t kChunkFrames = 512;

    /// A null `model` means the energy-based judge.
    explicit VoiceActivity(SharedVadModel model = nullptr);
    VoiceActivity(VoiceActivity&&) noexcept;
    VoiceActivity& operator=(VoiceActivity&&) noexcept;
    ~VoiceActivity();

    /// @param chunk  the stream's next 512 samples in [-1, 1].
    /// @return 0 (no speech) .. 1 (speech).
    float process(std::span<const float, kChunkFrames> chunk) noexcept;

    /// Forgets the stream; the next chunk is the first of another one.
    void reset() noexcept;

    [[nodiscard]] bool usesNetwork() const noexcept;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

/// What turns probabilities into stretches of speech.
struct VadSettings {
    double threshold = 0.5;      ///< Speech begins at this probability and ends 0.15 below it.
    int minimumSpeechMs = 250;   ///< Shorter stretches are dropped.
    int minimumSilenceMs = 100;  ///< Shorter gaps do not end a stretch.
    int paddingMs = 30;          ///< Added on both sides, never beyond the clip or into a neighbour.
    bool operator==(const VadSettings&) const = default;
};

/// Probability for each 32 ms of `clip` (any rate and channel count; mixed to mono and converted to 16 kHz), the last
/// chunk filled up with silence. Empty for an empty clip. InvalidInput for an impossible rate or channel count.
Result<std::vector<float>> speechProbabilities(const AudioClip& clip, const SharedVadModel& model);

/// Stretches of speech, in order, not touching one another, in frames of `clip`. Errors as above, and InvalidInput for
/// settings out of range.
Result<std::vector<FrameRange>> findSpeech(const AudioClip& clip, const SharedVadModel& model,
                                           const VadSettings& settings = {});

}  // namespace timbre
