// SPDX-License-Identifier: GPL-3.0-or-later
// What a version keeps about its recordings: in version.json, in the index, in voice files.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "core/base/files.h"
#include "core/voice/voice_archive.h"
#include "core/voice/voice_store.h"
#include "tests/support/test_support.h"
#include "tests/support/voices.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;

VoiceVersion fullFacts() {
    VoiceVersion version = test::versionFacts();
    VoiceClip& clip = version.clips.front();
    clip.speechDbfs = -21.5;
    clip.peakDbfs = -3.25;
    clip.problems = {"noise", "knock"};
    clip.keptKnowingly = true;
    clip.spokenSeconds = 1.25;
    clip.place = {.line = 3, .take = 2};
    version.leftOut = {{.name = "take 2", .reason = "Too noisy.", .code = "noise", .numbers = {{"snr_db", 9.5}}, .place = {.line = 4, .take = 1}}};
    version.consentSentence = "这是我自己的声音。";
    version.roomTone = StoredRoomTone{.file = "clips/room-tone.flac", .seconds = 5.0, .noiseDbfs = -62.5};
    version.reference = StoredReference{.clip = "clips/0001.flac", .fromSeconds = 0.5, .toSeconds = 2.0};
    return version;
}

class VoiceFactsTest : public testing::Test {
  protected:
    Voice make(const VoiceVersion& version) {
        auto pending = store_.begin("anna").value();
        EXPECT_TRUE(writeFileAtomically(pending.clipsFolder() / "0001.flac", "sound"));
        EXPECT_TRUE(writeFileAtomically(pending.clipsFolder() / "room-tone.flac", "silence"));
        EXPECT_TRUE(writeFileAtomically(pending.engineFolder() / "model.bin", "weights"));
        return pending.commit(version).value();
    }
    Result<ImportedVoice> outAndIn() {
        EXPECT_TRUE(exportVoice(store_, "anna", {}, folder_ / "anna.timbrevoice", {}, {}));
        return importVoice(other_, folder_ / "anna.timbrevoice", "", {}, {});
    }

    const test::TempDir folder_;
    VoiceStore store_ = VoiceStore::open(folder_ / "data").value();
    VoiceStore other_ = VoiceStore::open(folder_ / "other").value();
};

TEST_F(VoiceFactsTest, AllOfThemComeBack) {
    const VoiceVersion stored = make(fullFacts()).version;
    VoiceVersion expected = fullFacts();
    expected.created = stored.created;
    EXPECT_EQ(stored, expected);
    EXPECT_EQ(store_.find("anna")->version, expected);
}

TEST_F(VoiceFactsTest, TheyTravelInVoiceFiles) {
    make(fullFacts());
    const auto imported = outAndIn();
    ASSERT_TRUE(imported) << imported.error().message();
    EXPECT_EQ(imported->voice.version, store_.find("anna")->version);
    EXPECT_EQ(readFile(imported->voice.folder / "clips" / "room-tone.flac").value(), "silence");
}

TEST_F(VoiceFactsTest, WhatANewerProgramWroteTravelsToo) {
    const Voice voice = make(fullFacts());
    const fs::path file = voice.folder / "version.json";
    std::string text = readFile(file).value();
    text.insert(text.find('{') + 1, "\"from_the_future\": {\"pitch\": 1},");
    ASSERT_TRUE(writeFileAtomically(file, text));
    const auto imported = outAndIn();
    ASSERT_TRUE(imported) << imported.error().message();
    EXPECT_EQ(readFile(imported->voice.folder / "version.json").value(), text);
}

TEST_F(VoiceFactsTest, VersionsFromBeforeLackThem) {
    const Voice voice = make(fullFacts());
    ASSERT_TRUE(writeFileAtomically(voice.folder / "version.json",
                                    R"({"format": 1, "number": 1, "engine": "tone", "language": "en",
                                        "clips": [{"name": "a", "file": "clips/0001.flac", "snr_db": 30}],
                                        "left_out": [{"name": "b", "reason": "Too noisy."}]})"));
    const auto found = store_.find("anna");
    ASSERT_TRUE(found) << found.error().message();
    EXPECT_FALSE(found->version.clips[0].peakDbfs);
    EXPECT_EQ(found->version.clips[0].spokenSeconds, 0.0);
    EXPECT_FALSE(found->version.clips[0].place.known());
    EXPECT_FALSE(found->version.roomTone);
    EXPECT_FALSE(found->version.reference);
    EXPECT_EQ(found->version.leftOut[0].code, "");
}

TEST_F(VoiceFactsTest, FilesThatNameSoundTheyDoNotHoldAreRefused) {
    VoiceVersion wrong = fullFacts();
    wrong.roomTone->file = "clips/none.flac";
    make(wrong);
    EXPECT_EQ(outAndIn().error().code, ErrorCode::Corrupt);
    ASSERT_TRUE(store_.remove("anna"));
    wrong = fullFacts();
    wrong.reference->clip = "../voice.json";
    make(wrong);
    EXPECT_EQ(outAndIn().error().code, ErrorCode::Corrupt);
}

TEST_F(VoiceFactsTest, ListsTellHowManyRecordingsHaveAProblem) {
    make(fullFacts());
    for (int time = 0; time < 2; ++time) {
        const auto list = store_.list();
        ASSERT_TRUE(list);
        EXPECT_EQ(list->voices.at(0).present.flawedRecordings, 1) << (time == 0 ? "from the folder" : "from the index");
    }
    EXPECT_EQ(store_.versions("anna")->at(0).flawedRecordings, 1);
}

}  // namespace
}  // namespace timbre
