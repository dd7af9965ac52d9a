// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/phone_models.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace timbre::instant {

namespace {

constexpr std::size_t kWidth = kAlignmentWidth;
constexpr double kMeanPseudoFrames = 2.0;
constexpr double kVariancePseudoFrames = 10.0;
constexpr float kVarianceFloor = 0.05F;
constexpr std::size_t kFramesPerGaussian = 60;
constexpr int kMixtureRounds = 6;
constexpr float kNever = -1e30F;

struct Moments {
    double weight = 0.0;
    std::array<double, kWidth> sum{};
    std::array<double, kWidth> squares{};

    void add(const float* frame, double w) {
        weight += w;
        for (std::size_t d = 0; d < kWidth; ++d) {
            const auto v = static_cast<double>(frame[d]);
            sum[d] += w * v;
            squares[d] += w * v * v;
        }
    }
};

struct Overall {
    std::array<float, kWidth> mean{};
    std::array<float, kWidth> variance{};
};

Overall overallOf(const StateFrames& frames) {
    Moments all;
    for (std::size_t s = 0; s < frames.states(); ++s) {
        for (const float* frame : frames.of(s))
            all.add(frame, 1.0);
    }
    Overall overall;
    const double n = std::max(1.0, all.weight);
    for (std::size_t d = 0; d < kWidth; ++d) {
        const double mean = all.sum[d] / n;
        overall.mean[d] = static_cast<float>(mean);
        overall.variance[d] = static_cast<float>(std::max(1e-3, all.squares[d] / n - mean * mean));
    }
    return overall;
}

struct Gaussian {
    std::array<float, kWidth> mean{};
    std::array<float, kWidth> variance{};
    float logWeight = 0.0F;
};

/// The Gaussian of `moments`, drawn to the overall distribution; its weight is its share of `totalWeight`.
Gaussian gaussianOf(const Moments& moments, double totalWeight, const Overall& overall) {
    Gaussian g;
    for (std::size_t d = 0; d < kWidth; ++d) {
        const double mean = (moments.sum[d] + kMeanPseudoFrames * static_cast<double>(overall.mean[d])) /
                            (moments.weight + kMeanPseudoFrames);
        const double around = moments.squares[d] - 2.0 * mean * moments.sum[d] + moments.weight * mean * mean;
        const double variance =
            (std::max(0.0, around) + kVariancePseudoFrames * static_cast<double>(overall.variance[d])) /
            (moments.weight + kVariancePseudoFrames);
        g.mean[d] = static_cast<float>(mean);
        g.variance[d] = std::max(static_cast<float>(variance), kVarianceFloor * overall.variance[d]);
    }
    g.logWeight = static_cast<float>(std::log(std::max(1e-6, moments.weight / std::max(1.0, totalWeight))));
    return g;
}

/// Without the factor that all densities share.
float logPeak(const Gaussian& g) {
    float sum = g.logWeight;
    for (const float v : g.variance)
        sum -= 0.5F * std::log(v);
    return sum;
}

/// Two Gaussians by expectation-maximisation, started from one, pushed apart.
std::array<Gaussian, 2> splitInTwo(const Gaussian& single, std::span<const float* const> frames,
                                   const Overall& overall) {
    std::array<Gaussian, 2> pair = {single, single};
    for (std::size_t d = 0; d < kWidth; ++d) {
        const float shift = 0.3F * std::sqrt(single.variance[d]);
        pair[0].mean[d] -= shift;
        pair[1].mean[d] += shift;
    }
    for (int round = 0; round < kMixtureRounds; ++round) {
        std::array<std::array<float, kWidth>, 2> precision{};
        for (std::size_t m = 0; m < 2; ++m) {
            for (std::size_t d = 0; d < kWidth; ++d)
                precision[m][d] = 0.5F / pair[m].variance[d];
        }
        const float start = logPeak(pair[1]) - logPeak(pair[0]);
        std::array<Moments, 2> moments;
        for (const float* frame : frames) {
            float difference = start;
            for (std::size_t d = 0; d < kWidth; ++d) {
                const float a = frame[d] - pair[0].mean[d];
                const float b = frame[d] - pair[1].mean[d];
                difference += a * a * precision[0][d] - b * b * precision[1][d];
            }
            const double second = 1.0 / (1.0 + std::exp(-std::clamp(static_cast<double>(difference), -50.0, 50.0)));
            moments[0].add(frame, 1.0 - second);
            moments[1].add(frame, second);
        }
        for (std::size_t m = 0; m < 2; ++m)
            pair[m] = gaussianOf(moments[m], static_cast<double>(frames.size()), overall);
    }
    return pair;
}

}  // namespace

PhoneModels::PhoneModels(std::size_t states)
    : states_(states),
      means_(kAlignmentWidth, 2 * states),
      precisions_(kAlignmentWidth, 2 * states),
      constants_(2 * states, 0.0F) {}

void PhoneModels::set(std::size_t component, std::span<const float> mean, std::span<const float> variance,
                      float logWeight) {
    double constant = static_cast<double>(logWeight) - 0.5 * kWidth * std::log(2.0 * M_PI);
    for (std::size_t d = 0; d < kWidth; ++d) {
        means_(d, component) = mean[d];
        precisions_(d, component) = 0.5F / variance[d];
        constant -= 0.5 * std::log(static_cast<double>(variance[d]));
    }
    constants_[component] = static_cast<float>(constant);
}

void PhoneModels::silence(std::size_t component) {
    for (std::size_t d = 0; d < kWidth; ++d)
        precisions_(d, component) = 0.0F;
    constants_[component] = kNever;
}

void PhoneModels::copyState(std::size_t state, const PhoneModels& from) {
    for (const std::size_t c : {2 * state, 2 * state + 1}) {
        for (std::size_t d = 0; d < kWidth; ++d) {
            means_(d, c) = from.means_(d, c);
            precisions_(d, c) = from.precisions_(d, c);
        }
        constants_[c] = from.constants_[c];
    }
}

PhoneModels PhoneModels::fit(const StateFrames& frames, int mixtures, const PhoneModels* before,
                             const std::stop_token& stop) {
    const Overall overall = overallOf(frames);
    PhoneModels models(frames.states());
    for (std::size_t s = 0; s < frames.states() && !stop.stop_requested(); ++s) {
        const auto own = frames.of(s);
        if (own.empty() && before != nullptr) {
            models.copyState(s, *before);
            continue;
        }
        Moments moments;
        for (const float* frame : own)
            moments.add(frame, 1.0);
        const Gaussian single = gaussianOf(moments, moments.weight, overall);
        if (mixtures < 2 || own.size() < 2 * kFramesPerGaussian) {
            models.set(2 * s, single.mean, single.variance, 0.0F);
            models.silence(2 * s + 1);
            continue;
        }
        const auto pair = splitInTwo(single, own, overall);
        models.set(2 * s, pair[0].mean, pair[0].variance, pair[0].logWeight);
        models.set(2 * s + 1, pair[1].mean, pair[1].variance, pair[1].logWeight);
    }
    return models;
}

Matrix PhoneModels::logLikelihoods(const Matrix& features, const std::stop_token& stop) const {
    const std::size_t components = constants_.size();
    Matrix out(features.rows(), states_);
    std::vector<float> sums(components);
    for (std::size_t t = 0; t < features.rows(); ++t) {
        if (t % 512 == 0 && stop.stop_requested())
            break;
        const auto frame = features.row(t);
        std::ranges::copy(constants_, sums.begin());
        for (std::size_t d = 0; d < kWidth; ++d) {
            const float x = frame[d];
            const float* mean = means_.row(d).data();
            const float* precision = precisions_.row(d).data();
            for (std::size_t c = 0; c < components; ++c) {
                const float difference = x - mean[c];
                sums[c] -= difference * difference * precision[c];
            }
        }
        for (std::size_t s = 0; s < states_; ++s) {
            const float high = std::max(sums[2 * s], sums[2 * s + 1]);
            const float low = std::min(sums[2 * s], sums[2 * s + 1]);
            out(t, s) = high - low > 20.0F ? high : high + std::log1p(std::exp(low - high));
        }
    }
    return out;
}

}  // namespace timbre::instant
