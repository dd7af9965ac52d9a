// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/files.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>

#include "tests/support/test_support.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;

std::string contentOf(const fs::path& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::ptrdiff_t entriesIn(const fs::path& folder) {
    return std::distance(fs::directory_iterator(folder), fs::directory_iterator());
}

TEST(PendingFile, leaves_nothing_when_dropped_without_commit) {
    const test::TempDir folder;
    const fs::path target = folder / "voice.json";
    ASSERT_TRUE(writeFileAtomically(target, "old"));
    {
        const PendingFile pending(target);
        std::ofstream(pending.temporaryPath()) << "half";
        EXPECT_EQ(entriesIn(folder.path()), 2);
    }
    EXPECT_EQ(entriesIn(folder.path()), 1);
    EXPECT_EQ(contentOf(target), "old");
}

TEST(PendingFile, replaces_the_older_file_on_commit) {
    const test::TempDir folder;
    const fs::path target = folder / "voice.json";
    ASSERT_TRUE(writeFileAtomically(target, "old"));
    PendingFile pending(target);
    std::ofstream(pending.temporaryPath()) << "new";
    ASSERT_TRUE(pending.commit());
    EXPECT_EQ(contentOf(target), "new");
    EXPECT_EQ(entriesIn(folder.path()), 1);
}

TEST(PendingFile, writes_to_what_a_link_leads_to) {
    const test::TempDir folder;
    fs::create_directory(folder / "there");
    ASSERT_TRUE(writeFileAtomically(folder / "there" / "a.txt", "old"));
    fs::create_symlink("there/a.txt", folder / "link.txt");
    fs::create_symlink(folder / "link.txt", folder / "twice.txt");
    fs::create_symlink("there/new.txt", folder / "dangling.txt");
    ASSERT_TRUE(writeFileAtomically(folder / "twice.txt", "new"));
    ASSERT_TRUE(writeFileAtomically(folder / "dangling.txt", "made"));
    EXPECT_TRUE(fs::is_symlink(folder / "twice.txt"));
    EXPECT_TRUE(fs::is_symlink(folder / "link.txt"));
    EXPECT_EQ(contentOf(folder / "there" / "a.txt"), "new");
    EXPECT_EQ(contentOf(folder / "there" / "new.txt"), "made");
}

TEST(IsSameFile, looks_through_links_and_at_names_to_come) {
    const test::TempDir folder;
    ASSERT_TRUE(writeFileAtomically(folder / "a.txt", "a"));
    ASSERT_TRUE(writeFileAtomically(folder / "b.txt", "a"));
    fs::create_symlink("a.txt", folder / "soft.txt");
    fs::create_hard_link(folder / "a.txt", folder / "hard.txt");
    fs::create_symlink("new.txt", folder / "dangling.txt");
    EXPECT_TRUE(isSameFile(folder / "a.txt", folder / "soft.txt"));
    EXPECT_TRUE(isSameFile(folder / "a.txt", folder / "hard.txt"));
    EXPECT_TRUE(isSameFile(folder / "new.txt", folder.path() / "." / "new.txt"));
    EXPECT_TRUE(isSameFile(folder / "new.txt", folder / "dangling.txt"));
    EXPECT_FALSE(isSameFile(folder / "a.txt", folder / "b.txt"));
    EXPECT_FALSE(isSameFile(folder / "a.txt", folder / "new.txt"));
    EXPECT_FALSE(isSameFile(folder / "new.txt", folder / "newer.txt"));
}

TEST(IoError, advises_about_reading_where_reading_failed) {
    EXPECT_NE(ioError("cannot open", "a.txt", EACCES).advice.find("read"), std::string::npos);
    EXPECT_NE(ioError("cannot write", "a.txt", EACCES).advice.find("write"), std::string::npos);
}

TEST(PendingFile, keeps_the_extension_in_its_temporary_name) {
    const PendingFile pending(fs::path("folder") / "take 1.mp3");
    EXPECT_EQ(pending.temporaryPath().extension(), ".mp3");
    EXPECT_EQ(pending.temporaryPath().parent_path(), "folder");
}

TEST(PendingFile, fails_and_cleans_up_when_the_target_is_a_folder) {
    const test::TempDir folder;
    fs::create_directories(folder / "taken" / "inside");
    PendingFile pending(folder / "taken");
    std::ofstream(pending.temporaryPath()) << "bytes";
    const auto committed = pending.commit();
    ASSERT_FALSE(committed);
    EXPECT_EQ(committed.error().code, ErrorCode::Io);
    EXPECT_NE(committed.error().detail.find("taken"), std::string::npos);
}

TEST(WriteFileAtomically, names_the_missing_folder) {
    const test::TempDir folder;
    const auto written = writeFileAtomically(folder / "absent" / "a.txt", "x");
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::Io);
    EXPECT_NE(written.error().detail.find("absent"), std::string::npos);
    EXPECT_FALSE(written.error().advice.empty());
}

TEST(WriteFileAtomically, keeps_the_old_file_when_the_disk_takes_no_more) {
    const test::TempDir folder;
    const fs::path target = folder / "script.txt";
    ASSERT_TRUE(writeFileAtomically(target, "old"));

    // A file size limit stands for the full disk: write() fails half-way either way.
    rlimit before{};
    ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto oldHandler = std::signal(SIGXFSZ, SIG_IGN);
    rlimit small = before;
    small.rlim_cur = 4096;
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
    const auto written = writeFileAtomically(target, std::string(100'000, 'x'));
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, oldHandler);

    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::Io);
    EXPECT_EQ(contentOf(target), "old");
    EXPECT_EQ(entriesIn(folder.path()), 1);
}

TEST(ReadFile, gives_back_every_byte) {
    const test::TempDir folder;
    std::string bytes(200'000, '\0');
    std::ranges::generate(bytes, [n = 0]() mutable { return static_cast<char>(n++ * 31); });
    ASSERT_TRUE(writeFileAtomically(folder / "b.bin", bytes));
    const auto read = readFile(folder / "b.bin");
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, bytes);
}

TEST(ReadFile, tells_missing_files_folders_and_large_files_apart) {
    const test::TempDir folder;
    ASSERT_TRUE(writeFileAtomically(folder / "big", std::string(2048, 'x')));
    const auto missing = readFile(folder / "none");
    const auto directory = readFile(folder.path());
    const auto large = readFile(folder / "big", 1024);
    ASSERT_FALSE(missing);
    ASSERT_FALSE(directory);
    ASSERT_FALSE(large);
    EXPECT_EQ(missing.error().code, ErrorCode::NotFound);
    EXPECT_EQ(directory.error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(large.error().code, ErrorCode::InvalidInput);
    EXPECT_NE(large.error().detail.find("big"), std::string::npos);
}

TEST(ReadFile, MissesAFileThatIsDeletedMeanwhile) {
    const test::TempDir folder;
    const fs::path file = folder / "record.json";
    std::jthread other([&](const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            std::ofstream(folder / "next") << "text";
            std::error_code ignored;
            fs::rename(folder / "next", file, ignored);
            fs::remove(file, ignored);
        }
    });
    int found = 0;
    for (int i = 0; i < 20'000 || found == 0; ++i) {  // on a busy machine the other one comes late
        const auto read = readFile(file);
        if (read) {
            ASSERT_EQ(*read, "text");
            ++found;
        } else {
            ASSERT_EQ(read.error().code, ErrorCode::NotFound) << read.error().message();
        }
    }
}

}  // namespace
}  // namespace timbre
