// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/wave_generator.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "core/nets/checkpoint_weights.h"
#include "core/nets/errors.h"

namespace timbre::nets {
namespace {

constexpr std::size_t kBlocksPerStage = 3;
constexpr std::array<std::size_t, 3> kDilations{1, 3, 5};
constexpr float kLeak = 0.1F;
constexpr float kFinalLeak = 0.01F;  // the default slope: the reference names none there
constexpr std::size_t kV4Bands = 100;

// What a segment of a stage holds of one signal, in numbers: four of them stay in the second cache.
constexpr std::size_t kSegmentNumbers = std::size_t{96} << 10U;
constexpr std::size_t kShortestSegment = 576;
// What a convolution reads at once, in numbers: as bytes it stays in the first cache.
constexpr std::size_t kTileNumbers = std::size_t{18} << 10U;
constexpr std::size_t kWholeTile = 48;  // positions that the kernels compute together
constexpr std::size_t kPostSegment = 4096;

std::size_t strideFor(std::size_t length) {
    // An odd number of vectors: rows a power of two apart would share their places in the caches.
    return ((length + kConvolutionSlack + 15) / 16 | 1U) * 16;
}

std::size_t segmentLength(std::size_t width) { return std::max(kSegmentNumbers / width, kShortestSegment); }

std::size_t tileLength(std::size_t width) {
    return std::max<std::size_t>(kTileNumbers / width / kWholeTile, 3) * kWholeTile;
}

Stretch clipped(const Stretch& stretch, std::ptrdiff_t margin, const Stretch& whole) {
    return {std::max(stretch.begin - margin, whole.begin), std::min(stretch.end + margin, whole.end)};
}

/// A stretch in equal parts of at most `longest` positions.
struct Division {
    std::size_t length;
    std::size_t parts;
    Division(std::size_t whole, std::size_t longest)
        : length(whole), parts(std::max<std::size_t>(1, (whole + longest - 1) / longest)) {}
    [[nodiscard]] Stretch operator()(std::size_t part) const {
        return {static_cast<std::ptrdiff_t>(length * part / parts),
                static_cast<std::ptrdiff_t>(length * (part + 1) / parts)};
    }
};

void grow(std::vector<float>& buffer, std::size_t size) {
    if (buffer.size() < size)
        buffer.resize(size);
}

/// A convolution as the file has it.
struct RawConvolution {
    TakenWeight weight;
    std::vector<float> bias;
};

RawConvolution takeConvolution(CheckpointWeights& weights, const std::string& name, std::int64_t outs,
                               std::int64_t inputs, bool needsBias = true) {
    RawConvolution raw{.weight = weights.takeFolded(name, {outs, inputs, -1}), .bias = {}};
    if (needsBias || weights.has(name + ".bias"))
        raw.bias = weights.take(name + ".bias", {static_cast<std::int64_t>(raw.weight.shape[0])}).numbers;
    if (raw.weight.shape[2] % 2 == 0)
        weights.noteMisshapen(name + " has a kernel of even length");
    return raw;
}

PackedConvolution pack(WeightFormat format, const RawConvolution& raw, std::size_t dilation = 1) {
    const auto& shape = raw.weight.shape;
    const PackedConvolution::Shape packed{.outs = shape[0],
                                          .inputs = shape[1],
                                          .taps = shape[2],
                                          .dilation = dilation,
                                          .offset = -static_cast<std::ptrdiff_t>(dilation * (shape[2] - 1) / 2)};
    return {format, packed, raw.weight.numbers, raw.bias};
}

/// An upsampling [inputs, outs, kernel] as one ordinary convolution for each phase: output n * rate + phase.
std::vector<PackedConvolution> packPhases(WeightFormat format, const RawConvolution& raw, std::size_t rate) {
    const std::size_t inputs = raw.weight.shape[0];
    const std::size_t outs = raw.weight.shape[1];
    const std::size_t kernel = raw.weight.shape[2];
    const std::size_t padding = (kernel - rate) / 2;
    std::vector<PackedConvolution> phases;
    for (std::size_t phase = 0; phase < rate; ++phase) {
        const std::size_t first = (phase + padding) % rate;
        const std::size_t taps = (kernel - first + rate - 1) / rate;
        std::vector<float> weights(outs * inputs * taps);
        for (std::size_t o = 0; o < outs; ++o)
            for (std::size_t i = 0; i < inputs; ++i)
                for (std::size_t k = 0; k < taps; ++k)
                    // Later weights meet earlier inputs.
                    weights[(o * inputs + i) * taps + k] =
                        raw.weight.numbers[(i * outs + o) * kernel + first + rate * (taps - 1 - k)];
        const PackedConvolution::Shape shape{
            .outs = outs,
            .inputs = inputs,
            .taps = taps,
            .offset = static_cast<std::ptrdiff_t>((phase + padding) / rate) - static_cast<std::ptrdiff_t>(taps - 1)};
        phases.emplace_back(format, shape, weights, raw.bias);
    }
    return phases;
}

}  // namespace

// --- weights -----------------------------------------------------------------------------------------------------

struct WaveGenerator::Raw {
    struct Stage {
        RawConvolution up;
        std::size_t rate;
        std::vector<std::vector<RawConvolution>> dilated, plain;  ///< Of each block.
    };
    RawConvolution pre, post;
    TakenWeight style;
    std::vector<float> styleBias;
    std::vector<Stage> stages;

    /// @param styled  whether a style is asked for. Throws Fault (Corrupt).
    Raw(CheckpointWeights& weights, std::int64_t inputs, const std::vector<std::int64_t>& rates, bool styled,
        const std::string& whose)
        : pre(takeConvolution(weights, "conv_pre", -1, inputs)) {
        auto width = static_cast<std::int64_t>(pre.weight.shape[0]);
        if (styled) {
            style = weights.take("cond.weight", {width, -1, 1});
            styleBias = weights.take("cond.bias", {width}).numbers;
        }
        for (const std::int64_t rate : rates) {
            stages.push_back(takeStage(weights, stages.size(), width, rate));
            width = static_cast<std::int64_t>(stages.back().up.weight.shape[1]);
        }
        post = takeConvolution(weights, "conv_post", 1, width, /*needsBias=*/false);
        if (weights.has("resblocks." + std::to_string(kBlocksPerStage * rates.size()) + ".convs1.0.bias"))
            weights.noteMisshapen("resblocks has more blocks than the model has");
        weights.check(whose);
    }

  private:
    static Stage takeStage(CheckpointWeights& weights, std::size_t index, std::int64_t inputs, std::int64_t rate) {
        const std::string name = "ups." + std::to_string(index);
        Stage stage{.up = {.weight = weights.takeFolded(name, {inputs, -1, -1}), .bias = {}},
                    .rate = static_cast<std::size_t>(rate),
                    .dilated = {},
                    .plain = {}};
        const auto width = static_cast<std::int64_t>(stage.up.weight.shape[1]);
        const std::size_t kernel = stage.up.weight.shape[2];
        stage.up.bias = weights.take(name + ".bias", {width}).numbers;
        if (kernel < stage.rate || (kernel - stage.rate) % 2 != 0)
            weights.noteMisshapen(name + " does not upsample by " + std::to_string(rate));
        for (std::size_t block = 0; block < kBlocksPerStage; ++block) {
            const std::string at = "resblocks." + std::to_string(kBlocksPerStage * index + block);
            stage.dilated.emplace_back();
            stage.plain.emplace_back();
            for (std::size_t i = 0; i < kDilations.size(); ++i) {
                const std::string number = std::to_string(i);
                stage.dilated.back().push_back(takeConvolution(weights, at + ".convs1." + number, width, width));
                stage.plain.back().push_back(takeConvolution(weights, at + ".convs2." + number, width, width));
            }
        }
        return stage;
    }
};

WaveGenerator::WaveGenerator(const Raw& raw, WeightFormat format)
    // The first and the last convolution are a hundredth of the work: narrowing them would save nothing that counts.
    : format_(format), pre_(pack(WeightFormat::Float32, raw.pre)) {
    if (!raw.styleBias.empty())
        style_ = {WeightFormat::Float32, raw.style.shape[0], raw.style.shape[1], raw.style.numbers, raw.styleBias};
    // A stage is the mean of its blocks; they are only summed up, and who reads the sum divides.
    const auto divided = [](RawConvolution convolution) {
        for (float& number : convolution.weight.numbers)
            number /= static_cast<float>(kBlocksPerStage);
        return convolution;
    };
    for (const Raw::Stage& from : raw.stages) {
        Stage stage{.width = from.up.weight.shape[1],
                    .phases = packPhases(format, stages_.empty() ? from.up : divided(from.up), from.rate),
                    .blocks = {}};
        for (std::size_t block = 0; block < kBlocksPerStage; ++block) {
            stage.blocks.emplace_back();
            for (std::size_t i = 0; i < kDilations.size(); ++i) {
                stage.blocks.back().dilated.push_back(pack(format, from.dilated[block][i], kDilations[i]));
                stage.blocks.back().plain.push_back(pack(format, from.plain[block][i]));
            }
        }
        stages_.push_back(std::move(stage));
    }
    post_ = pack(WeightFormat::Float32, divided(raw.post));
}

namespace {

CheckpointWeights generatorOf(const SovitsFile& file) { return {file.checkpoint, "dec."}; }

}  // namespace

WaveGenerator::WaveGenerator(const SovitsFile& file, WeightFormat format)
    : WaveGenerator(
          [&] {
              CheckpointWeights weights = generatorOf(file);
              return Raw(weights, -1, orThrow(upsampleRates(file)), /*styled=*/true, "the SoVITS model");
          }(),
          format) {}

WaveGenerator WaveGenerator::v4Vocoder(const Checkpoint& file, WeightFormat format) {
    CheckpointWeights weights(file, "");
    return {Raw(weights, kV4Bands, {10, 6, 2, 2, 2}, /*styled=*/false, "the v4 vocoder"), format};
}

std::size_t WaveGenerator::samplesPerFrame() const noexcept {
    std::size_t samples = 1;
    for (const Stage& stage : stages_)
        samples *= stage.rate();
    return samples;
}

std::size_t WaveGenerator::halo() const noexcept {
    double frames = static_cast<double>(pre_.reach()) / 2.0;
    double rate = 1.0;  // of a stage, in units of the frames'
    for (const Stage& stage : stages_) {
        std::size_t taps = 0;
        for (const PackedConvolution& phase : stage.phases)
            taps = std::max(taps, phase.shape().taps);
        frames += static_cast<double>(taps) / rate;
        rate *= static_cast<double>(stage.rate());
        frames += static_cast<double>(stage.reach()) / rate;
    }
    return static_cast<std::size_t>(std::ceil(frames + static_cast<double>(post_.reach()) / 2.0 / rate));
}

std::size_t WaveGenerator::bytes() const noexcept {
    std::size_t bytes = pre_.bytes() + post_.bytes() + style_.bytes();
    for (const Stage& stage : stages_) {
        for (const PackedConvolution& phase : stage.phases)
            bytes += phase.bytes();
        for (const ResidualBlock& block : stage.blocks)
            for (std::size_t i = 0; i < block.dilated.size(); ++i)
                bytes += block.dilated[i].bytes() + block.plain[i].bytes();
    }
    return bytes;
}

std::ptrdiff_t WaveGenerator::ResidualBlock::reach() const noexcept {
    std::ptrdiff_t reach = 0;
    for (std::size_t i = 0; i < dilated.size(); ++i)
        reach -= dilated[i].shape().offset + plain[i].shape().offset;
    return reach;
}

std::ptrdiff_t WaveGenerator::Stage::reach() const noexcept {
    std::ptrdiff_t reach = 0;
    for (const ResidualBlock& block : blocks)
        reach = std::max(reach, block.reach());
    return reach;
}

Stretch WaveGenerator::Stage::reads(const Stretch& outputs) const noexcept {
    Stretch all = phases.front().reads(outputs);
    for (const PackedConvolution& phase : phases) {
        const Stretch own = phase.reads(outputs);
        all = {std::min(all.begin, own.begin), std::max(all.end, own.end)};
    }
    return all;
}

// --- work --------------------------------------------------------------------------------------------------------

/// What one thread works with.
struct WaveGenerator::Scratch {
    std::atomic<bool> busy{false};
    ConvolutionInput input;
    std::vector<float> start, x, y, sum, phase;
};

WaveGenerator::Workspace::Workspace(int threads) : team_(threads) {
    for (int i = 0; i < team_.threads(); ++i)
        scratches_.push_back(std::make_unique<Scratch>());
}

WaveGenerator::Workspace::~Workspace() = default;

/// One call of generate().
struct WaveGenerator::Run {
    const WaveGenerator& generator;
    Workspace& workspace;
    const std::stop_token& stop;
    const Kernels& with = kernels();

    /// Calls part(i, scratch) for each i on the threads of the workspace; throws when it was stopped.
    template <typename Part>
    void each(std::size_t parts, Part&& part) {
        workspace.team_.run(static_cast<std::uint32_t>(parts), [&](std::uint32_t i) {
            if (stop.stop_requested())
                return;
            // There are as many as threads, so one is free.
            std::size_t own = 0;
            while (workspace.scratches_[own]->busy.exchange(true, std::memory_order_acquire))
                own = (own + 1) % workspace.scratches_.size();
            part(i, *workspace.scratches_[own]);
            workspace.scratches_[own]->busy.store(false, std::memory_order_release);
        });
        if (stop.stop_requested())
            throw Fault(ErrorCode::Cancelled, "the speech was stopped");
    }

    template <typename Reserve>
    void reserve(Reserve&& reserve) {
        for (const auto& scratch : workspace.scratches_)
            reserve(*scratch);
    }

    /// A signal of the workspace, one of the two that take turns.
    [[nodiscard]] Signal signal(std::size_t stage, std::size_t channels, std::size_t length) const {
        std::vector<float>& numbers = workspace.signals_[stage % 2];
        const std::size_t stride = strideFor(length);
        grow(numbers, channels * stride);
        return {.values = numbers.data(), .stride = stride, .first = 0};
    }

    void begin(std::span<const float> latent, std::span<const float> style, std::size_t frames, const Signal& out);
    void runStage(const Stage& stage, const Signal& in, std::size_t inLength, const Signal& out);
    void upsample(const Stage& stage, const Signal& in, const Stretch& there, const Stretch& outputs, const Signal& out,
                  Scratch& scratch) const;
    void runBlocks(const Stage& stage, const Stretch& whole, const Stretch& segment, const Signal& start,
                   const Signal& sum, Scratch& scratch) const;
    void end(const Signal& in, std::size_t length, std::span<float> wave);

    /// What a convolution reads and where it stops to be.
    struct Source {
        const Signal& signal;
        const Stretch& there;
        float leak = kLeak;
    };
    void convolve(const PackedConvolution& convolution, const Source& source, const Stretch& outputs, const Signal& out,
                  const PackedConvolution::Additions& additions, ConvolutionInput& input) const {
        const std::size_t inputs = convolution.shape().inputs;
        const auto step = static_cast<std::ptrdiff_t>(tileLength(inputs));
        for (std::ptrdiff_t at = outputs.begin; at < outputs.end && !stop.stop_requested(); at += step) {
            const Stretch some{at, std::min(at + step, outputs.end)};
            input.take(with, convolution.format(), source.signal, inputs, source.there, convolution.reads(some),
                       source.leak);
            convolution.apply(with, input, some, out, additions);
        }
    }
};

void WaveGenerator::Run::begin(std::span<const float> latent, std::span<const float> style, std::size_t frames,
                               const Signal& out) {
    const PackedConvolution& pre = generator.pre_;
    std::vector<float> shifts(std::max(generator.style_.stride(), pre.rows()));
    for (std::size_t block = 0; block < generator.style_.blocks(); ++block) {
        generator.style_.multiply(with, block,
                                  {.values = style, .bytes = {}, .scales = {}, .stride = style.size(), .count = 1},
                                  shifts.data());
    }
    // The kernels only read it.
    const Signal in{.values = const_cast<float*>(latent.data()), .stride = frames, .first = 0};
    const Stretch whole{0, static_cast<std::ptrdiff_t>(frames)};
    const Division division(frames, kWholeTile);
    const std::size_t stride = strideFor(kWholeTile);
    reserve([&](Scratch& scratch) {
        scratch.input.reserve(WeightFormat::Float32, pre.shape().inputs, tileLength(pre.shape().inputs) + pre.reach());
        grow(scratch.sum, pre.rows() * stride);
    });
    each(division.parts, [&](std::size_t part, Scratch& scratch) {
        const Stretch some = division(part);
        const Signal sum{.values = scratch.sum.data(), .stride = stride, .first = some.begin};
        convolve(pre, {.signal = in, .there = whole, .leak = 1.0F}, some, sum, {}, scratch.input);
        for (std::size_t channel = 0; channel < pre.shape().outs; ++channel) {
            std::transform(sum.at(channel, some.begin), sum.at(channel, some.end), out.at(channel, some.begin),
                           [shift = shifts[channel]](float value) { return value + shift; });
        }
    });
}

void WaveGenerator::Run::runStage(const Stage& stage, const Signal& in, std::size_t inLength, const Signal& out) {
    const Stretch there{0, static_cast<std::ptrdiff_t>(inLength)};
    const Stretch whole{0, static_cast<std::ptrdiff_t>(inLength * stage.rate())};
    const Division division(whole.length(), segmentLength(stage.width));
    const auto rate = static_cast<std::ptrdiff_t>(stage.rate());
    const std::ptrdiff_t reach = stage.reach();
    const std::size_t longest = segmentLength(stage.width) + 2 * static_cast<std::size_t>(reach) + 2 * stage.rate();
    const std::size_t stride = strideFor(longest);
    const std::size_t rows = stage.phases.front().rows();
    reserve([&](Scratch& scratch) {
        const std::size_t inputs = stage.phases.front().shape().inputs;
        scratch.input.reserve(generator.format_, inputs, tileLength(inputs) + stage.reads({0, 0}).length());
        scratch.input.reserve(generator.format_, stage.width,
                              tileLength(stage.width) + 2 * static_cast<std::size_t>(reach));
        for (auto* const numbers : {&scratch.start, &scratch.x, &scratch.y, &scratch.sum})
            grow(*numbers, rows * stride);
        grow(scratch.phase, rows * strideFor(tileLength(inputs)));
    });
    each(division.parts, [&](std::size_t part, Scratch& scratch) {
        const Stretch segment = division(part);
        const Stretch wide = clipped(segment, reach, whole);
        const Stretch inputs{wide.begin / rate, (wide.end + rate - 1) / rate};
        const Signal start{.values = scratch.start.data(), .stride = stride, .first = inputs.begin * rate};
        const Signal sum{.values = scratch.sum.data(), .stride = stride, .first = segment.begin};
        upsample(stage, in, there, inputs, start, scratch);
        runBlocks(stage, whole, segment, start, sum, scratch);
        for (std::size_t channel = 0; channel < stage.width; ++channel)
            std::copy(sum.at(channel, segment.begin), sum.at(channel, segment.end), out.at(channel, segment.begin));
    });
}

void WaveGenerator::Run::upsample(const Stage& stage, const Signal& in, const Stretch& there, const Stretch& outputs,
                                  const Signal& out, Scratch& scratch) const {
    const std::size_t inputs = stage.phases.front().shape().inputs;
    const auto rate = static_cast<std::ptrdiff_t>(stage.rate());
    const std::size_t stride = strideFor(tileLength(inputs));
    const auto step = static_cast<std::ptrdiff_t>(tileLength(inputs));
    for (std::ptrdiff_t at = outputs.begin; at < outputs.end && !stop.stop_requested(); at += step) {
        const Stretch some{at, std::min(at + step, outputs.end)};
        scratch.input.take(with, generator.format_, in, inputs, there, stage.reads(some), kLeak);
        for (std::ptrdiff_t phase = 0; phase < rate; ++phase) {
            const Signal own{.values = scratch.phase.data(), .stride = stride, .first = some.begin};
            stage.phases[static_cast<std::size_t>(phase)].apply(with, scratch.input, some, own, {});
            for (std::size_t channel = 0; channel < stage.width; ++channel) {
                const float* const from = own.at(channel, some.begin);
                float* const to = out.at(channel, some.begin * rate + phase);
                for (std::ptrdiff_t i = 0; i < some.end - some.begin; ++i)
                    to[i * rate] = from[i];
            }
        }
    }
}

void WaveGenerator::Run::runBlocks(const Stage& stage, const Stretch& whole, const Stretch& segment,
                                   const Signal& start, const Signal& sum, Scratch& scratch) const {
    const std::ptrdiff_t first = clipped(segment, stage.reach(), whole).begin;
    const Signal x{.values = scratch.x.data(), .stride = start.stride, .first = first};
    const Signal y{.values = scratch.y.data(), .stride = start.stride, .first = first};
    for (const ResidualBlock& block : stage.blocks) {
        std::ptrdiff_t margin = block.reach();  // what later convolutions still read on either side
        for (std::size_t i = 0; i < block.dilated.size(); ++i) {
            const Signal& from = i == 0 ? start : x;
            const bool last = i + 1 == block.dilated.size();
            margin += block.dilated[i].shape().offset;
            convolve(block.dilated[i], {.signal = from, .there = whole}, clipped(segment, margin, whole), y, {},
                     scratch.input);
            margin += block.plain[i].shape().offset;
            convolve(block.plain[i], {.signal = y, .there = whole}, clipped(segment, margin, whole), last ? sum : x,
                     {.added = &from, .onTop = last && &block != &stage.blocks.front()}, scratch.input);
        }
    }
}

void WaveGenerator::Run::end(const Signal& in, std::size_t length, std::span<float> wave) {
    const PackedConvolution& post = generator.post_;
    const Stretch whole{0, static_cast<std::ptrdiff_t>(length)};
    const Division division(length, kPostSegment);
    const std::size_t stride = strideFor(kPostSegment);
    reserve([&](Scratch& scratch) {
        scratch.input.reserve(WeightFormat::Float32, post.shape().inputs,
                              tileLength(post.shape().inputs) + post.reach());
        grow(scratch.sum, post.rows() * stride);
    });
    each(division.parts, [&](std::size_t part, Scratch& scratch) {
        const Stretch some = division(part);
        const Signal sum{.values = scratch.sum.data(), .stride = stride, .first = some.begin};
        convolve(post, {.signal = in, .there = whole, .leak = kFinalLeak}, some, sum, {}, scratch.input);
        std::transform(sum.at(0, some.begin), sum.at(0, some.end), wave.begin() + some.begin,
                       [](float value) { return std::tanh(value); });
    });
}

void WaveGenerator::generate(std::span<const float> latent, std::span<const float> style, Workspace& workspace,
                             const std::stop_token& stop, std::span<float> wave) const {
    const std::size_t frames = latent.size() / width();
    if (frames == 0 || latent.size() != frames * width())
        throw Fault(ErrorCode::InvalidInput, "there is nothing to make a wave of, or the latents do not fit the model");
    if (style.size() != styleWidth() || wave.size() != frames * samplesPerFrame())
        throw Fault(ErrorCode::InvalidInput, "the style or the wave does not have the size that the model asks for");
    Run run{.generator = *this, .workspace = workspace, .stop = stop};
    std::size_t length = frames;
    Signal signal = run.signal(0, pre_.shape().outs, length);
    run.begin(latent, style, frames, signal);
    for (std::size_t i = 0; i < stages_.size(); ++i) {
        const Signal out = run.signal(i + 1, stages_[i].width, length * stages_[i].rate());
        run.runStage(stages_[i], signal, length, out);
        length *= stages_[i].rate();
        signal = out;
    }
    run.end(signal, length, wave);
}

}  // namespace timbre::nets
