// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace timbre {

/// How long somebody speaks in one stream of probabilities of VoiceActivity. Silence before the first and after the last
/// word counts nothing; pauses in between count, up to the length that reading aloud makes them. Memory is constant and
/// push() allocates nothing.
class SpokenTime {
  public:
    /// @param probability  of speech in the stream's next chunk of VoiceActivity::kChunkFrames.
    void push(float probability) noexcept;

    [[nodiscard]] double seconds() const noexcept;

  private:
    void endStretch() noexcept;

    std::size_t chunks_ = 0;
    std::size_t begin_ = 0;  ///< Of the stretch that runs, or waits for its end.
    std::size_t last_ = 0;   ///< Its last chunk of speech, and one more.
    bool open_ = false;
    std::size_t counted_ = 0;  ///< Chunks of the stretches that have ended, with their pauses.
    std::size_t end_ = 0;      ///< Of the last one of those; 0: there was none.
};

}  // namespace timbre
