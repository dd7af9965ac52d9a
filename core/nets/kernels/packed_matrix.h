// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "core/nets/kernels/kernels.h"

namespace timbre::nets {

/// How weights are kept in memory.
enum class WeightFormat {
    Float32,
    Int8,  ///< Symmetric, a scale for each row; inputs are rounded to 8 bits as they come.
};

/// Memory for weights that are read from end to end, on large pages where the system has them.
template <typename Number>
class WeightMemory {
  public:
    WeightMemory() = default;
    explicit WeightMemory(std::size_t count);  ///< zeros

    [[nodiscard]] Number* data() noexcept { return memory_.get(); }
    [[nodiscard]] const Number* data() const noexcept { return memory_.get(); }
    [[nodiscard]] std::size_t size() const noexcept { return count_; }

  private:
    struct Free {
        void operator()(Number* memory) const noexcept;
    };
    std::unique_ptr<Number, Free> memory_;
    std::size_t count_ = 0;
};

/// Inputs of a product, in the form that the matrix wants: filled by PackedMatrix::accept().
struct PackedInputs {
    std::span<const float> values;
    std::span<std::uint8_t> bytes;
    std::span<float> scales;
    std::size_t stride = 0;  ///< From one input's values to the next one's.
    std::size_t count = 0;
};

/// A linear layer's weights, packed for the kernels. Immutable.
class PackedMatrix {
  public:
    PackedMatrix() = default;
    /// @param weights  [rows, columns], row by row. @param bias  [rows], or empty.
    PackedMatrix(WeightFormat format, std::size_t rows, std::size_t columns, std::span<const float> weights,
                 std::span<const float> bias);

    [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
    [[nodiscard]] std::size_t columns() const noexcept { return columns_; }
    [[nodiscard]] std::size_t blocks() const noexcept { return (rows_ + kBlockRows - 1) / kBlockRows; }
    /// Rows of the output, padded to whole blocks.
    [[nodiscard]] std::size_t stride() const noexcept { return blocks() * kBlockRows; }
    /// What a product reads of weights.
    [[nodiscard]] std::size_t bytes() const noexcept;

    /// Bytes that an input takes: columns padded to four.
    [[nodiscard]] std::size_t byteColumns() const noexcept {
        return (columns_ + kColumnGroup - 1) / kColumnGroup * kColumnGroup;
    }
    /// Rounds input i where the weights are narrow; else there is nothing to do.
    void accept(const Kernels& kernels, const PackedInputs& inputs, std::size_t i) const;
    /// out[i * stride() + row] for the rows of one block and all inputs.
    void multiply(const Kernels& kernels, std::size_t block, const PackedInputs& inputs, float* out) const;

  private:
    WeightFormat format_ = WeightFormat::Float32;
    std::size_t rows_ = 0;
    std::size_t columns_ = 0;
    WeightMemory<float> floats_;
    WeightMemory<std::int8_t> narrow_;
    WeightMemory<float> scales_;
    WeightMemory<std::int32_t> rowSums_;
    WeightMemory<float> bias_;
};

}  // namespace timbre::nets
