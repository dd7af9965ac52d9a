// SPDX-License-Identifier: GPL-3.0-or-later
// The index is a copy: whatever happens to it, the folders answer.
#include "core/voice/voice_index.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/database.h"
#include "core/base/files.h"
#include "core/voice/voice_store.h"
#include "tests/support/test_support.h"
#include "tests/support/voices.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;
using test::makeSmallVoice;

class VoiceIndexTest : public testing::Test {
  protected:
    void SetUp() override {
        const std::vector<std::string> tags{"warm", "draft"};
        for (const char* name : {"Anna", "Bert", "Cora"}) {
            ASSERT_TRUE(makeSmallVoice(store_, name, name));
        }
        ASSERT_TRUE(store_.changeTags("Anna", tags, {}));
        ASSERT_TRUE(store_.countUse(store_.find("Anna").value().id, 4.5));
        ASSERT_TRUE(test::addSmallVersion(store_, "Bert", "two"));
    }

    [[nodiscard]] std::vector<VoiceEntry> listed() const {
        return VoiceStore::open(data_.path()).value().list().value().voices;
    }

    /// What the index itself says, by name.
    [[nodiscard]] std::vector<VoiceEntry> indexed() const {
        std::vector<VoiceEntry> entries;
        const auto index = VoiceIndex(data_.path()).read();  // Named: the loop borrows it.
        for (const auto& [id, known] : index.value()) {
            entries.push_back(known.entry);
        }
        std::ranges::sort(entries, {}, &VoiceEntry::name);
        return entries;
    }

    const test::TempDir data_;
    const fs::path file_ = data_ / "library.db";
    VoiceStore store_ = VoiceStore::open(data_.path()).value();
};

TEST_F(VoiceIndexTest, HoldsWhatTheFoldersHold) {
    const auto entries = indexed();
    ASSERT_EQ(entries.size(), 3U);
    EXPECT_EQ(entries, store_.list().value().voices);
    EXPECT_EQ(entries[0].tags, (std::vector<std::string>{"draft", "warm"}));
    EXPECT_EQ(entries[0].usage.secondsSpoken, 4.5);
    EXPECT_EQ(entries[1].present.number, 2);
    EXPECT_EQ(entries[1].present.metrics.at("similarity"), 0.875);
}

/// The index as the first release wrote it.
constexpr std::array kFirstMigrations{Migration{
    .toVersion = DatabaseVersion::of(1, 0),
    .sql = "CREATE TABLE voices (id TEXT PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL, created TEXT NOT NULL,"
           " present INTEGER NOT NULL, last_used TEXT NOT NULL, times_spoken INTEGER NOT NULL,"
           " seconds_spoken REAL NOT NULL, stamp TEXT NOT NULL);"
           "CREATE TABLE versions (voice TEXT NOT NULL, number INTEGER NOT NULL, parent INTEGER NOT NULL,"
           " created TEXT NOT NULL, engine TEXT NOT NULL, engine_version TEXT NOT NULL, language TEXT NOT NULL,"
           " recordings INTEGER NOT NULL, seconds REAL NOT NULL, consent TEXT NOT NULL, metrics TEXT NOT NULL,"
           " PRIMARY KEY (voice, number));"
           "CREATE TABLE tags (voice TEXT NOT NULL, position INTEGER NOT NULL, tag TEXT NOT NULL,"
           " PRIMARY KEY (voice, position));"}};

TEST_F(VoiceIndexTest, WhatAnOldOneDoesNotHoldIsReadFromTheFolders) {
    const auto before = listed();
    const auto known = VoiceIndex(data_.path()).read().value();
    fs::remove(file_);
    const DatabaseFormat first{.what = "Timbre voice index", .applicationId = 0x54'4D'4C'42, .migrations = kFirstMigrations};
    auto old = Database::open(file_, first, {.mode = DatabaseMode::CreateNew, .exclusive = true});
    ASSERT_TRUE(old) << old.error().message();
    for (const auto& [id, row] : known) {
        // With the stamp of the present folder, an index of today would believe this name.
        ASSERT_TRUE(old->run("INSERT INTO voices VALUES (?, 'Old', 'old', '', 1, '', 0, 0.0, ?)", {id, row.stamp}));
        ASSERT_TRUE(old->run("INSERT INTO versions VALUES (?, 1, 0, '', '', '', '', 0, 0.0, '', '{}')", {id}));
    }
    ASSERT_TRUE(old->close());
    EXPECT_EQ(listed(), before);
    EXPECT_EQ(indexed(), before);
    EXPECT_EQ((std::vector<int>{before[0].hue, before[1].hue, before[2].hue}), (std::vector<int>{0, 1, 2}));
}

TEST_F(VoiceIndexTest, IsRebuiltWithTagsAndUsageWhenItIsLost) {
    const auto before = listed();
    fs::remove(file_);
    EXPECT_EQ(listed(), before);
    EXPECT_EQ(indexed(), before);
}

TEST_F(VoiceIndexTest, IsRebuiltWhenItIsDamaged) {
    const auto before = listed();
    const std::string good = readFile(file_).value();
    for (const std::string& bad :
         {std::string(), std::string("not a database"), good.substr(0, good.size() / 2), std::string(good.size(), '\0'),
          good.substr(0, 200) + std::string(good.size() - 200, '\xff')}) {
        ASSERT_TRUE(writeFileAtomically(file_, bad));
        EXPECT_EQ(listed(), before) << "damaged to " << bad.size() << " bytes";
        EXPECT_EQ(indexed(), before) << "damaged to " << bad.size() << " bytes";
    }
}

TEST_F(VoiceIndexTest, OfANewerProgramIsLeftAloneAndTheFoldersAnswer) {
    const auto before = listed();
    std::string newer = readFile(file_).value();
    newer.replace(60, 4, std::string("\x00\x00\x23\x28", 4));  // SQLite's user_version: 9000, that is version 9.0
    ASSERT_TRUE(writeFileAtomically(file_, newer));
    EXPECT_EQ(listed(), before);
    EXPECT_EQ(readFile(file_).value(), newer);
    ASSERT_TRUE(store_.rename("Anna", "Dora"));
    EXPECT_EQ(listed().back().name, "Dora");
}

TEST_F(VoiceIndexTest, ThatCannotBeMadeCostsNothingButTime) {
    const auto before = listed();
    fs::remove(file_);
    fs::create_directory(file_);
    EXPECT_EQ(listed(), before);
    ASSERT_TRUE(store_.rename("Anna", "Dora"));
    EXPECT_EQ(listed().size(), 3U);
}

TEST_F(VoiceIndexTest, NoticesARecordThatWasChangedBehindItsBack) {
    const fs::path record = store_.folder() / store_.find("Anna").value().id / "voice.json";
    std::string json = readFile(record).value();
    json.replace(json.find("\"Anna\""), 6, "\"Dora\"");
    ASSERT_TRUE(writeFileAtomically(record, json));
    EXPECT_EQ(listed().back().name, "Dora");
    EXPECT_EQ(indexed().back().name, "Dora");
}

TEST_F(VoiceIndexTest, NoticesAFolderThatCameOrWentBehindItsBack) {
    const std::string id = store_.find("Anna").value().id;
    fs::copy(store_.folder() / id, store_.folder() / "0123456789abcdef", fs::copy_options::recursive);
    EXPECT_EQ(listed().size(), 4U);
    EXPECT_EQ(indexed().size(), 4U);
    fs::remove_all(store_.folder() / id);
    EXPECT_EQ(listed().size(), 3U);
    EXPECT_EQ(indexed().size(), 3U);
}

TEST_F(VoiceIndexTest, IsMendedAfterACrashBetweenFolderAndRow) {
    // A version that was moved in by a process that died before it pointed to it.
    const Voice bert = store_.find("Bert").value();
    fs::copy(bert.folder, bert.folder.parent_path() / "0003", fs::copy_options::recursive);
    EXPECT_EQ(listed().at(1).versions, 3);
    EXPECT_EQ(listed().at(1).present.number, 2) << "nobody chose the new one";
    EXPECT_EQ(indexed().at(1).versions, 3);
}

TEST_F(VoiceIndexTest, ARecordThatWasHalfWrittenIsSwept) {
    const fs::path folder = store_.folder() / store_.find("Anna").value().id;
    ASSERT_TRUE(writeFileAtomically(folder / ".part-1-0.json", "{"));
    const auto before = listed();
    EXPECT_FALSE(fs::exists(folder / ".part-1-0.json"));
    EXPECT_EQ(indexed(), before);
}

TEST_F(VoiceIndexTest, PartsOfOneThatWasNeverFinishedAreSwept) {
    // Of a process that was killed while it made the first one; and of one that is writing something else just now.
    const auto before = listed();
    fs::remove(file_);
    for (const char* name : {".part-1-0.db", ".part-1-0.db-journal", ".part-2-0.json"}) {
        ASSERT_TRUE(writeFileAtomically(data_ / name, "x"));
    }
    EXPECT_EQ(listed(), before);
    EXPECT_FALSE(fs::exists(data_ / ".part-1-0.db"));
    EXPECT_FALSE(fs::exists(data_ / ".part-1-0.db-journal"));
    EXPECT_TRUE(fs::exists(data_ / ".part-2-0.json"));
}

TEST_F(VoiceIndexTest, LeavesNoJournalBehind) {
    static_cast<void>(listed());
    for (const char* name : {"library.db-wal", "library.db-shm", "library.db-journal"}) {
        EXPECT_FALSE(fs::exists(data_ / name)) << name;
    }
}

}  // namespace
}  // namespace timbre
