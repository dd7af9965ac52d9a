// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cstddef>
#include <vector>

#include "core/nets/product.h"

// Wider registers where the processor has them. No fused multiplication and no other order of sums comes with them, so
// the numbers stay the same.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_THREAD__) && \
    !defined(__SANITIZE_ADDRESS__)
#define TIMBRE_FOR_EACH_PROCESSOR __attribute__((target_clones("default", "avx2", "avx512f")))
#else
#define TIMBRE_FOR_EACH_PROCESSOR
#endif

namespace timbre::nets {

namespace {

/// into [rows, columns] += a * b, where a(i, k) stands at a[i * rowStride + k * innerStride] and b is [inner, columns].
TIMBRE_FOR_EACH_PROCESSOR
void multiplyAdd(float* into, const float* a, const float* b, std::int64_t rows, std::int64_t inner,
                 std::int64_t columns, std::int64_t rowStride, std::int64_t innerStride) {
    constexpr std::int64_t kAtOnce = 4;  // rows of b for each time a row of the result is read and written
    for (std::int64_t i = 0; i < rows; ++i) {
        float* __restrict__ sum = into + i * columns;
        const float* factors = a + i * rowStride;
        std::int64_t k = 0;
        for (; k + kAtOnce <= inner; k += kAtOnce) {
            const float f0 = factors[k * innerStride];
            const float f1 = factors[(k + 1) * innerStride];
            const float f2 = factors[(k + 2) * innerStride];
            const float f3 = factors[(k + 3) * innerStride];
            const float* b0 = b + k * columns;
            const float* b1 = b0 + columns;
            const float* b2 = b1 + columns;
            const float* b3 = b2 + columns;
            for (std::int64_t j = 0; j < columns; ++j) {
                sum[j] += f0 * b0[j] + f1 * b1[j] + f2 * b2[j] + f3 * b3[j];
            }
        }
        for (; k < inner; ++k) {
            const float f = factors[k * innerStride];
            const float* row = b + k * columns;
            for (std::int64_t j = 0; j < columns; ++j) {
                sum[j] += f * row[j];
            }
        }
    }
}

std::vector<float> transposed(ConstRows matrix) {
    std::vector<float> result(static_cast<std::size_t>(matrix.rows * matrix.columns));
    for (std::int64_t row = 0; row < matrix.rows; ++row) {
        for (std::int64_t column = 0; column < matrix.columns; ++column) {
            result[static_cast<std::size_t>(column * matrix.rows + row)] = matrix.data[row * matrix.columns + column];
        }
    }
    return result;
}

class PlainProducts final : public Products {
  public:
    void add(Rows into, ConstRows a, ConstRows b) const override {
        multiplyAdd(into.data, a.data, b.data, into.rows, b.rows, into.columns, a.columns, 1);
    }

    void setWithTransposed(Rows into, ConstRows a, ConstRows b) const override {
        std::fill_n(into.data, into.rows * into.columns, 0.0F);
        addWithTransposed(into, a, b);
    }

    void addWithTransposed(Rows into, ConstRows a, ConstRows b) const override {
        const std::vector<float> turned = transposed(b);
        multiplyAdd(into.data, a.data, turned.data(), into.rows, b.columns, into.columns, a.columns, 1);
    }

    void addTransposed(Rows into, ConstRows a, ConstRows b) const override {
        multiplyAdd(into.data, a.data, b.data, into.rows, b.rows, into.columns, 1, a.columns);
    }
};

}  // namespace

const Products& plainProducts() {
    static const PlainProducts products;
    return products;
}

}  // namespace timbre::nets
