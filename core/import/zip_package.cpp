// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/zip_package.h"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "core/base/archive_handle.h"
#include "core/base/utf8.h"

namespace timbre {

namespace {

constexpr std::size_t kBlockBytes = std::size_t{1} << 16U;

tl::unexpected<Error> damaged(const std::string& why) {
    return fail(ErrorCode::Corrupt, "the document is damaged: " + why,
                "Open it in the program it comes from and save it anew, or get another copy of it.");
}

Error stoppedError() { return {ErrorCode::Cancelled, "stopped before the document was read", {}}; }

/// Walks the parts of an archive in memory.
class PartReader {
  public:
    explicit PartReader(std::string_view bytes) : handle_(archive_read_new()) {
        // By the central directory alone: a file that is cut short has none and is refused at once.
        archive_read_support_format_zip_seekable(handle_.get());
        open_ = archive_read_open_memory(handle_.get(), bytes.data(), bytes.size()) == ARCHIVE_OK;
    }

    [[nodiscard]] bool isOpen() const noexcept { return open_; }

    /// Whether there is another part. Corrupt.
    Result<bool> next() {
        const int status = archive_read_next_header(handle_.get(), &entry_);
        if (status == ARCHIVE_EOF) {
            return false;
        }
        // A warning is about a name that cannot be converted; nobody asks for such a part.
        if (status != ARCHIVE_OK && status != ARCHIVE_WARN) {
            return damaged("its list of parts cannot be read");
        }
        return true;
    }

    /// Empty where it is no plain file or its name is no UTF-8.
    [[nodiscard]] std::string name() const {
        const char* name = archive_entry_pathname_utf8(entry_);
        const bool plain = archive_entry_filetype(entry_) == AE_IFREG && archive_entry_symlink(entry_) == nullptr;
        return name == nullptr || !plain ? std::string{} : std::string(name);
    }

    [[nodiscard]] bool isEncrypted() const { return archive_entry_is_encrypted(entry_) != 0; }

    /// The bytes of the present part, at most `most`: InvalidInput above. What the file says of its size is not believed.
    Result<std::string> read(std::size_t most, const std::stop_token& stop) {
        std::string bytes;
        std::vector<char> block(kBlockBytes);
        for (;;) {
            if (stop.stop_requested()) {
                return tl::unexpected(stoppedError());
            }
            const la_ssize_t count = archive_read_data(handle_.get(), block.data(), block.size());
            if (count < 0) {
                return damaged("a part of it cannot be unpacked");
            }
            if (count == 0) {
                return bytes;
            }
            bytes.append(block.data(), static_cast<std::size_t>(count));
            if (bytes.size() > most) {
                return fail(ErrorCode::InvalidInput,
                            fmt::format("a part of the document unpacks to more than {} MiB, which no text needs", most >> 20U),
                            "Split the document into several, or save its text alone.");
            }
        }
    }

  private:
    ArchiveHandle handle_;
    archive_entry* entry_ = nullptr;  ///< The archive's; the present one.
    bool open_ = false;
};

}  // namespace

Result<ZipPackage> ZipPackage::open(std::string_view bytes, const ImportLimits& limits, const std::stop_token& stop) {
    const Utf8ArchiveNames utf8;
    PartReader parts(bytes);
    if (!parts.isOpen()) {
        return damaged("it is no ZIP file, or was cut short");
    }
    ZipPackage package(bytes, limits);
    for (std::size_t count = 0;; ++count) {
        if (stop.stop_requested()) {
            return tl::unexpected(stoppedError());
        }
        const auto more = parts.next();
        if (!more) {
            return tl::unexpected(more.error());
        }
        if (!*more) {
            return package;
        }
        if (count == limits.entries) {
            return fail(ErrorCode::InvalidInput, fmt::format("the document has more than {} parts", limits.entries),
                        "Split it into several, or save its text alone.");
        }
        if (parts.isEncrypted()) {
            return fail(ErrorCode::Unsupported, "the document is protected with a password",
                        "Open it in the program it comes from, take the password off, and save it anew.");
        }
        if (std::string name = parts.name(); !name.empty()) {
            package.names_.emplace(foldCase(name), name);  // The first of one name counts.
        }
    }
}

std::string ZipPackage::find(std::string_view name) const {
    const auto found = names_.find(foldCase(name));
    return found == names_.end() ? std::string{} : found->second;
}

Result<std::map<std::string, std::string>> ZipPackage::read(const std::set<std::string>& names, const std::stop_token& stop) {
    const Utf8ArchiveNames utf8;
    PartReader parts(bytes_);
    std::map<std::string, std::string> found;
    while (found.size() < names.size()) {
        const auto more = parts.isOpen() ? parts.next() : Result<bool>(false);
        if (!more) {
            return tl::unexpected(more.error());
        }
        if (!*more) {
            break;
        }
        std::string name = parts.name();
        if (stop.stop_requested()) {
            return tl::unexpected(stoppedError());
        }
        if (!names.contains(name) || found.contains(name)) {
            continue;
        }
        auto bytes = parts.read(limits_.entryBytes, stop);
        if (!bytes) {
            return tl::unexpected(bytes.error());
        }
        readBytes_ += bytes->size();
        if (readBytes_ > limits_.totalBytes) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("the document unpacks to more than {} MiB, which no text needs", limits_.totalBytes >> 20U),
                        "Split it into several, or save its text alone.");
        }
        found.emplace(std::move(name), std::move(*bytes));
    }
    return found;
}

Result<std::string> ZipPackage::readOne(const std::string& name, const std::stop_token& stop) {
    auto found = read({name}, stop);
    if (!found) {
        return tl::unexpected(found.error());
    }
    if (found->empty()) {
        return damaged(fmt::format("its part “{}” is missing", name));
    }
    return std::move(found->begin()->second);
}

}  // namespace timbre
