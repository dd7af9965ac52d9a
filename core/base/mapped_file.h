// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>

#include "core/base/result.h"

namespace timbre {

/// A file's bytes in the address space, read-only. The one place that knows how the system maps files.
class MappedFile {
  public:
    /// NotFound, InvalidInput for what is no regular file, Io with the system's reason. An empty file has no bytes.
    static Result<std::shared_ptr<const MappedFile>> open(const std::filesystem::path& path);

    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;
    ~MappedFile();

    /// A program that shortens the file meanwhile takes its pages away: reading them is then a bus error.
    [[nodiscard]] std::span<const std::byte> bytes() const noexcept { return bytes_; }

    /// Lets the system take the pages that lie wholly within `part`; they come back from the file when they are read
    /// again. Weights are copied out one after another, and a file need not stay in memory beside them. What lies
    /// outside the mapping is not touched.
    void release(std::span<const std::byte> part) const noexcept;

  private:
    explicit MappedFile(std::span<const std::byte> bytes) : bytes_(bytes) {}

    std::span<const std::byte> bytes_;
};

}  // namespace timbre
