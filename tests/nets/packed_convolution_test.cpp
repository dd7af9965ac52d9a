// SPDX-License-Identifier: GPL-3.0-or-later
// Convolutions of every instruction set that this processor has, against the definition in double precision.
#include "core/nets/kernels/packed_convolution.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

namespace timbre::nets {
namespace {

std::vector<float> numbers(std::size_t count, unsigned seed) {
    std::mt19937 random(seed);
    std::normal_distribution<float> normal;
    std::vector<float> values(count);
    std::ranges::generate(values, [&] { return normal(random); });
    return values;
}

/// A signal with its memory, every position known.
struct OwnSignal {
    OwnSignal(std::size_t channels, std::size_t length, unsigned seed)
        : values(numbers(channels * (length + kConvolutionSlack), seed)), stride(length + kConvolutionSlack) {}
    [[nodiscard]] Signal signal(std::ptrdiff_t first = 0) {
        return {.values = values.data(), .stride = stride, .first = first};
    }
    std::vector<float> values;
    std::size_t stride;
};

struct Case {
    PackedConvolution::Shape shape;
    Stretch there;    ///< Where the signal is not 0.
    Stretch outputs;  ///< What is computed.
    float slope = 0.1F;
    bool added = false;
    bool onTop = false;
};

class PackedConvolutionTest : public testing::TestWithParam<const Kernels*> {
  protected:
    /// @param tolerance  of an output, in terms of the root of the sum of its squared products.
    static void expectConvolution(WeightFormat format, const Case& test, double tolerance) {
        const auto& shape = test.shape;
        const auto weights = numbers(shape.outs * shape.inputs * shape.taps, 1);
        const auto bias = numbers(shape.outs, 2);
        const PackedConvolution convolution(format, shape, weights, bias);
        OwnSignal in(shape.inputs, test.there.length(), 3);
        OwnSignal out(convolution.rows(), test.outputs.length(), 4);
        OwnSignal more(convolution.rows(), test.outputs.length(), 5);
        const std::vector<float> before = out.values;
        const Signal from = in.signal(test.there.begin);
        const Signal to = out.signal(test.outputs.begin);
        const Signal added = more.signal(test.outputs.begin);
        ConvolutionInput input;
        input.take(*GetParam(), format, from, shape.inputs, test.there, convolution.reads(test.outputs), test.slope);
        convolution.apply(*GetParam(), input, test.outputs, to,
                          {.added = test.added ? &added : nullptr, .onTop = test.onTop});
        for (std::size_t o = 0; o < shape.outs; ++o) {
            for (std::ptrdiff_t t = test.outputs.begin; t < test.outputs.end; ++t) {
                double sum = bias[o];
                double squares = 1.0;
                for (std::size_t i = 0; i < shape.inputs; ++i) {
                    for (std::size_t k = 0; k < shape.taps; ++k) {
                        const auto at = t + shape.offset + static_cast<std::ptrdiff_t>(k * shape.dilation);
                        if (at < test.there.begin || at >= test.there.end)
                            continue;
                        const double x = *from.at(i, at);
                        const double weight = weights[(o * shape.inputs + i) * shape.taps + k];
                        const double product = weight * (x > 0.0 ? x : x * double{test.slope});
                        sum += product;
                        squares += product * product;
                    }
                }
                const auto place = o * out.stride + static_cast<std::size_t>(t - test.outputs.begin);
                sum += (test.added ? double{more.values[place]} : 0.0) + (test.onTop ? double{before[place]} : 0.0);
                ASSERT_NEAR(out.values[place], sum, tolerance * std::sqrt(squares))
                    << GetParam()->name << " output " << o << " at " << t;
            }
        }
    }

    static std::vector<Case> cases() {
        return {
            {.shape = {.outs = 16, .inputs = 16, .taps = 3, .dilation = 5, .offset = -5},
             .there = {-60, 300},
             .outputs = {0, 144}},
            // Odd sizes in every way, the signal's beginning and end inside.
            {.shape = {.outs = 5, .inputs = 7, .taps = 7, .dilation = 3, .offset = -9},
             .there = {0, 101},
             .outputs = {0, 101},
             .added = true},
            {.shape = {.outs = 9, .inputs = 1, .taps = 11, .dilation = 1, .offset = -5},
             .there = {0, 3},
             .outputs = {0, 3},
             .added = true,
             .onTop = true},
            // A phase of an upsampling; no signal at all behind it.
            {.shape = {.outs = 24, .inputs = 12, .taps = 2, .dilation = 1, .offset = 0},
             .there = {10, 50},
             .outputs = {20, 55},
             .onTop = true},
            {.shape = {.outs = 1, .inputs = 33, .taps = 7, .dilation = 1, .offset = -3},
             .there = {0, 65},
             .outputs = {1, 64},
             .slope = 0.01F},
            {.shape = {.outs = 8, .inputs = 4, .taps = 1, .dilation = 1, .offset = 0},
             .there = {0, 49},
             .outputs = {0, 49},
             .slope = 1.0F},
        };
    }
};

TEST_P(PackedConvolutionTest, is_the_definition) {
    for (const Case& test : cases())
        expectConvolution(WeightFormat::Float32, test, 1e-6);
}

TEST_P(PackedConvolutionTest, narrow_ones_are_within_their_rounding) {
    // Each product is off by the rounding of a weight and an input of about 3 deviations: half a step of 3 / 127 at
    // most for either; the input's in 7 bits on avx2.
    for (const Case& test : cases())
        expectConvolution(WeightFormat::Int8, test, 0.12);
}

TEST_P(PackedConvolutionTest, narrow_ones_do_not_overflow) {
    // Greatest weights and inputs of one sign each: what saturates would be far off, the rounding is half of 127 steps.
    constexpr std::size_t kInputs = 64;
    constexpr double kSum = kInputs * 3 * 127.0 * 3.0;
    const PackedConvolution::Shape shape{.outs = 8, .inputs = kInputs, .taps = 3, .dilation = 2, .offset = -2};
    std::vector<float> weights(8 * kInputs * 3, 127.0F);
    for (std::size_t i = 0; i < weights.size() / 2; ++i)
        weights[i] = -127.0F;
    const PackedConvolution convolution(WeightFormat::Int8, shape, weights, {});
    OwnSignal in(kInputs, 40, 1);
    OwnSignal out(8, 40, 2);
    std::ranges::fill(in.values, 3.0F);
    ConvolutionInput input;
    input.take(*GetParam(), WeightFormat::Int8, in.signal(), kInputs, {0, 40}, {0, 40}, 0.1F);
    convolution.apply(*GetParam(), input, {2, 38}, out.signal(), {});
    for (std::size_t o = 0; o < 8; ++o)
        for (std::size_t t = 2; t < 38; ++t)
            ASSERT_NEAR(out.values[o * out.stride + t], (o < 4 ? -kSum : kSum), 0.005 * kSum);
}

TEST_P(PackedConvolutionTest, silence_stays_silent) {
    const PackedConvolution::Shape shape{.outs = 8, .inputs = 6, .taps = 3, .dilation = 1, .offset = -1};
    const auto bias = numbers(8, 2);
    const PackedConvolution convolution(WeightFormat::Int8, shape, numbers(8 * 6 * 3, 1), bias);
    OwnSignal in(6, 30, 1);
    OwnSignal out(8, 30, 2);
    std::ranges::fill(in.values, 0.0F);
    ConvolutionInput input;
    input.take(*GetParam(), WeightFormat::Int8, in.signal(), 6, {0, 30}, {-1, 31}, 0.1F);
    convolution.apply(*GetParam(), input, {0, 30}, out.signal(), {});
    for (std::size_t o = 0; o < 8; ++o)
        for (std::size_t t = 0; t < 30; ++t)
            ASSERT_EQ(out.values[o * out.stride + t], bias[o]);
}

TEST_P(PackedConvolutionTest, leaves_what_lies_behind_the_slack) {
    const PackedConvolution::Shape shape{.outs = 8, .inputs = 8, .taps = 3, .dilation = 1, .offset = -1};
    for (const WeightFormat format : {WeightFormat::Float32, WeightFormat::Int8}) {
        const PackedConvolution convolution(format, shape, numbers(8 * 8 * 3, 1), {});
        for (const std::ptrdiff_t length : {1, 15, 16, 17, 33, 48, 49, 97}) {
            OwnSignal in(8, 200, 1);
            OwnSignal out(9, 300, 2);
            const std::vector<float> before = out.values;
            ConvolutionInput input;
            input.take(*GetParam(), format, in.signal(), 8, {0, 200}, {-1, length + 1}, 0.1F);
            convolution.apply(*GetParam(), input, {0, length}, out.signal(), {});
            for (std::size_t i = 0; i < before.size(); ++i) {
                if (i / out.stride == 8 || i % out.stride >= static_cast<std::size_t>(length) + kConvolutionSlack) {
                    ASSERT_EQ(out.values[i], before[i]) << i;
                }
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Usable, PackedConvolutionTest,
                         testing::ValuesIn(usableKernels().begin(), usableKernels().end()),
                         [](const auto& usable) { return std::string(usable.param->name); });

}  // namespace
}  // namespace timbre::nets
