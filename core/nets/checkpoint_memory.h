// SPDX-License-Identifier: GPL-3.0-or-later
// Inside the checkpoint reader: what it may use of memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <new>

namespace timbre::nets {

/// Thrown where a checkpoint's structure asks for more memory than its file justifies. Stays inside readCheckpoint.
class MemoryAllowanceSpent final : public std::bad_alloc {};

/// Heap memory up to an allowance: what a file of a few bytes can make the reader build is bounded by this, whatever
/// its headers, loops and repeated references claim.
class MemoryAllowance final : public std::pmr::memory_resource {
  public:
    /// 48 KiB let the smallest files have their configuration.
    explicit MemoryAllowance(std::uint64_t fileBytes) : left_(fileBytes + (48U << 10U)) {}

    /// For memory that comes from elsewhere (the values handed out): counts it for good.
    void charge(std::size_t bytes) {
        if (bytes > left_) {
            throw MemoryAllowanceSpent();
        }
        left_ -= bytes;
    }

  private:
    void* do_allocate(std::size_t bytes, std::size_t alignment) override {
        charge(bytes);
        return std::pmr::new_delete_resource()->allocate(bytes, alignment);
    }
    void do_deallocate(void* start, std::size_t bytes, std::size_t alignment) override {
        left_ += bytes;
        std::pmr::new_delete_resource()->deallocate(start, bytes, alignment);
    }
    [[nodiscard]] bool do_is_equal(const std::pmr::memory_resource& other) const noexcept override {
        return this == &other;
    }

    std::uint64_t left_;
};

/// Bytes on the heap behind a string of this length; short ones live in the object.
inline std::size_t heapBytesOfText(std::size_t length) noexcept { return length < 16 ? 0 : length + 1; }

}  // namespace timbre::nets
