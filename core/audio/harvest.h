// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

/// Internal to core/audio: the Harvest pitch tracker in an order of computation that is some ten times as quick as
/// WORLD's, with the same result (but where digital silence begins or ends, which leaves both to rounding errors).
/// Source: M. Morise, "Harvest: a high-performance fundamental frequency estimator from speech signals", Interspeech
/// 2017; constants and details as in WORLD 0.3 (harvest.cpp), parity held by audio_pitch_track_test.
namespace timbre::detail {

struct HarvestRange {
    double floorHz = 65.0;
    double ceilHz = 500.0;
};

/// A possible pitch of one frame and how well the harmonics agree on it (greater is better).
struct PitchCandidate {
    double hz = 0.0;
    double score = 0.0;
};

/// Candidates of frame after frame, frame i at i milliseconds.
class CandidateTrack {
  public:
    void beginFrame() { starts_.push_back(items_.size()); }
    void add(PitchCandidate candidate) { items_.push_back(candidate); }

    [[nodiscard]] std::size_t frames() const noexcept { return starts_.size(); }
    [[nodiscard]] std::span<const PitchCandidate> operator[](std::size_t frame) const noexcept {
        const std::size_t end = frame + 1 < starts_.size() ? starts_[frame + 1] : items_.size();
        return std::span(items_).subspan(starts_[frame], end - starts_[frame]);
    }

  private:
    std::vector<std::size_t> starts_;
    std::vector<PitchCandidate> items_;
};

/// Pitch of `samples` every millisecond, 0 where unvoiced; floor(milliseconds) + 1 values.
std::vector<double> harvest(std::span<const double> samples, int sampleRateHz, const HarvestRange& range);

/// First half of it: refined candidates of every frame.
CandidateTrack harvestCandidates(std::span<const double> samples, int sampleRateHz, const HarvestRange& range);

/// Second half: the smooth contour through the candidates.
std::vector<double> harvestContour(const CandidateTrack& candidates);

}  // namespace timbre::detail
