// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/machine_memory.h"

#include <fstream>
#include <string>

namespace timbre {

std::optional<MachineMemory> machineMemory() {
    MachineMemory memory;
    std::ifstream info("/proc/meminfo");
    std::string name;
    std::uint64_t kibibytes = 0;
    for (std::string unit; info >> name >> kibibytes; std::getline(info, unit)) {
        if (name == "MemTotal:")
            memory.totalBytes = kibibytes * 1024;
        else if (name == "MemAvailable:")
            memory.availableBytes = kibibytes * 1024;
    }
    if (memory.totalBytes == 0 || memory.availableBytes == 0)
        return std::nullopt;
    return memory;
}

}  // namespace timbre
