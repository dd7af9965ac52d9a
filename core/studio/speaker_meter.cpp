// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/speaker_meter.h"

#include <cmath>

namespace timbre {

namespace {

double dot(const std::vector<float>& a, const std::vector<float>& b) {
    double sum = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        sum += static_cast<double>(a[i]) * static_cast<double>(b[i]);
    }
    return sum;
}

}  // namespace

double cosineSimilarity(const std::vector<float>& a, const std::vector<float>& b) noexcept {
    if (a.size() != b.size()) {
        return 0.0;
    }
    const double lengths = std::sqrt(dot(a, a) * dot(b, b));
    return lengths > 0.0 ? dot(a, b) / lengths : 0.0;
}

std::vector<float> meanDirection(const std::vector<std::vector<float>>& embeddings) {
    if (embeddings.empty()) {
        return {};
    }
    std::vector<float> sum(embeddings.front().size(), 0.0F);
    for (const auto& embedding : embeddings) {
        for (std::size_t i = 0; i < sum.size() && i < embedding.size(); ++i) {
            sum[i] += embedding[i];
        }
    }
    const double length = std::sqrt(dot(sum, sum));
    if (length > 0.0) {
        for (float& value : sum) {
            value = static_cast<float>(value / length);
        }
    }
    return sum;
}

}  // namespace timbre
