// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/allocation_trap.h"

#include <cstddef>
#include <cstdlib>
#include <new>

namespace {

thread_local bool trapArmed = false;
thread_local std::size_t trappedCalls = 0;

void notice() noexcept {
    if (trapArmed) {
        ++trappedCalls;
    }
}

void* tryAllocate(std::size_t size, std::size_t alignment) noexcept {
    notice();
    if (alignment <= alignof(std::max_align_t)) {
        return std::malloc(size == 0 ? 1 : size);
    }
    return std::aligned_alloc(alignment, (size / alignment + 1) * alignment);
}

void* allocate(std::size_t size, std::size_t alignment) {
    void* memory = tryAllocate(size, alignment);
    if (memory == nullptr) {
        throw std::bad_alloc();
    }
    return memory;
}

void release(void* memory) noexcept {
    notice();
    std::free(memory);
}

}  // namespace

// All forms, so that a sanitizer's own versions of some do not meet ours of the others.
void* operator new(std::size_t size) { return allocate(size, 1); }
void* operator new[](std::size_t size) { return allocate(size, 1); }
void* operator new(std::size_t size, std::align_val_t alignment) { return allocate(size, std::size_t(alignment)); }
void* operator new[](std::size_t size, std::align_val_t alignment) { return allocate(size, std::size_t(alignment)); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return tryAllocate(size, 1); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return tryAllocate(size, 1); }
void* operator new(std::size_t size, std::align_val_t alignment, const std::nothrow_t&) noexcept {
    return tryAllocate(size, std::size_t(alignment));
}
void* operator new[](std::size_t size, std::align_val_t alignment, const std::nothrow_t&) noexcept {
    return tryAllocate(size, std::size_t(alignment));
}
void operator delete(void* memory) noexcept { release(memory); }
void operator delete[](void* memory) noexcept { release(memory); }
void operator delete(void* memory, std::size_t) noexcept { release(memory); }
void operator delete[](void* memory, std::size_t) noexcept { release(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { release(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { release(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { release(memory); }
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept { release(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { release(memory); }
void operator delete[](void* memory, const std::nothrow_t&) noexcept { release(memory); }
void operator delete(void* memory, std::align_val_t, const std::nothrow_t&) noexcept { release(memory); }
void operator delete[](void* memory, std::align_val_t, const std::nothrow_t&) noexcept { release(memory); }

namespace timbre::test {

AllocationTrap::AllocationTrap() noexcept {
    trappedCalls = 0;
    trapArmed = true;
}

AllocationTrap::~AllocationTrap() { trapArmed = false; }

std::size_t AllocationTrap::allocations() const noexcept { return trappedCalls; }

}  // namespace timbre::test
