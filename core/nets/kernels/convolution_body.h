// SPDX-License-Identifier: GPL-3.0-or-later
// Convolutions over time, written like kernels_body.h and included behind it. Vectors run along time and weights are
// broadcast: rows of a signal stay rows, and neither a dilation nor a stride needs anything rearranged.
//
// Expected besides: Vec::greaterMagnitude(a, b), Vec::leaky(x, slope) for a slope of at most 1, kConvolutionVectors
// along time by kTileOuts outputs that fit into the registers, kByteLevels that a value is rounded to, packFour (the
// low bytes of four vectors, interleaved) and Int8ConvolutionTile<Vectors>.

/// Writes a row of outputs by the rules of ConvolutionOut.
template <int Vectors>
inline void finish(const ConvolutionOut& out, std::size_t row, std::size_t at, Vec* sums) {
    float* const to = out.values + row * out.stride + at;
    if (out.added != nullptr) {
        const float* const added = out.added + row * out.addedStride + at;
        for (int v = 0; v < Vectors; ++v)
            sums[v] = Vec::add(sums[v], Vec::load(added + v * Vec::kLanes));
    }
    if (out.onTop) {
        for (int v = 0; v < Vectors; ++v)
            sums[v] = Vec::add(sums[v], Vec::load(to + v * Vec::kLanes));
    }
    for (int v = 0; v < Vectors; ++v)
        sums[v].store(to + v * Vec::kLanes);
}

template <int Vectors>
struct FloatConvolutionTile {
    static void run(const FloatTaps& taps, std::size_t first, const FloatWindow& window, std::size_t at,
                    const ConvolutionOut& out) {
        Vec sums[kTileOuts][Vectors];
#pragma GCC unroll 8
        for (int o = 0; o < kTileOuts; ++o)
#pragma GCC unroll 8
            for (int v = 0; v < Vectors; ++v)
                sums[o][v] = Vec::all(taps.bias[first + static_cast<std::size_t>(o)]);
        const float* weights = taps.weights + first;
        for (std::size_t i = 0; i < taps.inputs; ++i) {
            const float* x = window.values + i * window.stride + at;
            for (std::size_t k = 0; k < taps.taps; ++k) {
                Vec part[Vectors];
#pragma GCC unroll 8
                for (int v = 0; v < Vectors; ++v)
                    part[v] = Vec::load(x + v * Vec::kLanes);
#pragma GCC unroll 8
                for (int o = 0; o < kTileOuts; ++o) {
                    const Vec weight = Vec::all(weights[o]);
#pragma GCC unroll 8
                    for (int v = 0; v < Vectors; ++v)
                        sums[o][v] = Vec::fma(weight, part[v], sums[o][v]);
                }
                x += window.dilation;
                weights += kConvolutionOuts;
            }
        }
#pragma GCC unroll 8
        for (int o = 0; o < kTileOuts; ++o)
            finish<Vectors>(out, first + static_cast<std::size_t>(o), at, sums[o]);
    }
};

/// All positions, in tiles of the most vectors first.
template <int Vectors, template <int> class Tile, class Taps, class Window>
inline void convolveFrom(std::size_t at, std::size_t first, const Taps& taps, const Window& window,
                         const ConvolutionOut& out) {
    // A rest of more than one vector less is worth a whole tile.
    constexpr std::size_t kEnough = static_cast<std::size_t>(Vectors - 1) * Vec::kLanes;
    while (at < out.length && out.length - at > kEnough) {
        Tile<Vectors>::run(taps, first, window, at, out);
        at += static_cast<std::size_t>(Vectors) * Vec::kLanes;
    }
    if constexpr (Vectors > 1) {
        if (at < out.length)
            convolveFrom<Vectors - 1, Tile>(at, first, taps, window, out);
    }
}

void convolveFloat(const FloatTaps& taps, const FloatWindow& window, const ConvolutionOut& out) {
    for (std::size_t first = 0; first < kConvolutionOuts; first += kTileOuts)
        convolveFrom<kConvolutionVectors, FloatConvolutionTile>(0, first, taps, window, out);
}

void convolveInt8(const Int8Taps& taps, const ByteWindow& window, const ConvolutionOut& out) {
    for (std::size_t first = 0; first < kConvolutionOuts; first += kTileOuts)
        convolveFrom<kConvolutionVectors, Int8ConvolutionTile>(0, first, taps, window, out);
}

/// Calls each(position) for vectors that cover `length` positions, the last one moved back where it would run over;
/// for fewer positions than a vector has, rest(position) for each.
template <class Each, class Rest>
inline void cover(std::size_t length, Each each, Rest rest) {
    std::size_t t = 0;
    for (; t + Vec::kLanes <= length; t += Vec::kLanes)
        each(t);
    if (t < length && length >= Vec::kLanes)
        each(length - Vec::kLanes);
    else
        for (; t < length; ++t)
            rest(t);
}

inline float leakyOne(float x, float slope) { return x > 0.0F ? x : x * slope; }

void leakyFloats(const SignalRows& rows, float slope, float* out, std::size_t outStride) {
    for (std::size_t row = 0; row < rows.count; ++row) {
        const float* const from = rows.values + row * rows.stride;
        float* const to = out + row * outStride;
        cover(
            rows.length, [&](std::size_t t) { Vec::leaky(Vec::load(from + t), slope).store(to + t); },
            [&](std::size_t t) { to[t] = leakyOne(from[t], slope); });
    }
}

/// Four rows at a time: one chain of comparisons alone would wait for itself.
inline float greatestMagnitude(const SignalRows& rows) {
    Vec most[kColumnGroup] = {Vec::zero(), Vec::zero(), Vec::zero(), Vec::zero()};
    float greatest = 0.0F;
    for (std::size_t row = 0; row < rows.count; row += kColumnGroup) {
        const float* from[kColumnGroup];
        for (std::size_t k = 0; k < kColumnGroup; ++k)
            from[k] = rows.values + (row + k < rows.count ? row + k : row) * rows.stride;
        cover(
            rows.length,
            [&](std::size_t t) {
                for (std::size_t k = 0; k < kColumnGroup; ++k)
                    most[k] = Vec::greaterMagnitude(most[k], Vec::load(from[k] + t));
            },
            [&](std::size_t t) {
                for (std::size_t k = 0; k < kColumnGroup; ++k)
                    greatest = greatest > fabsf(from[k][t]) ? greatest : fabsf(from[k][t]);
            });
    }
    const float whole = Vec::max(Vec::max(most[0], most[1]), Vec::max(most[2], most[3])).greatest();
    return greatest > whole ? greatest : whole;
}

/// 2^23: added to a float, it leaves the whole number in the low bits.
constexpr float kWholeInLowBits = 8388608.0F;

void leakyBytes(const SignalRows& rows, float slope, std::uint8_t* out, std::size_t outStride, float* scale,
                std::int32_t* zero) {
    const float greatest = greatestMagnitude(rows);
    const float width = greatest + greatest * slope;
    // One level is left over, for the zero that is rounded up.
    constexpr float kLevels = static_cast<float>(kByteLevels - 1);
    const float factor = width > 0.0F ? kLevels / width : 0.0F;
    *scale = width / kLevels;
    // Upwards: no sum with it is below 0, where kWholeInLowBits has bits for halves.
    *zero = static_cast<std::int32_t>(greatest * slope * factor) + 1;
    const Vec shift = Vec::all(static_cast<float>(*zero) + kWholeInLowBits);
    for (std::size_t row = 0; row < rows.count; row += kColumnGroup) {
        const float* from[kColumnGroup];
        float factors[kColumnGroup];
        for (std::size_t k = 0; k < kColumnGroup; ++k) {
            // A row that is missing is one that is there, times 0.
            const bool there = row + k < rows.count;
            from[k] = rows.values + (there ? row + k : row) * rows.stride;
            factors[k] = there ? factor : 0.0F;
        }
        std::uint8_t* const to = out + row * outStride;
        cover(
            rows.length,
            [&](std::size_t t) {
                Vec four[kColumnGroup];
                for (std::size_t k = 0; k < kColumnGroup; ++k)
                    four[k] = Vec::fma(Vec::leaky(Vec::load(from[k] + t), slope), Vec::all(factors[k]), shift);
                packFour(four, to + t * kColumnGroup);
            },
            [&](std::size_t t) {
                for (std::size_t k = 0; k < kColumnGroup; ++k) {
                    const float value = leakyOne(from[k][t], slope) * factors[k];
                    to[t * kColumnGroup + k] = static_cast<std::uint8_t>(nearbyintf(value) + static_cast<float>(*zero));
                }
            });
    }
}

constexpr Kernels tableNamed(const char* name) {
    return {.name = name,
            .toBytes = toBytes,
            .multiplyFloat = multiplyFloat,
            .multiplyInt8 = multiplyInt8,
            .scoreFloat = score<FloatCache>,
            .scoreHalf = score<HalfCache>,
            .softmax = softmax,
            .mixFloat = mix<FloatCache>,
            .mixHalf = mix<HalfCache>,
            .addAndNormalise = addAndNormalise,
            .relu = relu,
            .toHalf = toHalf,
            .leakyFloats = leakyFloats,
            .leakyBytes = leakyBytes,
            .convolveFloat = convolveFloat,
            .convolveInt8 = convolveInt8};
}
