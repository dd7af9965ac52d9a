// SPDX-License-Identifier: GPL-3.0-or-later
// For any processor; the compiler makes what it can of the loops over lanes.
#include <math.h>  // C functions: <cmath> has inline ones
#include <bit>

#include "core/base/half_float.h"
#include "core/nets/kernels/kernel_tables.h"

namespace timbre::nets {
namespace {

struct Vec {
    static constexpr int kLanes = 4;
    float v[kLanes];

    template <typename Function>
    static Vec each(Function&& function) {
        Vec result;
        for (int i = 0; i < kLanes; ++i)
            result.v[i] = function(i);
        return result;
    }
    static Vec load(const float* at) {
        return each([&](int i) { return at[i]; });
    }
    static Vec loadHalf(const std::uint16_t* at) {
        return each([&](int i) { return floatFromHalf(at[i]); });
    }
    void store(float* at) const {
        for (int i = 0; i < kLanes; ++i)
            at[i] = v[i];
    }
    void storeHalf(std::uint16_t* at) const {
        for (int i = 0; i < kLanes; ++i)
            at[i] = halfFromFloat(v[i]);
    }
    void storeBytes(std::uint8_t* at) const {
        for (int i = 0; i < kLanes; ++i)
            at[i] = static_cast<std::uint8_t>(128 + static_cast<int>(nearbyintf(v[i])));
    }
    static Vec all(float value) {
        return each([&](int) { return value; });
    }
    static Vec zero() { return all(0.0F); }
    static Vec add(Vec a, Vec b) {
        return each([&](int i) { return a.v[i] + b.v[i]; });
    }
    static Vec mul(Vec a, Vec b) {
        return each([&](int i) { return a.v[i] * b.v[i]; });
    }
    static Vec fma(Vec a, Vec b, Vec c) {
        return each([&](int i) { return a.v[i] * b.v[i] + c.v[i]; });
    }
    static Vec max(Vec a, Vec b) {
        return each([&](int i) { return a.v[i] > b.v[i] ? a.v[i] : b.v[i]; });
    }
    static Vec magnitude(Vec a) {
        return each([&](int i) { return fabsf(a.v[i]); });
    }
    static Vec round(Vec a) {
        return each([&](int i) { return nearbyintf(a.v[i]); });
    }
    static Vec scaleByPowerOfTwo(Vec a, Vec n) {
        return each([&](int i) {
            return a.v[i] * std::bit_cast<float>(static_cast<std::uint32_t>(static_cast<int>(n.v[i]) + 127) << 23U);
        });
    }
    [[nodiscard]] float greatest() const {
        float most = v[0];
        for (const float value : v)
            most = most > value ? most : value;
        return most;
    }
    [[nodiscard]] float total() const { return (v[0] + v[1]) + (v[2] + v[3]); }
};

constexpr int kTileVectors = 4;
constexpr int kTileInputs = 1;

template <int Inputs>
struct Int8Tile {
    static void run(std::size_t first, const Int8Block& block, const ByteInputs& inputs, float* out,
                    std::size_t outStride) {
        for (std::size_t i = first; i < first + Inputs; ++i) {
            std::int32_t sums[kBlockRows] = {};
            for (std::size_t c = 0; c < block.columns; c += kColumnGroup) {
                const std::int8_t* const at = block.weights + c * kBlockRows;
                const std::uint8_t* const x = inputs.values + i * inputs.stride + c;
                for (std::size_t row = 0; row < kBlockRows; ++row)
                    for (std::size_t k = 0; k < kColumnGroup; ++k)
                        sums[row] += std::int32_t{at[row * kColumnGroup + k]} * std::int32_t{x[k]};
            }
            for (std::size_t row = 0; row < kBlockRows; ++row) {
                const auto sum = static_cast<float>(sums[row] - 128 * block.rowSums[row]);
                out[i * outStride + row] = sum * (block.scales[row] * inputs.scales[i]) + block.bias[row];
            }
        }
    }
};

#include "core/nets/kernels/kernels_body.h"

}  // namespace

const Kernels* plainKernels() {
    static const Kernels table = tableNamed("plain");
    return &table;
}

}  // namespace timbre::nets
