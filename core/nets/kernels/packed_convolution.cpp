// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/kernels/packed_convolution.h"

#include <algorithm>
#include <cmath>

namespace timbre::nets {
namespace {

template <typename Number>
void grow(std::vector<Number>& buffer, std::size_t size) {
    if (buffer.size() < size)
        buffer.resize(size);
}

/// Positions that a row is made to hold: whole vectors, an odd number of them, because rows a power of two apart would
/// share their places in the caches.
std::size_t rowLength(std::size_t positions) {
    constexpr std::size_t kWholeVector = 16;
    return ((positions + kConvolutionSlack + kWholeVector - 1) / kWholeVector | 1U) * kWholeVector;
}

std::size_t groupsOf(std::size_t channels) { return (channels + kColumnGroup - 1) / kColumnGroup; }

}  // namespace

void ConvolutionInput::reserve(WeightFormat format, std::size_t channels, std::size_t positions) {
    if (format == WeightFormat::Float32)
        grow(floats_, channels * rowLength(positions));
    else
        grow(bytes_, groupsOf(channels) * rowLength(positions) * kColumnGroup);
}

void ConvolutionInput::take(const Kernels& kernels, WeightFormat format, const Signal& signal, std::size_t channels,
                            const Stretch& there, const Stretch& wanted, float slope) {
    taken_ = wanted;
    stride_ = rowLength(wanted.length());
    reserve(format, channels, wanted.length());
    Stretch held{std::max(wanted.begin, there.begin), std::min(wanted.end, there.end)};
    held.end = std::max(held.begin, held.end);
    const auto before = static_cast<std::size_t>(held.begin - wanted.begin);
    const std::size_t behind = before + held.length();
    const SignalRows rows{
        .values = signal.at(0, held.begin), .stride = signal.stride, .count = channels, .length = held.length()};
    if (format == WeightFormat::Float32) {
        kernels.leakyFloats(rows, slope, floats_.data() + before, stride_);
        for (std::size_t row = 0; row < channels; ++row) {
            std::fill_n(floats_.data() + row * stride_, before, 0.0F);
            std::fill_n(floats_.data() + row * stride_ + behind, wanted.length() - behind, 0.0F);
        }
        return;
    }
    const std::size_t groups = groupsOf(channels);
    kernels.leakyBytes(rows, slope, bytes_.data() + before * kColumnGroup, stride_, &scale_, &zero_);
    const auto zero = static_cast<std::uint8_t>(zero_);
    for (std::size_t group = 0; group < groups; ++group) {
        std::uint8_t* const row = bytes_.data() + group * stride_ * kColumnGroup;
        std::fill_n(row, before * kColumnGroup, zero);
        std::fill_n(row + behind * kColumnGroup, (wanted.length() - behind) * kColumnGroup, zero);
    }
}

PackedConvolution::PackedConvolution(WeightFormat format, const Shape& shape, std::span<const float> weights,
                                     std::span<const float> bias)
    : format_(format), shape_(shape), bias_(rows()) {
    std::copy(bias.begin(), bias.end(), bias_.data());
    if (format == WeightFormat::Int8) {
        packNarrow(weights);
        return;
    }
    floats_ = WeightMemory<float>(rows() * shape.inputs * shape.taps);
    for (std::size_t o = 0; o < shape.outs; ++o) {
        float* const to =
            floats_.data() + o / kConvolutionOuts * kConvolutionOuts * shape.inputs * shape.taps + o % kConvolutionOuts;
        for (std::size_t i = 0; i < shape.inputs * shape.taps; ++i)
            to[i * kConvolutionOuts] = weights[o * shape.inputs * shape.taps + i];
    }
}

void PackedConvolution::packNarrow(std::span<const float> weights) {
    const std::size_t columns = shape_.inputs * shape_.taps;
    narrow_ = WeightMemory<std::int8_t>(rows() * packedInputs() * shape_.taps);
    scales_ = WeightMemory<float>(rows());
    sums_ = WeightMemory<std::int32_t>(rows());
    for (std::size_t o = 0; o < shape_.outs; ++o) {
        const auto from = weights.subspan(o * columns, columns);
        float greatest = 0.0F;
        for (const float weight : from)
            greatest = std::max(greatest, std::abs(weight));
        const float factor = greatest > 0.0F ? 127.0F / greatest : 0.0F;
        scales_.data()[o] = greatest / 127.0F;
        std::int8_t* const to = narrow_.data() +
                                o / kConvolutionOuts * kConvolutionOuts * packedInputs() * shape_.taps +
                                o % kConvolutionOuts * kColumnGroup;
        for (std::size_t i = 0; i < shape_.inputs; ++i) {
            for (std::size_t k = 0; k < shape_.taps; ++k) {
                const auto stored = static_cast<std::int8_t>(std::lrint(from[i * shape_.taps + k] * factor));
                to[(i / kColumnGroup * shape_.taps + k) * kConvolutionOuts * kColumnGroup + i % kColumnGroup] = stored;
                sums_.data()[o] += stored;
            }
        }
    }
}

void PackedConvolution::apply(const Kernels& kernels, const ConvolutionInput& input, const Stretch& outputs,
                              const Signal& out, const Additions& additions) const {
    const auto at = static_cast<std::size_t>(outputs.begin + shape_.offset - input.taken_.begin);
    for (std::size_t row = 0; row < rows(); row += kConvolutionOuts) {
        const ConvolutionOut to{.values = out.at(row, outputs.begin),
                                .stride = out.stride,
                                .length = outputs.length(),
                                .added = additions.added == nullptr ? nullptr : additions.added->at(row, outputs.begin),
                                .addedStride = additions.added == nullptr ? 0 : additions.added->stride,
                                .onTop = additions.onTop};
        const std::size_t weightsAt = row * packedInputs() * shape_.taps;
        if (format_ == WeightFormat::Float32) {
            kernels.convolveFloat(
                {.weights = floats_.data() + weightsAt,
                 .bias = bias_.data() + row,
                 .inputs = shape_.inputs,
                 .taps = shape_.taps},
                {.values = input.floats_.data() + at, .stride = input.stride_, .dilation = shape_.dilation}, to);
            continue;
        }
        kernels.convolveInt8({.weights = narrow_.data() + weightsAt,
                              .scales = scales_.data() + row,
                              .sums = sums_.data() + row,
                              .bias = bias_.data() + row,
                              .inputs = packedInputs(),
                              .taps = shape_.taps},
                             {.values = input.bytes_.data() + at * kColumnGroup,
                              .stride = input.stride_,
                              .dilation = shape_.dilation,
                              .scale = input.scale_,
                              .zero = input.zero_},
                             to);
    }
}

}  // namespace timbre::nets
