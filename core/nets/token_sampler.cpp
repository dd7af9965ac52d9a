// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/token_sampler.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace timbre::nets {
namespace {

constexpr float kRemoved = -std::numeric_limits<float>::infinity();

}  // namespace

TokenSampler::TokenSampler(std::size_t tokens) : marked_(tokens, 0), order_(tokens), sorted_(tokens) {}

void TokenSampler::penalise(std::span<float> logits, std::span<const std::int64_t> seen, float penalty) {
    for (const std::int64_t id : seen) {
        const auto at = static_cast<std::size_t>(id);
        if (at < logits.size() && marked_[at] == 0) {
            marked_[at] = 1;
            logits[at] = logits[at] < 0.0F ? logits[at] * penalty : logits[at] / penalty;
        }
    }
    for (const std::int64_t id : seen)
        marked_[static_cast<std::size_t>(id)] = 0;
}

void TokenSampler::keepTopP(std::span<float> logits, double p) {
    const auto order = std::span(order_).first(logits.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return logits[a] > logits[b]; });
    const float greatest = logits[order.front()];
    double total = 0.0;
    for (const float logit : logits)
        total += std::exp(double{logit} - double{greatest});
    double mass = 0.0;
    for (const std::size_t at : order) {
        mass += std::exp(double{logits[at]} - double{greatest}) / total;
        if (mass > p && at != order.front())
            logits[at] = kRemoved;
    }
}

void TokenSampler::keepTopK(std::span<float> logits, std::size_t k) {
    if (k >= logits.size())
        return;
    const auto sorted = std::span(sorted_).first(logits.size());
    std::ranges::copy(logits, sorted.begin());
    const auto last = sorted.begin() + static_cast<std::ptrdiff_t>(k - 1);
    std::ranges::nth_element(sorted, last, std::greater<>());
    const float least = *last;
    std::ranges::replace_if(
        logits, [&](float logit) { return logit < least; }, kRemoved);
}

TokenSampler::Drawn TokenSampler::draw(std::span<float> logits, std::span<const std::int64_t> seen,
                                       const SamplingOptions& options, std::span<const float> noise) {
    if (options.repetitionPenalty != 1.0)
        penalise(logits, seen, static_cast<float>(options.repetitionPenalty));
    const auto greatest = [&] { return std::ranges::max_element(logits) - logits.begin(); };
    Drawn drawn{.token = 0, .likeliest = greatest()};
    if (options.topP < 1.0)
        keepTopP(logits, options.topP);
    const auto temperature = static_cast<float>(std::max(options.temperature, 1e-5));
    for (float& logit : logits)
        logit /= temperature;
    if (options.topK > 0)
        keepTopK(logits, static_cast<std::size_t>(options.topK));
    drawn.token = greatest();
    if (noise.empty())
        return drawn;
    const float most = logits[static_cast<std::size_t>(drawn.token)];
    float best = -1.0F;
    for (std::size_t i = 0; i < logits.size(); ++i) {
        const float weighed = logits[i] == kRemoved ? 0.0F : std::exp(logits[i] - most) / noise[i];
        if (weighed > best) {
            best = weighed;
            drawn.token = static_cast<std::int64_t>(i);
        }
    }
    return drawn;
}

}  // namespace timbre::nets
