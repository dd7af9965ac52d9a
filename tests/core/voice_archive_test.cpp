// SPDX-License-Identifier: GPL-3.0-or-later
// Voices as one file: there and back, cut and with flipped bits.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "core/base/files.h"
#include "core/base/sha256.h"
#include "core/voice/voice_archive.h"
#include "core/voice/voice_store.h"
#include "tests/support/voice_archives.h"

namespace timbre::test {
namespace {

TEST_F(VoiceArchiveTest, AVoiceComesBackAsItWas) {
    makeAnna();
    const Voice sent = home_.find("Anna").value();
    const auto exported = send();
    ASSERT_TRUE(exported) << exported.error().message();
    EXPECT_EQ(exported->versions, (std::vector<int>{1, 2}));
    EXPECT_EQ(exported->bytes, fs::file_size(file_));
    const auto taken = take();
    ASSERT_TRUE(taken) << taken.error().message();
    EXPECT_EQ(taken->versions, (std::vector<int>{1, 2}));
    EXPECT_EQ(taken->voice.id, sent.id) << "projects find it again";
    EXPECT_EQ(taken->voice.name, "Anna");
    EXPECT_EQ(taken->voice.tags, sent.tags);
    EXPECT_EQ(taken->voice.changes, sent.changes);
    EXPECT_EQ(taken->voice.version, sent.version);
    EXPECT_EQ(taken->voice.usage, VoiceUsage{}) << "how often it was spoken with stays at home";
    for (const int number : {1, 2}) {
        EXPECT_EQ(contentsOf(away_.find("Anna", number).value().folder),
                  contentsOf(home_.find("Anna", number).value().folder));
    }
    EXPECT_EQ(away_.list().value().voices.size(), 1U);
}

TEST_F(VoiceArchiveTest, ChosenVersionsAloneTravel) {
    makeAnna();
    EXPECT_EQ(send({3}).error().code, ErrorCode::NotFound);
    ASSERT_TRUE(send({1}));
    const auto taken = take();
    ASSERT_TRUE(taken) << taken.error().message();
    EXPECT_EQ(taken->versions, std::vector<int>{1});
    EXPECT_EQ(taken->voice.presentVersion, 1);
    EXPECT_EQ(tracesOf(box_ / "away", "sound two"), std::vector<std::string>{});
}

TEST_F(VoiceArchiveTest, ATakenNameIsRefusedWithAdviceAndAnotherNameHelps) {
    makeAnna();
    ASSERT_TRUE(send());
    ASSERT_TRUE(take());
    const auto again = take();
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::AlreadyExists);
    EXPECT_NE(again.error().advice.find("--as"), std::string::npos);
    const auto other = take("Anna 2");
    ASSERT_TRUE(other) << other.error().message();
    EXPECT_NE(other->voice.id, away_.find("Anna").value().id) << "an id that is taken is not taken twice";
    EXPECT_EQ(away_.list().value().voices.size(), 2U);
    EXPECT_EQ(take("a/b").error().code, ErrorCode::InvalidInput);
}

TEST_F(VoiceArchiveTest, ANameLikeAVersionIsRefusedInTheFileToo) {
    auto files = goodFiles();
    files[0].bytes.replace(files[0].bytes.find("Eve"), 3, "Eve@2");
    writeArchive(file_, withManifest(files));
    const auto taken = take();
    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.error().code, ErrorCode::InvalidInput);
    EXPECT_NE(taken.error().advice.find("--as"), std::string::npos);
    EXPECT_EQ(take("Eve@3").error().code, ErrorCode::InvalidInput);
    EXPECT_TRUE(take("Eve"));
}

TEST_F(VoiceArchiveTest, ADamagedFileIsExplainedInOneLineOfOurOwn) {
    makeAnna();
    ASSERT_TRUE(send());
    fs::resize_file(file_, fs::file_size(file_) / 2);
    const auto taken = take();
    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.error().message().find_first_of("\n()"), std::string::npos) << taken.error().message();
}

TEST_F(VoiceArchiveTest, ExportReplacesAnOlderFileAndLeavesNoPartOfItself) {
    makeAnna();
    ASSERT_TRUE(writeFileAtomically(file_, "older"));
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(exportVoice(home_, "Anna", {}, file_, {}, stop.get_token()).error().code, ErrorCode::Cancelled);
    EXPECT_EQ(readFile(file_).value(), "older");
    ASSERT_TRUE(send());
    EXPECT_NE(readFile(file_).value(), "older");
    EXPECT_EQ(std::distance(fs::directory_iterator(box_.path()), fs::directory_iterator{}), 2) << "home and the file";
}

TEST_F(VoiceArchiveTest, AStoppedImportLeavesNothing) {
    makeAnna();
    ASSERT_TRUE(send());
    std::stop_source stop;
    const auto stopHalfway = [&stop](const Progress& progress) {
        if (progress.fraction > 0.4) {
            stop.request_stop();
        }
    };
    EXPECT_EQ(importVoice(away_, file_, {}, stopHalfway, stop.get_token()).error().code, ErrorCode::Cancelled);
    expectNothingTaken("stopped");
}

TEST_F(VoiceArchiveTest, AFileMadeByHandIsTaken) {
    writeArchive(file_, withManifest(goodFiles()));
    const auto taken = take();
    ASSERT_TRUE(taken) << "else the tests of bad files prove nothing: " << taken.error().message();
    EXPECT_EQ(taken->voice.name, "Eve");
    EXPECT_EQ(taken->voice.id, "0123456789abcdef");
}

TEST_F(VoiceArchiveTest, NoFileAndNoArchiveAreSaid) {
    EXPECT_EQ(take().error().code, ErrorCode::NotFound);
    for (const std::string& bytes : {std::string(), std::string("x"), std::string(5000, 'x')}) {
        ASSERT_TRUE(writeFileAtomically(file_, bytes));
        EXPECT_EQ(take().error().code, ErrorCode::Corrupt) << bytes.size();
    }
    writeArchive(file_, withManifest(goodFiles()), true);
    EXPECT_EQ(take().error().code, ErrorCode::Corrupt) << "a tar with the same files, which could hold devices";
    expectNothingTaken("no archive");
}

TEST_F(VoiceArchiveTest, ANewerFormatIsRefusedClearly) {
    for (const bool manifest : {true, false}) {
        auto files = goodFiles();
        Json record = Json::parse(files[0].bytes);
        record["format"] = manifest ? 1 : 99;
        files[0].bytes = record.dump();
        Json list = manifestOf(files);
        list["format"] = manifest ? 99 : 1;
        files.insert(files.begin(), Entry{"manifest.json", list.dump()});
        writeArchive(file_, files);
        const auto taken = take();
        ASSERT_FALSE(taken);
        EXPECT_EQ(taken.error().code, ErrorCode::Unsupported) << taken.error().message();
        EXPECT_NE(taken.error().detail.find("newer"), std::string::npos);
    }
    expectNothingTaken("newer");
}

TEST_F(VoiceArchiveTest, CutAnywhereItIsRefusedAndLeavesNothing) {
    makeAnna();
    ASSERT_TRUE(send());
    const std::string whole = readFile(file_).value();
    for (std::size_t length = 0; length < whole.size(); length += 1 + whole.size() / 150) {
        ASSERT_TRUE(writeFileAtomically(file_, whole.substr(0, length)));
        ASSERT_FALSE(take()) << "cut to " << length << " of " << whole.size();
    }
    ASSERT_TRUE(writeFileAtomically(file_, whole.substr(0, whole.size() - 1)));
    ASSERT_FALSE(take());
    expectNothingTaken("cut");
}

TEST_F(VoiceArchiveTest, WithAnyBitFlippedItIsRefusedOrTheSameVoice) {
    makeAnna();
    ASSERT_TRUE(send());
    const std::string whole = readFile(file_).value();
    const auto expected = contentsOf(home_.find("Anna").value().folder);
    const Voice sent = home_.find("Anna").value();
    int refused = 0;
    for (std::size_t i = 0; i < whole.size() * 8; i += 1 + whole.size() * 8 / 700) {
        std::string flipped = whole;
        flipped[i / 8] = static_cast<char>(static_cast<unsigned char>(flipped[i / 8]) ^ (1U << (i % 8)));
        ASSERT_TRUE(writeFileAtomically(file_, flipped));
        const auto taken = take();
        if (!taken) {
            ++refused;
            continue;
        }
        EXPECT_EQ(taken->voice.version, sent.version) << "bit " << i;
        EXPECT_EQ(taken->voice.name, sent.name) << "bit " << i;
        EXPECT_EQ(contentsOf(taken->voice.folder), expected) << "bit " << i;
        ASSERT_TRUE(away_.remove("Anna"));
    }
    EXPECT_GT(refused, 300) << "most of the file is checked";
    fs::remove(box_.path() / "away" / "library.db");
    expectNothingTaken("flipped");
}

TEST(Sha256, GivesThePublishedSums) {
    EXPECT_EQ(checksumOf(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(checksumOf("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    const TempDir folder;
    ASSERT_TRUE(writeFileAtomically(folder / "x", std::string(1'000'000, 'a')));
    EXPECT_EQ(sha256OfFile(folder / "x").value(), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

}  // namespace
}  // namespace timbre::test
