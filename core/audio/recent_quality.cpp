// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/recent_quality.h"

#include <algorithm>
#include <utility>

namespace timbre {

namespace {

constexpr double kEnoughSpeechSeconds = 1.0;
constexpr double kEnoughPauseSeconds = 0.3;
constexpr double kStepSeconds = 1.0;
constexpr double kOldestSeconds = 5.0;
constexpr double kQuickSeconds = 2.0;
/// So short a stretch is judged less surely: it must be as much under the limit, or speech near the limit would flicker.
constexpr double kQuickMarginDb = 2.0;

bool isClearlyNoisy(const QualityReport& report) {
    return restsOnEnough(report) && report.snrDb < kMinimumSnrDb - kQuickMarginDb &&
           std::ranges::any_of(report.findings, [](const QualityFinding& one) { return one.problem == QualityProblem::Noise; });
}

}  // namespace

bool restsOnEnough(const QualityReport& report) noexcept {
    const double speech = report.speechShare * report.seconds;
    return speech >= kEnoughSpeechSeconds && report.seconds - speech >= kEnoughPauseSeconds;
}

Result<RecentQuality> RecentQuality::create(const QualitySettings& settings) {
    RecentQuality recent(settings);
    if (auto made = recent.addMeter(); !made) {
        return tl::unexpected(made.error());
    }
    return recent;
}

std::size_t RecentQuality::samplesIn(double seconds) const {
    return static_cast<std::size_t>(seconds * settings_.sampleRateHz);
}

Result<void> RecentQuality::addMeter() {
    auto meter = QualityMeter::create(settings_);
    if (!meter) {
        return tl::unexpected(meter.error());
    }
    meters_.push_back({.meter = std::move(*meter)});
    return {};
}

void RecentQuality::push(std::span<const float> mono) {
    for (Aged& aged : meters_) {
        aged.meter.push(mono);
        aged.samples += mono.size();
    }
    if (meters_.back().samples >= samplesIn(kStepSeconds)) {
        static_cast<void>(addMeter());  // the first one was made of the same settings
    }
    if (meters_.front().samples >= samplesIn(kOldestSeconds)) {
        meters_.pop_front();
    }
}

QualityReport RecentQuality::report() const {
    QualityReport all = meters_.front().meter.report();
    for (auto aged = meters_.rbegin(); aged + 1 != meters_.rend(); ++aged) {
        if (aged->samples < samplesIn(kQuickSeconds)) {
            continue;
        }
        QualityReport last = aged->meter.report();
        return isClearlyNoisy(last) && last.snrDb < all.snrDb ? last : all;
    }
    return all;
}

}  // namespace timbre
