// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace timbre::app {

/// Sound to a pipe as it comes: a WAV header that says "to the end", then 16-bit samples, mono. Sizes of 0xFFFFFFFF
/// stand for an unknown length, which players and FFmpeg know.
class SoundPipe {
  public:
    /// @param descriptor  stays its owner's.
    explicit SoundPipe(int descriptor) : descriptor_(descriptor) {}

    /// Samples beyond full scale are cut. @return false once nothing can be written any more.
    bool write(std::span<const float> samples, int rateHz);
    /// The system's reason (EPIPE where the reader has gone), 0: none.
    [[nodiscard]] int failure() const noexcept { return failure_; }

  private:
    bool put(const std::vector<std::uint8_t>& bytes);

    int descriptor_;
    int failure_ = 0;
    bool begun_ = false;
};

}  // namespace timbre::app
