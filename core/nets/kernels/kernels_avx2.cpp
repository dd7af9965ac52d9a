// SPDX-License-Identifier: GPL-3.0-or-later
// Compiled with AVX2, FMA and F16C: every function in here is this file's own.
#include "core/nets/kernels/kernel_tables.h"

#ifdef TIMBRE_X86_KERNELS
#include <immintrin.h>

#include <math.h>  // C functions: <cmath> has inline ones

namespace timbre::nets {
namespace {

struct Vec {
    static constexpr int kLanes = 8;
    __m256 v;

    static Vec load(const float* at) { return {_mm256_loadu_ps(at)}; }
    static Vec loadHalf(const std::uint16_t* at) {
        return {_mm256_cvtph_ps(_mm_loadu_si128(reinterpret_cast<const __m128i*>(at)))};
    }
    void store(float* at) const { _mm256_storeu_ps(at, v); }
    void storeHalf(std::uint16_t* at) const {
        _mm_storeu_si128(reinterpret_cast<__m128i*>(at), _mm256_cvtps_ph(v, _MM_FROUND_TO_NEAREST_INT));
    }
    void storeBytes(std::uint8_t* at) const {
        const __m256i whole = _mm256_add_epi32(_mm256_cvtps_epi32(v), _mm256_set1_epi32(128));
        const __m128i shorts = _mm_packus_epi32(_mm256_castsi256_si128(whole), _mm256_extracti128_si256(whole, 1));
        _mm_storel_epi64(reinterpret_cast<__m128i*>(at), _mm_packus_epi16(shorts, shorts));
    }
    static Vec all(float value) { return {_mm256_set1_ps(value)}; }
    static Vec zero() { return {_mm256_setzero_ps()}; }
    static Vec add(Vec a, Vec b) { return {_mm256_add_ps(a.v, b.v)}; }
    static Vec mul(Vec a, Vec b) { return {_mm256_mul_ps(a.v, b.v)}; }
    static Vec fma(Vec a, Vec b, Vec c) { return {_mm256_fmadd_ps(a.v, b.v, c.v)}; }
    static Vec max(Vec a, Vec b) { return {_mm256_max_ps(a.v, b.v)}; }
    static Vec greaterMagnitude(Vec a, Vec b) { return max(a, magnitude(b)); }
    static Vec leaky(Vec a, float slope) { return {_mm256_max_ps(a.v, _mm256_mul_ps(a.v, _mm256_set1_ps(slope)))}; }
    static Vec magnitude(Vec a) { return {_mm256_andnot_ps(_mm256_set1_ps(-0.0F), a.v)}; }
    static Vec round(Vec a) { return {_mm256_round_ps(a.v, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC)}; }
    static Vec scaleByPowerOfTwo(Vec a, Vec n) {
        const __m256i exponent =
            _mm256_slli_epi32(_mm256_add_epi32(_mm256_cvtps_epi32(n.v), _mm256_set1_epi32(127)), 23);
        return {_mm256_mul_ps(a.v, _mm256_castsi256_ps(exponent))};
    }
    [[nodiscard]] float greatest() const {
        __m128 m = _mm_max_ps(_mm256_castps256_ps128(v), _mm256_extractf128_ps(v, 1));
        m = _mm_max_ps(m, _mm_movehl_ps(m, m));
        return _mm_cvtss_f32(_mm_max_ss(m, _mm_movehdup_ps(m)));
    }
    [[nodiscard]] float total() const {
        __m128 m = _mm_add_ps(_mm256_castps256_ps128(v), _mm256_extractf128_ps(v, 1));
        m = _mm_add_ps(m, _mm_movehl_ps(m, m));
        return _mm_cvtss_f32(_mm_add_ss(m, _mm_movehdup_ps(m)));
    }
};

constexpr int kTileVectors = 4;
constexpr int kTileInputs = 2;

/// 8 rows by 4 columns in a load; the bytes are widened, because the one instruction that multiplies bytes saturates.
template <int Inputs>
struct Int8Tile {
    static void run(std::size_t first, const Int8Block& block, const ByteInputs& inputs, float* out,
                    std::size_t outStride) {
        for (std::size_t row = 0; row < kBlockRows; row += 16)
            rows(first, row, block, inputs, out, outStride);
    }

  private:
    /// 16 rows: four vectors of 4 rows, each row two sums of two columns.
    static void rows(std::size_t first, std::size_t row, const Int8Block& block, const ByteInputs& inputs, float* out,
                     std::size_t outStride) {
        const std::uint8_t* const x = inputs.values + first * inputs.stride;
        __m256i sums[Inputs][4];
#pragma GCC unroll 8
        for (int i = 0; i < Inputs; ++i)
#pragma GCC unroll 8
            for (int v = 0; v < 4; ++v)
                sums[i][v] = _mm256_setzero_si256();
        for (std::size_t c = 0; c < block.columns; c += kColumnGroup) {
            const std::int8_t* const at = block.weights + c * kBlockRows + row * kColumnGroup;
            __m256i part[4];
#pragma GCC unroll 8
            for (int v = 0; v < 4; ++v)
                part[v] = _mm256_cvtepi8_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(at + v * 16)));
#pragma GCC unroll 8
            for (int i = 0; i < Inputs; ++i) {
                int four = 0;
                __builtin_memcpy(&four, x + static_cast<std::size_t>(i) * inputs.stride + c, sizeof(four));
                const __m256i value = _mm256_cvtepu8_epi16(_mm_set1_epi32(four));
#pragma GCC unroll 8
                for (int v = 0; v < 4; ++v)
                    sums[i][v] = _mm256_add_epi32(sums[i][v], _mm256_madd_epi16(value, part[v]));
            }
        }
#pragma GCC unroll 8
        for (int i = 0; i < Inputs; ++i) {
            const Vec scale = Vec::all(inputs.scales[first + static_cast<std::size_t>(i)]);
#pragma GCC unroll 8
            for (int half = 0; half < 2; ++half) {
                // Pairs are added across; the lanes come back as rows 0 1 4 5 2 3 6 7.
                const __m256i pairs = _mm256_hadd_epi32(sums[i][2 * half], sums[i][2 * half + 1]);
                const __m256i whole = _mm256_permutevar8x32_epi32(pairs, _mm256_setr_epi32(0, 1, 4, 5, 2, 3, 6, 7));
                const std::size_t at = row + static_cast<std::size_t>(half) * 8;
                const __m256i shift =
                    _mm256_slli_epi32(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(block.rowSums + at)), 7);
                const Vec sum{_mm256_cvtepi32_ps(_mm256_sub_epi32(whole, shift))};
                Vec::fma(sum, Vec::mul(Vec::load(block.scales + at), scale), Vec::load(block.bias + at))
                    .store(out + (first + static_cast<std::size_t>(i)) * outStride + at);
            }
        }
    }
};

#include "core/nets/kernels/kernels_body.h"

template <int Vectors>
inline void finish(const ConvolutionOut& out, std::size_t row, std::size_t at, Vec* sums);

constexpr int kTileOuts = 4;
constexpr int kConvolutionVectors = 3;
/// 7 bits: the instruction that multiplies bytes adds two products in 16 bits.
constexpr int kByteLevels = 127;

inline void packFour(const Vec* four, std::uint8_t* to) {
    const auto shifted = [&](int k) { return _mm256_slli_epi32(_mm256_castps_si256(four[k].v), 8 * k); };
    const __m256i first = _mm256_and_si256(shifted(0), _mm256_set1_epi32(0xFF));
    const __m256i low = _mm256_or_si256(first, shifted(1));
    const __m256i high = _mm256_or_si256(shifted(2), shifted(3));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), _mm256_or_si256(low, high));
}

template <int Vectors>
struct Int8ConvolutionTile {
    static void run(const Int8Taps& taps, std::size_t first, const ByteWindow& window, std::size_t at,
                    const ConvolutionOut& out) {
        __m256i sums[kTileOuts][Vectors];
#pragma GCC unroll 8
        for (int o = 0; o < kTileOuts; ++o)
#pragma GCC unroll 8
            for (int v = 0; v < Vectors; ++v)
                sums[o][v] = _mm256_set1_epi32(-window.zero * taps.sums[first + static_cast<std::size_t>(o)]);
        const __m256i ones = _mm256_set1_epi16(1);
        const std::int8_t* weights = taps.weights + first * kColumnGroup;
        for (std::size_t i = 0; i < taps.inputs; i += kColumnGroup) {
            const std::uint8_t* x = window.values + i * window.stride + at * kColumnGroup;
            for (std::size_t k = 0; k < taps.taps; ++k) {
                __m256i part[Vectors];
#pragma GCC unroll 8
                for (int v = 0; v < Vectors; ++v)
                    part[v] = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(x + v * 32));
#pragma GCC unroll 8
                for (int o = 0; o < kTileOuts; ++o) {
                    int four = 0;
                    __builtin_memcpy(&four, weights + o * 4, sizeof(four));
                    const __m256i weight = _mm256_set1_epi32(four);
#pragma GCC unroll 8
                    for (int v = 0; v < Vectors; ++v) {
                        const __m256i pairs = _mm256_maddubs_epi16(part[v], weight);
                        sums[o][v] = _mm256_add_epi32(sums[o][v], _mm256_madd_epi16(pairs, ones));
                    }
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
                finished[v] = Vec::fma({_mm256_cvtepi32_ps(sums[o][v])}, scale, bias);
            finish<Vectors>(out, row, at, finished);
        }
    }
};

#include "core/nets/kernels/convolution_body.h"

}  // namespace

const Kernels* avx2Kernels() {
    static const Kernels table = tableNamed("avx2");
    const bool can = __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0 &&
                     __builtin_cpu_supports("f16c") != 0;
    return can ? &table : nullptr;
}

}  // namespace timbre::nets
#else
const timbre::nets::Kernels* timbre::nets::avx2Kernels() { return nullptr; }
#endif
