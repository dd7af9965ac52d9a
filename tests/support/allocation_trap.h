// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace timbre::test {

/// While one lives, every `operator new` and `operator delete` of the present thread is counted. A program that uses it
/// has its global allocation functions replaced (by malloc and free).
class AllocationTrap {
  public:
    AllocationTrap() noexcept;
    AllocationTrap(const AllocationTrap&) = delete;
    AllocationTrap& operator=(const AllocationTrap&) = delete;
    ~AllocationTrap();

    [[nodiscard]] std::size_t allocations() const noexcept;
};

}  // namespace timbre::test
