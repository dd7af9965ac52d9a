// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/model_manifest.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <random>
#include <string>

#include "tests/support/model_folders.h"
#include "tests/support/test_support.h"

namespace timbre {
namespace {

const std::string kSum(64, 'a');

/// A manifest with one file of these members.
std::string withFile(const std::string& members) { return R"({"format":1,"files":[{)" + members + "}]}"; }

std::string withPath(const std::string& path) {
    return withFile(R"("path":")" + path + R"(","urls":["https://example.org/a"])");
}

const std::string kWhole = R"({"format":1,"files":[{"path":"sv/net.ckpt","role":"speaker-net","size":12,"sha256":")" +
                           kSum +
                           R"(","urls":["https://example.org/a","http://mirror.example.org:8080/b?c=d"]},)"
                           R"({"path":"b.pth","urls":["https://example.org/b"]}]})";

TEST(Manifest, ReadsFilesWithMirrors) {
    const auto files = parseModelManifest(kWhole);
    ASSERT_TRUE(files) << files.error().message();
    ASSERT_EQ(files->size(), 2U);
    EXPECT_EQ((*files)[0], (WantedFile{.path = "sv/net.ckpt",
                                       .role = ModelRole::SpeakerNet,
                                       .bytes = 12,
                                       .sha256 = kSum,
                                       .urls = {"https://example.org/a", "http://mirror.example.org:8080/b?c=d"}}));
    EXPECT_EQ((*files)[1].sha256, "");
    EXPECT_FALSE((*files)[1].bytes);
}

TEST(Manifest, SumsMayBeWrittenInCapitals) {
    const auto files =
        parseModelManifest(withFile(R"("path":"a","sha256":")" + std::string(64, 'F') + R"(","urls":["http://h/a"])"));
    ASSERT_TRUE(files) << files.error().message();
    EXPECT_EQ((*files)[0].sha256, std::string(64, 'f'));
}

TEST(Manifest, RefusesPathsThatLeadElsewhere) {
    const std::vector<std::string> bad{"",
                                       "/etc/passwd",
                                       "../x",
                                       "a/../../x",
                                       "a/..",
                                       "./a",
                                       "a//b",
                                       "a/",
                                       "a\\\\..\\\\b",
                                       "C:/x",
                                       "a\\u0000b",
                                       "a\\nb",
                                       "a.part",
                                       "x/a.part.from",
                                       "..",
                                       ".",
                                       std::string(300, 'n')};
    for (const std::string& path : bad) {
        const auto files = parseModelManifest(withPath(path));
        ASSERT_FALSE(files) << path;
        EXPECT_EQ(files.error().code, ErrorCode::InvalidInput) << path;
        EXPECT_NE(files.error().detail.find("path is not safe"), std::string::npos) << files.error().detail;
        EXPECT_FALSE(files.error().advice.empty());
    }
    for (const char* const good :
         {"a", "a/b/c.pth", "声音/模型.pth", "a..b", "...", "s1bert25hz-5kh-longer-epoch=12-step=369668.ckpt"}) {
        EXPECT_TRUE(parseModelManifest(withPath(good))) << good;
    }
}

struct BadManifest {
    std::string text;
    ErrorCode code;
    const char* says;
};

TEST(Manifest, RefusesWhatItCannotMeanByName) {
    const std::string url = R"("urls":["https://example.org/a"])";
    const std::vector<BadManifest> rows{
        {"", ErrorCode::Corrupt, "JSON"},
        {"{", ErrorCode::Corrupt, "byte"},
        {"[]", ErrorCode::InvalidInput, "format"},
        {R"({"files":[]})", ErrorCode::InvalidInput, "format"},
        {R"({"format":2,"files":[]})", ErrorCode::Unsupported, "2"},
        {R"({"format":1})", ErrorCode::InvalidInput, "files"},
        {R"({"format":1,"files":[]})", ErrorCode::InvalidInput, "files"},
        {R"({"format":1,"files":[1]})", ErrorCode::InvalidInput, "file 1"},
        {R"({"format":1,"fils":[]})", ErrorCode::InvalidInput, "fils"},
        {R"({"format":1,"format":1,"files":[]})", ErrorCode::Corrupt, "format"},
        {withFile(url), ErrorCode::InvalidInput, "path"},
        {withFile(R"("path":"a")"), ErrorCode::InvalidInput, "urls"},
        {withFile(R"("path":"a","urls":[])"), ErrorCode::InvalidInput, "urls"},
        {withFile(R"("path":"a","urls":["ftp://h/a"])"), ErrorCode::InvalidInput, "http"},
        {withFile(R"("path":"a","urls":["file:///etc/passwd"])"), ErrorCode::InvalidInput, "http"},
        {withFile(R"("path":"a","urls":["nonsense"])"), ErrorCode::InvalidInput, "http"},
        {withFile(R"("path":"a","urls":["http://h/a b"])"), ErrorCode::InvalidInput, "address"},
        {withFile(R"("path":"a","urls":[3])"), ErrorCode::InvalidInput, "address"},
        {withFile(R"("path":"a","size":0,)" + url), ErrorCode::InvalidInput, "size"},
        {withFile(R"("path":"a","size":-1,)" + url), ErrorCode::InvalidInput, "size"},
        {withFile(R"("path":"a","size":1.5,)" + url), ErrorCode::InvalidInput, "size"},
        {withFile(R"("path":"a","size":"12",)" + url), ErrorCode::InvalidInput, "size"},
        {withFile(R"("path":"a","sha256":"abc",)" + url), ErrorCode::InvalidInput, "sha256"},
        {withFile(R"("path":"a","sha256":null,)" + url), ErrorCode::InvalidInput, "sha256"},
        {withFile(R"("path":"a","sha265":")" + kSum + "\"," + url), ErrorCode::InvalidInput, "sha265"},
        {withFile(R"("path":"a","role":"magic",)" + url), ErrorCode::InvalidInput, "role"},
        {R"({"format":1,"files":[{"path":"a",)" + url + R"(},{"path":"A",)" + url + "}]}", ErrorCode::InvalidInput,
         "twice"},
        {R"({"format":1,"files":[{"path":"a",)" + url + R"(},{"path":"a/b",)" + url + "}]}", ErrorCode::InvalidInput,
         "folder of another"}};
    for (const BadManifest& row : rows) {
        const auto files = parseModelManifest(row.text);
        ASSERT_FALSE(files) << row.text;
        EXPECT_EQ(files.error().code, row.code) << row.text << files.error().message();
        EXPECT_NE(files.error().message().find(row.says), std::string::npos) << files.error().message();
    }
}

TEST(Manifest, AMisspeltMemberIsAnsweredWithTheRightOne) {
    const auto files = parseModelManifest(withFile(R"("path":"a","sha265":")" + kSum + R"(","urls":["http://h/a"])"));
    EXPECT_NE(files.error().advice.find("“sha256”"), std::string::npos) << files.error().advice;
}

/// Damaged manifests are refused or mean something safe; they never crash, and never name a file elsewhere.
TEST(Manifest, DamageIsNeverDangerous) {
    std::mt19937 random(20260101);
    const auto below = [&random](std::size_t most) {
        return std::uniform_int_distribution<std::size_t>(0, most - 1)(random);
    };
    const std::string alphabet = R"({}[]",:\/.0123456789-eEnulltrufas)" + std::string("\0\x80\xff\n ", 5);
    std::size_t taken = 0;
    for (int round = 0; round < 20'000; ++round) {
        std::string text = kWhole;
        for (std::size_t change = 0; change <= below(4); ++change) {
            const std::size_t at = below(text.size());
            switch (below(4)) {
                case 0:
                    text[at] = alphabet[below(alphabet.size())];
                    break;
                case 1:
                    text.erase(at, below(8));
                    break;
                case 2:
                    text.insert(at, text.substr(below(text.size()), below(40)));
                    break;
                default:
                    text.insert(at, 1, alphabet[below(alphabet.size())]);
            }
            if (text.empty()) {
                text = "{";
            }
        }
        const auto files = parseModelManifest(text);
        if (!files) {
            EXPECT_FALSE(files.error().detail.empty());
            continue;
        }
        ++taken;
        for (const WantedFile& file : *files) {
            const std::filesystem::path path = file.path;
            EXPECT_TRUE(path.is_relative()) << text;
            for (const auto& step : path) {
                EXPECT_NE(step, "..") << text;
            }
            EXPECT_FALSE(file.urls.empty());
            EXPECT_TRUE(file.sha256.empty() || file.sha256.size() == 64);
        }
    }
    EXPECT_GT(taken, 100U) << "the damage must not be so great that nothing is tried";
}

TEST(ManifestFileOnDisk, IsNamedInErrors) {
    const test::TempDir folder;
    EXPECT_EQ(readModelManifest(folder / "none.json").error().code, ErrorCode::NotFound);
    test::writeBytes(folder / "bad.json", "{");
    const auto bad = readModelManifest(folder / "bad.json");
    EXPECT_EQ(bad.error().code, ErrorCode::Corrupt);
    EXPECT_NE(bad.error().detail.find("bad.json"), std::string::npos);
}

TEST(ManifestLockFile, KeepsWhatWasRecorded) {
    const test::TempDir folder;
    const auto manifest = folder / "models.json";
    auto lock = ManifestLock::read(manifest).value();
    EXPECT_EQ(lock.find("a"), nullptr);
    ASSERT_TRUE(lock.record("a/b.pth", {.sha256 = kSum, .bytes = 12}));
    ASSERT_TRUE(lock.record("声.pth", {.sha256 = std::string(64, 'b'), .bytes = 3}));
    const auto again = ManifestLock::read(manifest).value();
    ASSERT_NE(again.find("a/b.pth"), nullptr);
    EXPECT_EQ(again.find("a/b.pth")->sha256, kSum);
    EXPECT_EQ(again.find("声.pth")->bytes, 3U);
    EXPECT_EQ(again.file(), manifest.string() + ".lock");
}

TEST(ManifestLockFile, TwoThatRecordSideBySideLoseNothing) {
    const test::TempDir folder;
    const auto manifest = folder / "models.json";
    auto one = ManifestLock::read(manifest).value();
    auto other = ManifestLock::read(manifest).value();
    const std::string another(64, 'b');
    ASSERT_TRUE(one.record("a.pth", {.sha256 = kSum, .bytes = 12}));
    ASSERT_TRUE(other.record("b.pth", {.sha256 = another, .bytes = 3}));
    EXPECT_TRUE(other.record("a.pth", {.sha256 = kSum, .bytes = 12}));
    const auto contrary = one.record("b.pth", {.sha256 = kSum, .bytes = 12});
    ASSERT_FALSE(contrary);
    EXPECT_EQ(contrary.error().code, ErrorCode::Corrupt);
    const auto both = ManifestLock::read(manifest).value();
    ASSERT_NE(both.find("a.pth"), nullptr);
    ASSERT_NE(both.find("b.pth"), nullptr);
    EXPECT_EQ(both.find("b.pth")->sha256, another) << "the first stays";
    EXPECT_FALSE(std::filesystem::exists(manifest.string() + ".lock.held"));
}

TEST(ManifestLockFile, IsRefusedWhenDamaged) {
    const test::TempDir folder;
    const auto manifest = folder / "models.json";
    for (const char* const text : {"", "{}", R"({"format":1})", R"({"format":1,"files":{"a":{}}})",
                                   R"({"format":1,"files":{"a":{"sha256":"abc","size":1}}})"}) {
        test::writeBytes(manifest.string() + ".lock", text);
        const auto lock = ManifestLock::read(manifest);
        ASSERT_FALSE(lock) << text;
        EXPECT_NE(lock.error().detail.find("models.json.lock"), std::string::npos) << lock.error().detail;
    }
}

}  // namespace
}  // namespace timbre
