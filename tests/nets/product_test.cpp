// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/product.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "core/nets/torch_room.h"

namespace timbre::nets {
namespace {

struct Shape {
    std::int64_t rows, inner, columns;
};

/// Numbers in [-1, 1) that differ from place to place.
std::vector<float> numbers(std::int64_t count, std::uint32_t seed) {
    std::vector<float> values;
    for (std::int64_t i = 0; i < count; ++i) {
        seed = seed * 1'664'525U + 1'013'904'223U;
        values.push_back(static_cast<float>(seed >> 8U) * 0x1p-23F - 1.0F);
    }
    return values;
}

class EveryBackend : public testing::TestWithParam<Shape> {
  protected:
    using Call = std::function<void(const Products&, Rows, ConstRows, ConstRows)>;
    using Place = std::function<std::size_t(std::int64_t row, std::int64_t column)>;

    /// Holds `call` against sums in double precision. `aAt` and `bAt` say where a(i, k) and b(k, j) stand.
    void expectSums(const Call& call, const Place& aAt, const Place& bAt, ConstRows aShape, ConstRows bShape,
                    float keep) {
        const auto [rows, inner, columns] = GetParam();
        const std::vector<float> a = numbers(rows * inner, 1);
        const std::vector<float> b = numbers(inner * columns, 2);
        const std::vector<float> before = numbers(rows * columns, 3);
        const auto torch = torchRoom();
        ASSERT_TRUE(torch) << torch.error().message();
        for (const Products* products : {&plainProducts(), &(*torch)->products()}) {
            std::vector<float> into = before;
            call(*products, {into.data(), rows, columns}, {a.data(), aShape.rows, aShape.columns},
                 {b.data(), bShape.rows, bShape.columns});
            for (std::int64_t i = 0; i < rows; ++i) {
                for (std::int64_t j = 0; j < columns; ++j) {
                    const auto at = static_cast<std::size_t>(i * columns + j);
                    double sum = static_cast<double>(keep) * static_cast<double>(before[at]);
                    for (std::int64_t k = 0; k < inner; ++k) {
                        sum += static_cast<double>(a[aAt(i, k)]) * static_cast<double>(b[bAt(k, j)]);
                    }
                    ASSERT_NEAR(static_cast<double>(into[at]), sum, 1e-5 * static_cast<double>(inner))
                        << i << ", " << j;
                }
            }
        }
    }

    static Place rowMajor(std::int64_t columns) {
        return [columns](std::int64_t row, std::int64_t column) {
            return static_cast<std::size_t>(row * columns + column);
        };
    }
    static Place columnMajor(std::int64_t rows) {
        return [rows](std::int64_t row, std::int64_t column) { return static_cast<std::size_t>(column * rows + row); };
    }
};

TEST_P(EveryBackend, Adds) {
    const auto [rows, inner, columns] = GetParam();
    expectSums([](const Products& with, Rows into, ConstRows a, ConstRows b) { with.add(into, a, b); }, rowMajor(inner),
               rowMajor(columns), {nullptr, rows, inner}, {nullptr, inner, columns}, 1.0F);
}

TEST_P(EveryBackend, SetsWithTheSecondTransposed) {
    const auto [rows, inner, columns] = GetParam();
    expectSums([](const Products& with, Rows into, ConstRows a, ConstRows b) { with.setWithTransposed(into, a, b); },
               rowMajor(inner), columnMajor(inner), {nullptr, rows, inner}, {nullptr, columns, inner}, 0.0F);
}

TEST_P(EveryBackend, AddsWithTheSecondTransposed) {
    const auto [rows, inner, columns] = GetParam();
    expectSums([](const Products& with, Rows into, ConstRows a, ConstRows b) { with.addWithTransposed(into, a, b); },
               rowMajor(inner), columnMajor(inner), {nullptr, rows, inner}, {nullptr, columns, inner}, 1.0F);
}

TEST_P(EveryBackend, AddsWithTheFirstTransposed) {
    const auto [rows, inner, columns] = GetParam();
    expectSums([](const Products& with, Rows into, ConstRows a, ConstRows b) { with.addTransposed(into, a, b); },
               columnMajor(rows), rowMajor(columns), {nullptr, inner, rows}, {nullptr, inner, columns}, 1.0F);
}

/// The order of sums that the plain products promise: four rows of b at a time, left to right, nothing fused.
TEST(PlainProducts, AreTheSameNumbersOnEveryProcessor) {
    constexpr std::int64_t rows = 7;
    constexpr std::int64_t inner = 130;
    constexpr std::int64_t columns = 44;
    const std::vector<float> a = numbers(rows * inner, 1);
    const std::vector<float> b = numbers(inner * columns, 2);
    std::vector<float> into = numbers(rows * columns, 3);
    std::vector<float> expected = into;
    const auto at = [](std::int64_t row, std::int64_t column, std::int64_t width) {
        return static_cast<std::size_t>(row * width + column);
    };
    for (std::int64_t i = 0; i < rows; ++i) {
        for (std::int64_t j = 0; j < columns; ++j) {
            volatile float sum = expected[at(i, j, columns)];  // volatile: every step is rounded, none is fused
            std::int64_t k = 0;
            for (; k + 4 <= inner; k += 4) {
                volatile float four = a[at(i, k, inner)] * b[at(k, j, columns)];
                for (std::int64_t next = 1; next < 4; ++next) {
                    volatile float product = a[at(i, k + next, inner)] * b[at(k + next, j, columns)];
                    four = four + product;
                }
                sum = sum + four;
            }
            for (; k < inner; ++k) {
                volatile float product = a[at(i, k, inner)] * b[at(k, j, columns)];
                sum = sum + product;
            }
            expected[at(i, j, columns)] = sum;
        }
    }
    plainProducts().add({into.data(), rows, columns}, {a.data(), rows, inner}, {b.data(), inner, columns});
    EXPECT_EQ(into, expected);
}

// 128 and 44 are the guide net's widths; the others leave a rest behind every unrolled loop.
INSTANTIATE_TEST_SUITE_P(Shapes, EveryBackend,
                         testing::Values(Shape{1, 1, 1}, Shape{3, 5, 7}, Shape{30, 128, 44}, Shape{17, 83, 128}));

}  // namespace
}  // namespace timbre::nets
