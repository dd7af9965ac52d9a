// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/archive_reader.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <set>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "core/base/files.h"
#include "core/base/archive_handle.h"
#include "core/base/sha256.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

/// Recordings and weights shrink by a third at best. A file that claims to hold so much more than it has bytes is a
/// trap.
constexpr std::uint64_t kGreatestGrowth = 20;
constexpr std::uint64_t kGrowthAllowance = std::uint64_t{64} << 20U;
/// Left on the disk for everybody else.
constexpr std::uint64_t kSpareBytes = std::uint64_t{64} << 20U;

tl::unexpected<Error> damaged(const std::string& why) {
    return fail(ErrorCode::Corrupt, "the voice file is damaged: " + why,
                "Export the voice again, or get another copy of the file.");
}

/// A new file that is written once.
class NewFile {
  public:
    static Result<NewFile> make(const fs::path& path) {
        std::error_code error;
        fs::create_directories(path.parent_path(), error);
        const int handle = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
        if (handle < 0) {
            return tl::unexpected(ioError("cannot write", path, errno));
        }
        return NewFile(handle, path);
    }
    NewFile(NewFile&& other) noexcept : handle_(std::exchange(other.handle_, -1)), path_(std::move(other.path_)) {}
    NewFile& operator=(NewFile&&) = delete;
    ~NewFile() {
        if (handle_ >= 0) {
            ::close(handle_);
        }
    }

    Result<void> write(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t wrote = ::write(handle_, bytes.data(), bytes.size());
            if (wrote < 0 && errno != EINTR) {
                return tl::unexpected(ioError("cannot write", path_, errno));
            }
            bytes.remove_prefix(wrote > 0 ? static_cast<std::size_t>(wrote) : 0);
        }
        return {};
    }

  private:
    NewFile(int handle, fs::path path) : handle_(handle), path_(std::move(path)) {}
    int handle_;
    fs::path path_;
};

/// One archive being read.
class Unpacker {
  public:
    static Result<Unpacker> open(const fs::path& file) {
        ArchiveHandle handle(archive_read_new());
        // By the central directory alone: a file that is cut short has none and is refused at once.
        archive_read_support_format_zip_seekable(handle.get());
        if (archive_read_open_filename(handle.get(), file.c_str(), std::size_t{1} << 16U) != ARCHIVE_OK) {
            return fail(ErrorCode::Corrupt, displayPath(file) + " is no voice file, or was cut short",
                        "Name a file that `timbre voice export` wrote, or get another copy of it.");
        }
        return Unpacker(std::move(handle));
    }

    /// The name of the next entry, or an empty one at the end.
    Result<std::string> next() {
        const int status = archive_read_next_header(handle_.get(), &entry_);
        if (status == ARCHIVE_EOF) {
            return std::string{};
        }
        if (status != ARCHIVE_OK) {
            return damaged("a part of it cannot be read");
        }
        const char* name = archive_entry_pathname(entry_);
        if (name == nullptr || *name == '\0') {
            return damaged("an entry has no name");
        }
        if (archive_entry_filetype(entry_) != AE_IFREG || archive_entry_hardlink(entry_) != nullptr ||
            archive_entry_symlink(entry_) != nullptr || archive_entry_is_encrypted(entry_) != 0) {
            return damaged("an entry is no plain file");
        }
        return std::string(name);
    }

    /// Hands the entry's bytes to `sink`; more or fewer than `expected` are an error.
    Result<void> read(std::uint64_t expected, const std::function<Result<void>(std::string_view)>& sink,
                      const std::stop_token& stop) {
        std::vector<char> block(std::size_t{1} << 18U);
        std::uint64_t got = 0;
        for (;;) {
            if (stop.stop_requested()) {
                return fail(ErrorCode::Cancelled, "stopped before the voice was imported");
            }
            const la_ssize_t count = archive_read_data(handle_.get(), block.data(), block.size());
            if (count < 0) {
                return damaged("a part of it cannot be read");
            }
            got += static_cast<std::uint64_t>(count);
            if (got > expected) {
                return damaged("an entry is longer than its manifest says");
            }
            if (count == 0) {
                return got == expected ? Result<void>{} : damaged("an entry is shorter than its manifest says");
            }
            if (auto taken = sink({block.data(), static_cast<std::size_t>(count)}); !taken) {
                return taken;
            }
        }
    }

    [[nodiscard]] std::uint64_t entryBytes() const {
        const la_int64_t bytes = archive_entry_size_is_set(entry_) != 0 ? archive_entry_size(entry_) : 0;
        return bytes > 0 ? static_cast<std::uint64_t>(bytes) : 0;
    }

  private:
    explicit Unpacker(ArchiveHandle handle) : handle_(std::move(handle)) {}
    ArchiveHandle handle_;
    archive_entry* entry_ = nullptr;  ///< The archive's; the present one.
};

Result<Manifest> readManifest(Unpacker& unpacker, const std::stop_token& stop) {
    const auto name = unpacker.next();
    if (!name) {
        return tl::unexpected(name.error());
    }
    const std::uint64_t bytes = unpacker.entryBytes();
    if (*name != kManifestName || bytes > kMaximumManifestBytes) {
        return damaged("it does not begin with a manifest");
    }
    std::string text;
    const auto keep = [&text](std::string_view part) -> Result<void> {
        text += part;
        return {};
    };
    if (auto read = unpacker.read(bytes, keep, stop); !read) {
        return tl::unexpected(read.error());
    }
    return parseManifest(text);
}

Result<void> checkSize(const Manifest& manifest, const UnpackLimits& limits) {
    const std::uint64_t total = manifest.totalBytes();
    if (total > kGrowthAllowance && (total - kGrowthAllowance) / kGreatestGrowth > limits.archiveBytes) {
        return damaged(fmt::format("it claims to hold {} MB in a file of {} MB", total / 1'000'000,
                                   limits.archiveBytes / 1'000'000));
    }
    if (total > limits.freeBytes || limits.freeBytes - total < kSpareBytes) {
        return fail(ErrorCode::Io,
                    fmt::format("the voice needs {} MB, and the disk has {} MB free", total / 1'000'000 + 1,
                                limits.freeBytes / 1'000'000),
                    "Free some disk space and try again.");
    }
    return {};
}

Result<void> unpackEntry(Unpacker& unpacker, const fs::path& target, const ManifestFile& expected,
                         const std::stop_token& stop) {
    auto file = NewFile::make(target);
    if (!file) {
        return tl::unexpected(file.error());
    }
    Sha256 sum;
    const auto keep = [&](std::string_view part) {
        sum.add(part);
        return file->write(part);
    };
    if (auto read = unpacker.read(expected.bytes, keep, stop); !read) {
        return read;
    }
    return sum.take() == expected.sha256 ? Result<void>{} : damaged("a checksum does not match");
}

}  // namespace

Result<Manifest> unpackVoice(const fs::path& file, const fs::path& folder, const UnpackLimits& limits,
                             const ProgressSink& progress, const std::stop_token& stop) {
    auto unpacker = Unpacker::open(file);
    if (!unpacker) {
        return tl::unexpected(unpacker.error());
    }
    auto manifest = readManifest(*unpacker, stop);
    if (!manifest) {
        return manifest;
    }
    if (auto fits = checkSize(*manifest, limits); !fits) {
        return tl::unexpected(fits.error());
    }
    std::set<std::string> seen;
    for (;;) {
        const auto name = unpacker->next();
        if (!name) {
            return tl::unexpected(name.error());
        }
        if (name->empty()) {
            break;
        }
        // The manifest holds only paths that stay inside, none twice in any case: being in it is all that is asked.
        const auto expected = manifest->files.find(*name);
        if (expected == manifest->files.end() || !seen.insert(*name).second) {
            return damaged("it holds a file twice, or one that its manifest does not list");
        }
        if (progress) {
            progress({"importing", static_cast<double>(seen.size()) / static_cast<double>(manifest->files.size() + 1)});
        }
        if (auto unpacked = unpackEntry(*unpacker, folder / *name, expected->second, stop); !unpacked) {
            return tl::unexpected(unpacked.error());
        }
    }
    if (seen.size() != manifest->files.size()) {
        return damaged("a file that its manifest lists is missing");
    }
    return manifest;
}

}  // namespace timbre
