// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// One SQLite file behind Result<T>: opening with a checked format, migrations, transactions, cached statements.
//
// What a user who copies such a file must know: while a program has it open, the newest changes stand in NAME-wal
// beside it. After a clean close there is one file. After a crash NAME-wal stays until the file is opened again, which
// takes the changes in; copied without it, the file is whole but older. A stale NAME-wal beside a file it does not
// belong to must be removed. Database::copyTo() writes one complete file at any time.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

#include "core/base/result.h"

namespace timbre {

class Database;

/// Format versions are major * 1000 + minor and stand in SQLite's user_version. A new minor only adds columns with
/// defaults, tables, or keys inside JSON: older programs of the same major open it and leave alone what they do not
/// know (update the columns you know, never replace whole rows). A new major is refused by older programs.
struct DatabaseVersion {
    static constexpr int kMinorsPerMajor = 1000;
    static constexpr int of(int major, int minor) { return major * kMinorsPerMajor + minor; }
    static constexpr int major(int version) { return version / kMinorsPerMajor; }
    static constexpr int minor(int version) { return version % kMinorsPerMajor; }
};

/// One step forward. All steps that a file needs run in one transaction: a failed one leaves the file as it was.
struct Migration {
    int toVersion = 0;                                  ///< DatabaseVersion::of(major, minor).
    std::string_view sql{};                             ///< Statements, run first; may be empty.
    Result<void> (*run)(Database& database) = nullptr;  ///< For what SQL cannot say; may be null.
};

/// What kind of file it is.
struct DatabaseFormat {
    std::string_view what;                  ///< For messages: "Timbre project".
    std::uint32_t applicationId = 0;        ///< Tells our file from everybody else's; not 0.
    std::span<const Migration> migrations;  ///< Rising; the first makes the tables, the last is what this build writes.

    [[nodiscard]] int version() const { return migrations.empty() ? 0 : migrations.back().toVersion; }
};

enum class DatabaseMode {
    ReadOnly,
    ReadWrite,  ///< The file must be there.
    CreateNew,  ///< The name must be free.
    OpenOrCreate,
};

struct DatabaseOptions {
    DatabaseMode mode = DatabaseMode::ReadWrite;
    /// Nobody else may open the file until it is closed or this process ends, in whatever way. Needs no NAME-shm file.
    bool exclusive = false;
    int busyTimeoutMs = 2'000;  ///< How long a locked file is waited for.
};

/// Bytes to bind; they must live until the call returns.
struct SqlBlob {
    std::string_view bytes;
};

/// One value for a `?` of a statement: nothing (NULL), a whole number, a real number, UTF-8 text or bytes.
class SqlValue {
  public:
    SqlValue(std::nullptr_t) {}
    template <typename T>
    requires std::is_integral_v<T> || std::is_enum_v<T> SqlValue(T number)
        : value_(static_cast<std::int64_t>(number)) {}
    SqlValue(double number) : value_(number) {}
    SqlValue(std::string text) : value_(std::move(text)) {}
    SqlValue(std::string_view text) : value_(std::string(text)) {}
    SqlValue(const char* text) : value_(std::string(text)) {}
    SqlValue(SqlBlob blob) : value_(blob) {}
    template <typename T>
    SqlValue(const std::optional<T>& value) : SqlValue(value ? SqlValue(*value) : SqlValue(nullptr)) {}

    using Variant = std::variant<std::monostate, std::int64_t, double, std::string, SqlBlob>;
    [[nodiscard]] const Variant& variant() const noexcept { return value_; }

  private:
    Variant value_;
};

/// The present row of a query. Columns count from 0; NULL reads as 0 or empty.
class SqlRow {
  public:
    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] std::string_view blob(int column) const;  ///< Valid during the call that got the row.
    [[nodiscard]] int columns() const;
    [[nodiscard]] std::string name(int column) const;

  private:
    friend class Database;
    explicit SqlRow(void* statement) noexcept : statement_(statement) {}
    void* statement_;
};

/// An open file. Errors of every call: Corrupt (damaged, cut, foreign), Io (disk full, read-only, in use elsewhere,
/// with advice), OutOfMemory, Cancelled, AlreadyExists (a unique value is taken), InvalidInput (another constraint),
/// Internal (a statement of ours is wrong). Every detail names the file. A failed statement or transaction changes
/// nothing, and the database stays usable.
///
/// Journal: WAL with synchronous = FULL. A transaction that was reported as done survives the death of the process, and
/// a power cut as far as disk and file system keep what they confirmed. close() folds the WAL back into the one file.
/// Thread: any, one at a time.
class Database {
  public:
    /// Checks that the file is of this format before anything is written, and migrates it forward (not when ReadOnly).
    /// NotFound: no such file. AlreadyExists: CreateNew and the name is taken. Corrupt: empty, cut, damaged, foreign.
    /// Unsupported: of a newer major version, or ReadOnly and in need of a migration. Io: rights, disk, in use.
    /// A new file appears under its name only when it is whole.
    static Result<Database> open(const std::filesystem::path& path, const DatabaseFormat& format,
                                 const DatabaseOptions& options = {});

    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;
    ~Database();  ///< close() without its errors.

    /// Statements without parameters, several at once.
    Result<void> execute(std::string_view statements);

    /// One statement, `?` filled in order. The prepared statement is kept for the next call.
    /// @return rows changed.
    Result<std::int64_t> run(std::string_view sql, std::span<const SqlValue> values);
    Result<std::int64_t> run(std::string_view sql, std::initializer_list<SqlValue> values = {}) {
        return run(sql, std::span(values.begin(), values.size()));
    }

    /// Calls `onRow` for each row; it may use the database.
    Result<void> query(std::string_view sql, std::span<const SqlValue> values,
                       const std::function<void(const SqlRow&)>& onRow);
    Result<void> query(std::string_view sql, std::initializer_list<SqlValue> values,
                       const std::function<void(const SqlRow&)>& onRow) {
        return query(sql, std::span(values.begin(), values.size()), onRow);
    }

    /// First column of the first row; nullopt without a row or where it is NULL.
    Result<std::optional<std::int64_t>> queryInteger(std::string_view sql, std::initializer_list<SqlValue> values = {});
    Result<std::optional<std::string>> queryText(std::string_view sql, std::initializer_list<SqlValue> values = {});

    [[nodiscard]] std::int64_t lastInsertId() const;

    /// Runs `work` (returns Result<T>) inside one transaction: kept when it succeeds, undone as a whole when it fails.
    /// Inside another transaction it joins that one.
    template <typename Work>
    auto transaction(Work&& work) -> std::invoke_result_t<Work> {
        if (insideTransaction()) {
            return work();
        }
        if (auto begun = begin(); !begun) {
            return tl::unexpected(begun.error());
        }
        RollbackGuard guard{*this};
        auto result = work();
        if (!result) {
            return result;
        }
        if (auto committed = commit(); !committed) {
            return tl::unexpected(committed.error());
        }
        guard.armed = false;
        return result;
    }
    [[nodiscard]] bool insideTransaction() const;

    /// Writes a complete, compact copy; it appears under its name only when whole and replaces an older file there.
    /// Cancelled when `stop` is asked for. The copy is closed: one file.
    Result<void> copyTo(const std::filesystem::path& target, std::stop_token stop = {});

    /// Looks at every page; slow on big files. Corrupt names the first fault.
    Result<void> verify();

    /// Folds the WAL into the file and closes it: one file remains. Closed also when it fails (the WAL then remains and
    /// is taken in at the next opening). Using the database afterwards is Internal.
    Result<void> close();

    /// The file's version; above format.version() when a newer minor wrote it.
    [[nodiscard]] int version() const;
    [[nodiscard]] const std::filesystem::path& path() const;
    [[nodiscard]] bool isReadOnly() const;

  private:
    struct State;
    struct RollbackGuard {
        Database& database;
        bool armed = true;
        ~RollbackGuard() {
            if (armed) {
                database.rollback();
            }
        }
    };
    explicit Database(std::unique_ptr<State> state) noexcept;
    static Result<void> create(const std::filesystem::path& path, const DatabaseFormat& format);
    Result<void> prepare(const DatabaseFormat& format);
    Result<void> checkVersion(const DatabaseFormat& format) const;
    Result<void> migrate(const DatabaseFormat& format);
    Result<void> begin();
    Result<void> commit();
    void rollback() noexcept;

    std::unique_ptr<State> state_;
};

}  // namespace timbre
