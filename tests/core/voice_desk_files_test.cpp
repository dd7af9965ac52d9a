// SPDX-License-Identifier: GPL-3.0-or-later
// Voices that come and go as files, files that are dropped, and the projects that use a voice.
#include <gtest/gtest.h>

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/files.h"
#include "core/project/project.h"
#include "core/voice/voice_archive.h"
#include "core/voice/voice_folder.h"
#include "tests/support/voice_desk.h"
#include "tests/support/voices.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;

using VoiceDeskFilesTest = test::VoiceDeskFixture;

TEST_F(VoiceDeskFilesTest, ExportsAndImports) {
    makeVoice("Anna");
    studio();
    const fs::path file = folder_ / "anna.timbrevoice";
    ASSERT_TRUE(run(ExportVoice{.voice = voice_.voice, .target = file}));
    EXPECT_EQ(all<VoiceExported>().back().bytes, fs::file_size(file));
    EXPECT_EQ(run(ImportVoice{.file = file}).error().code, ErrorCode::AlreadyExists);
    const auto outcome = run(ImportVoice{.file = file, .newName = "Anna at home"});
    ASSERT_TRUE(outcome) << outcome.error().message();
    EXPECT_EQ(all<VoiceImported>().back().voice.name, "Anna at home");
    EXPECT_EQ(all<VoiceImported>().back().voice.order, 1) << "a colour of its own";
    ASSERT_TRUE(writeFileAtomically(folder_ / "cut.timbrevoice", readFile(file)->substr(0, 200)));
    EXPECT_EQ(run(ImportVoice{.file = folder_ / "cut.timbrevoice"}).error().code, ErrorCode::Corrupt);
    EXPECT_EQ(listed().voices.size(), 2U);
}

TEST(VoiceArchivePlaces, FoldersOfThisMachineStayAtHome) {
    const test::TempDir folder;
    auto store = VoiceStore::open(folder / "here").value();
    auto pending = store.begin("Anna").value();
    ASSERT_TRUE(writeFileAtomically(
        pending.engineFolder() / "voice.json",
        R"({"format":1,"models":{"gpt":"/home/somebody/weights/s1.ckpt","vocoder":"/home/somebody/bigvgan/"},)"
        R"("stamps":[{"path":"/home/somebody/weights/s1.ckpt","bytes":7,"md5":"00"}],)"
        R"("styles":[{"name":"neutral","transcript":"/slashes/ stay in words"}]})"));
    VoiceVersion version;
    version.engine = "gpt-sovits";
    version.language = "en";
    ASSERT_TRUE(pending.commit(version));
    const fs::path file = folder / "anna.timbrevoice";
    ASSERT_TRUE(exportVoice(store, "Anna", {}, file, {}, {}));
    auto there = VoiceStore::open(folder / "there").value();
    const auto imported = importVoice(there, file, {}, {}, {});
    ASSERT_TRUE(imported) << imported.error().message();
    const std::string record = readFile(imported->voice.engineFolder / "voice.json").value();
    EXPECT_EQ(record.find("somebody"), std::string::npos) << record;
    EXPECT_NE(record.find("\"s1.ckpt\""), std::string::npos);
    EXPECT_NE(record.find("\"bigvgan\""), std::string::npos);
    EXPECT_NE(record.find("/slashes/ stay"), std::string::npos);
}

TEST_F(VoiceDeskFilesTest, DroppedFilesAreKnownByTheirContent) {
    NEEDS_SPEECH();
    makeVoice("Anna");
    adjust_ = [](StudioParts& parts) {
        parts.lookAtModel = [](const fs::path& file) -> Result<std::optional<ModelKind>> {
            if (file.extension() == ".pth") {
                return readFile(file).value() == "weights"
                           ? Result<std::optional<ModelKind>>(ModelKind{.role = "sovits", .version = "v2"})
                           : fail(ErrorCode::Corrupt, "cut");
            }
            return std::nullopt;
        };
    };
    studio();
    ASSERT_TRUE(run(ExportVoice{.voice = voice_.voice, .target = folder_ / "named.zip"}));
    const fs::path drop = folder_ / "drop";
    fs::create_directory(drop);
    fs::copy(folder_ / "named.zip", drop / "a.zip");
    ASSERT_TRUE(writeFileAtomically(drop / "b.pth", "weights"));
    ASSERT_TRUE(writeFileAtomically(drop / "c.pth", "half"));
    fs::copy(speech().front().file, drop / "d.bin");
    ASSERT_TRUE(writeFileAtomically(drop / "e.txt", "Once upon a time."));
    ASSERT_TRUE(writeFileAtomically(drop / "f.list", "one.wav|anna|en|Hello.\n"));
    ASSERT_TRUE(writeFileAtomically(drop / "g.bin", std::string("\0\1\2\0", 4)));
    ASSERT_TRUE(Project::create(drop / "h.timbre"));
    ASSERT_TRUE(run(ClassifyFiles{.files = {drop, folder_ / "nothing"}}));
    const auto files = all<FilesClassified>().back().files;
    std::vector<std::pair<std::string, FileKind>> kinds;
    for (const ClassifiedFile& file : files) {
        kinds.emplace_back(file.file.filename().string(), file.kind);
    }
    EXPECT_EQ(kinds, (std::vector<std::pair<std::string, FileKind>>{{"a.zip", FileKind::Voice},
                                                                    {"b.pth", FileKind::Model},
                                                                    {"c.pth", FileKind::Model},
                                                                    {"d.bin", FileKind::Audio},
                                                                    {"e.txt", FileKind::Text},
                                                                    {"f.list", FileKind::Text},
                                                                    {"g.bin", FileKind::Unknown},
                                                                    {"h.timbre", FileKind::Project},
                                                                    {"nothing", FileKind::Missing}}));
    EXPECT_EQ(files[1].role, "sovits");
    EXPECT_TRUE(files[2].trouble) << "why it cannot be used";
    EXPECT_GT(files[3].seconds, 1.0);
    EXPECT_EQ(files[5].role, "transcripts");
}

TEST_F(VoiceDeskFilesTest, UsesAreCountedFromProjectFilesAndTheOpenOne) {
    makeVoice("Anna");
    const fs::path projects = folder_ / "projects";
    fs::create_directories(projects / "below");
    adjust_ = [projects](StudioParts& parts) { parts.projectFolder = projects; };
    const auto fill = [&](const fs::path& file, int lines, int own) {
        auto project = Project::create(file).value();
        std::vector<ScriptRow> rows(static_cast<std::size_t>(lines), ScriptRow{.text = "A line."});
        for (int i = 0; i < own; ++i) {
            rows[static_cast<std::size_t>(i)].voice = {.voice = voice_.voice, .number = 3};
        }
        ASSERT_TRUE(project.insert(rows, std::nullopt));
        ASSERT_TRUE(project.setSettings({.voice = {.voice = voice_.voice}}));
        ASSERT_TRUE(project.close());
    };
    fill(projects / "one.timbre", 4, 1);
    fill(projects / "below" / "two.timbre", 2, 0);
    ASSERT_TRUE(writeFileAtomically(projects / "broken.timbre", "SQLite no"));
    studio();
    ASSERT_TRUE(run(OpenProject{.file = projects / "one.timbre"}));
    ASSERT_TRUE(run(FindUses{.voice = voice_.voice}));
    const UsesFound found = all<UsesFound>().back();
    ASSERT_EQ(found.uses.size(), 3U);
    EXPECT_EQ(found.uses[0].sentences, 3) << "of the open project, by the voice of the project";
    EXPECT_EQ(found.uses[0].number, 0);
    EXPECT_EQ(found.uses[1].sentences, 1);
    EXPECT_EQ(found.uses[1].number, 3);
    EXPECT_EQ(found.uses[2].project, projects / "below" / "two.timbre");
    EXPECT_EQ(found.uses[2].sentences, 2);
    EXPECT_EQ(found.problems.size(), 1U);
}

}  // namespace
}  // namespace timbre
