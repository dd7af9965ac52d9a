// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "core/base/files.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

tl::unexpected<Error> lockFailed(const fs::path& file, int code) {
    return fail(ErrorCode::Io, "cannot lock " + displayPath(file) + ": " + std::generic_category().message(code),
                "Choose a data folder you may write to with --data-dir.");
}

/// Whether the open file is still the one at `file`: a sweeper may have removed it between open and lock.
bool stillThere(int handle, const fs::path& file) {
    struct stat opened {};
    struct stat present {};
    return ::fstat(handle, &opened) == 0 && ::stat(file.c_str(), &present) == 0 && opened.st_dev == present.st_dev &&
           opened.st_ino == present.st_ino;
}

/// The handle, or -1 where the lock is held by somebody else and `wait` is false.
Result<int> lockFile(const fs::path& file, bool wait) {
    for (;;) {
        const int handle = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
        if (handle < 0) {
            return lockFailed(file, errno);
        }
        int status = 0;
        do {
            status = ::flock(handle, LOCK_EX | (wait ? 0 : LOCK_NB));
        } while (status != 0 && errno == EINTR);
        if (status != 0) {
            const int code = errno;
            ::close(handle);
            if (code == EWOULDBLOCK) {
                return -1;
            }
            return lockFailed(file, code);
        }
        if (stillThere(handle, file)) {
            return handle;
        }
        ::close(handle);
    }
}

}  // namespace

Result<FolderLock> FolderLock::take(const fs::path& file) {
    const auto handle = lockFile(file, true);
    if (!handle) {
        return tl::unexpected(handle.error());
    }
    return FolderLock(file, *handle);
}

Result<std::optional<FolderLock>> FolderLock::tryTake(const fs::path& file) {
    const auto handle = lockFile(file, false);
    if (!handle) {
        return tl::unexpected(handle.error());
    }
    if (*handle < 0) {
        return std::optional<FolderLock>{};
    }
    return std::optional<FolderLock>(FolderLock(file, *handle));
}

FolderLock& FolderLock::operator=(FolderLock&& other) noexcept {
    if (this != &other) {
        release();
        file_ = std::exchange(other.file_, {});
        handle_ = std::exchange(other.handle_, -1);
    }
    return *this;
}

FolderLock::~FolderLock() { release(); }

void FolderLock::removeAndRelease() noexcept {
    if (handle_ >= 0) {
        ::unlink(file_.c_str());
        release();
    }
}

void FolderLock::release() noexcept {
    if (handle_ >= 0) {
        ::close(handle_);
        handle_ = -1;
    }
}

}  // namespace timbre
