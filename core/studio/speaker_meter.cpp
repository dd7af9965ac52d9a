// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/speaker_meter.h"

#include <cmath>

namespace timbre {

namespace {

/// Pieces short enough that a stop between them is felt at once.
constexpr double kPieceSeconds = 6.0;
constexpr double kShortestPieceSeconds = 1.6;

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

Result<std::vector<std::vector<float>>> embedPieces(const AudioClip& clip, const SpeakerMeter& meter,
                                                    const std::stop_token& stop) {
    std::vector<std::vector<float>> embeddings;
    const auto pieceFrames = static_cast<std::size_t>(kPieceSeconds * clip.sampleRateHz);
    const auto leastFrames = static_cast<std::size_t>(kShortestPieceSeconds * clip.sampleRateHz);
    for (std::size_t begin = 0; begin < clip.samples.size(); begin += pieceFrames) {
        const std::size_t end = std::min(begin + pieceFrames, clip.samples.size());
        if (end - begin < leastFrames && !embeddings.empty()) {
            break;
        }
        if (stop.stop_requested()) {
            return fail(ErrorCode::Cancelled, "stopped before the sound was compared");
        }
        AudioClip piece{.sampleRateHz = clip.sampleRateHz, .channels = 1, .samples = {}};
        piece.samples.assign(clip.samples.begin() + static_cast<std::ptrdiff_t>(begin),
                             clip.samples.begin() + static_cast<std::ptrdiff_t>(end));
        auto embedding = meter.embed(piece);
        if (embedding) {
            embeddings.push_back(std::move(*embedding));
        } else if (embedding.error().code != ErrorCode::InvalidInput) {
            return tl::unexpected(embedding.error());
        }
    }
    return embeddings;
}

}  // namespace timbre
