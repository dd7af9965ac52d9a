// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/kernels/kernels.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "core/nets/kernels/kernel_tables.h"

namespace timbre::nets {
namespace {

std::vector<const Kernels*> findUsable() {
    std::vector<const Kernels*> usable{plainKernels(), avx2Kernels(), avx512Kernels()};
    std::erase(usable, nullptr);
    return usable;
}

const Kernels& choose() {
    const auto usable = usableKernels();
    const char* const asked = std::getenv("TIMBRE_KERNELS");
    const auto found = std::ranges::find_if(
        usable, [&](const Kernels* table) { return asked != nullptr && std::string_view(table->name) == asked; });
    return found == usable.end() ? *usable.back() : **found;
}

}  // namespace

std::span<const Kernels* const> usableKernels() {
    static const std::vector<const Kernels*> usable = findUsable();
    return usable;
}

const Kernels& kernels() {
    static const Kernels& chosen = choose();
    return chosen;
}

}  // namespace timbre::nets
