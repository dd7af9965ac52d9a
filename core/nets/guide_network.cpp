// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/guide_network.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <numeric>
#include <utility>

namespace timbre::nets {

namespace {

constexpr float kNormEpsilon = 1e-5F;
constexpr auto kChannels = static_cast<std::size_t>(kGuideChannels);
constexpr auto kTargets = static_cast<std::int64_t>(kGuideTargetWidth);
constexpr auto kFlags = static_cast<std::int64_t>(kGuideFlagWidth);
constexpr std::int64_t kMiddleTap = 1;

/// A convolution tap adds input frame `t + shift` to output frame `t`. The rows that both have:
struct TapRows {
    std::int64_t input = 0;
    std::int64_t output = 0;
    std::int64_t count = 0;
};

TapRows tapRows(std::int64_t tap, std::int64_t dilation, std::int64_t frames) {
    const std::int64_t shift = (tap - kMiddleTap) * dilation;
    return {.input = std::max<std::int64_t>(0, shift),
            .output = std::max<std::int64_t>(0, -shift),
            .count = std::max<std::int64_t>(0, frames - std::abs(shift))};
}

ConstRows readRows(std::span<const float> values, std::size_t offset, std::int64_t rows, std::int64_t columns) {
    return {values.data() + offset, rows, columns};
}

Rows writeRows(std::span<float> values, std::size_t offset, std::int64_t rows, std::int64_t columns) {
    return {values.data() + offset, rows, columns};
}

ConstRows tapOf(std::span<const float> weights, const GuideLayout::Block& block, std::int64_t tap) {
    return readRows(weights, block.taps, kGuideTaps * kGuideChannels, kGuideChannels)
        .part(tap * kGuideChannels, kGuideChannels);
}

/// Sum of term(channel), in eight strands so that the compiler may use vectors.
template <typename Term>
float overChannels(const Term& term) {
    constexpr std::size_t kStrands = 8;
    std::array<float, kStrands> sums{};
    for (std::size_t channel = 0; channel < kChannels; channel += kStrands) {
        for (std::size_t strand = 0; strand < kStrands; ++strand) {
            sums[strand] += term(channel + strand);
        }
    }
    return std::accumulate(sums.begin(), sums.end(), 0.0F);
}

void addColumnSums(std::span<float> into, ConstRows rows) {
    for (std::int64_t row = 0; row < rows.rows; ++row) {
        const float* values = rows.data + row * rows.columns;
        for (std::size_t column = 0; column < into.size(); ++column) {
            into[column] += values[column];
        }
    }
}

}  // namespace

GuideLayout::GuideLayout(const GuideSizes& sizes) {
    const std::int64_t channels = kGuideChannels;
    const auto phones = static_cast<std::int64_t>(sizes.phoneCount);
    input = add("input.weight", {sizes.inputs(), channels});
    inputBias = add("input.bias", {channels});
    phone = add("phone", {phones, channels});
    phoneBefore = add("phone_before", {phones, channels});
    phoneAfter = add("phone_after", {phones, channels});
    flags = add("flags.weight", {kFlags, channels});
    for (std::size_t i = 0; i < kGuideBlocks; ++i) {
        const std::string prefix = "blocks." + std::to_string(i) + ".";
        blocks[i].normScale = add(prefix + "norm.scale", {channels});
        blocks[i].normShift = add(prefix + "norm.shift", {channels});
        blocks[i].taps = add(prefix + "taps.weight", {kGuideTaps, channels, channels});
        blocks[i].tapsBias = add(prefix + "taps.bias", {channels});
    }
    output = add("output.weight", {channels, kTargets});
    outputBias = add("output.bias", {kTargets});
}

std::size_t GuideLayout::add(std::string name, std::vector<std::int64_t> shape) {
    const std::int64_t size = std::accumulate(shape.begin(), shape.end(), std::int64_t{1}, std::multiplies<>{});
    // Every weight begins on a cache line.
    constexpr std::size_t kLine = 16;
    const std::size_t offset = (total() + kLine - 1) / kLine * kLine;
    parameters_.push_back(
        {.name = std::move(name), .shape = std::move(shape), .offset = offset, .size = static_cast<std::size_t>(size)});
    return offset;
}

std::size_t GuideLayout::total() const noexcept {
    return parameters_.empty() ? 0 : parameters_.back().offset + parameters_.back().size;
}

std::span<float> GuideRun::dropoutMask(std::size_t block, std::int64_t frames) {
    blocks_[block].mask.resize(static_cast<std::size_t>(frames) * kChannels);
    return blocks_[block].mask;
}

std::span<const float> GuideRun::forward(std::span<const float> weights, const GuideInput& input) {
    frames_ = input.frames;
    const std::size_t count = static_cast<std::size_t>(frames_) * kChannels;
    embedSegments(weights, input);
    std::vector<float>& first = blocks_.front().x;
    first.resize(count);
    const float* bias = weights.data() + layout_.inputBias;
    for (std::int64_t frame = 0; frame < frames_; ++frame) {
        const auto segment = static_cast<std::size_t>(input.segmentOfFrame[static_cast<std::size_t>(frame)]);
        const float* base = segmentBase_.data() + segment * kChannels;
        const float* slope = segmentSlope_.data() + segment * kChannels;
        const float r = input.placeInSegment(frame);
        float* into = first.data() + static_cast<std::size_t>(frame) * kChannels;
        for (std::size_t channel = 0; channel < kChannels; ++channel) {
            into[channel] = bias[channel] + base[channel] + r * slope[channel];
        }
    }
    products_.add(writeRows(first, 0, frames_, kGuideChannels), readRows(input.numbers, 0, frames_, input.width),
                  readRows(weights, layout_.input, input.width, kGuideChannels));

    for (std::size_t block = 0; block < kGuideBlocks; ++block) {
        blockForward(weights, block, block + 1 < kGuideBlocks ? blocks_[block + 1].x : hidden_);
    }

    output_.resize(static_cast<std::size_t>(frames_) * kGuideTargetWidth);
    for (std::int64_t frame = 0; frame < frames_; ++frame) {
        std::copy_n(weights.data() + layout_.outputBias, kGuideTargetWidth, output_.data() + frame * kTargets);
    }
    products_.add(writeRows(output_, 0, frames_, kTargets), readRows(hidden_, 0, frames_, kGuideChannels),
                  readRows(weights, layout_.output, kGuideChannels, kTargets));
    return output_;
}

/// phone + before * (1 - r) + after * r + flags, sorted by powers of r.
void GuideRun::embedSegments(std::span<const float> weights, const GuideInput& input) {
    const std::size_t segments = input.phones.size();
    segmentBase_.resize(segments * kChannels);
    segmentSlope_.resize(segments * kChannels);
    const auto embedding = [&](std::size_t table, std::int64_t id) {
        return weights.data() + table + static_cast<std::size_t>(id) * kChannels;
    };
    for (std::size_t segment = 0; segment < segments; ++segment) {
        const float* here = embedding(layout_.phone, input.phones[segment]);
        const float* before = embedding(layout_.phoneBefore, input.phonesBefore[segment]);
        const float* after = embedding(layout_.phoneAfter, input.phonesAfter[segment]);
        for (std::size_t channel = 0; channel < kChannels; ++channel) {
            segmentBase_[segment * kChannels + channel] = here[channel] + before[channel];
            segmentSlope_[segment * kChannels + channel] = after[channel] - before[channel];
        }
    }
    const auto count = static_cast<std::int64_t>(segments);
    products_.add(writeRows(segmentBase_, 0, count, kGuideChannels), readRows(input.flags, 0, count, kFlags),
                  readRows(weights, layout_.flags, kFlags, kGuideChannels));
}

void GuideRun::blockForward(std::span<const float> weights, std::size_t block, std::vector<float>& out) {
    BlockBuffers& buffers = blocks_[block];
    const GuideLayout::Block& at = layout_.blocks[block];
    const std::size_t count = static_cast<std::size_t>(frames_) * kChannels;
    buffers.normed.resize(count);
    buffers.gated.resize(count);
    buffers.mean.resize(static_cast<std::size_t>(frames_));
    buffers.inverseDeviation.resize(static_cast<std::size_t>(frames_));
    out.resize(count);

    const float* scale = weights.data() + at.normScale;
    const float* shift = weights.data() + at.normShift;
    const float* bias = weights.data() + at.tapsBias;
    for (std::size_t frame = 0; frame < static_cast<std::size_t>(frames_); ++frame) {
        const float* x = buffers.x.data() + frame * kChannels;
        float* normed = buffers.normed.data() + frame * kChannels;
        const float mean =
            overChannels([&](std::size_t channel) { return x[channel]; }) / static_cast<float>(kChannels);
        const float variance = overChannels([&](std::size_t channel) {
                                   const float away = x[channel] - mean;
                                   return away * away;
                               }) /
                               static_cast<float>(kChannels);
        const float inverse = 1.0F / std::sqrt(variance + kNormEpsilon);
        for (std::size_t channel = 0; channel < kChannels; ++channel) {
            normed[channel] = (x[channel] - mean) * inverse * scale[channel] + shift[channel];
        }
        buffers.mean[frame] = mean;
        buffers.inverseDeviation[frame] = inverse;
        std::copy_n(bias, kChannels, buffers.gated.data() + frame * kChannels);
    }

    const ConstRows normed = readRows(buffers.normed, 0, frames_, kGuideChannels);
    const Rows gated = writeRows(buffers.gated, 0, frames_, kGuideChannels);
    for (std::int64_t tap = 0; tap < kGuideTaps; ++tap) {
        const TapRows rows = tapRows(tap, kGuideDilations[block], frames_);
        products_.add(gated.part(rows.output, rows.count), normed.part(rows.input, rows.count),
                      tapOf(weights, at, tap));
    }

    if (buffers.mask.empty()) {
        for (std::size_t i = 0; i < count; ++i) {
            buffers.gated[i] = std::max(buffers.gated[i], 0.0F);
            out[i] = buffers.x[i] + buffers.gated[i];
        }
    } else {
        for (std::size_t i = 0; i < count; ++i) {
            buffers.gated[i] = std::max(buffers.gated[i], 0.0F) * buffers.mask[i];
            out[i] = buffers.x[i] + buffers.gated[i];
        }
    }
}

void GuideRun::backward(std::span<const float> weights, const GuideInput& input, std::span<const float> outputGradient,
                        std::span<float> gradient) {
    const ConstRows atOutput{outputGradient.data(), frames_, kTargets};
    products_.addTransposed(writeRows(gradient, layout_.output, kGuideChannels, kTargets),
                            readRows(hidden_, 0, frames_, kGuideChannels), atOutput);
    addColumnSums(gradient.subspan(layout_.outputBias, kGuideTargetWidth), atOutput);

    const std::size_t count = static_cast<std::size_t>(frames_) * kChannels;
    flow_.resize(count);
    inner_.resize(count);
    normedFlow_.resize(count);
    products_.setWithTransposed(writeRows(flow_, 0, frames_, kGuideChannels), atOutput,
                                readRows(weights, layout_.output, kGuideChannels, kTargets));
    for (std::size_t block = kGuideBlocks; block > 0; --block) {
        blockBackward(weights, block - 1, gradient);
    }

    const ConstRows flow = readRows(flow_, 0, frames_, kGuideChannels);
    products_.addTransposed(writeRows(gradient, layout_.input, input.width, kGuideChannels),
                            readRows(input.numbers, 0, frames_, input.width), flow);
    addColumnSums(gradient.subspan(layout_.inputBias, kChannels), flow);
    embedSegmentsBackward(input, gradient);
}

/// Turns flow_, the gradient after the block, into the gradient before it.
void GuideRun::blockBackward(std::span<const float> weights, std::size_t block, std::span<float> gradient) {
    const BlockBuffers& buffers = blocks_[block];
    const GuideLayout::Block& at = layout_.blocks[block];
    const std::size_t count = static_cast<std::size_t>(frames_) * kChannels;

    // Where the mask is 0 so is `gated`, and where it is not, gated > 0 tells whether the relu was open.
    if (buffers.mask.empty()) {
        for (std::size_t i = 0; i < count; ++i) {
            inner_[i] = buffers.gated[i] > 0.0F ? flow_[i] : 0.0F;
        }
    } else {
        for (std::size_t i = 0; i < count; ++i) {
            inner_[i] = buffers.gated[i] > 0.0F ? flow_[i] * buffers.mask[i] : 0.0F;
        }
    }
    const ConstRows inner = readRows(inner_, 0, frames_, kGuideChannels);
    const ConstRows normed = readRows(buffers.normed, 0, frames_, kGuideChannels);
    const Rows normedFlow = writeRows(normedFlow_, 0, frames_, kGuideChannels);
    const Rows tapsGradient = writeRows(gradient, at.taps, kGuideTaps * kGuideChannels, kGuideChannels);
    addColumnSums(gradient.subspan(at.tapsBias, kChannels), inner);
    products_.setWithTransposed(normedFlow, inner, tapOf(weights, at, kMiddleTap));
    for (std::int64_t tap = 0; tap < kGuideTaps; ++tap) {
        const TapRows rows = tapRows(tap, kGuideDilations[block], frames_);
        const ConstRows innerRows = inner.part(rows.output, rows.count);
        products_.addTransposed(tapsGradient.part(tap * kGuideChannels, kGuideChannels),
                                normed.part(rows.input, rows.count), innerRows);
        if (tap != kMiddleTap) {
            products_.addWithTransposed(normedFlow.part(rows.input, rows.count), innerRows, tapOf(weights, at, tap));
        }
    }

    const float* scale = weights.data() + at.normScale;
    float* scaleGradient = gradient.data() + at.normScale;
    float* shiftGradient = gradient.data() + at.normShift;
    std::array<float, kChannels> unit{};
    std::array<float, kChannels> scaled{};
    for (std::size_t frame = 0; frame < static_cast<std::size_t>(frames_); ++frame) {
        const float* x = buffers.x.data() + frame * kChannels;
        const float* from = normedFlow_.data() + frame * kChannels;
        float* into = flow_.data() + frame * kChannels;
        const float mean = buffers.mean[frame];
        const float inverse = buffers.inverseDeviation[frame];
        for (std::size_t channel = 0; channel < kChannels; ++channel) {
            unit[channel] = (x[channel] - mean) * inverse;
            scaled[channel] = from[channel] * scale[channel];
            scaleGradient[channel] += from[channel] * unit[channel];
            shiftGradient[channel] += from[channel];
        }
        const float average =
            overChannels([&](std::size_t channel) { return scaled[channel]; }) / static_cast<float>(kChannels);
        const float along = overChannels([&](std::size_t channel) { return scaled[channel] * unit[channel]; }) /
                            static_cast<float>(kChannels);
        for (std::size_t channel = 0; channel < kChannels; ++channel) {
            into[channel] += inverse * (scaled[channel] - average - unit[channel] * along);
        }
    }
}

void GuideRun::embedSegmentsBackward(const GuideInput& input, std::span<float> gradient) {
    std::ranges::fill(segmentBase_, 0.0F);
    std::ranges::fill(segmentSlope_, 0.0F);
    for (std::int64_t frame = 0; frame < frames_; ++frame) {
        const auto segment = static_cast<std::size_t>(input.segmentOfFrame[static_cast<std::size_t>(frame)]);
        const float r = input.placeInSegment(frame);
        const float* from = flow_.data() + static_cast<std::size_t>(frame) * kChannels;
        float* base = segmentBase_.data() + segment * kChannels;
        float* slope = segmentSlope_.data() + segment * kChannels;
        for (std::size_t channel = 0; channel < kChannels; ++channel) {
            base[channel] += from[channel];
            slope[channel] += r * from[channel];
        }
    }
    const auto embedding = [&](std::size_t table, std::int64_t id) {
        return gradient.data() + table + static_cast<std::size_t>(id) * kChannels;
    };
    const std::size_t segments = input.phones.size();
    for (std::size_t segment = 0; segment < segments; ++segment) {
        const float* base = segmentBase_.data() + segment * kChannels;
        const float* slope = segmentSlope_.data() + segment * kChannels;
        float* here = embedding(layout_.phone, input.phones[segment]);
        float* before = embedding(layout_.phoneBefore, input.phonesBefore[segment]);
        float* after = embedding(layout_.phoneAfter, input.phonesAfter[segment]);
        for (std::size_t channel = 0; channel < kChannels; ++channel) {
            here[channel] += base[channel];
            before[channel] += base[channel] - slope[channel];
            after[channel] += slope[channel];
        }
    }
    const auto count = static_cast<std::int64_t>(segments);
    const ConstRows base = readRows(segmentBase_, 0, count, kGuideChannels);
    products_.addTransposed(writeRows(gradient, layout_.flags, kFlags, kGuideChannels),
                            readRows(input.flags, 0, count, kFlags), base);
}

}  // namespace timbre::nets
