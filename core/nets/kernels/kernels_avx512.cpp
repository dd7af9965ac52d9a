// SPDX-License-Identifier: GPL-3.0-or-later
// Compiled with AVX-512 and VNNI: every function in here is this file's own.
#include "core/nets/kernels/kernel_tables.h"

#ifdef TIMBRE_X86_KERNELS
#include <immintrin.h>

#include <math.h>  // C functions: <cmath> has inline ones

namespace timbre::nets {
namespace {

struct Vec {
    static constexpr int kLanes = 16;
    __m512 v;

    static Vec load(const float* at) { return {_mm512_loadu_ps(at)}; }
    static Vec loadHalf(const std::uint16_t* at) {
        return {_mm512_cvtph_ps(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(at)))};
    }
    void store(float* at) const { _mm512_storeu_ps(at, v); }
    void storeHalf(std::uint16_t* at) const {
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(at), _mm512_cvtps_ph(v, _MM_FROUND_TO_NEAREST_INT));
    }
    void storeBytes(std::uint8_t* at) const {
        const __m512i whole = _mm512_add_epi32(_mm512_cvtps_epi32(v), _mm512_set1_epi32(128));
        _mm_storeu_si128(reinterpret_cast<__m128i*>(at), _mm512_cvtepi32_epi8(whole));
    }
    static Vec all(float value) { return {_mm512_set1_ps(value)}; }
    static Vec zero() { return {_mm512_setzero_ps()}; }
    static Vec add(Vec a, Vec b) { return {_mm512_add_ps(a.v, b.v)}; }
    static Vec mul(Vec a, Vec b) { return {_mm512_mul_ps(a.v, b.v)}; }
    static Vec fma(Vec a, Vec b, Vec c) { return {_mm512_fmadd_ps(a.v, b.v, c.v)}; }
    static Vec max(Vec a, Vec b) { return {_mm512_max_ps(a.v, b.v)}; }
    /// Of non-negative a.
    static Vec greaterMagnitude(Vec a, Vec b) { return {_mm512_range_ps(a.v, b.v, 0x0B)}; }
    static Vec leaky(Vec a, float slope) { return {_mm512_max_ps(a.v, _mm512_mul_ps(a.v, _mm512_set1_ps(slope)))}; }
    static Vec magnitude(Vec a) { return {_mm512_abs_ps(a.v)}; }
    static Vec round(Vec a) { return {_mm512_roundscale_ps(a.v, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC)}; }
    static Vec scaleByPowerOfTwo(Vec a, Vec n) { return {_mm512_scalef_ps(a.v, n.v)}; }
    [[nodiscard]] float greatest() const { return _mm512_reduce_max_ps(v); }
    [[nodiscard]] float total() const { return _mm512_reduce_add_ps(v); }
};

constexpr int kTileVectors = 4;
constexpr int kTileInputs = 6;

/// The intrinsic makes g++ 12 keep a copy of each sum: 24 of them no longer fit into the registers.
inline void addProducts(__m512i& sum, __m512i bytes, __m512i weights) {
    asm("vpdpbusd %2, %1, %0" : "+v"(sum) : "v"(bytes), "v"(weights));
}

/// With one input a product waits for memory alone, and the processor's own prefetching stops at every page.
inline void fetchAhead(const std::int8_t* row) {
    constexpr std::ptrdiff_t kAhead = 2048;
#pragma GCC unroll 8
    for (int v = 0; v < kTileVectors; ++v)
        _mm_prefetch(row + v * 64 + kAhead, _MM_HINT_T0);
}

/// g++ 12 keeps sums in memory, not in registers, unless it is told to unroll every loop over them.
template <int Inputs>
struct Int8Tile {
    static void run(std::size_t first, const Int8Block& block, const ByteInputs& inputs, float* out,
                    std::size_t outStride) {
        const std::uint8_t* const x = inputs.values + first * inputs.stride;
        __m512i sums[Inputs][kTileVectors];
#pragma GCC unroll 8
        for (int i = 0; i < Inputs; ++i)
#pragma GCC unroll 8
            for (int v = 0; v < kTileVectors; ++v)
                sums[i][v] = _mm512_setzero_si512();
        for (std::size_t c = 0; c < block.columns; c += kColumnGroup) {
            const std::int8_t* const row = block.weights + c * kBlockRows;
            __m512i part[kTileVectors];
#pragma GCC unroll 8
            for (int v = 0; v < kTileVectors; ++v)
                part[v] = _mm512_loadu_si512(row + v * 64);
            if constexpr (Inputs == 1)
                fetchAhead(row);
#pragma GCC unroll 8
            for (int i = 0; i < Inputs; ++i) {
                int four = 0;
                __builtin_memcpy(&four, x + static_cast<std::size_t>(i) * inputs.stride + c, sizeof(four));
                const __m512i value = _mm512_set1_epi32(four);
#pragma GCC unroll 8
                for (int v = 0; v < kTileVectors; ++v)
                    addProducts(sums[i][v], value, part[v]);
            }
        }
#pragma GCC unroll 8
        for (int i = 0; i < Inputs; ++i) {
            const Vec scale = Vec::all(inputs.scales[first + static_cast<std::size_t>(i)]);
#pragma GCC unroll 8
            for (int v = 0; v < kTileVectors; ++v) {
                const __m512i shift = _mm512_slli_epi32(_mm512_loadu_si512(block.rowSums + v * 16), 7);
                const Vec sum{_mm512_cvtepi32_ps(_mm512_sub_epi32(sums[i][v], shift))};
                Vec::fma(sum, Vec::mul(Vec::load(block.scales + v * 16), scale), Vec::load(block.bias + v * 16))
                    .store(out + (first + static_cast<std::size_t>(i)) * outStride + v * 16);
            }
        }
    }
};

#include "core/nets/kernels/kernels_body.h"

template <int Vectors>
inline void finish(const ConvolutionOut& out, std::size_t row, std::size_t at, Vec* sums);

constexpr int kTileOuts = 8;
constexpr int kConvolutionVectors = 3;
constexpr int kByteLevels = 255;

inline void packFour(const Vec* four, std::uint8_t* to) {
    const auto shifted = [&](int k) {
        return _mm512_slli_epi32(_mm512_castps_si512(four[k].v), 8U * static_cast<unsigned>(k));
    };
    constexpr int kAndOr = 0xEA;  // a & b | c
    constexpr int kOrOr = 0xFE;
    const __m512i two =
        _mm512_ternarylogic_epi32(_mm512_castps_si512(four[0].v), _mm512_set1_epi32(0xFF), shifted(1), kAndOr);
    _mm512_storeu_si512(to, _mm512_ternarylogic_epi32(two, shifted(2), shifted(3), kOrOr));
}

template <int Vectors>
struct Int8ConvolutionTile {
    static void run(const Int8Taps& taps, std::size_t first, const ByteWindow& window, std::size_t at,
                    const ConvolutionOut& out) {
        __m512i sums[kTileOuts][Vectors];
#pragma GCC unroll 8
        for (int o = 0; o < kTileOuts; ++o)
#pragma GCC unroll 8
            for (int v = 0; v < Vectors; ++v)
                sums[o][v] = _mm512_set1_epi32(-window.zero * taps.sums[first + static_cast<std::size_t>(o)]);
        const std::int8_t* weights = taps.weights + first * kColumnGroup;
        for (std::size_t i = 0; i < taps.inputs; i += kColumnGroup) {
            const std::uint8_t* x = window.values + i * window.stride + at * kColumnGroup;
            for (std::size_t k = 0; k < taps.taps; ++k) {
                __m512i part[Vectors];
#pragma GCC unroll 8
                for (int v = 0; v < Vectors; ++v)
                    part[v] = _mm512_loadu_si512(x + v * 64);
#pragma GCC unroll 8
                for (int o = 0; o < kTileOuts; ++o) {
                    int four = 0;
                    __builtin_memcpy(&four, weights + o * 4, sizeof(four));
                    const __m512i weight = _mm512_set1_epi32(four);
#pragma GCC unroll 8
                    for (int v = 0; v < Vectors; ++v)
                        addProducts(sums[o][v], part[v], weight);
                }
                x += window.dilation * kColumnGroup;
                weights += kConvolutionOuts * kColumnGroup;
            }
        }
#pragma GCC unroll 8
        for (int o = 0; o < kTileOuts; ++o) {
            const std::size_t row = first + static_cast<std::size_t>(o);
            const Vec scale = Vec::all(taps.scales[row] * window.scale);
            const Vec bias = Vec::all(taps.bias[row]);
            Vec finished[Vectors];
#pragma GCC unroll 8
            for (int v = 0; v < Vectors; ++v)
                finished[v] = Vec::fma({_mm512_cvtepi32_ps(sums[o][v])}, scale, bias);
            finish<Vectors>(out, row, at, finished);
        }
    }
};

#include "core/nets/kernels/convolution_body.h"

}  // namespace

const Kernels* avx512Kernels() {
    static const Kernels table = tableNamed("avx512");
    const bool can = __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
                     __builtin_cpu_supports("avx512vl") != 0 && __builtin_cpu_supports("avx512dq") != 0 &&
                     __builtin_cpu_supports("avx512vnni") != 0;
    return can ? &table : nullptr;
}

}  // namespace timbre::nets
#else
const timbre::nets::Kernels* timbre::nets::avx512Kernels() { return nullptr; }
#endif
