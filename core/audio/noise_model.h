// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace timbre {

/// How often each level occurred among the 20 ms frames of a recording: the sufficient statistic of estimateNoise(), of
/// the same size whatever the length. add() neither allocates nor fails.
class LevelHistogram {
  public:
    static constexpr double kStepDb = 0.5;
    static constexpr double kLowestDb = -130.0;
    static constexpr std::size_t kBins = 320;  ///< Up to +30 dBFS; levels outside count in the outermost bins.

    void add(double levelDb) noexcept;
    [[nodiscard]] static std::size_t binOf(double levelDb) noexcept;
    void clear() noexcept { *this = {}; }

    [[nodiscard]] std::uint64_t total() const noexcept { return total_; }
    [[nodiscard]] std::uint32_t count(std::size_t bin) const noexcept { return counts_[bin]; }
    [[nodiscard]] static double centreDb(std::size_t bin) noexcept {
        return kLowestDb + (static_cast<double>(bin) + 0.5) * kStepDb;
    }

    /// Level under which `share` (0..1) of the frames lie, linear within a bin. kLowestDb for an empty histogram.
    [[nodiscard]] double quantileDb(double share) const noexcept;

    /// Mean of the power over all frames, in dB. kLowestDb for an empty histogram.
    [[nodiscard]] double meanPowerDb() const noexcept;

  private:
    std::array<std::uint32_t, kBins> counts_{};
    std::uint64_t total_ = 0;
};

/// Levels of speech and noise in one recording.
struct SpeechNoiseLevels {
    bool speechFound = false;
    double speechDb = LevelHistogram::kLowestDb;  ///< Mean power over the active speech frames, noise taken off.
    double noiseDb = LevelHistogram::kLowestDb;   ///< Mean power of the noise.
    double pauseShare = 0.0;                      ///< Of the frames, those without speech, 0..1.
};

/// Separates speech from noise by the shape of the level distribution: frames are noise alone (pauses) or speech plus
/// noise; noise levels scatter by an unknown amount (0.4 dB: hiss, 3 dB: babble of several talkers) around an unknown
/// mean; levels of the speech itself are spread as in clean read speech, soft parts included, so that these are not
/// taken for noise. The unknowns are averaged over their posterior on a grid.
SpeechNoiseLevels estimateNoise(const LevelHistogram& levels);

}  // namespace timbre
