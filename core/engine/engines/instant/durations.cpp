// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/durations.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "core/engine/engines/instant/phones.h"
#include "core/engine/engines/instant/seeded_noise.h"

namespace timbre::instant {
namespace {

constexpr double kFramesPerSecond = 1.0 / kFrameSeconds;
constexpr double kShrinkage = 8.0;  // readings of a phone that weigh as much as the overall ratio
constexpr double kLargestLogRatio = 0.6;
constexpr double kShortestFrames = 5.0;
constexpr double kLongestFrames = 80.0;
constexpr int kShortestPlannedFrames = 4;  // one guide row for each half
constexpr double kOuterPauseFrames = 24.0;
constexpr double kShortestPauseFrames = 20.0;
constexpr double kLongestPauseFrames = 70.0;
// A little slower than the user reads: replayed units are understood better so.
constexpr double kPace = 0.90;

double median(std::vector<double>& values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    if (values.size() % 2 == 1)
        return *middle;
    return 0.5 * (*middle + *std::max_element(values.begin(), middle));
}

std::vector<std::vector<double>> collectRatios(std::span<const TimedReading> readings, std::size_t phoneCount) {
    std::vector<std::vector<double>> ratios(phoneCount);
    for (const TimedReading& reading : readings) {
        for (const AlignedSegment& spoken : reading.alignment->segments) {
            if (spoken.phone == kPause || spoken.frontIndex < 0)
                continue;
            const FrontSegment& base = reading.front->segments[static_cast<std::size_t>(spoken.frontIndex)];
            const double baseFrames = (base.endSeconds - base.startSeconds) * kFramesPerSecond;
            const int frames = spoken.endFrame - spoken.beginFrame;
            if (baseFrames > 0.0 && frames > 0)
                ratios[spoken.phone].push_back(std::log(frames / baseFrames));
        }
    }
    return ratios;
}

}  // namespace

DurationModel::DurationModel(std::size_t phoneCount) : logRatio_(phoneCount, 0.0F) {}

DurationModel DurationModel::learn(std::span<const TimedReading> readings, std::size_t phoneCount) {
    auto ratios = collectRatios(readings, phoneCount);
    std::vector<double> all;
    for (const auto& values : ratios)
        all.insert(all.end(), values.begin(), values.end());
    DurationModel model(phoneCount);
    if (all.empty())
        return model;
    model.overall_ = median(all);
    for (std::size_t phone = 0; phone < phoneCount; ++phone) {
        const auto count = static_cast<double>(ratios[phone].size());
        const double own = ratios[phone].empty() ? 0.0 : median(ratios[phone]);
        model.logRatio_[phone] = static_cast<float>((count * own + kShrinkage * model.overall_) / (count + kShrinkage));
    }
    return model;
}

double DurationModel::logRatio(PhoneId phone) const noexcept { return static_cast<double>(logRatio_[phone]); }

Result<std::vector<PlannedSegment>> DurationModel::plan(const FrontUtterance& sentence,
                                                        const DurationOptions& options) const {
    const std::size_t count = sentence.segments.size();
    if (count < 3) {
        return fail(ErrorCode::InvalidInput, "the sentence has no phone to speak", "Write at least one word");
    }
    std::vector<PlannedSegment> plan;
    plan.reserve(count);
    double exactEnd = 0.0;
    for (std::size_t i = 0; i < count; ++i) {
        const FrontSegment& segment = sentence.segments[i];
        double frames = (segment.endSeconds - segment.startSeconds) * kFramesPerSecond;
        if (segment.phone == kPause) {
            frames = i == 0 || i + 1 == count ? kOuterPauseFrames
                                              : std::clamp(frames, kShortestPauseFrames, kLongestPauseFrames);
        } else {
            const double ratio = std::clamp(logRatio(segment.phone), -kLargestLogRatio, kLargestLogRatio);
            frames = std::clamp(frames * std::exp(ratio) / kPace, kShortestFrames, kLongestFrames);
        }
        if (options.seed != 0) {
            const auto group =
                static_cast<std::uint64_t>(segment.word >= 0 ? segment.word : 0x10000 + static_cast<int>(i));
            frames *= std::exp(options.jitter * seededNormal(options.seed, group));
        }
        // Boundaries are rounded, not lengths, so that the rounding does not change the pace.
        const int begin = plan.empty() ? 0 : plan.back().endFrame;
        exactEnd = std::max(exactEnd + frames, begin + 0.0);
        const int end = std::max(begin + kShortestPlannedFrames, 2 * static_cast<int>(std::lround(exactEnd / 2.0)));
        plan.push_back({.phone = segment.phone, .beginFrame = begin, .endFrame = end});
    }
    return plan;
}

void DurationModel::toTensors(TensorFile& file) const {
    file.tensors["durations.log_ratio"] = {.shape = {static_cast<std::int64_t>(logRatio_.size())}, .values = logRatio_};
    file.tensors["durations.overall"] = {.shape = {1}, .values = {static_cast<float>(overall_)}};
}

Result<DurationModel> DurationModel::fromTensors(const TensorFile& file, std::size_t phoneCount) {
    const std::array<std::int64_t, 1> phones{static_cast<std::int64_t>(phoneCount)};
    const std::array<std::int64_t, 1> one{1};
    const auto ratios = file.find("durations.log_ratio", phones);
    if (!ratios)
        return tl::unexpected(ratios.error());
    const auto overall = file.find("durations.overall", one);
    if (!overall)
        return tl::unexpected(overall.error());
    DurationModel model;
    model.logRatio_ = (*ratios)->values;
    model.overall_ = static_cast<double>((*overall)->values.front());
    if (!std::ranges::all_of(model.logRatio_, [](float value) { return std::isfinite(value); })) {
        return fail(ErrorCode::Corrupt, "tensor durations.log_ratio holds values that are not numbers",
                    "Make the voice again");
    }
    return model;
}

}  // namespace timbre::instant
