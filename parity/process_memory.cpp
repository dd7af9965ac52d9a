// SPDX-License-Identifier: GPL-3.0-or-later
#include "parity/process_memory.h"

#include <cstdlib>
#include <fstream>
#include <string>

#ifdef __GLIBC__  // told by the headers above
#include <malloc.h>
#endif

namespace timbre::parity {

double peakMiB() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:"))
            return std::strtod(line.c_str() + 6, nullptr) / 1024.0;
    }
    return 0.0;
}

bool resetPeak() {
#ifdef __GLIBC__
    malloc_trim(0);  // what was freed and kept for reuse would hide what is needed
#endif
    std::ofstream control("/proc/self/clear_refs");
    return static_cast<bool>(control << 5 << std::flush);
}

}  // namespace timbre::parity
