// SPDX-License-Identifier: GPL-3.0-or-later
// Inside the room: the layers of the guide net and their derivatives.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/nets/guide_net.h"
#include "core/nets/product.h"

namespace timbre::nets {

inline constexpr std::int64_t kGuideChannels = 128;
inline constexpr std::size_t kGuideBlocks = 3;
inline constexpr std::array<std::int64_t, kGuideBlocks> kGuideDilations{1, 2, 4};
inline constexpr std::int64_t kGuideTaps = 3;

struct GuideSizes {
    std::size_t baseVoices = 0;
    std::size_t phoneCount = 0;

    /// Numbers per frame that go in: base voices, then position.
    [[nodiscard]] std::int64_t inputs() const noexcept {
        return static_cast<std::int64_t>(baseVoices * kGuideBaseWidth + kGuidePositionWidth);
    }
};

/// A weight's name in files, its shape and where it begins in the flat buffer.
struct GuideParameter {
    std::string name;
    std::vector<std::int64_t> shape;
    std::size_t offset = 0;
    std::size_t size = 0;
};

/// Where each weight stands in one flat buffer.
class GuideLayout {
  public:
    explicit GuideLayout(const GuideSizes& sizes);

    [[nodiscard]] const std::vector<GuideParameter>& parameters() const noexcept { return parameters_; }
    [[nodiscard]] std::size_t total() const noexcept;

    struct Block {
        std::size_t normScale, normShift;  ///< [128]
        std::size_t taps;                  ///< [3, in = 128, out = 128]; tap 0 looks `dilation` frames back.
        std::size_t tapsBias;              ///< [128]
    };
    std::size_t input, inputBias;                ///< [inputs, 128], [128]
    std::size_t phone, phoneBefore, phoneAfter;  ///< [phones, 128]
    std::size_t flags;                           ///< [9, 128]
    std::array<Block, kGuideBlocks> blocks;
    std::size_t output, outputBias;  ///< [128, 44], [44]

  private:
    std::size_t add(std::string name, std::vector<std::int64_t> shape);
    std::vector<GuideParameter> parameters_;
};

/// What the net is given: a sentence, or a stretch of one, with normalised numbers.
struct GuideInput {
    std::int64_t frames = 0;
    std::int64_t width = 0;
    std::vector<float> numbers;                ///< [frames, width]: base, then position; r is the first of position.
    std::vector<std::int64_t> segmentOfFrame;  ///< [frames]
    std::vector<std::int64_t> phones, phonesBefore, phonesAfter;  ///< [segments]
    std::vector<float> flags;                                     ///< [segments, kGuideFlagWidth]

    [[nodiscard]] float placeInSegment(std::int64_t frame) const noexcept {
        return numbers[static_cast<std::size_t>((frame + 1) * width) - kGuidePositionWidth];
    }
};

/// One run through the net: keeps what the way back needs. Body: linear to 128 channels plus embeddings of the phone
/// and its neighbours, three residual blocks x + mask * relu(conv(norm(x))), linear to 44.
///
/// The derivatives are written by hand: all work is then matrix products and a few passes over buffers that stay
/// allocated, which trains twice as fast as autograd over conv1d does for nets this small. guide_network_test holds
/// them against differences. Not for several threads at once.
class GuideRun {
  public:
    /// Both must outlive it.
    GuideRun(const GuideLayout& layout, const Products& products) : layout_(layout), products_(products) {}

    /// Factors for dropout, [frames, 128] per block, to be filled before forward(); off until asked for.
    std::span<float> dropoutMask(std::size_t block, std::int64_t frames);

    /// @return [frames, 44], normalised, the voicing column as a logit; valid until the next call.
    std::span<const float> forward(std::span<const float> weights, const GuideInput& input);

    /// Adds the gradients of all weights for a gradient at the output, [frames, 44]. After forward() with the same
    /// input.
    void backward(std::span<const float> weights, const GuideInput& input, std::span<const float> outputGradient,
                  std::span<float> gradient);

  private:
    struct BlockBuffers {
        std::vector<float> x;                       ///< Input, [frames, 128].
        std::vector<float> normed;                  ///< After the layer norm.
        std::vector<float> gated;                   ///< After relu and mask.
        std::vector<float> mask;                    ///< Empty where there is no dropout.
        std::vector<float> mean, inverseDeviation;  ///< [frames]
    };

    void embedSegments(std::span<const float> weights, const GuideInput& input);
    void embedSegmentsBackward(const GuideInput& input, std::span<float> gradient);
    void blockForward(std::span<const float> weights, std::size_t block, std::vector<float>& out);
    void blockBackward(std::span<const float> weights, std::size_t block, std::span<float> gradient);

    const GuideLayout& layout_;
    const Products& products_;
    std::int64_t frames_ = 0;
    std::array<BlockBuffers, kGuideBlocks> blocks_;
    std::vector<float> hidden_, output_;             ///< After the last block; after the last layer.
    std::vector<float> segmentBase_, segmentSlope_;  ///< [segments, 128]: a frame adds base + r * slope.
    std::vector<float> flow_, inner_, normedFlow_;   ///< Gradients on the way back, [frames, 128].
};

}  // namespace timbre::nets
