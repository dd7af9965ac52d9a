// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/database.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "core/base/files.h"
#include "tests/support/test_support.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kApplication = 0x54657374;

constexpr Migration kFirst{.toVersion = DatabaseVersion::of(1, 0),
                           .sql =
                               "CREATE TABLE notes(id INTEGER PRIMARY KEY, words TEXT NOT NULL UNIQUE, "
                               "weight REAL CHECK(weight >= 0))"};
constexpr Migration kAddsColumn{.toVersion = DatabaseVersion::of(1, 1),
                                .sql = "ALTER TABLE notes ADD COLUMN colour TEXT NOT NULL DEFAULT 'plain'"};
constexpr Migration kDoubles{.toVersion = DatabaseVersion::of(2, 0), .run = [](Database& database) -> Result<void> {
                                 auto done = database.run("UPDATE notes SET weight = weight * 2");
                                 return done ? Result<void>{} : tl::unexpected(done.error());
                             }};
constexpr Migration kBreaks{.toVersion = DatabaseVersion::of(2, 0),
                            .sql = "UPDATE notes SET words = words || '!'; UPDATE absent SET a = 1"};

constexpr std::array kVersion1{kFirst};
constexpr std::array kVersion11{kFirst, kAddsColumn};
constexpr std::array kVersion2{kFirst, kAddsColumn, kDoubles};
constexpr std::array kBroken{kFirst, kAddsColumn, kBreaks};

DatabaseFormat format(std::span<const Migration> migrations) {
    return {.what = "test file", .applicationId = kApplication, .migrations = migrations};
}

class DatabaseTest : public testing::Test {
  protected:
    Database create(std::span<const Migration> migrations = kVersion1) {
        auto made = Database::open(path_, format(migrations), {.mode = DatabaseMode::CreateNew});
        EXPECT_TRUE(made) << made.error().message();
        return std::move(*made);
    }
    Result<Database> open(std::span<const Migration> migrations = kVersion1, DatabaseOptions options = {}) {
        return Database::open(path_, format(migrations), options);
    }
    void makeWithOneNote() {
        Database database = create();
        ASSERT_TRUE(database.run("INSERT INTO notes(words, weight) VALUES(?, ?)", {"first", 1.5}));
        ASSERT_TRUE(database.close());
    }
    std::vector<std::string> namesInFolder() {
        std::vector<std::string> names;
        for (const auto& entry : fs::directory_iterator(folder_.path())) {
            names.push_back(entry.path().filename().string());
        }
        return names;
    }

    const test::TempDir folder_;
    const fs::path path_ = folder_ / "notes.db";
};

TEST_F(DatabaseTest, GivesBackEveryKindOfValue) {
    Database database = create();
    const std::string bytes("\0\xff\x01", 3);
    ASSERT_TRUE(database.execute("CREATE TABLE kinds(a, b, c, d, e)"));
    ASSERT_TRUE(database.run("INSERT INTO kinds VALUES(?, ?, ?, ?, ?)", {std::int64_t{-5}, 0.1, "Gr\u00fc\u00df 'Gott'",
                                                                         SqlBlob{bytes}, std::optional<double>{}}));
    int rows = 0;
    ASSERT_TRUE(database.query("SELECT * FROM kinds", {}, [&](const SqlRow& row) {
        ++rows;
        EXPECT_EQ(row.columns(), 5);
        EXPECT_EQ(row.integer(0), -5);
        EXPECT_EQ(row.real(1), 0.1);
        EXPECT_EQ(row.text(2), "Gr\u00fc\u00df 'Gott'");
        EXPECT_EQ(row.blob(3), bytes);
        EXPECT_TRUE(row.isNull(4));
        EXPECT_EQ(row.name(4), "e");
    }));
    EXPECT_EQ(rows, 1);
}

TEST_F(DatabaseTest, MayUseTheSameStatementInsideItsOwnRows) {
    Database database = create();
    ASSERT_TRUE(database.execute("INSERT INTO notes(words) VALUES('a'),('b')"));
    int pairs = 0;
    ASSERT_TRUE(database.query("SELECT words FROM notes", {}, [&](const SqlRow&) {
        EXPECT_TRUE(database.query("SELECT words FROM notes", {}, [&](const SqlRow&) { ++pairs; }));
    }));
    EXPECT_EQ(pairs, 4);
}

TEST_F(DatabaseTest, UndoesAFailedTransactionAsAWhole) {
    Database database = create();
    const auto done = database.transaction([&]() -> Result<void> {
        EXPECT_TRUE(database.run("INSERT INTO notes(words) VALUES('gone')"));
        return fail(ErrorCode::InvalidInput, "no");
    });
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().detail, "no");
    EXPECT_EQ(database.queryInteger("SELECT count(*) FROM notes").value(), 0);
    EXPECT_TRUE(database.run("INSERT INTO notes(words) VALUES('stays')"));
}

TEST_F(DatabaseTest, JoinsATransactionInsideATransaction) {
    Database database = create();
    const auto done = database.transaction([&]() -> Result<int> {
        auto inner = database.transaction(
            [&]() -> Result<std::int64_t> { return database.run("INSERT INTO notes(words) VALUES('inner')"); });
        EXPECT_TRUE(inner);
        return fail(ErrorCode::InvalidInput, "outer fails");
    });
    ASSERT_FALSE(done);
    EXPECT_EQ(database.queryInteger("SELECT count(*) FROM notes").value(), 0);
}

TEST_F(DatabaseTest, TellsATakenValueFromARefusedOneFromAMistake) {
    Database database = create();
    ASSERT_TRUE(database.run("INSERT INTO notes(words) VALUES('a')"));
    EXPECT_EQ(database.run("INSERT INTO notes(words) VALUES('a')").error().code, ErrorCode::AlreadyExists);
    EXPECT_EQ(database.run("INSERT INTO notes(words, weight) VALUES('b', -1)").error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(database.run("INSERT INTO absent VALUES(1)").error().code, ErrorCode::Internal);
    EXPECT_NE(database.run("INSERT INTO absent VALUES(1)").error().detail.find("notes.db"), std::string::npos);
}

TEST_F(DatabaseTest, LeavesOneFileAfterClosing) {
    for (const bool exclusive : {false, true}) {
        fs::remove(path_);
        create();
        Database database = open(kVersion1, {.exclusive = exclusive}).value();
        ASSERT_TRUE(database.run("INSERT INTO notes(words) VALUES('a')"));
        EXPECT_TRUE(fs::exists(path_.string() + "-wal"));
        EXPECT_EQ(fs::exists(path_.string() + "-shm"), !exclusive);
        ASSERT_TRUE(database.close());
        EXPECT_EQ(namesInFolder(), std::vector<std::string>{"notes.db"});
        EXPECT_EQ(open().value().queryInteger("SELECT count(*) FROM notes").value(), 1);
    }
}

TEST_F(DatabaseTest, RefusesASecondOpenerOfAnExclusiveFile) {
    makeWithOneNote();
    Database first = open(kVersion1, {.exclusive = true}).value();
    for (const auto mode : {DatabaseMode::ReadWrite, DatabaseMode::ReadOnly}) {
        const auto second = open(kVersion1, {.mode = mode, .busyTimeoutMs = 10});
        ASSERT_FALSE(second);
        EXPECT_EQ(second.error().code, ErrorCode::Io);
        EXPECT_NE(second.error().detail.find("in use"), std::string::npos) << second.error().detail;
    }
    ASSERT_TRUE(first.close());
    EXPECT_TRUE(open());
}

TEST_F(DatabaseTest, LetsTwoWritersShareAFileThatIsNotExclusive) {
    makeWithOneNote();
    Database first = open().value();
    Database second = open().value();
    ASSERT_TRUE(first.run("INSERT INTO notes(words) VALUES('one')"));
    ASSERT_TRUE(second.run("INSERT INTO notes(words) VALUES('two')"));
    EXPECT_EQ(first.queryInteger("SELECT count(*) FROM notes").value(), 3);
}

TEST_F(DatabaseTest, MigratesForwardAndKeepsWhatWasThere) {
    makeWithOneNote();
    Database database = open(kVersion2).value();
    EXPECT_EQ(database.version(), DatabaseVersion::of(2, 0));
    EXPECT_EQ(database.queryText("SELECT words || weight || colour FROM notes").value(), "first3.0plain");
    ASSERT_TRUE(database.close());
    Database again = open(kVersion2).value();
    EXPECT_EQ(again.queryText("SELECT words || weight || colour FROM notes").value(), "first3.0plain");
}

TEST_F(DatabaseTest, LeavesTheFileAsItWasWhenAMigrationFails) {
    makeWithOneNote();
    const auto broken = open(kBroken);
    ASSERT_FALSE(broken);
    Database database = open().value();
    EXPECT_EQ(database.version(), DatabaseVersion::of(1, 0));
    EXPECT_EQ(database.queryText("SELECT words FROM notes").value(), "first");
}

TEST_F(DatabaseTest, OpensANewerMinorAndKeepsItsVersion) {
    create(kVersion11);
    Database database = open(kVersion1).value();
    EXPECT_EQ(database.version(), DatabaseVersion::of(1, 1));
    ASSERT_TRUE(database.run("INSERT INTO notes(words) VALUES('by the older program')"));
    ASSERT_TRUE(database.close());
    Database again = open(kVersion11).value();
    EXPECT_EQ(again.version(), DatabaseVersion::of(1, 1));
    EXPECT_EQ(again.queryText("SELECT colour FROM notes").value(), "plain");
}

TEST_F(DatabaseTest, RefusesANewerMajorAndDoesNotTouchIt) {
    create(kVersion2);
    const std::string before = readFile(path_).value();
    const auto refused = open(kVersion1);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Unsupported);
    EXPECT_NE(refused.error().detail.find("2.0"), std::string::npos) << refused.error().detail;
    EXPECT_NE(refused.error().advice.find("Update"), std::string::npos);
    EXPECT_EQ(readFile(path_).value(), before);
}

TEST_F(DatabaseTest, RefusesForeignFilesWithoutTouchingThem) {
    const std::vector<std::pair<std::string, std::string>> files = {
        {"text",
         "Once upon a time there was a file that was no database, and it went on for more than a hundred bytes."},
        {"picture", std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16) + std::string(4096, '\x7f')},
        {"nothing", ""},
        {"half a header", std::string("SQLite format 3\0\x10", 17)}};
    for (const auto& [name, bytes] : files) {
        ASSERT_TRUE(writeFileAtomically(path_, bytes));
        const auto refused = open();
        ASSERT_FALSE(refused) << name;
        EXPECT_EQ(refused.error().code, ErrorCode::Corrupt) << name << ": " << refused.error().message();
        EXPECT_EQ(readFile(path_).value(), bytes) << name;
        EXPECT_EQ(namesInFolder().size(), 1U) << name;
    }
}

TEST_F(DatabaseTest, RefusesAnotherProgramsDatabase) {
    const DatabaseFormat other{.what = "other file", .applicationId = kApplication + 1, .migrations = kVersion1};
    ASSERT_TRUE(Database::open(path_, other, {.mode = DatabaseMode::CreateNew}));
    const auto refused = open();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Corrupt);
    EXPECT_NE(refused.error().detail.find("another program"), std::string::npos) << refused.error().detail;
}

TEST_F(DatabaseTest, NeverReplacesAFileWhenItMakesANewOne) {
    makeWithOneNote();
    const auto refused = open(kVersion1, {.mode = DatabaseMode::CreateNew});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::AlreadyExists);
    EXPECT_EQ(namesInFolder(), std::vector<std::string>{"notes.db"});
    Database kept = open(kVersion1, {.mode = DatabaseMode::OpenOrCreate}).value();
    EXPECT_EQ(kept.queryInteger("SELECT count(*) FROM notes").value(), 1);
}

TEST_F(DatabaseTest, NamesAMissingFileAndAMissingFolder) {
    EXPECT_EQ(open().error().code, ErrorCode::NotFound);
    const auto nowhere =
        Database::open(folder_ / "absent" / "notes.db", format(kVersion1), {.mode = DatabaseMode::CreateNew});
    ASSERT_FALSE(nowhere);
    EXPECT_EQ(nowhere.error().code, ErrorCode::Io) << nowhere.error().message();
}

TEST_F(DatabaseTest, SaysThatTheDiskIsFullAndKeepsTheLastGoodState) {
    Database database = create();
    ASSERT_TRUE(database.run("INSERT INTO notes(words) VALUES('good')"));
    ASSERT_TRUE(database.queryInteger("PRAGMA max_page_count=8"));
    const auto full = database.run("INSERT INTO notes(words) VALUES(?)", {std::string(100'000, 'x')});
    ASSERT_FALSE(full);
    EXPECT_EQ(full.error().code, ErrorCode::Io);
    EXPECT_NE(full.error().advice.find("Free some disk space"), std::string::npos);
    ASSERT_TRUE(database.queryInteger("PRAGMA max_page_count=1000000"));
    EXPECT_EQ(database.queryText("SELECT group_concat(words) FROM notes").value(), "good");
    EXPECT_TRUE(database.run("INSERT INTO notes(words) VALUES('more')"));
}

TEST_F(DatabaseTest, CopiesWhatIsNotInTheMainFileYet) {
    Database database = create();
    ASSERT_TRUE(database.run("INSERT INTO notes(words) VALUES('fresh')"));
    const fs::path copy = folder_ / "copy.db";
    ASSERT_TRUE(database.copyTo(copy));
    Database copied = Database::open(copy, format(kVersion1)).value();
    EXPECT_EQ(copied.queryText("SELECT words FROM notes").value(), "fresh");
    EXPECT_TRUE(copied.verify());
}

TEST_F(DatabaseTest, LeavesNothingOfACopyThatWasStopped) {
    Database database = create();
    ASSERT_TRUE(
        database.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) "
                         "INSERT INTO notes(words) SELECT 'note ' || i FROM n"));
    std::stop_source stop;
    stop.request_stop();
    const auto stopped = database.copyTo(folder_ / "copy.db", stop.get_token());
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
    EXPECT_FALSE(fs::exists(folder_ / "copy.db"));
}

TEST_F(DatabaseTest, IsReadableFromAFileThatWasClosedCleanly) {
    makeWithOneNote();
    Database database = open(kVersion1, {.mode = DatabaseMode::ReadOnly}).value();
    EXPECT_EQ(database.queryText("SELECT words FROM notes").value(), "first");
    EXPECT_EQ(database.run("DELETE FROM notes").error().code, ErrorCode::Io);
    EXPECT_EQ(open(kVersion2, {.mode = DatabaseMode::ReadOnly}).error().code, ErrorCode::Unsupported);
}

TEST_F(DatabaseTest, RefusesToWorkAfterClosing) {
    Database database = create();
    ASSERT_TRUE(database.close());
    EXPECT_TRUE(database.close());
    EXPECT_EQ(database.run("DELETE FROM notes").error().code, ErrorCode::Internal);
    EXPECT_EQ(database.execute("SELECT 1").error().code, ErrorCode::Internal);
}

}  // namespace
}  // namespace timbre
