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
    static Vec greaterMagnitude(Vec a, Vec b) { return max(a, magnitude(b)); }
    static Vec leaky(Vec a, float slope) {
        return each([&](int i) { return a.v[i] > 0.0F ? a.v[i] : a.v[i] * slope; });
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

template <int Vectors>
inline void finish(const ConvolutionOut& out, std::size_t row, std::size_t at, Vec* sums);

constexpr int kTileOuts = 4;
constexpr int kConvolutionVectors = 2;
constexpr int kByteLevels = 255;

inline void packFour(const Vec* four, std::uint8_t* to) {
    for (int t = 0; t < Vec::kLanes; ++t)
        for (int k = 0; k < 4; ++k)
            to[t * 4 + k] = static_cast<std::uint8_t>(std::bit_cast<std::uint32_t>(four[k].v[t]));
}

template <int Vectors>
struct Int8ConvolutionTile {
    static void run(const Int8Taps& taps, std::size_t first, const ByteWindow& window, std::size_t at,
                    const ConvolutionOut& out) {
        constexpr int kPositions = Vectors * Vec::kLanes;
        std::int32_t sums[kTileOuts][kPositions] = {};
        const std::int8_t* weights = taps.weights + first * kColumnGroup;
        for (std::size_t i = 0; i < taps.inputs; i += kColumnGroup) {
            const std::uint8_t* x = window.values + i * window.stride + at * kColumnGroup;
            for (std::size_t k = 0; k < taps.taps; ++k) {
                for (int o = 0; o < kTileOuts; ++o)
                    for (int t = 0; t < kPositions; ++t)
                        for (int c = 0; c < 4; ++c)
                            sums[o][t] += std::int32_t{weights[o * 4 + c]} * std::int32_t{x[t * 4 + c]};
                x += window.dilation * kColumnGroup;
                weights += kConvolutionOuts * kColumnGroup;
            }
        }
        for (int o = 0; o < kTileOuts; ++o) {
            const std::size_t row = first + static_cast<std::size_t>(o);
            Vec finished[Vectors];
            for (int v = 0; v < Vectors; ++v) {
                const Vec sum = Vec::each([&](int i) {
                    return static_cast<float>(sums[o][v * Vec::kLanes + i] - window.zero * taps.sums[row]);
                });
                finished[v] = Vec::fma(sum, Vec::all(taps.scales[row] * window.scale), Vec::all(taps.bias[row]));
            }
            finish<Vectors>(out, row, at, finished);
        }
    }
};

#include "core/nets/kernels/convolution_body.h"

}  // namespace

const Kernels* plainKernels() {
    static const Kernels table = tableNamed("plain");
    return &table;
}

}  // namespace timbre::nets
