// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/database_error.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
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

constexpr std::size_t kHeaderBytes = 100;
using Header = std::array<unsigned char, kHeaderBytes>;

/// Big-endian, at the offsets of the SQLite file format, section 1.3.
std::uint32_t headerNumber(const Header& header, std::size_t at, std::size_t bytes = 4) {
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < bytes; ++i) {
        number = (number << 8U) | header[at + i];
    }
    return number;
}

bool hasContent(const fs::path& path) {
    std::error_code none;
    const auto size = fs::file_size(path, none);
    return !none && size > 0;
}

/// Whether bytes are missing at the end. SQLite looks at whole pages only, and a WAL or journal may still complete the
/// file, so with one of these beside it nothing can be said.
bool isCutShort(const fs::path& path, const Header& header, sqlite3_int64 size) {
    constexpr std::size_t kPageSizeAt = 16;
    constexpr std::size_t kChangeCounterAt = 24;
    constexpr std::size_t kPagesAt = 28;
    constexpr std::size_t kPagesValidForAt = 92;
    if (hasContent(path.string() + "-wal") || hasContent(path.string() + "-journal") ||
        headerNumber(header, kChangeCounterAt) != headerNumber(header, kPagesValidForAt)) {
        return false;
    }
    const std::uint32_t stored = headerNumber(header, kPageSizeAt, 2);
    const sqlite3_int64 pageBytes = stored == 1 ? 65'536 : stored;
    return size < pageBytes * headerNumber(header, kPagesAt);
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

Result<void> checkDatabaseFile(std::string_view what, const fs::path& path) {
    std::error_code ignored;
    const auto status = fs::status(path, ignored);
    if (!fs::exists(status)) {
        return fail(ErrorCode::NotFound, "there is no file " + displayPath(path), "Check the name and the folder.");
    }
    if (!fs::is_regular_file(status)) {
        return fail(ErrorCode::InvalidInput,
                    displayPath(path) + " is not a " + std::string(what) + ": it is not a file", "Name a file.");
    }
    return {};
}

Result<void> checkDatabaseHeader(std::string_view what, const fs::path& path, sqlite3* connection,
                                 unsigned int applicationId) {
    const std::string notOurs = displayPath(path) + " is not a " + std::string(what);
    sqlite3_file* file = nullptr;
    sqlite3_int64 size = 0;
    if (sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK ||
        file->pMethods == nullptr || file->pMethods->xFileSize(file, &size) != SQLITE_OK) {
        return fail(ErrorCode::Io, "cannot read " + displayPath(path));
    }
    Header header{};
    const auto got = static_cast<std::size_t>(std::min<sqlite3_int64>(size, kHeaderBytes));
    if (got > 0 && file->pMethods->xRead(file, header.data(), static_cast<int>(got), 0) != SQLITE_OK) {
        return fail(ErrorCode::Io, "cannot read " + displayPath(path));
    }
    if (got == 0) {
        return fail(ErrorCode::Corrupt, notOurs + ": it is empty", kDamagedAdvice);
    }
    constexpr std::string_view kMagic("SQLite format 3\0", 16);
    const std::string_view start(reinterpret_cast<const char*>(header.data()), got);
    if (!start.starts_with(kMagic.substr(0, start.size()))) {
        return fail(ErrorCode::Corrupt, notOurs, "Choose another file.");
    }
    const auto cutShort = fail(ErrorCode::Corrupt,
                               "the " + std::string(what) + " " + displayPath(path) + " is cut short", kDamagedAdvice);
    if (start.size() < kHeaderBytes) {
        return cutShort;
    }
    constexpr std::size_t kApplicationIdAt = 68;
    if (headerNumber(header, kApplicationIdAt) != applicationId) {
        return fail(ErrorCode::Corrupt, notOurs + ": it is another program's database", "Choose another file.");
    }
    return isCutShort(path, header, size) ? Result<void>(cutShort) : Result<void>{};
}

}  // namespace timbre::detail
