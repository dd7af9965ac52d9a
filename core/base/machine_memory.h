// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

namespace timbre {

struct MachineMemory {
    std::uint64_t totalBytes = 0;
    std::uint64_t availableBytes = 0;  ///< Without pushing other programs out to disk.
};

/// Nothing where the system does not tell. Source: proc(5), /proc/meminfo.
std::optional<MachineMemory> machineMemory();

}  // namespace timbre
