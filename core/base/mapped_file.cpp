// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>

#include "core/base/files.h"

namespace timbre {

namespace {

/// Closes on every way out.
struct Descriptor {
    int number = -1;
    explicit Descriptor(int opened) : number(opened) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (number >= 0) {
            ::close(number);
        }
    }
};

}  // namespace

Result<std::shared_ptr<const MappedFile>> MappedFile::open(const std::filesystem::path& path) {
    // Not blocking: a named pipe must be refused, not waited for.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (file.number < 0) {
        if (errno == ENOENT || errno == ENOTDIR) {
            return fail(ErrorCode::NotFound, "there is no file " + displayPath(path), "Check the name and the folder.");
        }
        return tl::unexpected(ioError("cannot open", path, errno));
    }
    struct stat status {};
    if (::fstat(file.number, &status) != 0) {
        return tl::unexpected(ioError("cannot look at", path, errno));
    }
    if (!S_ISREG(status.st_mode)) {
        return fail(ErrorCode::InvalidInput, displayPath(path) + " is not a regular file",
                    "Name a file that holds data.");
    }
    const auto size = static_cast<std::size_t>(status.st_size);
    if (size == 0) {
        return std::shared_ptr<const MappedFile>(new MappedFile({}));
    }
    void* const start = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.number, 0);
    if (start == MAP_FAILED) {
        return tl::unexpected(ioError("cannot map", path, errno));
    }
    return std::shared_ptr<const MappedFile>(new MappedFile({static_cast<const std::byte*>(start), size}));
}

void MappedFile::release(std::span<const std::byte> part) const noexcept {
    const auto address = [](const std::byte* at) { return reinterpret_cast<std::uintptr_t>(at); };
    const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    const std::uintptr_t begin = std::max(address(part.data()), address(bytes_.data()));
    const std::uintptr_t end = std::min(address(part.data() + part.size()), address(bytes_.data() + bytes_.size()));
    const std::uintptr_t first = (begin + page - 1) / page * page;
    const std::uintptr_t last = end / page * page;
    if (first < last) {
        // Only a hint: where the system does not take it, nothing is lost but memory.
        static_cast<void>(::madvise(reinterpret_cast<void*>(first), last - first, MADV_DONTNEED));
    }
}

MappedFile::~MappedFile() {
    if (!bytes_.empty()) {
        ::munmap(const_cast<std::byte*>(bytes_.data()), bytes_.size());
    }
}

}  // namespace timbre
