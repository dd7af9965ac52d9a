// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace timbre {

/// Row-major matrix of floats; a row is usually one analysis frame. A plain value: no arithmetic lives here.
class Matrix {
  public:
    Matrix() = default;
    Matrix(std::size_t rows, std::size_t cols, float fill = 0.0F) : rows_(rows), cols_(cols), data_(rows * cols, fill) {}

    [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
    [[nodiscard]] std::size_t cols() const noexcept { return cols_; }
    [[nodiscard]] bool empty() const noexcept { return data_.empty(); }

    [[nodiscard]] float& operator()(std::size_t row, std::size_t col) noexcept { return data_[row * cols_ + col]; }
    [[nodiscard]] float operator()(std::size_t row, std::size_t col) const noexcept { return data_[row * cols_ + col]; }

    [[nodiscard]] std::span<float> row(std::size_t r) noexcept { return {data_.data() + r * cols_, cols_}; }
    [[nodiscard]] std::span<const float> row(std::size_t r) const noexcept { return {data_.data() + r * cols_, cols_}; }

    [[nodiscard]] std::span<float> values() noexcept { return data_; }
    [[nodiscard]] std::span<const float> values() const noexcept { return data_; }

    bool operator==(const Matrix&) const = default;

  private:
    std::size_t rows_ = 0;
    std::size_t cols_ = 0;
    std::vector<float> data_;
};

}  // namespace timbre
