// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/spoken_time.h"

#include <algorithm>

#include "core/audio/vad.h"

namespace timbre {

namespace {

constexpr double kChunkSeconds = static_cast<double>(VoiceActivity::kChunkFrames) / VoiceActivity::kSampleRateHz;
// As findSpeech() has them.
constexpr float kBegins = 0.5F;
constexpr float kGoesOn = 0.35F;
constexpr std::size_t kShortestStretch = 8;  // 256 ms
constexpr std::size_t kShortestPause = 4;    // 128 ms
/// Readers rest up to a second between sentences; a longer silence is none of the reading.
constexpr std::size_t kLongestPause = 31;

}  // namespace

void SpokenTime::push(float probability) noexcept {
    ++chunks_;
    if (probability >= (open_ ? kGoesOn : kBegins)) {
        begin_ = open_ ? begin_ : chunks_ - 1;
        last_ = chunks_;
        open_ = true;
    } else if (open_ && chunks_ - last_ >= kShortestPause) {
        endStretch();
    }
}

void SpokenTime::endStretch() noexcept {
    open_ = false;
    if (last_ - begin_ < kShortestStretch) {
        return;
    }
    counted_ += last_ - begin_ + (end_ > 0 ? std::min(begin_ - end_, kLongestPause) : 0);
    end_ = last_;
}

double SpokenTime::seconds() const noexcept {
    SpokenTime all = *this;
    if (all.open_) {
        all.endStretch();
    }
    return static_cast<double>(all.counted_) * kChunkSeconds;
}

}  // namespace timbre
