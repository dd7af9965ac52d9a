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
    static Vec magnitude(Vec a) { return {_mm512_abs_ps(a.v)}; }
    static Vec round(Vec a) { return {_mm512_roundscale_ps(a.v, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC)}; }
    static Vec scaleByPowerOfTwo(Vec a, Vec n) { return {_mm512_scalef_ps(a.v, n.v)}; }
    [[nodiscard]] float greatest() const { return _mm512_reduce_max_ps(v); }
    [[nodiscard]] float total() const { return _mm512_reduce_add_ps(v); }
};

constexpr int kTileVectors = 4;
constexpr int kTileInputs = 6;

template <int Inputs>
struct Int8Tile {
    static void run(std::size_t first, const Int8Block& block, const ByteInputs& inputs, float* out,
                    std::size_t outStride) {
        const std::uint8_t* const x = inputs.values + first * inputs.stride;
        __m512i sums[Inputs][kTileVectors];
        for (int i = 0; i < Inputs; ++i)
            for (int v = 0; v < kTileVectors; ++v)
                sums[i][v] = _mm512_setzero_si512();
        for (std::size_t c = 0; c < block.columns; c += kColumnGroup) {
            const std::int8_t* const row = block.weights + c * kBlockRows;
            __m512i part[kTileVectors];
            for (int v = 0; v < kTileVectors; ++v)
                part[v] = _mm512_loadu_si512(row + v * 64);
            for (int i = 0; i < Inputs; ++i) {
                int four = 0;
                __builtin_memcpy(&four, x + static_cast<std::size_t>(i) * inputs.stride + c, sizeof(four));
                const __m512i value = _mm512_set1_epi32(four);
                for (int v = 0; v < kTileVectors; ++v)
                    sums[i][v] = _mm512_dpbusd_epi32(sums[i][v], value, part[v]);
            }
        }
        for (int i = 0; i < Inputs; ++i) {
            const Vec scale = Vec::all(inputs.scales[first + static_cast<std::size_t>(i)]);
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
