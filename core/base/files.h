// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/half_made.h"
#include "core/base/result.h"

namespace timbre {

/// Where a name leads through symbolic links; the name itself where it is none.
std::filesystem::path throughLinks(std::filesystem::path path);

/// Whether two names are one file (device and inode), through links. Names of files that do not exist yet are compared
/// by the folder they would lie in.
bool isSameFile(const std::filesystem::path& one, const std::filesystem::path& other);

/// Reads a whole file. NotFound, Io, or InvalidInput when it is larger than `maximumBytes`.
Result<std::string> readFile(const std::filesystem::path& path, std::size_t maximumBytes = std::size_t{1} << 31);

/// A file that appears under its final name only when it is whole: written beside it under a temporary name, flushed to
/// disk and renamed by commit(). Dropped without commit(), nothing remains and an older file of that name is untouched.
/// A symbolic link stays one: what it leads to is written.
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
    [[nodiscard]] const std::filesystem::path& targetPath() const noexcept { return named_; }

    /// Whether the temporary file can be made, by making and removing it. Io; the message names the target.
    [[nodiscard]] Result<void> probe() const;

    /// fsync + rename. Io on failure, and then nothing remains.
    Result<void> commit();

    /// commit(), but AlreadyExists where the target's name is taken; that file is untouched.
    Result<void> commitNew();

    /// Several files that belong together: all are flushed before the first is renamed, so that a full disk or a stop
    /// leaves either all old ones or, but for a failing rename, all new ones.
    static Result<void> commitAll(std::span<PendingFile> files);

  private:
    [[nodiscard]] Result<void> giveItsName(bool replace);

    std::filesystem::path named_;   ///< As it was given, for messages.
    std::filesystem::path target_;  ///< What that leads to.
    std::filesystem::path temporary_;
    HalfMade halfMade_;
};

/// Gives a file that was written under another name in the same folder its own: flushed to disk first, then renamed.
/// AlreadyExists where the name is taken; Io. On failure `from` stays. Cancelled: see publish().
Result<void> giveName(const std::filesystem::path& from, const std::filesystem::path& to);

/// Writes `bytes` through a PendingFile. Disk full, missing folder and lack of rights are Io with the path and reason.
Result<void> writeFileAtomically(const std::filesystem::path& path, std::string_view bytes);

/// "<what> <path>: <reason of errno>" with advice that fits the reason (disk full, no rights, no such folder).
/// @param what  the deed, e.g. "cannot write"; "cannot open" and "cannot read" are about reading.
Error ioError(const std::string& what, const std::filesystem::path& path, int errnoCode);

/// The folder of the running program; empty where the system does not tell.
std::filesystem::path programFolder();

/// A path as UTF-8 for messages.
std::string displayPath(const std::filesystem::path& path);

}  // namespace timbre
