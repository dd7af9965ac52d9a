// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/files.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <system_error>

namespace timbre {

namespace fs = std::filesystem;

namespace {

std::string reason(int code) { return std::generic_category().message(code); }

std::string adviceFor(int code) {
    switch (code) {
        case ENOSPC:
            return "Free some disk space and try again.";
        case EACCES:
        case EPERM:
        case EROFS:
            return "Choose a folder you may write to.";
        case ENOENT:
            return "Make the folder first, or choose another one.";
        default:
            return {};
    }
}

Result<void> syncToDisk(const fs::path& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        const int code = errno;
        return fail(ErrorCode::Io, "cannot open " + displayPath(path) + ": " + reason(code), adviceFor(code));
    }
    const int status = ::fsync(fd);
    const int code = errno;
    ::close(fd);
    if (status != 0 && code != EINVAL) {
        return fail(ErrorCode::Io, "cannot flush " + displayPath(path) + ": " + reason(code), adviceFor(code));
    }
    return {};
}

fs::path temporaryNameFor(const fs::path& target) {
    static std::atomic<unsigned> counter{0};
    fs::path name = ".";
    name += target.stem();
    name += ".part-" + std::to_string(::getpid()) + "-" + std::to_string(counter.fetch_add(1));
    name += target.extension();
    return target.parent_path() / name;
}

/// 0 or errno.
int renameFile(const fs::path& from, const fs::path& to, bool replace) {
#ifdef RENAME_NOREPLACE
    if (!replace) {
        if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) {
            return 0;
        }
        if (errno != EINVAL && errno != ENOSYS) {
            return errno;
        }
    }
#endif
    // File systems that cannot do both in one step: look first, which leaves a moment's gap.
    std::error_code ignored;
    if (!replace && fs::exists(to, ignored)) {
        return EEXIST;
    }
    return ::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

/// The name itself must outlive a power cut too. What file systems without this cannot do is no failure.
void syncFolderOf(const fs::path& path) {
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        ::fsync(fd);
        ::close(fd);
    }
}

}  // namespace

Error ioError(const std::string& what, const fs::path& path, int errnoCode) {
    return {ErrorCode::Io, what + " " + displayPath(path) + ": " + reason(errnoCode), adviceFor(errnoCode)};
}

std::string displayPath(const fs::path& path) {
    const auto text = path.u8string();
    return {text.begin(), text.end()};
}

Result<std::string> readFile(const fs::path& path, std::size_t maximumBytes) {
    std::error_code error;
    const auto status = fs::status(path, error);
    if (!fs::exists(status)) {
        return fail(ErrorCode::NotFound, "there is no file " + displayPath(path), "Check the name and the folder.");
    }
    if (fs::is_directory(status)) {
        return fail(ErrorCode::InvalidInput, displayPath(path) + " is a folder, not a file", "Name a file inside it.");
    }
    std::ifstream stream(path, std::ios::binary);
    if (!stream) {
        return fail(ErrorCode::Io, "cannot open " + displayPath(path) + ": " + reason(errno), adviceFor(errno));
    }
    std::string bytes;
    std::vector<char> block(1U << 16U);
    while (stream) {
        stream.read(block.data(), static_cast<std::streamsize>(block.size()));
        bytes.append(block.data(), static_cast<std::size_t>(stream.gcount()));
        if (bytes.size() > maximumBytes) {
            return fail(ErrorCode::InvalidInput,
                        displayPath(path) + " is larger than " + std::to_string(maximumBytes >> 20U) + " MiB");
        }
    }
    if (stream.bad()) {
        return fail(ErrorCode::Io, "reading " + displayPath(path) + " failed");
    }
    return bytes;
}

PendingFile::PendingFile(fs::path target) : target_(std::move(target)), temporary_(temporaryNameFor(target_)) {}

PendingFile::PendingFile(PendingFile&& other) noexcept
    : target_(std::move(other.target_)), temporary_(std::exchange(other.temporary_, {})) {}

PendingFile::~PendingFile() {
    if (!temporary_.empty()) {
        std::error_code ignored;
        fs::remove(temporary_, ignored);
    }
}

Result<void> PendingFile::commit() { return commitBy(true); }
Result<void> PendingFile::commitNew() { return commitBy(false); }

Result<void> PendingFile::commitBy(bool replace) {
    if (auto synced = syncToDisk(temporary_); !synced) {
        return synced;
    }
    const int code = renameFile(temporary_, target_, replace);
    if (code == EEXIST && !replace) {
        return fail(ErrorCode::AlreadyExists, "there is a file " + displayPath(target_) + " already",
                    "Choose another name.");
    }
    if (code != 0) {
        return tl::unexpected(ioError("cannot write", target_, code));
    }
    temporary_.clear();
    syncFolderOf(target_);
    return {};
}

Result<void> writeFileAtomically(const fs::path& path, std::string_view bytes) {
    PendingFile pending(path);
    const int fd = ::open(pending.temporaryPath().c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd < 0) {
        const int code = errno;
        return fail(ErrorCode::Io, "cannot write " + displayPath(path) + ": " + reason(code), adviceFor(code));
    }
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t wrote = ::write(fd, bytes.data() + done, bytes.size() - done);
        if (wrote < 0) {
            const int code = errno;
            if (code == EINTR) {
                continue;
            }
            ::close(fd);
            return fail(ErrorCode::Io, "cannot write " + displayPath(path) + ": " + reason(code), adviceFor(code));
        }
        done += static_cast<std::size_t>(wrote);
    }
    if (::close(fd) != 0) {
        const int code = errno;
        return fail(ErrorCode::Io, "cannot write " + displayPath(path) + ": " + reason(code), adviceFor(code));
    }
    return pending.commit();
}

}  // namespace timbre
