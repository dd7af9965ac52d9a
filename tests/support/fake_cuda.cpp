// SPDX-License-Identifier: GPL-3.0-or-later
// A driver of a graphics card with 8 GB, for machines without one.
#include <cstddef>

extern "C" {

int cuInit(unsigned flags) { return flags == 0 ? 0 : 1; }

int cuDeviceGet(int* device, int ordinal) {
    *device = 7;
    return ordinal == 0 ? 0 : 1;
}

int cuDeviceTotalMem_v2(std::size_t* bytes, int device) {
    *bytes = std::size_t{8} << 30;
    return device == 7 ? 0 : 1;
}
}
