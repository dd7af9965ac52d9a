// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/guide_training.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <numeric>
#include <utility>

namespace timbre::nets {

namespace {

// The study's values (instant-engine.md, 3.3).
constexpr double kLearningRate = 1.5e-3;
constexpr double kLastRateShare = 0.02;
constexpr double kWeightDecay = 0.02;
constexpr float kDropout = 0.25F;
constexpr float kInputNoise = 0.1F;
constexpr float kDeltaLossWeight = 0.5F;
constexpr float kVoicingLossWeight = 0.3F;
constexpr float kPitchLossWeight = 0.3F;
constexpr float kEmbeddingDeviation = 0.1F;

/// Random numbers that are the same with every standard library (its distributions are not). The generator is
/// SplitMix64: a step draws 100,000 numbers, and a heavier one would cost a tenth of the training time.
class Random {
  public:
    explicit Random(std::uint64_t seed) : state_(seed) {}

    /// Uniform in [-limit, limit).
    void uniform(std::span<float> values, float limit) {
        for (float& value : values) {
            value = (static_cast<float>(next() >> 40U) * 0x1p-23F - 1.0F) * limit;
        }
    }

    /// Near enough to a normal distribution for noise: the sum of four uniform numbers, from one draw.
    float bell(float deviation) {
        const std::uint64_t bits = next();
        const std::uint64_t pairs = (bits & kEvenLanes) + ((bits >> 16U) & kEvenLanes);
        const auto sum = static_cast<std::int32_t>((pairs & 0xFFFFFFFF) + (pairs >> 32U));
        return static_cast<float>(sum - 2 * 65'535) * (kBellScale * deviation);
    }

    /// 0 with probability `share`, else 1 / (1 - share). One draw serves four values.
    void dropout(std::span<float> values, float share) {
        const auto limit = static_cast<std::int32_t>(share * 65'536.0F);
        const float kept = 1.0F / (1.0F - share);
        std::array<std::uint64_t, 32> draws{};
        std::array<std::uint16_t, 4 * draws.size()> lanes{};
        for (std::size_t first = 0; first < values.size(); first += lanes.size()) {
            std::ranges::generate(draws, [this] { return next(); });
            std::memcpy(lanes.data(), draws.data(), sizeof(draws));
            const std::size_t count = std::min(lanes.size(), values.size() - first);
            for (std::size_t i = 0; i < count; ++i) {
                values[first + i] = std::int32_t{lanes[i]} >= limit ? kept : 0.0F;
            }
        }
    }

    void shuffle(std::span<std::size_t> order) {
        for (std::size_t i = order.size(); i > 1; --i) {
            std::swap(order[i - 1], order[next() % i]);
        }
    }

  private:
    static constexpr std::uint64_t kEvenLanes = 0x0000FFFF0000FFFF;
    static constexpr float kBellScale = 1.7320508F / 65'536.0F;  // sqrt(3): four uniforms have variance 4/12.

    std::uint64_t next() noexcept {
        state_ += 0x9E3779B97F4A7C15ULL;
        std::uint64_t x = state_;
        x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
        return x ^ (x >> 31U);
    }

    std::uint64_t state_;
};

/// Adam with decoupled weight decay over all weights at once.
class Optimiser {
  public:
    explicit Optimiser(std::size_t size) : gradient(size), mean_(size), square_(size) {}

    void step(std::span<float> weights, double rate) {
        ++steps_;
        const double meanCorrection = 1.0 - std::pow(static_cast<double>(kMeanDecay), steps_);
        const double squareCorrection = 1.0 - std::pow(static_cast<double>(kSquareDecay), steps_);
        const auto keep = static_cast<float>(1.0 - rate * kWeightDecay);
        const auto stride = static_cast<float>(rate / meanCorrection);
        const auto squareScale = static_cast<float>(1.0 / squareCorrection);
        for (std::size_t i = 0; i < weights.size(); ++i) {
            mean_[i] += (1.0F - kMeanDecay) * (gradient[i] - mean_[i]);
            square_[i] = kSquareDecay * square_[i] + (1.0F - kSquareDecay) * gradient[i] * gradient[i];
            weights[i] = keep * weights[i] - stride * mean_[i] / (std::sqrt(square_[i] * squareScale) + kEpsilon);
        }
        std::ranges::fill(gradient, 0.0F);
    }

    std::vector<float> gradient;

  private:
    static constexpr float kMeanDecay = 0.9F;
    static constexpr float kSquareDecay = 0.999F;
    static constexpr float kEpsilon = 1e-8F;
    std::vector<float> mean_, square_;
    int steps_ = 0;
};

std::vector<float> initialWeights(const GuideLayout& layout, Random& random) {
    std::vector<float> weights(layout.total(), 0.0F);
    for (const GuideParameter& parameter : layout.parameters()) {
        const std::span<float> values = std::span<float>(weights).subspan(parameter.offset, parameter.size);
        if (parameter.name.ends_with("norm.scale")) {
            std::ranges::fill(values, 1.0F);
        } else if (parameter.name.starts_with("phone")) {
            std::ranges::generate(values, [&] { return random.bell(kEmbeddingDeviation); });
        } else if (!parameter.name.ends_with("norm.shift")) {
            // As torch.nn.Linear and Conv1d begin: uniform within 1/sqrt(inputs); biases count the same inputs.
            std::int64_t inputs = kGuideChannels;
            if (parameter.name.find("taps") != std::string::npos) {
                inputs = kGuideTaps * kGuideChannels;
            } else if (parameter.name == "flags.weight" || parameter.name == "input.weight") {
                inputs = parameter.shape.front();
            }
            random.uniform(values, 1.0F / std::sqrt(static_cast<float>(inputs)));
        }
    }
    return weights;
}

/// Flat for the first half, then linear down to 2 %.
double learningRate(double progress) { return kLearningRate * std::clamp(2.0 * (1.0 - progress), kLastRateShare, 1.0); }

float sign(float value) { return value > 0.0F ? 1.0F : (value < 0.0F ? -1.0F : 0.0F); }

/// One net with all it needs to take a step.
class Trainer {
  public:
    Trainer(const GuideLayout& layout, const Products& products, std::uint64_t seed)
        : random_(seed),
          run_(layout, products),
          optimiser_(layout.total()),
          weights_(initialWeights(layout, random_)) {}

    float step(const GuideLesson& lesson, double rate) {
        noisy_ = lesson.input;
        const std::size_t baseWidth = static_cast<std::size_t>(noisy_.width) - kGuidePositionWidth;
        for (std::size_t row = 0; row < noisy_.numbers.size(); row += static_cast<std::size_t>(noisy_.width)) {
            for (std::size_t column = row; column < row + baseWidth; ++column) {
                noisy_.numbers[column] += random_.bell(kInputNoise);
            }
        }
        for (std::size_t block = 0; block < kGuideBlocks; ++block) {
            random_.dropout(run_.dropoutMask(block, noisy_.frames), kDropout);
        }
        const std::span<const float> output = run_.forward(weights_, noisy_);
        outputGradient_.resize(output.size());
        const float loss = guideLoss(output, lesson, outputGradient_);
        run_.backward(weights_, noisy_, outputGradient_, optimiser_.gradient);
        optimiser_.step(weights_, rate);
        return loss;
    }

    [[nodiscard]] Random& random() noexcept { return random_; }
    [[nodiscard]] std::vector<float> takeWeights() noexcept { return std::move(weights_); }

  private:
    Random random_;
    GuideRun run_;
    Optimiser optimiser_;
    std::vector<float> weights_;
    GuideInput noisy_;
    std::vector<float> outputGradient_;
};

}  // namespace

float guideLoss(std::span<const float> output, const GuideLesson& lesson, std::span<float> gradient) {
    constexpr std::size_t width = kGuideTargetWidth;
    const std::size_t frames = lesson.weight.size();
    std::ranges::fill(gradient, 0.0F);
    const float weightSum = std::accumulate(lesson.weight.begin(), lesson.weight.end(), 0.0F);
    const float voicedSum = std::accumulate(lesson.voiced.begin(), lesson.voiced.end(), 0.0F);
    const float spectralScale = 1.0F / (weightSum * static_cast<float>(kGuideAperiodicity));
    const float voicingScale = kVoicingLossWeight / static_cast<float>(frames);
    const float pitchScale = voicedSum > 0.0F ? kPitchLossWeight / voicedSum : 0.0F;
    const auto error = [&](std::size_t i) { return output[i] - lesson.target[i]; };

    double loss = 0.0;
    for (std::size_t frame = 0; frame < frames; ++frame) {
        const std::size_t row = frame * width;
        const float scale = spectralScale * lesson.weight[frame];
        float spectral = 0.0F;
        float delta = 0.0F;
        for (std::size_t i = row; i <= row + kGuideAperiodicity; ++i) {
            spectral += std::abs(error(i));
            gradient[i] += scale * sign(error(i));
        }
        if (frame > 0) {
            for (std::size_t i = row; i < row + kGuideAperiodicity; ++i) {
                const float change = error(i) - error(i - width);
                const float slope = kDeltaLossWeight * scale * sign(change);
                delta += std::abs(change);
                gradient[i] += slope;
                gradient[i - width] -= slope;
            }
        }
        const float logit = output[row + kGuideVoicing];
        const float voiced = lesson.voiced[frame];
        // Cross entropy in the form that does not overflow.
        const float entropy = std::max(logit, 0.0F) - logit * voiced + std::log1p(std::exp(-std::abs(logit)));
        gradient[row + kGuideVoicing] += voicingScale * (1.0F / (1.0F + std::exp(-logit)) - voiced);
        const float pitch = error(row + kGuideLogF0);
        gradient[row + kGuideLogF0] += pitchScale * voiced * sign(pitch);
        loss += static_cast<double>(scale * (spectral + kDeltaLossWeight * delta) + voicingScale * entropy +
                                    pitchScale * voiced * std::abs(pitch));
    }
    return static_cast<float>(loss);
}

TrainedWeights trainWeights(std::span<const GuideLesson> lessons, const GuideLayout& layout, const Products& products,
                            int epochs, std::uint64_t seed, const std::function<bool()>& afterStep) {
    Trainer trainer(layout, products, seed);
    std::vector<std::size_t> order(lessons.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const double total = static_cast<double>(epochs) * static_cast<double>(lessons.size());
    double done = 0.0;
    double lossSum = 0.0;
    for (int epoch = 0; epoch < epochs; ++epoch) {
        lossSum = 0.0;
        trainer.random().shuffle(order);
        for (const std::size_t index : order) {
            lossSum += static_cast<double>(trainer.step(lessons[index], learningRate(done / total)));
            done += 1.0;
            if (!afterStep()) {
                return {};
            }
        }
    }
    return {.weights = trainer.takeWeights(),
            .finalLoss = static_cast<float>(lossSum / static_cast<double>(lessons.size()))};
}

}  // namespace timbre::nets
