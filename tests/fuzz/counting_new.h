// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace timbre::test {

/// Forgets the peak so far.
void startHeapPeak() noexcept;
/// Bytes of operator new that are in use.
std::size_t heapInUse() noexcept;
/// The most that were in use since startHeapPeak().
std::size_t heapPeak() noexcept;

}  // namespace timbre::test
