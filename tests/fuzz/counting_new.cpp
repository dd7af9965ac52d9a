// SPDX-License-Identifier: GPL-3.0-or-later
// Replaces operator new of the fuzz program, so that its heap can be measured to the byte.
#include "tests/fuzz/counting_new.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <new>

namespace {

// One thread only.
std::size_t inUse = 0;
std::size_t most = 0;

/// In front of every block: its size, and how far it lies behind what malloc gave.
struct Note {
    std::size_t bytes;
    std::size_t shift;
};

void* allocate(std::size_t bytes, std::size_t asked) {
    const std::size_t alignment = std::max(asked, alignof(std::max_align_t));
    const std::size_t shift = std::max(alignment, sizeof(Note));
    void* const start = std::aligned_alloc(alignment, (bytes + shift + alignment - 1) / alignment * alignment);
    if (start == nullptr) {
        throw std::bad_alloc();
    }
    char* const block = static_cast<char*>(start) + shift;
    *reinterpret_cast<Note*>(block - sizeof(Note)) = {bytes, shift};
    inUse += bytes;
    most = std::max(most, inUse);
    return block;
}

void release(void* block) noexcept {
    if (block == nullptr) {
        return;
    }
    char* const place = static_cast<char*>(block);
    const Note note = *reinterpret_cast<Note*>(place - sizeof(Note));
    inUse -= note.bytes;
    std::free(place - note.shift);
}

}  // namespace

void* operator new(std::size_t bytes) { return allocate(bytes, alignof(std::max_align_t)); }
void* operator new[](std::size_t bytes) { return allocate(bytes, alignof(std::max_align_t)); }
void* operator new(std::size_t bytes, std::align_val_t alignment) {
    return allocate(bytes, static_cast<std::size_t>(alignment));
}
void* operator new[](std::size_t bytes, std::align_val_t alignment) {
    return allocate(bytes, static_cast<std::size_t>(alignment));
}
void operator delete(void* block) noexcept { release(block); }
void operator delete[](void* block) noexcept { release(block); }
void operator delete(void* block, std::size_t /*bytes*/) noexcept { release(block); }
void operator delete[](void* block, std::size_t /*bytes*/) noexcept { release(block); }
void operator delete(void* block, std::align_val_t /*alignment*/) noexcept { release(block); }
void operator delete[](void* block, std::align_val_t /*alignment*/) noexcept { release(block); }
void operator delete(void* block, std::size_t /*bytes*/, std::align_val_t /*alignment*/) noexcept { release(block); }
void operator delete[](void* block, std::size_t /*bytes*/, std::align_val_t /*alignment*/) noexcept { release(block); }

namespace timbre::test {

void startHeapPeak() noexcept { most = inUse; }

std::size_t heapInUse() noexcept { return inUse; }

std::size_t heapPeak() noexcept { return most; }

}  // namespace timbre::test
