// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace timbre {

/// Estimates how long a room rings from how fast the level falls where speech stops: a voice can end abruptly, a room
/// cannot, so the fastest falls are the room's. Fed with one level per 10 ms.
/// push() allocates nothing.
class ReverbMeter {
  public:
    void push(double levelDb) noexcept;

    /// Decay by 60 dB, extrapolated from the deepest falls that occurred often enough; 0 while there were too few.
    [[nodiscard]] double decaySeconds() const noexcept;

  private:
    static constexpr double kBinSeconds = 0.02;
    static constexpr std::size_t kBins = 150;
    static constexpr std::size_t kLongestFall = 200;
    static constexpr std::array<double, 3> kDepthsDb{25.0, 20.0, 15.0};

    /// Decay times extrapolated from the falls of one depth.
    struct Decays {
        std::array<std::uint32_t, kBins> times{};
        std::uint32_t count = 0;
        bool measured = false;  ///< The present fall is in it.
    };

    void measureFall(Decays& decays) noexcept;
    [[nodiscard]] static double fastSeconds(const Decays& decays) noexcept;

    std::array<double, kLongestFall> fall_{};  ///< Levels since the last top.
    std::size_t length_ = 0;
    double lowest_ = 0.0;
    std::array<Decays, kDepthsDb.size()> decays_{};
};

}  // namespace timbre
