// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "core/base/half_made.h"
#include "core/base/result.h"
#include "core/base/folder_lock.h"

namespace timbre {

/// A hidden folder of the store in which something is being made. Gone with this object unless it was renamed away
/// before; where its maker died (kill -9, power cut) the next sweep takes it, told by a lock that dies with the maker.
class MakingFolder {
  public:
    /// Makes the store's folder too. Io.
    static Result<MakingFolder> begin(const std::filesystem::path& store);

    MakingFolder(MakingFolder&&) noexcept = default;
    MakingFolder& operator=(MakingFolder&&) noexcept = delete;
    ~MakingFolder();

    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
    [[nodiscard]] const std::string& id() const noexcept { return id_; }  ///< 16 hexadecimal digits, new.

  private:
    MakingFolder(std::filesystem::path path, std::string id, FolderLock lock)
        : path_(std::move(path)), id_(std::move(id)), lock_(std::move(lock)), halfMade_(path_), halfMadeLock_(lockFile()) {}

    [[nodiscard]] std::filesystem::path lockFile() const;

    std::filesystem::path path_;
    std::string id_;
    FolderLock lock_;
    HalfMade halfMade_, halfMadeLock_;
};

/// Where a voice goes before its files do: killed in between, it is gone and the next sweep takes the rest.
std::filesystem::path deletingFolder(const std::filesystem::path& store, const std::string& id);

/// Removes what dead makers and dead deleters left. Somebody else's living work stays.
/// @return whether a half-deleted voice was there.
bool sweepStore(const std::filesystem::path& store);

/// The lock that every change of the store's voices holds.
std::filesystem::path storeLockFile(const std::filesystem::path& store);

/// Io, with advice about the data folder.
Result<void> makeFolder(const std::filesystem::path& folder);

/// Flushes everything in a folder to disk. A file system that cannot is not an error: renames still keep the order.
void flushTree(const std::filesystem::path& folder);
/// The same for one file or folder.
void flushToDisk(const std::filesystem::path& path);

}  // namespace timbre
