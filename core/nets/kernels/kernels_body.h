// SPDX-License-Identifier: GPL-3.0-or-later
// The kernels, written against a vector type `Vec` that the including file defines for its instruction set. Included
// inside an anonymous namespace. Nothing of the standard library beyond plain C types: an inline function compiled for
// one instruction set must not be merged with its namesake in another file.
//
// Expected: Vec with kLanes; load, store, all (broadcast), zero, add, mul, fma(a, b, c) = a * b + c, max, loadHalf,
// storeHalf, greatest, total; kTileVectors vectors of a block and kTileInputs inputs that fit into the registers.

constexpr float kLog2e = 1.44269504088896341F;
constexpr float kLn2High = 0.693359375F;
constexpr float kLn2Low = -2.12194440e-4F;

/// exp(x) for x <= 0, to 2 units in the last place. Source: Cephes' expf.
inline Vec exponential(Vec x) {
    const Vec floor = Vec::all(-87.0F);
    x = Vec::max(x, floor);
    const Vec n = Vec::round(Vec::mul(x, Vec::all(kLog2e)));
    Vec r = Vec::fma(n, Vec::all(-kLn2High), x);
    r = Vec::fma(n, Vec::all(-kLn2Low), r);
    Vec p = Vec::all(1.9875691500e-4F);
    p = Vec::fma(p, r, Vec::all(1.3981999507e-3F));
    p = Vec::fma(p, r, Vec::all(8.3334519073e-3F));
    p = Vec::fma(p, r, Vec::all(4.1665795894e-2F));
    p = Vec::fma(p, r, Vec::all(1.6666665459e-1F));
    p = Vec::fma(p, r, Vec::all(5.0000001201e-1F));
    p = Vec::fma(p, Vec::mul(r, r), Vec::add(r, Vec::all(1.0F)));
    return Vec::scaleByPowerOfTwo(p, n);
}

template <int Inputs>
inline void multiplyFloatTile(const float* weights, std::size_t columns, const float* x, std::size_t stride,
                              const float* bias, float* out, std::size_t outStride) {
    Vec sums[Inputs][kTileVectors];
#pragma GCC unroll 8
    for (int i = 0; i < Inputs; ++i)
#pragma GCC unroll 8
        for (int v = 0; v < kTileVectors; ++v)
            sums[i][v] = Vec::load(bias + v * Vec::kLanes);
    for (std::size_t c = 0; c < columns; ++c) {
        const float* const row = weights + c * kBlockRows;
        Vec part[kTileVectors];
#pragma GCC unroll 8
        for (int v = 0; v < kTileVectors; ++v)
            part[v] = Vec::load(row + v * Vec::kLanes);
#pragma GCC unroll 8
        for (int i = 0; i < Inputs; ++i) {
            const Vec value = Vec::all(x[static_cast<std::size_t>(i) * stride + c]);
#pragma GCC unroll 8
            for (int v = 0; v < kTileVectors; ++v)
                sums[i][v] = Vec::fma(value, part[v], sums[i][v]);
        }
    }
#pragma GCC unroll 8
    for (int i = 0; i < Inputs; ++i)
#pragma GCC unroll 8
        for (int v = 0; v < kTileVectors; ++v)
            sums[i][v].store(out + static_cast<std::size_t>(i) * outStride + v * Vec::kLanes);
}

/// Calls Tile<n> for n inputs, as many tiles of the largest size as fit first.
template <int Inputs, template <int> class Tile, class... Arguments>
inline void tileOver(std::size_t first, std::size_t count, const Arguments&... arguments) {
    while (count - first >= static_cast<std::size_t>(Inputs)) {
        Tile<Inputs>::run(first, arguments...);
        first += Inputs;
    }
    if constexpr (Inputs > 1) {
        if (first < count)
            tileOver<Inputs - 1, Tile>(first, count, arguments...);
    }
}

template <int Inputs>
struct FloatTile {
    static void run(std::size_t first, const FloatBlock& block, const FloatInputs& inputs, float* out,
                    std::size_t outStride) {
        constexpr std::size_t kRows = static_cast<std::size_t>(kTileVectors) * Vec::kLanes;
        for (std::size_t row = 0; row < kBlockRows; row += kRows) {
            multiplyFloatTile<Inputs>(block.weights + row, block.columns, inputs.values + first * inputs.stride,
                                      inputs.stride, block.bias + row, out + first * outStride + row, outStride);
        }
    }
};

void multiplyFloat(const FloatBlock& block, const FloatInputs& inputs, float* out, std::size_t outStride) {
    tileOver<kTileInputs, FloatTile>(0, inputs.count, block, inputs, out, outStride);
}

void multiplyInt8(const Int8Block& block, const ByteInputs& inputs, float* out, std::size_t outStride) {
    tileOver<kTileInputs, Int8Tile>(0, inputs.count, block, inputs, out, outStride);
}

void toBytes(const float* values, std::size_t count, std::uint8_t* bytes, float* scale) {
    Vec most = Vec::zero();
    std::size_t i = 0;
    for (; i + Vec::kLanes <= count; i += Vec::kLanes)
        most = Vec::max(most, Vec::magnitude(Vec::load(values + i)));
    float greatest = most.greatest();
    for (; i < count; ++i)
        greatest = greatest > fabsf(values[i]) ? greatest : fabsf(values[i]);
    *scale = greatest / 127.0F;
    const float factor = greatest > 0.0F ? 127.0F / greatest : 0.0F;
    for (i = 0; i + Vec::kLanes <= count; i += Vec::kLanes)
        Vec::mul(Vec::load(values + i), Vec::all(factor)).storeBytes(bytes + i);
    for (; i < count; ++i)
        bytes[i] = static_cast<std::uint8_t>(128 + static_cast<int>(nearbyintf(values[i] * factor)));
}

struct FloatCache {
    using Element = float;
    static Vec load(const float* at) { return Vec::load(at); }
};
struct HalfCache {
    using Element = std::uint16_t;
    static Vec load(const std::uint16_t* at) { return Vec::loadHalf(at); }
};

/// Scores of some groups of keys: one group alone would wait for its own sums.
template <class Cache, int Groups>
inline void scoreGroups(const float* query, const typename Cache::Element* keys, std::size_t width, Vec factor,
                        float* scores) {
    constexpr int kVectors = static_cast<int>(kKeyGroup) / Vec::kLanes;
    Vec sums[Groups * kVectors];
#pragma GCC unroll 8
    for (int v = 0; v < Groups * kVectors; ++v)
        sums[v] = Vec::zero();
    for (std::size_t d = 0; d < width; ++d) {
        const Vec value = Vec::all(query[d]);
#pragma GCC unroll 8
        for (int v = 0; v < Groups * kVectors; ++v) {
            const std::size_t group = static_cast<std::size_t>(v / kVectors) * kKeyGroup * width;
            const std::size_t lane = static_cast<std::size_t>(v % kVectors) * Vec::kLanes;
            sums[v] = Vec::fma(value, Cache::load(keys + group + d * kKeyGroup + lane), sums[v]);
        }
    }
#pragma GCC unroll 8
    for (int v = 0; v < Groups * kVectors; ++v)
        Vec::mul(sums[v], factor).store(scores + v * Vec::kLanes);
}

template <class Cache>
void score(const float* query, const typename Cache::Element* keys, std::size_t width, std::size_t positions,
           float scale, float* scores) {
    constexpr int kGroups = 4;
    constexpr std::size_t kPositions = kGroups * kKeyGroup;
    const Vec factor = Vec::all(scale);
    std::size_t first = 0;
    for (; first + kPositions <= positions; first += kPositions)
        scoreGroups<Cache, kGroups>(query, keys + first * width, width, factor, scores + first);
    for (; first < positions; first += kKeyGroup)
        scoreGroups<Cache, 1>(query, keys + first * width, width, factor, scores + first);
}

/// Some vectors of the mix; four chains of sums each, as one alone would wait for itself.
template <class Cache, int Vectors>
inline void mixVectors(const float* weights, const typename Cache::Element* values, std::size_t width,
                       std::size_t positions, float* out) {
    constexpr int kChains = 4;
    Vec sums[kChains][Vectors];
#pragma GCC unroll 8
    for (int k = 0; k < kChains; ++k)
#pragma GCC unroll 8
        for (int v = 0; v < Vectors; ++v)
            sums[k][v] = Vec::zero();
    std::size_t p = 0;
    for (; p + kChains <= positions; p += kChains) {
#pragma GCC unroll 8
        for (int k = 0; k < kChains; ++k) {
            const std::size_t row = p + static_cast<std::size_t>(k);
            const Vec weight = Vec::all(weights[row]);
#pragma GCC unroll 8
            for (int v = 0; v < Vectors; ++v)
                sums[k][v] = Vec::fma(weight, Cache::load(values + row * width + v * Vec::kLanes), sums[k][v]);
        }
    }
    for (; p < positions; ++p) {
        const Vec weight = Vec::all(weights[p]);
#pragma GCC unroll 8
        for (int v = 0; v < Vectors; ++v)
            sums[0][v] = Vec::fma(weight, Cache::load(values + p * width + v * Vec::kLanes), sums[0][v]);
    }
#pragma GCC unroll 8
    for (int v = 0; v < Vectors; ++v)
        Vec::add(Vec::add(sums[0][v], sums[1][v]), Vec::add(sums[2][v], sums[3][v])).store(out + v * Vec::kLanes);
}

template <class Cache>
void mix(const float* weights, const typename Cache::Element* values, std::size_t width, std::size_t positions,
         float* out) {
    constexpr std::size_t kPair = 2 * static_cast<std::size_t>(Vec::kLanes);
    std::size_t d = 0;
    for (; d + kPair <= width; d += kPair)
        mixVectors<Cache, 2>(weights, values + d, width, positions, out + d);
    if (d < width)
        mixVectors<Cache, 1>(weights, values + d, width, positions, out + d);
}

void softmax(float* scores, std::size_t count) {
    float greatest = scores[0];
    std::size_t i = 0;
    if (count >= Vec::kLanes) {
        Vec most = Vec::load(scores);
        for (i = Vec::kLanes; i + Vec::kLanes <= count; i += Vec::kLanes)
            most = Vec::max(most, Vec::load(scores + i));
        greatest = most.greatest();
    }
    for (; i < count; ++i)
        greatest = greatest > scores[i] ? greatest : scores[i];
    const Vec away = Vec::all(-greatest);
    Vec sums = Vec::zero();
    for (i = 0; i + Vec::kLanes <= count; i += Vec::kLanes) {
        const Vec e = exponential(Vec::add(Vec::load(scores + i), away));
        e.store(scores + i);
        sums = Vec::add(sums, e);
    }
    float total = sums.total();
    if (i < count) {
        float rest[Vec::kLanes];
        for (std::size_t k = 0; k < Vec::kLanes; ++k)
            rest[k] = i + k < count ? scores[i + k] - greatest : -87.0F;
        exponential(Vec::load(rest)).store(rest);
        for (std::size_t k = 0; i + k < count; ++k) {
            scores[i + k] = rest[k];
            total += rest[k];
        }
    }
    const float factor = 1.0F / total;
    for (i = 0; i + Vec::kLanes <= count; i += Vec::kLanes)
        Vec::mul(Vec::load(scores + i), Vec::all(factor)).store(scores + i);
    for (; i < count; ++i)
        scores[i] *= factor;
}

void addAndNormalise(float* x, const float* added, const float* gain, const float* shift, float epsilon,
                     std::size_t count) {
    Vec sums = Vec::zero();
    float sum = 0.0F;
    std::size_t i = 0;
    for (; i + Vec::kLanes <= count; i += Vec::kLanes) {
        const Vec value = Vec::add(Vec::load(x + i), Vec::load(added + i));
        value.store(x + i);
        sums = Vec::add(sums, value);
    }
    for (; i < count; ++i) {
        x[i] += added[i];
        sum += x[i];
    }
    const float mean = (sum + sums.total()) / static_cast<float>(count);
    Vec squares = Vec::zero();
    float square = 0.0F;
    for (i = 0; i + Vec::kLanes <= count; i += Vec::kLanes) {
        const Vec from = Vec::add(Vec::load(x + i), Vec::all(-mean));
        squares = Vec::fma(from, from, squares);
    }
    for (; i < count; ++i)
        square += (x[i] - mean) * (x[i] - mean);
    const float variance = (square + squares.total()) / static_cast<float>(count);
    const float factor = 1.0F / sqrtf(variance + epsilon);
    for (i = 0; i + Vec::kLanes <= count; i += Vec::kLanes) {
        const Vec from = Vec::mul(Vec::add(Vec::load(x + i), Vec::all(-mean)), Vec::all(factor));
        Vec::fma(from, Vec::load(gain + i), Vec::load(shift + i)).store(x + i);
    }
    for (; i < count; ++i)
        x[i] = (x[i] - mean) * factor * gain[i] + shift[i];
}

void relu(float* x, std::size_t count) {
    std::size_t i = 0;
    for (; i + Vec::kLanes <= count; i += Vec::kLanes)
        Vec::max(Vec::load(x + i), Vec::zero()).store(x + i);
    for (; i < count; ++i)
        x[i] = x[i] > 0.0F ? x[i] : 0.0F;
}

void toHalf(const float* values, std::size_t count, std::uint16_t* halves) {
    std::size_t i = 0;
    for (; i + Vec::kLanes <= count; i += Vec::kLanes)
        Vec::load(values + i).storeHalf(halves + i);
    if (i < count) {
        float rest[Vec::kLanes] = {};
        std::uint16_t packed[Vec::kLanes];
        for (std::size_t k = 0; i + k < count; ++k)
            rest[k] = values[i + k];
        Vec::load(rest).storeHalf(packed);
        for (std::size_t k = 0; i + k < count; ++k)
            halves[i + k] = packed[k];
    }
}
