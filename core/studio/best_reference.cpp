// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/best_reference.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "core/audio/decode.h"

namespace timbre {

namespace {

constexpr double kShortestSeconds = 3.0;  // what GPT-SoVITS takes as a reference
constexpr double kLongestSeconds = 10.0;
constexpr double kBestSeconds = 6.0;
constexpr std::size_t kMostOthers = 4;
constexpr const char* kUsualStyle = "neutral";

}  // namespace

Result<ReferenceStyle> bestReference(const std::vector<ClipSource>& clips) {
    std::vector<std::pair<double, const ClipSource*>> fitting;  // how far from the best; smaller is better
    for (const ClipSource& clip : clips) {
        const auto facts = probe(clip.file);
        const double seconds = facts ? facts->seconds : 0.0;
        if (seconds >= kShortestSeconds && seconds <= kLongestSeconds) {
            const double faulty = clip.findings.empty() ? 0.0 : kLongestSeconds;
            fitting.emplace_back(std::abs(seconds - kBestSeconds) + faulty, &clip);
        }
    }
    if (fitting.empty()) {
        return fail(ErrorCode::InvalidInput, "none of the recordings is 3 to 10 s long, as a reference has to be",
                    "Record a line of about 6 s.");
    }
    std::ranges::stable_sort(fitting, {}, [](const auto& one) { return one.first; });
    const ClipSource& best = *fitting.front().second;
    ReferenceStyle style{.name = kUsualStyle, .recording = best.file, .promptText = best.transcript};
    for (std::size_t i = 1; i < fitting.size() && i <= kMostOthers; ++i) {
        style.others.push_back(fitting[i].second->file);
    }
    return style;
}

}  // namespace timbre
