// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "core/base/database.h"
#include "core/base/files.h"
#include "core/project/project.h"
#include "core/project/schema.h"
#include "tests/support/project_tools.h"
#include "tests/support/test_support.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;

// A file of format 1.0 as that version wrote it: three rows, the second put in last, one take, one reading, and an undo
// history of the insertion. Not made from the present schema: it must stay what it was.
constexpr const char* kVersion1 = R"sql(
CREATE TABLE settings(id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, value TEXT NOT NULL);
CREATE TABLE sentences(id INTEGER PRIMARY KEY AUTOINCREMENT, position INTEGER NOT NULL, text TEXT NOT NULL,
    break_after INTEGER NOT NULL DEFAULT 1, voice TEXT NOT NULL DEFAULT '', voice_version INTEGER NOT NULL DEFAULT 0,
    language TEXT NOT NULL DEFAULT '', role TEXT NOT NULL DEFAULT '', notes TEXT NOT NULL DEFAULT '',
    state INTEGER NOT NULL DEFAULT 0, locked INTEGER NOT NULL DEFAULT 0, chosen_take INTEGER,
    speed_scale REAL NOT NULL DEFAULT 1, pitch_semitones REAL NOT NULL DEFAULT 0,
    intonation_scale REAL NOT NULL DEFAULT 1, volume_db REAL NOT NULL DEFAULT 0, pause_ms REAL,
    style TEXT NOT NULL DEFAULT '', seed INTEGER, engine_settings TEXT NOT NULL DEFAULT '{}');
CREATE INDEX sentences_position ON sentences(position);
CREATE TABLE audio(id INTEGER PRIMARY KEY AUTOINCREMENT, bytes INTEGER NOT NULL, flac BLOB NOT NULL);
CREATE TABLE takes(id INTEGER PRIMARY KEY AUTOINCREMENT, sentence INTEGER NOT NULL REFERENCES sentences(id),
    audio INTEGER NOT NULL REFERENCES audio(id), created TEXT NOT NULL, text TEXT NOT NULL, engine TEXT NOT NULL,
    engine_version TEXT NOT NULL, voice TEXT NOT NULL, voice_version INTEGER NOT NULL, language TEXT NOT NULL,
    seed INTEGER NOT NULL, settings TEXT NOT NULL DEFAULT '{}', words TEXT NOT NULL DEFAULT '[]',
    checks TEXT NOT NULL DEFAULT '{}', note TEXT NOT NULL DEFAULT '', render_seconds REAL NOT NULL DEFAULT 0,
    starred INTEGER NOT NULL DEFAULT 0, sample_rate_hz INTEGER NOT NULL, channels INTEGER NOT NULL,
    frames INTEGER NOT NULL);
CREATE INDEX takes_sentence ON takes(sentence);
CREATE INDEX takes_audio ON takes(audio);
CREATE TABLE lexicon(id INTEGER PRIMARY KEY AUTOINCREMENT, word TEXT NOT NULL, reading TEXT NOT NULL,
    language TEXT NOT NULL DEFAULT '', scope TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '',
    UNIQUE(word, language, scope));
CREATE TABLE history(id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, merge_key TEXT NOT NULL DEFAULT '',
    time TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0, changes INTEGER NOT NULL DEFAULT 0);
CREATE TABLE history_change(id INTEGER PRIMARY KEY AUTOINCREMENT, entry INTEGER NOT NULL REFERENCES history(id),
    table_name TEXT NOT NULL, row_id INTEGER NOT NULL, operation TEXT NOT NULL, before TEXT, after TEXT,
    sentence INTEGER, audio INTEGER);
CREATE INDEX history_change_entry ON history_change(entry);
CREATE INDEX history_change_audio ON history_change(audio) WHERE audio IS NOT NULL;

INSERT INTO settings(key, value) VALUES('title', 'Old story');
INSERT INTO sentences(id, position, text, chosen_take, speed_scale, pause_ms) VALUES
    (1, 0, 'One.', 1, 1.25, NULL), (2, 2, 'Three.', NULL, 1, 400.5), (3, 1, 'Two.', NULL, 1, NULL);
INSERT INTO lexicon(word, reading) VALUES('Chen', 'CH EH N');
INSERT INTO history(id, kind, time, changes) VALUES(1, 'insert', '2026-01-02T03:04:05Z', 2);
INSERT INTO history_change(entry, table_name, row_id, operation, before, after) VALUES
    (1, 'sentences', 2, 'update', '{"position":"1"}', '{"position":"2"}'),
    (1, 'sentences', 3, 'insert', NULL, NULL);
)sql";

class ProjectFormatTest : public testing::Test {
  protected:
    void makeVersion1() {
        static constexpr std::array kOld{Migration{.toVersion = DatabaseVersion::of(1, 0), .sql = kVersion1}};
        const DatabaseFormat format{
            .what = "Timbre project", .applicationId = detail::kProjectApplicationId, .migrations = kOld};
        Database old = Database::open(path_, format, {.mode = DatabaseMode::CreateNew}).value();
        const PackedSound sound = test::packedSoundOf(5);
        ASSERT_TRUE(old.run("INSERT INTO audio VALUES(1, ?, ?)", {sound.flac.size(), SqlBlob{sound.flac}}));
        ASSERT_TRUE(
            old.run("INSERT INTO takes(sentence, audio, created, text, engine, engine_version, voice, "
                    "voice_version, language, seed, sample_rate_hz, channels, frames) "
                    "VALUES(1, 1, 'then', 'One.', 'tone', '7', 'anna', 2, 'en', 5, ?, ?, ?)",
                    {sound.sampleRateHz, sound.channels, sound.frames}));
        ASSERT_TRUE(old.close());
    }
    void makeRandom() {
        Project project = Project::create(path_).value();
        test::RandomEditor editor(11);
        for (int i = 0; i < 25; ++i) {
            editor.edit(project);
        }
        ASSERT_TRUE(project.close());
    }
    /// Changes the closed file behind the project's back.
    void tamper(const std::string& sql) {
        Database file = Database::open(path_, detail::projectFormat()).value();
        const auto done = file.execute(sql);
        ASSERT_TRUE(done) << done.error().message();
    }
    std::string ask(const std::string& sql) {
        return Database::open(path_, detail::projectFormat()).value().queryText(sql).value().value_or("(nothing)");
    }
    void expectRefused(ErrorCode code, const std::string& words) {
        const auto refused = Project::open(path_);
        ASSERT_FALSE(refused) << words;
        EXPECT_EQ(refused.error().code, code) << refused.error().message();
        EXPECT_NE(refused.error().message().find(words), std::string::npos) << refused.error().message();
        EXPECT_NE(refused.error().detail.find("story.timbre"), std::string::npos) << refused.error().message();
        EXPECT_FALSE(refused.error().advice.empty());
    }

    const test::TempDir folder_;
    const fs::path path_ = folder_ / "story.timbre";
};

TEST_F(ProjectFormatTest, MigratesVersion1WithEverythingInIt) {
    makeVersion1();
    Project project = Project::open(path_).value();
    const auto rows = project.rows().value();
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(
        rows[0],
        (ScriptRow{.id = SentenceId{1}, .text = "One.", .chosenTake = TakeId{1}, .prosody = {.speedScale = 1.25}}));
    EXPECT_EQ(rows[1], (ScriptRow{.id = SentenceId{3}, .text = "Two."}));
    EXPECT_EQ(rows[2], (ScriptRow{.id = SentenceId{2}, .text = "Three.", .prosody = {.pauseMs = 400.5}}));
    EXPECT_EQ(project.takeSound(TakeId{1}).value(), test::soundOf(5));
    EXPECT_EQ(project.take(TakeId{1})->voice, (VoiceVersionId{"anna", 2}));
    EXPECT_EQ(project.lexicon()->front().reading, "CH EH N");
    EXPECT_EQ(project.settings()->title, "Old story");
}

TEST_F(ProjectFormatTest, UndoesAndRedoesAcrossTheMigrationOfVersion1) {
    makeVersion1();
    Project project = Project::open(path_).value();
    const auto before = test::contentOf(project);
    ASSERT_TRUE(project.undo());
    EXPECT_EQ(project.order().value(), (std::vector{SentenceId{1}, SentenceId{2}}));
    ASSERT_TRUE(project.redo());
    EXPECT_EQ(test::contentOf(project), before);
    const auto added = project.insert(test::rowsOf({"One and a half."}), SentenceId{1}).value();
    EXPECT_EQ(project.order().value(), (std::vector{SentenceId{1}, added[0], SentenceId{3}, SentenceId{2}}));
}

TEST_F(ProjectFormatTest, DoesNotMigrateAFileThatIsOpenedReadOnly) {
    makeVersion1();
    const std::string before = readFile(path_).value();
    const auto refused = Project::open(path_, ProjectAccess::ReadOnly);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Unsupported);
    EXPECT_TRUE(readFile(path_).value() == before);
}

TEST_F(ProjectFormatTest, WritesTheVersionItSaysItWrites) {
    makeRandom();
    EXPECT_EQ(ask("PRAGMA user_version"), "2001");
    EXPECT_EQ(ask("SELECT count(*) FROM sqlite_schema WHERE type IN ('trigger', 'view')"), "0");
}

TEST_F(ProjectFormatTest, KeepsWhatANewerMinorVersionAddedThroughEditsUndoAndSplitting) {
    SentenceId id{};
    {
        Project project = Project::create(path_).value();
        id = project.insert(test::rowsOf({"One two.", "Three."}), {}).value().front();
        ASSERT_TRUE(project.setSettings({.title = "t"}));
    }
    tamper(
        "ALTER TABLE sentences ADD COLUMN breath REAL NOT NULL DEFAULT 0.1; UPDATE sentences SET breath = 0.3;"
        "ALTER TABLE takes ADD COLUMN \"odd \"\"name\" TEXT; CREATE TABLE later(id INTEGER PRIMARY KEY, x);"
        "INSERT INTO later VALUES(1, 'kept'); INSERT INTO settings(key, value) VALUES('future', 'kept');"
        "PRAGMA user_version = 2007");
    {
        Project project = Project::open(path_).value();
        ASSERT_TRUE(project.setText(id, "One two four."));
        ASSERT_TRUE(project.change(std::array{id}, {.speedScale = 2.0, .engineSettings = R"({"unknown":{"a":[1]}})"}));
        const SentenceId second = project.split(id, 3).value();
        ASSERT_TRUE(project.remove(std::array{id}));
        ASSERT_TRUE(project.undo());
        ASSERT_TRUE(project.remove(std::array{second}));
        ASSERT_TRUE(project.undo());
        ASSERT_TRUE(project.setSettings({.title = "u", .exportSettings = R"({"newer":true})"}));
        ASSERT_TRUE(project.saveCopyAs(folder_ / "copy.timbre"));
    }
    fs::rename(folder_ / "copy.timbre", path_);
    EXPECT_EQ(ask("PRAGMA user_version"), "2007");
    EXPECT_EQ(ask("SELECT group_concat(breath) FROM sentences"), "0.3,0.3,0.3");
    EXPECT_EQ(ask("SELECT x FROM later"), "kept");
    EXPECT_EQ(ask("SELECT value FROM settings WHERE key = 'future'"), "kept");
    EXPECT_EQ(ask("SELECT value FROM settings WHERE key = 'export'"), R"({"newer":true})");
    EXPECT_EQ(ask("SELECT engine_settings FROM sentences WHERE id = 1"), R"({"unknown":{"a":[1]}})");
}

TEST_F(ProjectFormatTest, RefusesANewerMajorVersionAndLeavesItAlone) {
    makeRandom();
    tamper("PRAGMA user_version = 3000");
    const std::string before = readFile(path_).value();
    expectRefused(ErrorCode::Unsupported, "newer version");
    EXPECT_TRUE(readFile(path_).value() == before);
}

TEST_F(ProjectFormatTest, RefusesForeignFiles) {
    const std::vector<std::string> files = {"", "A text that has nothing to do with it.\n",
                                            std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16) + std::string(9'000, 'p'),
                                            std::string(100'000, '\0')};
    for (const std::string& bytes : files) {
        ASSERT_TRUE(writeFileAtomically(path_, bytes));
        expectRefused(ErrorCode::Corrupt, "is not a Timbre project");
        EXPECT_TRUE(readFile(path_).value() == bytes);
    }
}

TEST_F(ProjectFormatTest, RefusesTheDatabaseOfAnotherProgram) {
    static constexpr std::array kOther{Migration{.toVersion = 1000, .sql = "CREATE TABLE bookmarks(id)"}};
    for (const unsigned id : {1U, detail::kProjectApplicationId}) {
        fs::remove(path_);
        ASSERT_TRUE(Database::open(path_, {.what = "x", .applicationId = id, .migrations = kOther},
                                   {.mode = DatabaseMode::CreateNew}));
        const auto refused = Project::open(path_);
        ASSERT_FALSE(refused);
        EXPECT_TRUE(refused.error().code == ErrorCode::Corrupt || id != 1) << refused.error().message();
    }
}

TEST_F(ProjectFormatTest, RefusesAProjectWithMissingPartsOrForeignTriggers) {
    const std::vector<std::string> damage = {
        "DROP TABLE lexicon",
        "ALTER TABLE sentences DROP COLUMN notes",
        "CREATE TRIGGER t AFTER INSERT ON sentences BEGIN DELETE FROM takes; END",
        "CREATE VIEW v AS SELECT 1",
        "UPDATE sentences SET sort_key = 9223372036854775807 WHERE id = (SELECT min(id) FROM sentences)",
        "UPDATE sentences SET sort_key = 'abc' WHERE id = (SELECT min(id) FROM sentences)",
    };
    for (const std::string& sql : damage) {
        fs::remove(path_);
        makeRandom();
        tamper(sql);
        expectRefused(ErrorCode::Corrupt, "not a sound Timbre project");
    }
}

TEST_F(ProjectFormatTest, SaysSoWhenTheFileIsCutAnywhere) {
    makeRandom();
    const std::string whole = readFile(path_).value();
    int cuts = 0;
    for (std::size_t length = 0; length < whole.size(); length += 1 + whole.size() / 97) {
        ASSERT_TRUE(writeFileAtomically(path_, std::string_view(whole).substr(0, length)));
        const auto refused = Project::open(path_);
        ASSERT_FALSE(refused) << length << " of " << whole.size();
        EXPECT_EQ(refused.error().code, ErrorCode::Corrupt) << length << ": " << refused.error().message();
        ++cuts;
    }
    RecordProperty("cuts", cuts);
    EXPECT_GT(cuts, 90);
}

TEST_F(ProjectFormatTest, NeverCrashesOnBytesThatWereChanged) {
    makeRandom();
    const std::string whole = readFile(path_).value();
    std::mt19937_64 random(3);
    int refused = 0;
    for (int round = 0; round < 60; ++round) {
        std::string damaged = whole;
        for (int i = 0; i < 40; ++i) {
            damaged[100 + random() % (damaged.size() - 100)] = static_cast<char>(random());
        }
        ASSERT_TRUE(writeFileAtomically(path_, damaged));
        auto project = Project::open(path_);
        bool good = project.has_value();
        if (good) {
            const auto rows = project->rows();
            const auto takes = project->takes();
            for (int i = 0; i < 5; ++i) {
                good = project->undo().has_value() && good;
            }
            for (const Take& take : takes.value_or(std::vector<Take>{})) {
                good = project->takeSound(take.id).has_value() && good;
            }
            good = good && rows && takes && project->verify();
        }
        refused += good ? 0 : 1;
    }
    EXPECT_GT(refused, 30);
}

}  // namespace
}  // namespace timbre
