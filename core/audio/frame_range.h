// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace timbre {

/// Half-open range of frames (one sample per channel) of a clip, at the clip's own rate.
struct FrameRange {
    std::size_t begin = 0;
    std::size_t end = 0;

    [[nodiscard]] std::size_t size() const noexcept { return end - begin; }
    bool operator==(const FrameRange&) const = default;
};

}  // namespace timbre
