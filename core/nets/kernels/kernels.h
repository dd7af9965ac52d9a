// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The inner loops of networks that read their weights once a token: products with packed weights, attention over a
// cache, normalisation. Written once (kernels_body.h) and compiled for each instruction set; which one runs is decided
// when the program does. No torch.

#include <cstddef>
#include <cstdint>
#include <span>

namespace timbre::nets {

/// Rows of a weight matrix that are packed and multiplied together.
inline constexpr std::size_t kBlockRows = 64;
/// Columns of int8 weights are packed in fours.
inline constexpr std::size_t kColumnGroup = 4;
/// Positions of a key cache that lie together: the same number of each dimension side by side.
inline constexpr std::size_t kKeyGroup = 16;

/// A block of kBlockRows rows. Weights of row r and column c lie at [c * 64 + r] (float) or
/// [c / 4 * 256 + r * 4 + c % 4] (int8).
struct FloatBlock {
    const float* weights;
    const float* bias;  ///< [64]
    std::size_t columns;
};
struct Int8Block {
    const std::int8_t* weights;
    const float* scales;          ///< [64] weight = stored * scale
    const std::int32_t* rowSums;  ///< [64] of what is stored
    const float* bias;            ///< [64]
    std::size_t columns;          ///< a multiple of 4
};

/// `count` inputs, one after another at a stride.
struct FloatInputs {
    const float* values;
    std::size_t stride;
    std::size_t count;
};
/// Each value is (stored - 128) * the input's scale.
struct ByteInputs {
    const std::uint8_t* values;
    const float* scales;
    std::size_t stride;
    std::size_t count;
};

/// Outputs of a convolution over time that are packed and computed together.
inline constexpr std::size_t kConvolutionOuts = 8;
/// Outputs are written in whole vectors: so many positions behind the last one may be overwritten with anything.
inline constexpr std::size_t kConvolutionSlack = 64;

/// A signal, one row of `length` positions for each channel.
struct SignalRows {
    const float* values;
    std::size_t stride;
    std::size_t count;
    std::size_t length;
};

/// kConvolutionOuts outputs of a convolution. Weights of output o, input i and tap k lie at [(i * taps + k) * 8 + o]
/// (float) or [((i / 4 * taps + k) * 8 + o) * 4 + i % 4] (int8).
struct FloatTaps {
    const float* weights;
    const float* bias;  ///< [8]
    std::size_t inputs;
    std::size_t taps;
};
struct Int8Taps {
    const std::int8_t* weights;
    const float* scales;       ///< [8] weight = stored * scale
    const std::int32_t* sums;  ///< [8] of what is stored
    const float* bias;         ///< [8]
    std::size_t inputs;        ///< a multiple of 4
    std::size_t taps;
};

/// What a convolution reads: its output at t takes positions t + tap * dilation of each input.
struct FloatWindow {
    const float* values;  ///< [inputs][stride]
    std::size_t stride;
    std::size_t dilation;
};
/// Each value is (stored - zero) * scale.
struct ByteWindow {
    const std::uint8_t* values;  ///< [inputs / 4][stride][4]; the stride in positions.
    std::size_t stride;
    std::size_t dilation;
    float scale;
    std::int32_t zero;
};
/// Where the outputs go: values = sums + bias, plus `added` where there is one, plus what is there where `onTop`.
struct ConvolutionOut {
    float* values;  ///< [8][stride]
    std::size_t stride;
    std::size_t length;  ///< Up to kConvolutionSlack positions behind it are overwritten, too.
    const float* added;  ///< [8][addedStride], or null.
    std::size_t addedStride;
    bool onTop;
};

/// The functions of one instruction set. All sizes are in elements. Vectors need no alignment.
struct Kernels {
    const char* name;
    /// Symmetric to 8 bits by the largest magnitude; an input of zeros has the scale 0. Same bytes everywhere.
    void (*toBytes)(const float* values, std::size_t count, std::uint8_t* bytes, float* scale);
    /// y[i * outStride + row] = block * input i + bias, rows of the block.
    void (*multiplyFloat)(const FloatBlock& block, const FloatInputs& inputs, float* out, std::size_t outStride);
    void (*multiplyInt8)(const Int8Block& block, const ByteInputs& inputs, float* out, std::size_t outStride);
    /// scores[p] = scale * query . key p, for p < positions. Keys of a head: [positions / 16][width][16], padded.
    void (*scoreFloat)(const float* query, const float* keys, std::size_t width, std::size_t positions, float scale,
                       float* scores);
    void (*scoreHalf)(const float* query, const std::uint16_t* keys, std::size_t width, std::size_t positions,
                      float scale, float* scores);
    /// scores become exp(score - greatest) / sum.
    void (*softmax)(float* scores, std::size_t count);
    /// out[width] = sum over p of weights[p] * values[p][width]; width a multiple of 16.
    void (*mixFloat)(const float* weights, const float* values, std::size_t width, std::size_t positions, float* out);
    void (*mixHalf)(const float* weights, const std::uint16_t* values, std::size_t width, std::size_t positions,
                    float* out);
    /// x = layer norm of (x + added), times gain, plus shift.
    void (*addAndNormalise)(float* x, const float* added, const float* gain, const float* shift, float epsilon,
                            std::size_t count);
    void (*relu)(float* x, std::size_t count);
    void (*toHalf)(const float* values, std::size_t count, std::uint16_t* halves);
    /// Leaky rectifier, out[row][position]: what is below 0 is multiplied by the slope.
    void (*leakyFloats)(const SignalRows& rows, float slope, float* out, std::size_t outStride);
    /// The same, rounded to bytes of one scale for all rows: out[row / 4][position][4]. Rows that are missing in the
    /// last four are zeros.
    void (*leakyBytes)(const SignalRows& rows, float slope, std::uint8_t* out, std::size_t outStride, float* scale,
                       std::int32_t* zero);
    void (*convolveFloat)(const FloatTaps& taps, const FloatWindow& window, const ConvolutionOut& out);
    void (*convolveInt8)(const Int8Taps& taps, const ByteWindow& window, const ConvolutionOut& out);
};

/// What this processor does best. TIMBRE_KERNELS=plain|avx2|avx512 asks for another one, for tests and measurements.
const Kernels& kernels();
/// All that this processor can run, the plainest first.
std::span<const Kernels* const> usableKernels();

}  // namespace timbre::nets
