// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/half_made.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <vector>

#include "core/base/files.h"
#include "tests/support/test_support.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;

/// abandonHalfMade() is for the end of a process, so each case gets one of its own. True where `work` said so.
bool inAnotherProcess(const std::function<bool()>& work) {
    const pid_t child = ::fork();
    if (child == 0) {
        ::_exit(work() ? 0 : 1);
    }
    int status = 0;
    return ::waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

TEST(HalfMade, IsGoneWithAllInsideOnceAbandoned) {
    const test::TempDir folder;
    EXPECT_TRUE(inAnotherProcess([&] {
        fs::create_directories(folder / "voice/clips");
        std::ofstream(folder / "voice/clips/0001.flac") << "sound";
        std::ofstream(folder / "kept") << "somebody else's";
        const HalfMade voice(folder / "voice");
        abandonHalfMade();
        return !fs::exists(folder / "voice") && fs::exists(folder / "kept");
    }));
}

TEST(HalfMade, StaysWhenItWasGivenItsNameBefore) {
    const test::TempDir folder;
    EXPECT_TRUE(inAnotherProcess([&] {
        if (!writeFileAtomically(folder / "whole.txt", "whole")) {
            return false;
        }
        abandonHalfMade();
        return readFile(folder / "whole.txt").value_or("") == "whole";
    }));
}

TEST(HalfMade, GetsNoNameAfterwards) {
    const test::TempDir folder;
    EXPECT_TRUE(inAnotherProcess([&] {
        abandonHalfMade();
        const auto late = writeFileAtomically(folder / "late.txt", "late");
        return !late && late.error().code == ErrorCode::Cancelled && fs::is_empty(folder.path());
    }));
}

TEST(PendingFiles, AppearTogetherOrNotAtAll) {
    const test::TempDir folder;
    ASSERT_TRUE(writeFileAtomically(folder / "a", "old"));
    {
        std::vector<PendingFile> files;
        std::ofstream(files.emplace_back(folder / "a").temporaryPath()) << "new";
        files.emplace_back(folder / "b");  // never written
        EXPECT_FALSE(PendingFile::commitAll(files));
    }
    EXPECT_EQ(readFile(folder / "a").value(), "old");
    EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1);
    std::vector<PendingFile> files;
    std::ofstream(files.emplace_back(folder / "a").temporaryPath()) << "new";
    std::ofstream(files.emplace_back(folder / "b").temporaryPath()) << "new";
    ASSERT_TRUE(PendingFile::commitAll(files));
    EXPECT_EQ(readFile(folder / "a").value() + readFile(folder / "b").value(), "newnew");
}

}  // namespace
}  // namespace timbre
