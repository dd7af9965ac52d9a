// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "core/audio/audio_clip.h"

namespace timbre {

/// Extremes and RMS of a stretch of sound.
struct PeakColumn {
    float lowest = 0.0F;
    float highest = 0.0F;
    float rms = 0.0F;
    bool operator==(const PeakColumn&) const = default;
};

/// Min/max/RMS pyramid of a clip (channels together), so that a wave of any length is drawn in time linear in its pixels.
/// Immutable once built.
class Peaks {
  public:
    /// Frames that one entry of each level stands for.
    static constexpr std::array<std::size_t, 3> kLevels{64, 512, 4096};

    Peaks() = default;
    /// NaN and infinity count as 0.
    explicit Peaks(const AudioClip& clip);

    [[nodiscard]] std::size_t frames() const noexcept { return frames_; }
    [[nodiscard]] int sampleRateHz() const noexcept { return sampleRateHz_; }
    /// Largest absolute sample.
    [[nodiscard]] float highest() const noexcept { return highest_; }

    /// The stretch from `begin` up to `end` (frames, fractions allowed, cut at the clip's ends) in `count` equal columns,
    /// accurate to 64 frames at the columns' edges. Columns beyond the clip are silent.
    [[nodiscard]] std::vector<PeakColumn> columns(double begin, double end, std::size_t count) const;

  private:
    friend class PeaksBuilder;
    void buildCoarse();
    [[nodiscard]] PeakColumn column(std::size_t begin, std::size_t end) const;

    std::size_t frames_ = 0;
    int sampleRateHz_ = 0;
    float highest_ = 0.0F;
    std::array<std::vector<PeakColumn>, kLevels.size()> levels_;
};

/// Peaks of mono sound that comes block by block, such as of a file that is too long to be held.
class PeaksBuilder {
  public:
    explicit PeaksBuilder(int sampleRateHz) { peaks_.sampleRateHz_ = sampleRateHz; }

    /// NaN and infinity count as 0. The blocks' sizes change nothing.
    void push(std::span<const float> mono);
    /// To be called once.
    [[nodiscard]] Peaks finish();

  private:
    void endColumn();

    Peaks peaks_;
    PeakColumn open_{};      ///< The finest column that is not full yet.
    double squares_ = 0.0;   ///< Its sum of squares.
    std::size_t filled_ = 0;  ///< Its frames.
};

}  // namespace timbre
