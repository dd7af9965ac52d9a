// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace timbre {

/// Reads a whole file. NotFound, Io, or InvalidInput when it is larger than `maximumBytes`.
Result<std::string> readFile(const std::filesystem::path& path, std::size_t maximumBytes = std::size_t{1} << 31);

/// A file that appears under its final name only when it is whole: written beside it under a temporary name, flushed to
/// disk and renamed by commit(). Dropped without commit(), nothing remains and an older file of that name is untouched.
class PendingFile {
  public:
    /// Where the bytes go until commit(): same folder, same extension (encoders choose by it).
    explicit PendingFile(std::filesystem::path target);
    PendingFile(const PendingFile&) = delete;
    PendingFile& operator=(const PendingFile&) = delete;
    PendingFile(PendingFile&& other) noexcept;
    PendingFile& operator=(PendingFile&&) = delete;
    ~PendingFile();

    [[nodiscard]] const std::filesystem::path& temporaryPath() const noexcept { return temporary_; }
    [[nodiscard]] const std::filesystem::path& targetPath() const noexcept { return target_; }

    /// fsync + rename. Io on failure, and then nothing remains.
    Result<void> commit();

    /// commit(), but AlreadyExists where the target's name is taken; that file is untouched.
    Result<void> commitNew();

  private:
    Result<void> commitBy(bool replace);
    std::filesystem::path target_;
    std::filesystem::path temporary_;
};

/// Writes `bytes` through a PendingFile. Disk full, missing folder and lack of rights are Io with the path and reason.
Result<void> writeFileAtomically(const std::filesystem::path& path, std::string_view bytes);

/// "<what> <path>: <reason of errno>" with advice that fits the reason (disk full, no rights, no such folder).
/// @param what  the deed, e.g. "cannot write".
Error ioError(const std::string& what, const std::filesystem::path& path, int errnoCode);

/// A path as UTF-8 for messages.
std::string displayPath(const std::filesystem::path& path);

}  // namespace timbre
