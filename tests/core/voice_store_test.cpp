// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/voice_store.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/files.h"
#include "tests/support/test_support.h"
#include "tests/support/voices.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;

class VoiceStoreTest : public testing::Test {
  protected:
    static VoiceVersion version() { return test::versionFacts("1"); }

    Voice add(const std::string& name) {
        auto pending = store_.begin(name);
        EXPECT_TRUE(pending) << pending.error().message();
        EXPECT_TRUE(writeFileAtomically(pending->clipsFolder() / "0001.flac", "sound"));
        EXPECT_TRUE(writeFileAtomically(pending->engineFolder() / "model.bin", "weights"));
        auto voice = pending->commit(version());
        EXPECT_TRUE(voice) << voice.error().message();
        return voice.value();
    }

    [[nodiscard]] std::size_t entries() const {
        std::error_code none;
        if (!fs::exists(store_.folder(), none)) {
            return 0;
        }
        std::size_t count = 0;
        for (const auto& entry : fs::directory_iterator(store_.folder())) {
            count += entry.path().filename() == ".lock" ? 0 : 1;
        }
        return count;
    }

    const test::TempDir data_;
    VoiceStore store_ = VoiceStore::open(data_ / "data").value();
};

TEST_F(VoiceStoreTest, IsEmptyAndMakesNoFolderBeforeTheFirstVoice) {
    EXPECT_TRUE(store_.list().value().voices.empty());
    EXPECT_FALSE(fs::exists(data_ / "data"));
}

TEST_F(VoiceStoreTest, GivesBackWhatWasStored) {
    const Voice made = add("\u6211\u7684\u58f0\u97f3 1");
    const auto found = VoiceStore::open(data_ / "data").value().find("\u6211\u7684\u58f0\u97f3 1");
    ASSERT_TRUE(found) << found.error().message();
    VoiceVersion expected = version();
    expected.number = 1;
    expected.created = made.version.created;
    EXPECT_EQ(found->version, expected);
    EXPECT_EQ(found->id, made.id);
    EXPECT_EQ(found->created.size(), std::string("2026-01-02T03:04:05Z").size());
    EXPECT_EQ(readFile(found->engineFolder / "model.bin").value(), "weights");
    EXPECT_EQ(readFile(found->folder / "clips" / "0001.flac").value(), "sound");
}

TEST_F(VoiceStoreTest, FindsWithoutRegardToCaseAndById) {
    const Voice made = add("\u00c9milie");
    EXPECT_EQ(store_.find("\u00e9MILIE").value().id, made.id);
    EXPECT_EQ(store_.find(made.id).value().name, "\u00c9milie");
}

TEST_F(VoiceStoreTest, ListsByName) {
    add("b");
    add("A");
    add("c");
    const auto voices = store_.list().value().voices;
    ASSERT_EQ(voices.size(), 3U);
    EXPECT_EQ(voices[0].name, "A");
    EXPECT_EQ(voices[2].name, "c");
}

TEST_F(VoiceStoreTest, UnknownNamesAdviseNearOnes) {
    add("Annabel");
    add("Robert");
    const auto found = store_.find("anabel");
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().code, ErrorCode::NotFound);
    EXPECT_NE(found.error().detail.find("anabel"), std::string::npos);
    EXPECT_NE(found.error().advice.find("Annabel"), std::string::npos);
    EXPECT_EQ(found.error().advice.find("Robert"), std::string::npos);
}

TEST_F(VoiceStoreTest, UnknownNameInAnEmptyStoreSaysSo) {
    EXPECT_NE(store_.find("x").error().advice.find("no voices yet"), std::string::npos);
}

TEST_F(VoiceStoreTest, RefusesANameThatIsTakenInAnyCase) {
    add("Anna");
    const auto pending = store_.begin("ANNA");
    ASSERT_FALSE(pending);
    EXPECT_EQ(pending.error().code, ErrorCode::AlreadyExists);
    EXPECT_NE(pending.error().detail.find("Anna"), std::string::npos);
}

TEST_F(VoiceStoreTest, RefusesANameThatWasTakenMeanwhile) {
    auto first = store_.begin("Anna");
    auto second = store_.begin("anna");
    ASSERT_TRUE(first && second);
    ASSERT_TRUE(first->commit(version()));
    const auto late = second->commit(version());
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, ErrorCode::AlreadyExists);
    EXPECT_EQ(entries(), 1U);
}

TEST_F(VoiceStoreTest, DroppedBeforeCommitNothingRemains) {
    {
        const auto pending = store_.begin("Anna");
        ASSERT_TRUE(pending);
        EXPECT_EQ(entries(), 2U) << "folder and lock";
        EXPECT_TRUE(store_.list().value().voices.empty());
    }
    EXPECT_EQ(entries(), 0U);
}

TEST_F(VoiceStoreTest, ALivingMakersFolderIsNotSwept) {
    const auto pending = store_.begin("Anna");
    ASSERT_TRUE(pending);
    ASSERT_TRUE(VoiceStore::open(data_ / "data"));
    EXPECT_TRUE(fs::exists(pending->engineFolder()));
}

TEST_F(VoiceStoreTest, ADeadMakersFolderIsSwept) {
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        const auto pending = store_.begin("Anna");
        static_cast<void>(pending);
        kill(getpid(), SIGKILL);
    }
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status));
    ASSERT_EQ(entries(), 2U) << "the dead maker left its folder and lock";
    ASSERT_TRUE(VoiceStore::open(data_ / "data"));
    EXPECT_EQ(entries(), 0U);
}

TEST_F(VoiceStoreTest, AHalfDeletedVoiceIsSwept) {
    add("Anna");
    fs::create_directories(store_.folder() / ".deleting-0123");
    ASSERT_TRUE(VoiceStore::open(data_ / "data"));
    EXPECT_EQ(entries(), 1U);
}

TEST_F(VoiceStoreTest, RenameKeepsIdVersionAndUnknownFields) {
    const Voice made = add("Anna");
    const fs::path file = store_.folder() / made.id / "voice.json";
    std::string json = readFile(file).value();
    json.insert(json.find('{') + 1, "\"from_the_future\": [1, 2],");
    ASSERT_TRUE(writeFileAtomically(file, json));
    const auto renamed = store_.rename("anna", "Bert");
    ASSERT_TRUE(renamed) << renamed.error().message();
    EXPECT_EQ(renamed->id, made.id);
    EXPECT_EQ(renamed->version, made.version);
    EXPECT_EQ(store_.find("Bert").value().id, made.id);
    EXPECT_FALSE(store_.find("Anna"));
    EXPECT_NE(readFile(file).value().find("from_the_future"), std::string::npos);
}

TEST_F(VoiceStoreTest, RenameMayChangeCaseButNotTakeAnother) {
    add("Anna");
    add("Bert");
    EXPECT_EQ(store_.rename("Anna", "ANNA").value().name, "ANNA");
    EXPECT_EQ(store_.rename("Anna", "bert").error().code, ErrorCode::AlreadyExists);
    EXPECT_EQ(store_.rename("Cora", "Dora").error().code, ErrorCode::NotFound);
    EXPECT_EQ(store_.rename("Anna", "a/b").error().code, ErrorCode::InvalidInput);
}

TEST_F(VoiceStoreTest, RemoveTakesEverythingAndSaysWhat) {
    const Voice made = add("Anna");
    const auto removed = store_.remove("ANNA");
    ASSERT_TRUE(removed) << removed.error().message();
    EXPECT_EQ(removed->name, "Anna");
    EXPECT_EQ(removed->files, (std::vector<std::string>{"versions/0001/clips/0001.flac", "versions/0001/engine/model.bin",
                                                        "versions/0001/version.json", "voice.json"}));
    EXPECT_GT(removed->bytes, 100U);
    EXPECT_EQ(entries(), 0U);
    EXPECT_EQ(store_.remove("Anna").error().code, ErrorCode::NotFound);
}

TEST_F(VoiceStoreTest, ADamagedVoiceIsNamedAndHidesNoOther) {
    const Voice damaged = add("Anna");
    add("Bert");
    ASSERT_TRUE(writeFileAtomically(damaged.folder / "version.json", "{\"format\": 1, \"num"));
    const auto list = store_.list().value();
    ASSERT_EQ(list.voices.size(), 1U);
    EXPECT_EQ(list.voices[0].name, "Bert");
    ASSERT_EQ(list.problems.size(), 1U);
    EXPECT_EQ(list.problems[0].code, ErrorCode::Corrupt);
    EXPECT_NE(list.problems[0].message().find(damaged.id), std::string::npos);
    ASSERT_TRUE(store_.remove(damaged.id)) << "its id is all that is left to call it by";
    EXPECT_TRUE(store_.list().value().problems.empty());
}

TEST_F(VoiceStoreTest, ANewerFormatIsUnsupported) {
    const Voice made = add("Anna");
    ASSERT_TRUE(writeFileAtomically(store_.folder() / made.id / "voice.json",
                                    R"({"format": 99, "id": "x", "name": "Anna", "current_version": 1})"));
    const auto list = store_.list().value();
    ASSERT_EQ(list.problems.size(), 1U);
    EXPECT_EQ(list.problems[0].code, ErrorCode::Unsupported);
}

TEST_F(VoiceStoreTest, WrongTypesInARecordAreCorrupt) {
    const Voice made = add("Anna");
    for (const char* json : {"[]", "{}", R"({"format": 1, "id": 3, "name": "x", "current_version": 1})",
                             R"({"format": 1, "id": "x", "name": "x", "current_version": "one"})"}) {
        ASSERT_TRUE(writeFileAtomically(store_.folder() / made.id / "voice.json", json));
        const auto list = store_.list().value();
        ASSERT_EQ(list.problems.size(), 1U) << json;
        EXPECT_EQ(list.problems[0].code, ErrorCode::Corrupt) << json;
    }
}

TEST_F(VoiceStoreTest, ADataFolderThatIsAFileIsRefused) {
    ASSERT_TRUE(writeFileAtomically(data_ / "file", "x"));
    const auto store = VoiceStore::open(data_ / "file");
    ASSERT_FALSE(store);
    EXPECT_EQ(store.error().code, ErrorCode::InvalidInput);
    EXPECT_NE(store.error().detail.find("file"), std::string::npos);
}

struct NameRow {
    const char* name;
    std::string value;
    bool good;
};

class VoiceNames : public testing::TestWithParam<NameRow> {};

// "me@2" is how version 2 of "me" is named; voices that are called so already stay usable.
TEST_F(VoiceStoreTest, NamesLikeVersionsAreRefusedForNewVoicesOnly) {
    for (const char* name : {"me@2", "@0", "a@b@12"}) {
        EXPECT_TRUE(checkVoiceName(name)) << name;
        EXPECT_EQ(checkNewVoiceName(name).error().code, ErrorCode::InvalidInput) << name;
        EXPECT_EQ(store_.begin(name).error().code, ErrorCode::InvalidInput) << name;
    }
    for (const char* name : {"me@home", "me@", "12", "me 2", "me@2b"}) {
        EXPECT_TRUE(checkNewVoiceName(name)) << name;
    }
}

TEST_F(VoiceStoreTest, AVoiceThatIsNamedLikeAVersionAlreadyCanBeRenamedAndDeleted) {
    for (const bool renames : {true, false}) {
        const fs::path record = add("me").folder.parent_path().parent_path() / "voice.json";
        std::string text = readFile(record).value();
        const std::size_t at = text.find("\"me\"");
        ASSERT_NE(at, std::string::npos) << text;
        ASSERT_TRUE(writeFileAtomically(record, text.replace(at, 4, "\"me@2\"")));
        EXPECT_EQ(store_.rename("me@2", "me@3").error().code, ErrorCode::InvalidInput);
        if (renames) {
            EXPECT_TRUE(store_.rename("me@2", "you"));
        } else {
            EXPECT_TRUE(store_.remove("me@2"));
        }
        EXPECT_FALSE(store_.find("me@2"));
    }
}

TEST_P(VoiceNames, AreJudged) {
    const auto checked = checkVoiceName(GetParam().value);
    EXPECT_EQ(checked.has_value(), GetParam().good);
    if (!checked) {
        EXPECT_EQ(checked.error().code, ErrorCode::InvalidInput);
    }
}

INSTANTIATE_TEST_SUITE_P(
    Rows, VoiceNames,
    testing::Values(NameRow{"Plain", "demo", true}, NameRow{"Blank", "My voice 2", true},
                    NameRow{"Chinese", "\u6211\u7684\u58f0\u97f3", true}, NameRow{"Emoji", "\U0001F600", true},
                    NameRow{"Longest", std::string(80, 'x'), true}, NameRow{"TooLong", std::string(81, 'x'), false},
                    NameRow{"Empty", "", false}, NameRow{"OnlyBlank", " ", false}, NameRow{"EndsBlank", "a ", false},
                    NameRow{"Slash", "a/b", false}, NameRow{"Backslash", "a\\b", false}, NameRow{"Dots", "..", false},
                    NameRow{"LineBreak", "a\nb", false}, NameRow{"NotUtf8", "a\xff", false}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace timbre
