// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace timbre {

/// Memory of the graphics card that libtorch computes on (the first one that CUDA sees), in bytes, from the card's driver.
/// 0 where there is no driver or no card. The driver is opened, not linked: programs start without it.
std::uint64_t graphicsMemoryBytes(const char* driver = "libcuda.so.1");

}  // namespace timbre
