// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/files.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <system_error>
#include <vector>

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
        case ENAMETOOLONG:
            return "Choose a shorter name.";
        default:
            return {};
    }
}

std::string adviceForReading(int code) {
    return code == EACCES || code == EPERM ? "Check that you may read the file." : std::string{};
}

/// @param shown  the name that people know the file by.
Result<void> syncToDisk(const fs::path& path, const fs::path& shown) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return tl::unexpected(ioError("cannot write", shown, errno));
    }
    const int status = ::fsync(fd);
    const int code = errno;
    ::close(fd);
    if (status != 0 && code != EINVAL) {
        return tl::unexpected(ioError("cannot flush", shown, code));
    }
    return {};
}

fs::path temporaryNameFor(const fs::path& target) {
    static std::atomic<unsigned> counter{0};
    // Without the target's name, which may be as long as the file system allows.
    fs::path name = ".part-" + std::to_string(::getpid()) + "-" + std::to_string(counter.fetch_add(1));
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
    const bool reading = what == "cannot open" || what == "cannot read" || what == "cannot look at";
    return {ErrorCode::Io, what + " " + displayPath(path) + ": " + reason(errnoCode),
            reading ? adviceForReading(errnoCode) : adviceFor(errnoCode)};
}

fs::path throughLinks(fs::path path) {
    constexpr int kMostLinks = 40;  // as the system counts
    std::error_code error;
    for (int link = 0; link < kMostLinks && fs::is_symlink(path, error); ++link) {
        const fs::path to = fs::read_symlink(path, error);
        if (error) {
            break;
        }
        path = path.parent_path() / to;  // an absolute one replaces all of it
    }
    return path;
}

bool isSameFile(const fs::path& one, const fs::path& other) {
    std::error_code error;
    if (fs::exists(one, error) || fs::exists(other, error)) {
        return fs::equivalent(one, other, error) && !error;
    }
    const fs::path left = fs::weakly_canonical(fs::absolute(throughLinks(one), error), error);
    return left == fs::weakly_canonical(fs::absolute(throughLinks(other), error), error);
}

std::string displayPath(const fs::path& path) {
    const auto text = path.u8string();
    return {text.begin(), text.end()};
}

fs::path programFolder() {
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    return error ? fs::path() : program.parent_path();
}

Result<std::string> readFile(const fs::path& path, std::size_t maximumBytes) {
    // Nobody is asked beforehand whether the file is there: another program may delete it between the two questions.
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) {
        if (errno == ENOENT || errno == ENOTDIR) {
            return fail(ErrorCode::NotFound, "there is no file " + displayPath(path), "Check the name and the folder.");
        }
        return tl::unexpected(ioError("cannot open", path, errno));
    }
    std::string bytes;
    std::vector<char> block(1U << 16U);
    ssize_t got = 0;
    do {
        got = ::read(fd, block.data(), block.size());
        bytes.append(block.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
    } while (bytes.size() <= maximumBytes && (got > 0 || (got < 0 && errno == EINTR)));
    const int code = errno;
    ::close(fd);
    if (bytes.size() > maximumBytes) {
        return fail(ErrorCode::InvalidInput,
                    displayPath(path) + " is larger than " + std::to_string(maximumBytes >> 20U) + " MiB");
    }
    if (got < 0 && code == EISDIR) {
        return fail(ErrorCode::InvalidInput, displayPath(path) + " is a folder, not a file", "Name a file inside it.");
    }
    if (got < 0) {
        return tl::unexpected(ioError("cannot read", path, code));
    }
    return bytes;
}

PendingFile::PendingFile(fs::path target)
    : named_(std::move(target)),
      target_(throughLinks(named_)),
      temporary_(temporaryNameFor(target_)),
      halfMade_(temporary_) {}

PendingFile::PendingFile(PendingFile&& other) noexcept
    : named_(std::move(other.named_)),
      target_(std::move(other.target_)),
      temporary_(std::exchange(other.temporary_, {})),
      halfMade_(std::move(other.halfMade_)) {}

PendingFile::~PendingFile() {
    if (!temporary_.empty()) {
        std::error_code ignored;
        fs::remove(temporary_, ignored);
    }
}

Result<void> PendingFile::probe() const {
    const int fd = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
    if (fd < 0) {
        Error error = ioError("cannot write", named_, errno);
        error.advice = errno == ENOSPC ? error.advice : "Choose a folder you may write to.";
        return tl::unexpected(std::move(error));
    }
    ::close(fd);
    ::unlink(temporary_.c_str());
    return {};
}

Result<void> PendingFile::commit() { return commitAll({this, 1}); }

Result<void> PendingFile::commitNew() {
    if (auto synced = syncToDisk(temporary_, named_); !synced) {
        return synced;
    }
    return publish([this] { return giveItsName(/*replace=*/false); });
}

Result<void> PendingFile::commitAll(std::span<PendingFile> files) {
    for (const PendingFile& file : files) {
        if (auto synced = syncToDisk(file.temporary_, file.named_); !synced) {
            return synced;
        }
    }
    return publish([files]() -> Result<void> {
        for (PendingFile& file : files) {
            if (auto named = file.giveItsName(/*replace=*/true); !named) {
                return named;
            }
        }
        return {};
    });
}

Result<void> PendingFile::giveItsName(bool replace) {
    const int code = renameFile(temporary_, target_, replace);
    if (code == EEXIST && !replace) {
        return fail(ErrorCode::AlreadyExists, "there is a file " + displayPath(named_) + " already",
                    "Choose another name.");
    }
    if (code != 0) {
        return tl::unexpected(ioError("cannot write", named_, code));
    }
    temporary_.clear();
    syncFolderOf(target_);
    return {};
}

Result<void> giveName(const fs::path& from, const fs::path& to) {
    if (auto synced = syncToDisk(from, to); !synced) {
        return synced;
    }
    return publish([&]() -> Result<void> {
        const int code = renameFile(from, to, /*replace=*/false);
        if (code == EEXIST) {
            return fail(ErrorCode::AlreadyExists, "there is a file " + displayPath(to) + " already",
                        "Choose another name.");
        }
        if (code != 0) {
            return tl::unexpected(ioError("cannot write", to, code));
        }
        syncFolderOf(to);
        return {};
    });
}

Result<void> writeFileAtomically(const fs::path& path, std::string_view bytes) {
    PendingFile pending(path);
    const int fd = ::open(pending.temporaryPath().c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
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
