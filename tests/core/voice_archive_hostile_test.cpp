// SPDX-License-Identifier: GPL-3.0-or-later
// Voice files that mean harm.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <functional>
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

}  // namespace
}  // namespace timbre::test
