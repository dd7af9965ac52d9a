// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/targets.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "core/engine/engines/instant/phones.h"

namespace timbre::instant {
namespace {

constexpr float kLargestSpectrumRatio = 2.2F;
constexpr float kSpectrumExponent = 0.9F;
constexpr float kLargestPitchRatio = 1.5F;
constexpr float kPitchExponent = 0.5F;
constexpr float kSmallestPitchDeviation = 0.05F;
constexpr float kUsualPitchDeviation = 0.2F;  // for a sentence the net hears as unvoiced throughout
constexpr float kVoiced = 0.5F;

/// Predictions are flatter than speech: c1.. are spread to the user's own variance.
Matrix widenCepstrum(const Matrix& guide, const GuideStatistics& statistics) {
    std::array<float, kFilterOrder> factor{};
    factor.fill(1.0F);
    for (std::size_t k = 1; k < kFilterOrder; ++k) {
        factor[k] = std::pow(std::clamp(statistics.varianceRatio[k], 1.0F, kLargestSpectrumRatio), kSpectrumExponent);
    }
    Matrix cepstrum(guide.rows(), kFilterOrder);
    for (std::size_t t = 0; t < guide.rows(); ++t) {
        for (std::size_t k = 0; k < kFilterOrder; ++k) {
            cepstrum(t, k) = statistics.mean[k] + (guide(t, k) - statistics.mean[k]) * factor[k];
        }
        cepstrum(t, 0) = guide(t, 0);
    }
    return cepstrum;
}

std::vector<float> widenPitch(const Matrix& guide, const GuideStatistics& statistics, float medianLogF0) {
    float sum = 0.0F;
    float squares = 0.0F;
    float voiced = 0.0F;
    for (std::size_t t = 0; t < guide.rows(); ++t) {
        if (guide(t, kGuideVoicing) <= kVoiced)
            continue;
        sum += guide(t, kGuideLogF0);
        squares += guide(t, kGuideLogF0) * guide(t, kGuideLogF0);
        voiced += 1.0F;
    }
    const float mean = voiced > 0.0F ? sum / voiced : 0.0F;
    const float deviation =
        voiced > 0.0F ? std::sqrt(std::max(0.0F, squares / voiced - mean * mean)) : kUsualPitchDeviation;
    const float ratio = statistics.logF0Deviation / std::max(kSmallestPitchDeviation, deviation);
    const float factor = std::pow(std::clamp(ratio, 1.0F, kLargestPitchRatio), kPitchExponent);
    std::vector<float> logF0(guide.rows());
    for (std::size_t t = 0; t < guide.rows(); ++t) {
        logF0[t] = medianLogF0 + mean + (guide(t, kGuideLogF0) - mean) * factor;
    }
    return logF0;
}

HalfTarget describe(const FrontUtterance& sentence, std::span<const PlannedSegment> plan, std::size_t i, bool second) {
    const auto phoneAt = [&](std::size_t k) { return k < plan.size() ? plan[k].phone : kPause; };
    HalfTarget half{
        .phone = plan[i].phone, .left = i > 0 ? plan[i - 1].phone : kPause, .right = phoneAt(i + 1), .second = second};
    half.stressed = sentence.segments[i].stressed;
    half.tone = static_cast<std::uint8_t>(sentence.segments[i].tone);
    half.phraseFinal = half.right == kPause || (i + 2 < plan.size() && phoneAt(i + 2) == kPause);
    half.phraseInitial = half.left == kPause;
    half.frames = 0.5F * static_cast<float>(plan[i].frames());
    const int begin = plan[i].beginFrame / 2;
    const int rows = plan[i].endFrame / 2 - begin;
    const int middle = std::max(1, rows / 2);
    half.guideBegin = begin + (second ? std::min(middle, rows - 1) : 0);
    half.guideEnd = begin + (second ? rows : middle);
    return half;
}

void writeShape(const Matrix& cepstrum, const HalfTarget& half, std::span<const float> scale, std::span<float> shape) {
    const std::array<int, 3> rows{half.guideBegin, half.guideBegin + (half.guideEnd - half.guideBegin) / 2,
                                  half.guideEnd - 1};
    for (std::size_t point = 0; point < rows.size(); ++point) {
        const auto row = cepstrum.row(static_cast<std::size_t>(rows[point]));
        for (std::size_t k = 0; k < kShapeOrder; ++k)
            shape[point * kShapeOrder + k] = row[k + 1] / scale[k];
    }
}

}  // namespace

Result<SentenceTargets> makeTargets(const FrontUtterance& sentence, std::span<const PlannedSegment> plan,
                                    const Matrix& guide, const GuideStatistics& statistics,
                                    const UnitDatabase& database) {
    const auto refuse = [](const std::string& what) { return fail(ErrorCode::InvalidInput, what); };
    if (plan.empty() || plan.size() != sentence.segments.size())
        return refuse("the plan does not belong to the sentence");
    int end = 0;
    for (const PlannedSegment& segment : plan) {
        if (segment.beginFrame != end || segment.frames() < 2 || segment.frames() % 2 != 0 ||
            segment.phone >= database.phones().size()) {
            return refuse("the plan has gaps or odd lengths");
        }
        end = segment.endFrame;
    }
    if (guide.rows() != static_cast<std::size_t>(end / 2) || guide.cols() != kGuideTargetWidth) {
        return refuse("the guide has " + std::to_string(guide.rows()) + " rows where the plan has " +
                      std::to_string(end / 2));
    }

    SentenceTargets targets;
    targets.cepstrum = widenCepstrum(guide, statistics);
    targets.logF0 = widenPitch(guide, statistics, database.medianLogF0());
    targets.shapes = Matrix(2 * plan.size(), kShapeWidth);
    for (std::size_t i = 0; i < plan.size(); ++i) {
        for (const bool second : {false, true}) {
            HalfTarget half = describe(sentence, plan, i, second);
            half.logF0 = targets.logF0[static_cast<std::size_t>((half.guideBegin + half.guideEnd - 1) / 2)];
            writeShape(targets.cepstrum, half, database.shapeScale(), targets.shapes.row(targets.halves.size()));
            targets.halves.push_back(half);
        }
    }
    return targets;
}

}  // namespace timbre::instant
