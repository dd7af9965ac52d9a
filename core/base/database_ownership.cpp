// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "core/base/database_state.h"

namespace timbre::detail {

Ownership::~Ownership() { release(); }

void Ownership::release() noexcept {
    if (handle_ >= 0) {
        ::close(std::exchange(handle_, -1));
    }
}

bool Ownership::take(const std::filesystem::path& path) {
#ifdef F_OFD_SETLK
    handle_ = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    if (handle_ < 0) {
        return true;
    }
    constexpr off_t kSqliteLockPage = 0x40000000;  // its locks are the 512 bytes from here; nothing is stored there
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = kSqliteLockPage + 1'024;
    lock.l_len = 1;
    return ::fcntl(handle_, F_OFD_SETLK, &lock) == 0 || (errno != EAGAIN && errno != EACCES);
#else
    static_cast<void>(path);
    return true;
#endif
}

}  // namespace timbre::detail
