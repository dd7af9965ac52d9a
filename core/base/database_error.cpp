// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/database_error.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <system_error>

#include "core/base/files.h"

namespace timbre::detail {

namespace fs = std::filesystem;

namespace {

constexpr const char* kDamagedAdvice = "Open a copy or a backup of it instead.";

Error constraintError(const std::string& subject, int code, const std::string& message) {
    const bool taken = code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY;
    return {taken ? ErrorCode::AlreadyExists : ErrorCode::InvalidInput, subject + " refuses a value: " + message, {}};
}

std::string withSystemReason(const std::string& message, int systemCode) {
    return systemCode == 0 ? message : message + " (" + std::generic_category().message(systemCode) + ")";
}

}  // namespace

Error databaseError(std::string_view what, const fs::path& path, int code, const std::string& message, int systemCode) {
    const std::string subject = "the " + std::string(what) + " " + displayPath(path);
    switch (code & 0xFF) {
        case SQLITE_NOTADB:
        case SQLITE_CORRUPT:
        case SQLITE_FORMAT:
            return {ErrorCode::Corrupt, subject + " is damaged or cut short: " + message, kDamagedAdvice};
        case SQLITE_FULL:
            return {ErrorCode::Io, "cannot write " + subject + ": the disk is full",
                    "Free some disk space and try again."};
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_AUTH:
            return {ErrorCode::Io, "cannot write " + subject + ": the file or its folder is read-only",
                    "Copy it to a folder you may write to."};
        case SQLITE_CANTOPEN:
            return {ErrorCode::Io, "cannot open " + subject + ": " + withSystemReason(message, systemCode),
                    "Check that you may write to the file and to its folder."};
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {ErrorCode::Io, subject + " is in use by another program or window", "Close it there first."};
        case SQLITE_IOERR:
            return {ErrorCode::Io, "cannot read or write " + subject + ": " + withSystemReason(message, systemCode),
                    "Check the disk and its free space."};
        case SQLITE_NOMEM:
            return {ErrorCode::OutOfMemory, subject + " needs more memory than there is", {}};
        case SQLITE_INTERRUPT:
            return {ErrorCode::Cancelled, "stopped", {}};
        case SQLITE_CONSTRAINT:
            return constraintError(subject, code, message);
        case SQLITE_TOOBIG:
            return {ErrorCode::InvalidInput, "a value is too big for " + subject, {}};
        default:
            return {ErrorCode::Internal, subject + ": " + message, {}};
    }
}

Error databaseError(std::string_view what, const fs::path& path, sqlite3* connection) {
    return databaseError(what, path, sqlite3_extended_errcode(connection), sqlite3_errmsg(connection),
                         sqlite3_system_errno(connection));
}

Result<void> checkDatabaseHeader(std::string_view what, const fs::path& path, unsigned int applicationId) {
    std::error_code ignored;
    const auto status = fs::status(path, ignored);
    if (!fs::exists(status)) {
        return fail(ErrorCode::NotFound, "there is no file " + displayPath(path), "Check the name and the folder.");
    }
    const std::string notOurs = displayPath(path) + " is not a " + std::string(what);
    if (!fs::is_regular_file(status)) {
        return fail(ErrorCode::InvalidInput, notOurs + ": it is not a file", "Name a file.");
    }
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return tl::unexpected(ioError("cannot read", path, errno));
    }
    constexpr std::size_t kHeaderBytes = 100;
    std::array<unsigned char, kHeaderBytes> header{};
    const ssize_t got = ::pread(descriptor, header.data(), header.size(), 0);
    const int code = errno;
    ::close(descriptor);
    if (got < 0) {
        return tl::unexpected(ioError("cannot read", path, code));
    }
    if (got == 0) {
        return fail(ErrorCode::Corrupt, notOurs + ": it is empty", kDamagedAdvice);
    }
    constexpr std::string_view kMagic("SQLite format 3\0", 16);
    const std::string_view start(reinterpret_cast<const char*>(header.data()), static_cast<std::size_t>(got));
    if (!start.starts_with(kMagic.substr(0, start.size()))) {
        return fail(ErrorCode::Corrupt, notOurs, "Choose another file.");
    }
    if (start.size() < kHeaderBytes) {
        return fail(ErrorCode::Corrupt, "the " + std::string(what) + " " + displayPath(path) + " is cut short",
                    kDamagedAdvice);
    }
    constexpr std::size_t kApplicationIdAt = 68;  // big-endian; SQLite file format, section 1.3
    unsigned int found = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        found = (found << 8U) | header[kApplicationIdAt + i];
    }
    if (found != applicationId) {
        return fail(ErrorCode::Corrupt, notOurs + ": it is another program's database", "Choose another file.");
    }
    return {};
}

}  // namespace timbre::detail
