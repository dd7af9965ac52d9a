// SPDX-License-Identifier: GPL-3.0-or-later
// Voices as one file: there and back, and files that mean harm.
#include "core/voice/voice_archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "core/base/files.h"
#include "core/voice/archive_manifest.h"
#include "core/voice/sha256.h"
#include "core/voice/voice_store.h"
#include "tests/support/test_support.h"
#include "tests/support/voices.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

struct Entry {
    std::string name;
    std::string bytes;
    unsigned type = AE_IFREG;
    std::string link{};  ///< Of a symbolic link.
};

void writeArchive(const fs::path& file, const std::vector<Entry>& entries, bool tar = false) {
    archive* handle = archive_write_new();
    if (tar) {
        archive_write_set_format_pax(handle);
    } else {
        archive_write_set_format_zip(handle);
    }
    ASSERT_EQ(archive_write_open_filename(handle, file.c_str()), ARCHIVE_OK);
    for (const Entry& entry : entries) {
        archive_entry* header = archive_entry_new();
        archive_entry_set_pathname(header, entry.name.c_str());
        archive_entry_set_filetype(header, entry.type);
        archive_entry_set_perm(header, 0644);
        if (!entry.link.empty()) {
            archive_entry_set_symlink(header, entry.link.c_str());
        }
        archive_entry_set_size(header, static_cast<la_int64_t>(entry.bytes.size()));
        ASSERT_GE(archive_write_header(handle, header), ARCHIVE_WARN) << archive_error_string(handle);
        if (!entry.bytes.empty() && entry.type == AE_IFREG) {
            archive_write_data(handle, entry.bytes.data(), entry.bytes.size());
        }
        archive_entry_free(header);
    }
    ASSERT_EQ(archive_write_close(handle), ARCHIVE_OK);
    archive_write_free(handle);
}

std::string checksumOf(const std::string& bytes) {
    Sha256 sum;
    sum.add(bytes);
    return sum.take();
}

/// The files of a good voice, as an attacker starts from them.
std::vector<Entry> goodFiles() {
    const Json version = {{"format", 1},
                          {"number", 1},
                          {"engine", "tone"},
                          {"language", "en"},
                          {"clips", {{{"name", "a"}, {"file", "clips/0001.flac"}, {"transcript", "Hello."}}}}};
    const Json voice = {{"format", 1}, {"id", "0123456789abcdef"}, {"name", "Eve"}, {"current_version", 1}};
    return {{"voice.json", voice.dump()},
            {"versions/0001/version.json", version.dump()},
            {"versions/0001/clips/0001.flac", "sound"},
            {"versions/0001/engine/model.bin", "weights"}};
}

Json manifestOf(const std::vector<Entry>& files) {
    Json rows = Json::array();
    for (const Entry& file : files) {
        rows.push_back({{"path", file.name}, {"bytes", file.bytes.size()}, {"sha256", checksumOf(file.bytes)}});
    }
    return {{"kind", "timbre-voice"}, {"format", 1}, {"files", rows}};
}

/// Files and the manifest that fits them.
std::vector<Entry> withManifest(std::vector<Entry> files) {
    files.insert(files.begin(), Entry{"manifest.json", manifestOf(files).dump()});
    return files;
}

class VoiceArchiveTest : public testing::Test {
  protected:
    Result<ExportedVoice> send(const std::vector<int>& versions = {}) {
        return exportVoice(home_, "Anna", versions, file_, {}, {});
    }
    Result<ImportedVoice> take(const std::string& newName = {}) { return importVoice(away_, file_, newName, {}, {}); }

    void makeAnna() {
        ASSERT_TRUE(test::makeSmallVoice(home_, "Anna", "one"));
        ASSERT_TRUE(test::addSmallVersion(home_, "Anna", "two"));
        const std::vector<std::string> tags{"warm"};
        ASSERT_TRUE(home_.changeTags("Anna", tags, {}));
        ASSERT_TRUE(home_.countUse(home_.find("Anna").value().id, 3.0));
    }

    /// Nothing in the library but its lock, nothing new beside it.
    void expectNothingTaken(const std::string& why) {
        EXPECT_TRUE(away_.list().value().voices.empty()) << why;
        for (const auto& [name, bytes] : test::contentsOf(box_ / "away")) {
            EXPECT_TRUE(name == "voices/" || name == "voices/.lock" || name == "library.lock") << why << ": " << name;
        }
        std::vector<std::string> beside;
        for (const auto& entry : fs::directory_iterator(box_.path())) {
            beside.push_back(entry.path().filename().string());
        }
        std::ranges::sort(beside);
        EXPECT_LE(beside.size(), 3U) << why;
        for (const std::string& name : beside) {
            EXPECT_TRUE(name == "away" || name == "home" || name == "x.timbrevoice") << why << ": " << name;
        }
    }

    const test::TempDir box_;
    const fs::path file_ = box_ / "x.timbrevoice";
    VoiceStore home_ = VoiceStore::open(box_ / "home").value();
    VoiceStore away_ = VoiceStore::open(box_ / "away").value();
};

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
        EXPECT_EQ(test::contentsOf(away_.find("Anna", number).value().folder),
                  test::contentsOf(home_.find("Anna", number).value().folder));
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
    EXPECT_EQ(test::tracesOf(box_ / "away", "sound two"), std::vector<std::string>{});
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

/// One way to make a bad file out of a good one.
struct Attack {
    const char* name;
    std::function<std::vector<Entry>()> entries;
    ErrorCode code = ErrorCode::Corrupt;
};

/// An added file that the manifest lists as it should.
std::vector<Entry> withFile(const std::string& name) {
    auto files = goodFiles();
    files.push_back({name, "escaped"});
    return withManifest(std::move(files));
}

/// A file that is a link or a device where the manifest expects the recording.
std::vector<Entry> withType(unsigned type, const std::string& link) {
    auto files = withManifest(goodFiles());
    files[3].type = type;
    files[3].link = link;
    return files;
}

std::vector<Entry> withVersion(const std::function<void(Json&)>& change) {
    auto files = goodFiles();
    Json version = Json::parse(files[1].bytes);
    change(version);
    files[1].bytes = version.dump();
    return withManifest(std::move(files));
}

std::vector<Entry> withRecord(const std::function<void(Json&)>& change) {
    auto files = goodFiles();
    Json record = Json::parse(files[0].bytes);
    change(record);
    files[0].bytes = record.dump();
    return withManifest(std::move(files));
}

std::vector<Entry> withManifestChange(const std::function<void(Json&)>& change) {
    auto files = withManifest(goodFiles());
    Json manifest = Json::parse(files[0].bytes);
    change(manifest);
    files[0].bytes = manifest.dump();
    return files;
}

std::vector<Entry> twice(const std::string& second) {
    auto files = withManifest(goodFiles());
    files.push_back({second, "sound"});
    return files;
}

class HostileArchive : public VoiceArchiveTest, public testing::WithParamInterface<Attack> {};

TEST_P(HostileArchive, IsRefusedAndLeavesNothing) {
    writeArchive(file_, GetParam().entries());
    const auto taken = take();
    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.error().code, GetParam().code) << taken.error().message();
    expectNothingTaken(GetParam().name);
}

const std::string kClip = "versions/0001/clips/0001.flac";

INSTANTIATE_TEST_SUITE_P(
    Rows, HostileArchive,
    testing::Values(
        Attack{"AbsolutePath", [] { return withFile("/tmp/timbre-escaped"); }},
        Attack{"ParentPath", [] { return withFile("../escaped"); }},
        Attack{"ParentPathInside", [] { return withFile("versions/0001/clips/../../../../escaped"); }},
        Attack{"DotPath", [] { return withFile("versions/0001/clips/./escaped"); }},
        Attack{"DoubleSlash", [] { return withFile("versions/0001/clips//escaped"); }},
        Attack{"Backslash", [] { return withFile("versions/0001/clips/..\\..\\escaped"); }},
        Attack{"DriveLetter", [] { return withFile("C:escaped"); }},
        Attack{"OtherPlace", [] { return withFile("escaped"); }},
        Attack{"HiddenFile", [] { return withFile("versions/0001/clips/.hidden"); }},
        Attack{"LineBreak", [] { return withFile("versions/0001/clips/a\nb"); }},
        Attack{"SymbolicLink", [] { return withType(AE_IFLNK, "/etc/passwd"); }},
        Attack{"SymbolicLinkInside", [] { return withType(AE_IFLNK, "../engine/model.bin"); }},
        Attack{"Folder", [] { return withType(AE_IFDIR, ""); }}, Attack{"NameTwice", [] { return twice(kClip); }},
        Attack{"NameTwiceInAnotherCase", [] { return withFile("versions/0001/clips/0001.FLAC"); }},
        Attack{"NotInTheManifest", [] { return twice("versions/0001/clips/0002.flac"); }},
        Attack{"Missing",
               [] {
                   auto files = withManifest(goodFiles());
                   files.pop_back();
                   return files;
               }},
        Attack{"NoManifest", [] { return goodFiles(); }},
        Attack{"ManifestNotFirst",
               [] {
                   auto files = withManifest(goodFiles());
                   std::rotate(files.begin(), files.begin() + 1, files.end());
                   return files;
               }},
        Attack{"OtherBytes",
               [] {
                   auto files = withManifest(goodFiles());
                   files[3].bytes = "SOUND";
                   return files;
               }},
        Attack{"LongerThanItSays",
               [] {
                   auto files = withManifest(goodFiles());
                   files[3].bytes = std::string(100'000, 'x');
                   return files;
               }},
        Attack{"ShorterThanItSays",
               [] {
                   auto files = withManifest(goodFiles());
                   files[3].bytes = "s";
                   return files;
               }},
        Attack{"ClaimsMoreThanAFileCanHold",
               [] {
                   return withManifestChange(
                       [](Json& manifest) { manifest["files"][2]["bytes"] = std::uint64_t{1} << 40U; });
               }},
        Attack{"SizesThatOverflow",
               [] {
                   return withManifestChange([](Json& manifest) {
                       manifest["files"][2]["bytes"] = ~std::uint64_t{0} - 10;
                       manifest["files"][3]["bytes"] = 20;
                   });
               }},
        Attack{"NegativeSize",
               [] { return withManifestChange([](Json& manifest) { manifest["files"][2]["bytes"] = -1; }); }},
        Attack{"NoChecksum",
               [] { return withManifestChange([](Json& manifest) { manifest["files"][2].erase("sha256"); }); }},
        Attack{"OtherKind", [] { return withManifestChange([](Json& manifest) { manifest["kind"] = "else"; }); }},
        Attack{"FilesOfTheWrongKind", [] { return withManifestChange([](Json& manifest) { manifest["files"] = 7; }); }},
        Attack{"ManifestIsNoJson",
               [] {
                   auto files = withManifest(goodFiles());
                   files[0].bytes = std::string(50'000, '[');
                   return files;
               }},
        Attack{"ZipBomb",
               [] {
                   auto files = goodFiles();
                   files[3].bytes = std::string(std::size_t{200} << 20U, '\0');
                   return withManifest(std::move(files));
               }},
        Attack{"RecordingOutside",
               [] {
                   return withVersion(
                       [](Json& version) { version["clips"][0]["file"] = "clips/../../../../../etc/passwd"; });
               }},
        Attack{"RecordingAbsolute",
               [] { return withVersion([](Json& version) { version["clips"][0]["file"] = "/etc/passwd"; }); }},
        Attack{"TerminalCommands", [] { return withVersion([](Json& version) { version["engine"] = "\x1b[2J"; }); }},
        Attack{"WrongNumber", [] { return withVersion([](Json& version) { version["number"] = 2; }); }},
        Attack{"WrongTypes", [] { return withVersion([](Json& version) { version["clips"] = "none"; }); }},
        Attack{"PresentVersionMissing", [] { return withRecord([](Json& record) { record["current_version"] = 2; }); }},
        Attack{"PresentVersionNegative",
               [] { return withRecord([](Json& record) { record["current_version"] = -1; }); }},
        Attack{"NameThatLeaves", [] { return withRecord([](Json& record) { record["name"] = "../../x"; }); },
               ErrorCode::InvalidInput}),
    [](const auto& row) { return row.param.name; });

TEST_F(VoiceArchiveTest, AnIdThatLeavesIsReplaced) {
    writeArchive(file_, withRecord([](Json& record) { record["id"] = "../../../escaped"; }));
    const auto taken = take();
    ASSERT_TRUE(taken) << taken.error().message();
    EXPECT_EQ(taken->voice.id.size(), 16U);
    EXPECT_FALSE(fs::exists(box_ / "escaped"));
    EXPECT_TRUE(fs::exists(away_.folder() / taken->voice.id / "voice.json"));
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
    const auto expected = test::contentsOf(home_.find("Anna").value().folder);
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
        EXPECT_EQ(test::contentsOf(taken->voice.folder), expected) << "bit " << i;
        ASSERT_TRUE(away_.remove("Anna"));
    }
    EXPECT_GT(refused, 300) << "most of the file is checked";
    fs::remove(box_.path() / "away" / "library.db");
    expectNothingTaken("flipped");
}

TEST(Sha256, GivesThePublishedSums) {
    EXPECT_EQ(checksumOf(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(checksumOf("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    const test::TempDir folder;
    ASSERT_TRUE(writeFileAtomically(folder / "x", std::string(1'000'000, 'a')));
    EXPECT_EQ(sha256OfFile(folder / "x").value(), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

}  // namespace
}  // namespace timbre
