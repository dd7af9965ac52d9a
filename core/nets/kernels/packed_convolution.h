// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/nets/kernels/packed_matrix.h"

namespace timbre::nets {

/// Rows of a signal that hold the positions from `first` on, a row for each channel. Borrowed. Behind the last position
/// each row has kConvolutionSlack more, which belong to nobody.
struct Signal {
    float* values = nullptr;
    std::size_t stride = 0;    ///< From one channel to the next.
    std::ptrdiff_t first = 0;  ///< Position of values[0].

    [[nodiscard]] float* at(std::size_t channel, std::ptrdiff_t position) const noexcept {
        return values + channel * stride + (position - first);
    }
};

/// A stretch of positions, [begin, end).
struct Stretch {
    std::ptrdiff_t begin = 0;
    std::ptrdiff_t end = 0;
    [[nodiscard]] std::size_t length() const noexcept { return static_cast<std::size_t>(end - begin); }
};

/// A piece of a signal behind the rectifier, in the form that convolutions read. One thread.
class ConvolutionInput {
  public:
    /// Makes room for so many positions, so that take() does not allocate.
    void reserve(WeightFormat format, std::size_t channels, std::size_t positions);
    /// Takes `wanted` positions of the signal's first `channels` rows; what lies outside `there` is 0.
    /// @param slope  of the leaky rectifier; 1 leaves everything as it is.
    void take(const Kernels& kernels, WeightFormat format, const Signal& signal, std::size_t channels,
              const Stretch& there, const Stretch& wanted, float slope);

  private:
    friend class PackedConvolution;
    Stretch taken_;
    std::size_t stride_ = 0;  ///< Positions of a row.
    std::vector<float> floats_;
    std::vector<std::uint8_t> bytes_;
    float scale_ = 0.0F;
    std::int32_t zero_ = 0;
};

/// A convolution over time, packed for the kernels. Immutable.
class PackedConvolution {
  public:
    struct Shape {
        std::size_t outs = 0;
        std::size_t inputs = 0;
        std::size_t taps = 1;
        std::size_t dilation = 1;
        /// Output t reads from position t + offset on; a convolution that keeps its place has -dilation * (taps - 1)
        /// / 2.
        std::ptrdiff_t offset = 0;
    };
    PackedConvolution() = default;
    /// @param weights  [outs, inputs, taps]. @param bias  [outs], or empty.
    PackedConvolution(WeightFormat format, const Shape& shape, std::span<const float> weights,
                      std::span<const float> bias);

    [[nodiscard]] WeightFormat format() const noexcept { return format_; }
    [[nodiscard]] const Shape& shape() const noexcept { return shape_; }
    /// Rows that are written: outputs padded to whole groups.
    [[nodiscard]] std::size_t rows() const noexcept { return groups() * kConvolutionOuts; }
    [[nodiscard]] std::size_t bytes() const noexcept { return floats_.size() * sizeof(float) + narrow_.size(); }
    /// From the first position that an output reads to the last one.
    [[nodiscard]] std::size_t reach() const noexcept { return shape_.dilation * (shape_.taps - 1); }
    /// What it reads for these outputs.
    [[nodiscard]] Stretch reads(const Stretch& outputs) const noexcept {
        return {outputs.begin + shape_.offset, outputs.end + shape_.offset + static_cast<std::ptrdiff_t>(reach())};
    }

    /// What outputs are added to.
    struct Additions {
        const Signal* added = nullptr;  ///< Of rows() rows.
        bool onTop = false;             ///< Adds to what the output holds already.
    };
    /// out = outputs, for all rows(). `input` holds reads(outputs) at least.
    void apply(const Kernels& kernels, const ConvolutionInput& input, const Stretch& outputs, const Signal& out,
               const Additions& additions) const;

  private:
    [[nodiscard]] std::size_t groups() const noexcept {
        return (shape_.outs + kConvolutionOuts - 1) / kConvolutionOuts;
    }
    /// Inputs as they are packed.
    [[nodiscard]] std::size_t packedInputs() const noexcept {
        return format_ == WeightFormat::Float32 ? shape_.inputs
                                                : (shape_.inputs + kColumnGroup - 1) / kColumnGroup * kColumnGroup;
    }
    void packNarrow(std::span<const float> weights);

    WeightFormat format_ = WeightFormat::Float32;
    Shape shape_;
    WeightMemory<float> floats_;
    WeightMemory<std::int8_t> narrow_;
    WeightMemory<float> scales_;
    WeightMemory<std::int32_t> sums_;
    WeightMemory<float> bias_;
};

}  // namespace timbre::nets
