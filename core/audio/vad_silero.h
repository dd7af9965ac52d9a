// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "core/audio/vad.h"
#include "core/base/safetensors.h"

/// Internal to voice activity: the Silero network in plain C++.
namespace timbre {

/// All matrices are stored input-major ([input][output]), so that every layer is a sum of scaled rows.
struct VadModel::Weights {
    std::vector<float> stft;  ///< [256][258]: 129 cosine and 129 sine filters, window included.
    struct Convolution {
        std::size_t inputs = 0;
        std::size_t outputs = 0;
        std::size_t stride = 1;
        std::vector<float> kernel;  ///< [3 taps][inputs][outputs].
        std::vector<float> bias;
    };
    std::array<Convolution, 4> encoder;
    std::vector<float> lstmInput;   ///< [128][512], gates in the order input, forget, cell, output.
    std::vector<float> lstmHidden;  ///< [128][512].
    std::vector<float> lstmBias;    ///< [512], both of torch's added.
    std::vector<float> output;      ///< [128].
    float outputBias = 0.0F;
};

/// What one stream remembers. All memory is in the object.
class SileroStream {
  public:
    float process(const VadModel::Weights& weights, std::span<const float, VoiceActivity::kChunkFrames> chunk) noexcept;
    void reset() noexcept;

  private:
    static constexpr std::size_t kContext = 64;
    static constexpr std::size_t kHidden = 128;

    std::array<float, kContext> context_{};
    std::array<float, kHidden> hidden_{};
    std::array<float, kHidden> cell_{};
};

}  // namespace timbre
