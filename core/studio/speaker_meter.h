// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "core/audio/audio_clip.h"
#include "core/base/result.h"

namespace timbre {

/// Tells how alike two voices sound. The studio measures with it; app/compose hands in the network behind it.
class SpeakerMeter {
  public:
    SpeakerMeter() = default;
    SpeakerMeter(const SpeakerMeter&) = delete;
    SpeakerMeter& operator=(const SpeakerMeter&) = delete;
    virtual ~SpeakerMeter() = default;

    /// Name of the encoder; embeddings of different encoders cannot be compared.
    [[nodiscard]] virtual std::string name() const = 0;

    /// A unit vector. InvalidInput for sound that is too short or has no speech in it.
    [[nodiscard]] virtual Result<std::vector<float>> embed(const AudioClip& clip) const = 0;
};

/// Cosine of two embeddings, -1..1; 0 when they differ in length or one is empty.
double cosineSimilarity(const std::vector<float>& a, const std::vector<float>& b) noexcept;

/// Direction of the mean; empty for no embeddings.
std::vector<float> meanDirection(const std::vector<std::vector<float>>& embeddings);

/// Embeddings of a clip's pieces of some seconds; pieces without speech are left out. Cancelled is looked for between
/// them.
Result<std::vector<std::vector<float>>> embedPieces(const AudioClip& clip, const SpeakerMeter& meter,
                                                    const std::stop_token& stop);

}  // namespace timbre
