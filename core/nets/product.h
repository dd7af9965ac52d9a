// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace timbre::nets {

/// Someone else's row-major float matrix, or some rows of one.
struct ConstRows {
    const float* data = nullptr;
    std::int64_t rows = 0;
    std::int64_t columns = 0;

    [[nodiscard]] ConstRows part(std::int64_t first, std::int64_t count) const {
        return {data + first * columns, count, columns};
    }
};

struct Rows {
    float* data = nullptr;
    std::int64_t rows = 0;
    std::int64_t columns = 0;

    [[nodiscard]] Rows part(std::int64_t first, std::int64_t count) const {
        return {data + first * columns, count, columns};
    }
    operator ConstRows() const { return {data, rows, columns}; }  // NOLINT(google-explicit-constructor): read-only view
};

/// into += a * b
void addProduct(Rows into, ConstRows a, ConstRows b);
/// into = a * transposed(b)
void setProductWithTransposed(Rows into, ConstRows a, ConstRows b);
/// into += a * transposed(b)
void addProductWithTransposed(Rows into, ConstRows a, ConstRows b);
/// into += transposed(a) * b
void addTransposedProduct(Rows into, ConstRows a, ConstRows b);

}  // namespace timbre::nets
