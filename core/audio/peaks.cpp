// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/peaks.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace timbre {

namespace {

/// Gathers columns into one; RMS by the mean of squares, each column counting `weight` times.
class Gatherer {
  public:
    void add(const PeakColumn& column, double weight = 1.0) noexcept {
        lowest_ = weight_ == 0.0 ? column.lowest : std::min(lowest_, column.lowest);
        highest_ = weight_ == 0.0 ? column.highest : std::max(highest_, column.highest);
        squares_ += weight * static_cast<double>(column.rms) * column.rms;
        weight_ += weight;
    }
    [[nodiscard]] PeakColumn result() const noexcept {
        if (weight_ == 0.0) {
            return {};
        }
        return {lowest_, highest_, static_cast<float>(std::sqrt(squares_ / weight_))};
    }

  private:
    float lowest_ = 0.0F;
    float highest_ = 0.0F;
    double squares_ = 0.0;
    double weight_ = 0.0;
};

}  // namespace

Peaks::Peaks(const AudioClip& clip) : frames_(clip.frames()), sampleRateHz_(clip.sampleRateHz) {
    const auto channels = static_cast<std::size_t>(std::max(clip.channels, 1));
    const std::size_t step = kLevels[0] * channels;
    const std::size_t end = frames_ * channels;
    for (std::size_t begin = 0; begin < end; begin += step) {
        Gatherer gatherer;
        for (std::size_t i = begin; i < std::min(begin + step, end); ++i) {
            const float sample = std::isfinite(clip.samples[i]) ? clip.samples[i] : 0.0F;
            gatherer.add({sample, sample, std::abs(sample)});
        }
        const PeakColumn column = gatherer.result();
        levels_[0].push_back(column);
        highest_ = std::max({highest_, column.highest, -column.lowest});
    }
    buildCoarse();
}

void Peaks::buildCoarse() {
    for (std::size_t level = 1; level < kLevels.size(); ++level) {
        const std::size_t ratio = kLevels[level] / kLevels[level - 1];
        const std::vector<PeakColumn>& finer = levels_[level - 1];
        for (std::size_t begin = 0; begin < finer.size(); begin += ratio) {
            Gatherer gatherer;
            std::for_each(finer.begin() + static_cast<std::ptrdiff_t>(begin),
                          finer.begin() + static_cast<std::ptrdiff_t>(std::min(begin + ratio, finer.size())),
                          [&](const PeakColumn& column) { gatherer.add(column); });
            levels_[level].push_back(gatherer.result());
        }
    }
}

void PeaksBuilder::push(std::span<const float> mono) {
    for (const float given : mono) {
        const float sample = std::isfinite(given) ? given : 0.0F;
        open_.lowest = filled_ == 0 ? sample : std::min(open_.lowest, sample);
        open_.highest = filled_ == 0 ? sample : std::max(open_.highest, sample);
        squares_ += static_cast<double>(sample) * sample;
        if (++filled_ == Peaks::kLevels[0]) {
            endColumn();
        }
    }
    peaks_.frames_ += mono.size();
}

void PeaksBuilder::endColumn() {
    open_.rms = static_cast<float>(std::sqrt(squares_ / static_cast<double>(filled_)));
    peaks_.highest_ = std::max({peaks_.highest_, open_.highest, -open_.lowest});
    peaks_.levels_[0].push_back(open_);
    filled_ = 0;
    squares_ = 0.0;
}

Peaks PeaksBuilder::finish() {
    if (filled_ > 0) {
        endColumn();
    }
    peaks_.buildCoarse();
    return std::move(peaks_);
}

PeakColumn Peaks::column(std::size_t begin, std::size_t end) const {
    // Finest entries up to the next coarse border, coarse ones in between, finest ones after.
    Gatherer gatherer;
    std::size_t at = begin;
    while (at < end) {
        std::size_t level = kLevels.size() - 1;
        while (level > 0 && (at % kLevels[level] != 0 || at + kLevels[level] > end)) {
            --level;
        }
        const std::size_t entry = at / kLevels[level];
        if (entry >= levels_[level].size()) {
            break;
        }
        gatherer.add(levels_[level][entry], static_cast<double>(kLevels[level]));
        at = (entry + 1) * kLevels[level];
    }
    return gatherer.result();
}

std::vector<PeakColumn> Peaks::columns(double begin, double end, std::size_t count) const {
    std::vector<PeakColumn> result(count);
    const double step = count > 0 ? (end - begin) / static_cast<double>(count) : 0.0;
    const auto last = static_cast<double>(frames_);
    for (std::size_t i = 0; i < count; ++i) {
        const double from = std::clamp(begin + step * static_cast<double>(i), 0.0, last);
        const double to = std::clamp(begin + step * static_cast<double>(i + 1), 0.0, last);
        if (to > from) {
            const auto first = static_cast<std::size_t>(from);
            result[i] = column(first, std::max(static_cast<std::size_t>(std::ceil(to)), first + 1));
        }
    }
    return result;
}

}  // namespace timbre
