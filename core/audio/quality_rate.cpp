// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/quality_rate.h"

#include <algorithm>
#include <numeric>

namespace timbre {

namespace {
constexpr double kDipDb = 2.0;
constexpr double kReachDb = 18.0;
}  // namespace

void SyllableCounter::push(double levelDb) noexcept {
    recent_[seen_++ % kSmoothing] = levelDb;
    if (seen_ < kSmoothing) {
        return;
    }
    const double smooth = std::accumulate(recent_.begin(), recent_.end(), 0.0) / kSmoothing;
    if (rising_) {
        top_ = std::max(top_, smooth);
        if (smooth <= top_ - kDipDb) {
            tops_.add(top_);
            rising_ = false;
            dip_ = smooth;
        }
    } else {
        dip_ = std::min(dip_, smooth);
        if (smooth >= dip_ + kDipDb) {
            rising_ = true;
            top_ = smooth;
        }
    }
}

std::size_t SyllableCounter::nuclei() const noexcept {
    std::size_t count = 0;
    for (std::size_t bin = LevelHistogram::binOf(tops_.quantileDb(0.9) - kReachDb); bin < LevelHistogram::kBins;
         ++bin) {
        count += tops_.count(bin);
    }
    return count;
}

}  // namespace timbre
