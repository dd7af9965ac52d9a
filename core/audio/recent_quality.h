// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <deque>
#include <span>

#include "core/audio/quality.h"
#include "core/base/result.h"

namespace timbre {

/// Whether a report can be believed: it heard a second of speech and some pause.
bool restsOnEnough(const QualityReport& report) noexcept;

/// The quality of the last seconds. A meter judges everything since it was made, so several run in turn: each is older than
/// the next by a step, and the oldest goes when it has heard enough.
/// The oldest one is told, since figures of 4 to 5 s stand still. A noise that begins is little of those seconds at first:
/// where the last 2 to 3 s are clearly too noisy, they are told.
/// Thread: one at a time. report() costs two reports of a meter.
class RecentQuality {
  public:
    static Result<RecentQuality> create(const QualitySettings& settings);

    void push(std::span<const float> mono);
    [[nodiscard]] QualityReport report() const;

  private:
    struct Aged {
        QualityMeter meter;
        std::size_t samples = 0;
    };

    explicit RecentQuality(const QualitySettings& settings) : settings_(settings) {}
    [[nodiscard]] std::size_t samplesIn(double seconds) const;
    Result<void> addMeter();

    QualitySettings settings_;
    std::deque<Aged> meters_;  ///< Oldest first.
};

}  // namespace timbre
