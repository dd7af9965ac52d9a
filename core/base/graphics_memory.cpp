// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/graphics_memory.h"

#include <dlfcn.h>

#include <cstddef>

namespace timbre {

namespace {

/// As in cuda.h: 0 is success, a device is a number. The name with _v2 is what cuda.h has called since CUDA 3.2.
using Init = int (*)(unsigned flags);
using DeviceGet = int (*)(int* device, int ordinal);
using TotalMemory = int (*)(std::size_t* bytes, int device);

template <typename Function>
Function symbol(void* library, const char* name) {
    return reinterpret_cast<Function>(dlsym(library, name));
}

}  // namespace

std::uint64_t graphicsMemoryBytes(const char* driver) {
    // Never closed: libtorch holds it as well, and drivers do not like to be unloaded.
    void* const library = dlopen(driver, RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) {
        return 0;
    }
    const auto init = symbol<Init>(library, "cuInit");
    const auto deviceGet = symbol<DeviceGet>(library, "cuDeviceGet");
    const auto totalMemory = symbol<TotalMemory>(library, "cuDeviceTotalMem_v2");
    int device = 0;
    std::size_t bytes = 0;
    const bool known = init != nullptr && deviceGet != nullptr && totalMemory != nullptr && init(0) == 0 &&
                       deviceGet(&device, 0) == 0 && totalMemory(&bytes, device) == 0;
    return known ? bytes : 0;
}

}  // namespace timbre
