// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace timbre {

/// Sound in memory: interleaved 32-bit float samples, nominally in [-1, 1]. A frame is one sample per channel.
struct AudioClip {
    int sampleRateHz = 0;
    int channels = 1;
    std::vector<float> samples;  ///< Interleaved; size() is frames() * channels.

    [[nodiscard]] std::size_t frames() const noexcept {
        return channels > 0 ? samples.size() / static_cast<std::size_t>(channels) : 0;
    }
    [[nodiscard]] double seconds() const noexcept {
        return sampleRateHz > 0 ? static_cast<double>(frames()) / sampleRateHz : 0.0;
    }
    bool operator==(const AudioClip&) const = default;
};

/// How finished sound is shared between threads: nobody changes it any more.
using SharedClip = std::shared_ptr<const AudioClip>;

}  // namespace timbre
