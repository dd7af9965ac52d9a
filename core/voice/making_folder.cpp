// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/making_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <random>
#include <string_view>
#include <system_error>
#include <vector>

#include "core/base/files.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kMakingPrefix = ".making-";
constexpr std::string_view kDeletingPrefix = ".deleting-";
constexpr std::string_view kLockSuffix = ".lock";

std::string newId() {
    std::random_device random;
    return fmt::format("{:08x}{:08x}", random(), random());
}

fs::path lockFileOf(const fs::path& folder) {
    fs::path file = folder;
    file += kLockSuffix;
    return file;
}

std::vector<std::string> hiddenNames(const fs::path& store) {
    std::vector<std::string> names;
    std::error_code ignored;
    for (fs::directory_iterator entry(store, ignored), end; entry != end; entry.increment(ignored)) {
        if (std::string name = displayPath(entry->path().filename()); name.starts_with('.')) {
            names.push_back(std::move(name));
        }
    }
    return names;
}

/// `name` is that of a folder or of its lock.
void sweepMaker(const fs::path& store, std::string name) {
    if (name.ends_with(kLockSuffix)) {
        name.resize(name.size() - kLockSuffix.size());
    }
    auto lock = FolderLock::tryTake(lockFileOf(store / name));
    if (lock && *lock) {
        std::error_code ignored;
        fs::remove_all(store / name, ignored);
        (*lock)->removeAndRelease();
    }
}

/// A living deleter holds the store's lock until it is done.
void sweepDeleted(const fs::path& store, const std::string& name) {
    const auto lock = FolderLock::tryTake(storeLockFile(store));
    if (lock && *lock) {
        std::error_code ignored;
        fs::remove_all(store / name, ignored);
    }
}

}  // namespace

Result<MakingFolder> MakingFolder::begin(const fs::path& store) {
    if (auto made = makeFolder(store); !made) {
        return tl::unexpected(made.error());
    }
    std::string id = newId();
    const fs::path path = store / fmt::format("{}{}", kMakingPrefix, id);
    auto lock = FolderLock::take(lockFileOf(path));
    if (!lock) {
        return tl::unexpected(lock.error());
    }
    MakingFolder folder(path, std::move(id), std::move(*lock));
    if (auto made = makeFolder(path); !made) {
        return tl::unexpected(made.error());
    }
    return folder;
}

fs::path MakingFolder::lockFile() const { return lockFileOf(path_); }

MakingFolder::~MakingFolder() {
    if (!path_.empty()) {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
        lock_.removeAndRelease();
    }
}

fs::path deletingFolder(const fs::path& store, const std::string& id) {
    return store / fmt::format("{}{}", kDeletingPrefix, id);
}

bool sweepStore(const fs::path& store) {
    bool foundDeleted = false;
    for (const std::string& name : hiddenNames(store)) {
        if (name.starts_with(kDeletingPrefix)) {
            sweepDeleted(store, name);
            foundDeleted = true;
        } else if (name.starts_with(kMakingPrefix)) {
            sweepMaker(store, name);
        }
    }
    return foundDeleted;
}

fs::path storeLockFile(const fs::path& store) { return store / ".lock"; }

Result<void> makeFolder(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) {
        return fail(ErrorCode::Io, fmt::format("cannot make the folder {}: {}", displayPath(folder), error.message()),
                    "Choose a data folder you may write to with --data-dir.");
    }
    return {};
}

void flushToDisk(const fs::path& path) {
    const int handle = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (handle >= 0) {
        ::fsync(handle);
        ::close(handle);
    }
}

void flushTree(const fs::path& folder) {
    std::error_code ignored;
    for (fs::recursive_directory_iterator entry(folder, ignored), end; entry != end; entry.increment(ignored)) {
        flushToDisk(entry->path());
    }
    flushToDisk(folder);
}

}  // namespace timbre
