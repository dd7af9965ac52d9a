// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <utility>

#include "core/base/result.h"

namespace timbre {

/// An exclusive lock on a small file, held by this process until dropped. The system gives it up when the process dies in
/// whatever way, so a lock that can be taken has no living owner.
class FolderLock {
  public:
    /// Waits until the lock is free. Io.
    static Result<FolderLock> take(const std::filesystem::path& file);

    /// nullopt where somebody else holds it. Io.
    static Result<std::optional<FolderLock>> tryTake(const std::filesystem::path& file);

    FolderLock(FolderLock&& other) noexcept : file_(std::exchange(other.file_, {})), handle_(std::exchange(other.handle_, -1)) {}
    FolderLock& operator=(FolderLock&& other) noexcept;
    ~FolderLock();

    /// Removes the file, then gives the lock up.
    void removeAndRelease() noexcept;

  private:
    FolderLock(std::filesystem::path file, int handle) : file_(std::move(file)), handle_(handle) {}
    void release() noexcept;

    std::filesystem::path file_;
    int handle_ = -1;
};

}  // namespace timbre
