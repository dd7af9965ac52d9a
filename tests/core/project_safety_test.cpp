// SPDX-License-Identifier: GPL-3.0-or-later
// What must not be lost: full disks, folders without rights, a second window, copies. For kill -9 see
// project_kill_test.cpp.
#include <fcntl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "core/base/files.h"
#include "core/project/project.h"
#include "tests/support/project_tools.h"
#include "tests/support/small_disk.h"
#include "tests/support/test_support.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;
using test::namesIn;

class ProjectFolderTest : public testing::Test {
  protected:
    void SetUp() override { makeStory(path_); }

    static test::ProjectContent makeStory(const fs::path& path) {
        Project project = Project::create(path).value();
        EXPECT_TRUE(project.insert(test::rowsOf({"One.", "Two."}), {}));
        return test::contentOf(project);
    }
    /// Fills the project until that fails, then expects the last good state, also after opening it again.
    static void fillUntilItFails(const fs::path& path, const std::function<void()>& giveRoom) {
        Project project = Project::open(path).value();
        const SentenceId id = project.order().value().front();
        test::ProjectContent good = test::contentOf(project);
        std::optional<Error> failure;
        for (std::uint64_t seed = 1; seed < 20'000 && !failure; ++seed) {
            const std::string big(20'000, static_cast<char>('a' + seed % 26));
            const auto added =
                project.addTake({.sentence = id, .text = big, .seed = seed}, test::packedSoundOf(seed), true);
            if (added) {
                good = test::contentOf(project);
            } else {
                failure = added.error();
            }
        }
        ASSERT_TRUE(failure);
        EXPECT_EQ(failure->code, ErrorCode::Io) << failure->message();
        EXPECT_FALSE(failure->advice.empty());
        EXPECT_NE(failure->detail.find("story.timbre"), std::string::npos) << failure->message();
        EXPECT_TRUE(test::contentOf(project) == good) << "after: " << failure->message();
        giveRoom();
        EXPECT_TRUE(project.setText(id, "It goes on."));
        good = test::contentOf(project);
        ASSERT_TRUE(project.close());
        Project again = Project::open(path).value();
        EXPECT_TRUE(test::contentOf(again) == good);
        EXPECT_TRUE(test::soundsAreRight(again));
        EXPECT_TRUE(again.verify());
    }

    const test::TempDir folder_;
    const fs::path path_ = folder_ / "story.timbre";
};

TEST_F(ProjectFolderTest, KeepsTheLastGoodStateWhenTheFileMayNotGrow) {
    struct rlimit old {};
    ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &old), 0);
    const auto oldHandler = std::signal(SIGXFSZ, SIG_IGN);
    const struct rlimit small { .rlim_cur = 2'000'000, .rlim_max = old.rlim_max };
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
    fillUntilItFails(path_, [&] { ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &old), 0); });
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &old), 0);
    std::signal(SIGXFSZ, oldHandler);
}

TEST_F(ProjectFolderTest, KeepsTheLastGoodStateWhenTheDiskIsFull) {
    const fs::path disk = folder_ / "disk";
    const test::SmallDisk mounted(disk, 3U << 20U);
    if (!mounted.mounted()) {
        GTEST_SKIP() << "mounting a small disk needs the superuser";
    }
    const fs::path ballast = disk / "ballast";
    EXPECT_TRUE(writeFileAtomically(ballast, std::string(1'000'000, 'b')));
    makeStory(disk / "story.timbre");
    fillUntilItFails(disk / "story.timbre", [&] { fs::remove(ballast); });
    // Neither does a copy that finds no room leave anything.
    {
        Project project = Project::open(disk / "story.timbre").value();
        EXPECT_TRUE(writeFileAtomically(disk / "more", std::string(fs::space(disk).available - 20'000, 'b')));
        const auto copied = project.saveCopyAs(disk / "copy.timbre");
        ASSERT_FALSE(copied);
        EXPECT_EQ(copied.error().code, ErrorCode::Io) << copied.error().message();
    }
    EXPECT_EQ(namesIn(disk), (std::vector<std::string>{"more", "story.timbre"}));
}

/// Runs `checks` as an ordinary user where this process is the superuser, whom rights do not stop.
void asOrdinaryUser(const std::function<bool()>& checks) {
    if (geteuid() != 0) {
        EXPECT_TRUE(checks());
        return;
    }
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        constexpr uid_t kNobody = 65'534;
        const bool changed = setresgid(kNobody, kNobody, kNobody) == 0 && setresuid(kNobody, kNobody, kNobody) == 0;
        _exit(changed && checks() ? 0 : 1);
    }
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
}

bool isIoWithAdvice(const Error& error) {
    const bool good = error.code == ErrorCode::Io && !error.advice.empty();
    if (!good) {
        fmt::print("{}: {}\n", errorCodeName(error.code), error.message());
    }
    return good;
}

TEST_F(ProjectFolderTest, OpensAFileInAReadOnlyFolderForReadingAndSaysWhyItCannotBeEdited) {
    const auto content = test::contentOf(Project::open(path_).value());
    const std::string bytes = readFile(path_).value();
    struct Case {
        const char* name;
        fs::perms file;
        fs::perms folder;
    };
    using fs::perms;
    const perms readable = perms::owner_read | perms::group_read | perms::others_read;
    const perms writable = readable | perms::owner_write | perms::group_write | perms::others_write;
    const perms enter = perms::owner_exec | perms::group_exec | perms::others_exec;
    for (const Case& one :
         {Case{"read-only file", readable, writable | enter}, Case{"read-only folder", writable, readable | enter},
          Case{"both", readable, readable | enter}}) {
        fs::permissions(path_, one.file);
        fs::permissions(folder_.path(), one.folder);
        asOrdinaryUser([&] {
            const auto refused = Project::open(path_);
            auto readOnly = Project::open(path_, ProjectAccess::ReadOnly);
            if (refused || !readOnly) {
                fmt::print("{}: {}\n", one.name, refused ? "opened" : readOnly.error().message());
                return false;
            }
            const bool same = test::contentOf(*readOnly) == content;
            const auto edit = readOnly->setText(content.rows.front().id, "x");
            return isIoWithAdvice(refused.error()) && same && !edit && isIoWithAdvice(edit.error()) &&
                   !readOnly->undo() && !readOnly->setTakeChecks(TakeId{1}, "{}");
        });
        fs::permissions(folder_.path(), writable | enter);
        EXPECT_TRUE(readFile(path_).value() == bytes) << one.name;
        EXPECT_EQ(namesIn(folder_.path()), std::vector<std::string>{"story.timbre"}) << one.name;
    }
}

TEST_F(ProjectFolderTest, SaysThatAProjectIsOpenElsewhere) {
    Project first = Project::open(path_).value();
    const auto words = [&](const Result<Project>& refused) {
        return !refused && refused.error().code == ErrorCode::Io &&
               refused.error().detail.find("in use") != std::string::npos;
    };
    EXPECT_TRUE(words(Project::open(path_)));
    EXPECT_TRUE(words(Project::open(path_, ProjectAccess::ReadOnly)));
    // The same from another process, even after this one has opened and closed the file by other means, which makes the
    // system forget SQLite's lock.
    ASSERT_TRUE(readFile(path_));
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        alarm(10);  // a victim that got in would edit for ever
        execl(test::program("project-victim").c_str(), "project-victim", path_.c_str(), "1", nullptr);
        _exit(127);
    }
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 1);
    EXPECT_TRUE(first.setText(first.order()->front(), "Still mine."));
    ASSERT_TRUE(first.close());
    EXPECT_TRUE(Project::open(path_));
}

TEST_F(ProjectFolderTest, NeverWritesOverAFileWhenItMakesANewProject) {
    const std::string bytes = readFile(path_).value();
    const auto refused = Project::create(path_);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::AlreadyExists);
    EXPECT_TRUE(readFile(path_).value() == bytes);
    EXPECT_EQ(Project::open(folder_ / "absent.timbre").error().code, ErrorCode::NotFound);
    EXPECT_EQ(Project::create(folder_ / "absent" / "x.timbre").error().code, ErrorCode::Io);
    EXPECT_EQ(namesIn(folder_.path()), std::vector<std::string>{"story.timbre"});
}

TEST_F(ProjectFolderTest, SavesACopyWithEverythingAndReplacesAnOlderOne) {
    Project project = Project::open(path_).value();
    test::RandomEditor editor(9);
    for (int i = 0; i < 20; ++i) {
        editor.edit(project);
    }
    const fs::path copy = folder_ / "\u590d\u672c copy.timbre";
    ASSERT_TRUE(writeFileAtomically(copy, "an older file"));
    ASSERT_TRUE(project.saveCopyAs(copy));
    EXPECT_EQ(namesIn(folder_.path()).size(), 3U) << "the project, its WAL and the copy";
    Project copied = Project::open(copy).value();
    EXPECT_TRUE(test::contentOf(copied) == test::contentOf(project));
    EXPECT_TRUE(test::soundsAreRight(copied));
    ASSERT_TRUE(project.undo());
    ASSERT_TRUE(copied.undo());
    EXPECT_TRUE(test::contentOf(copied) == test::contentOf(project));
    EXPECT_EQ(project.saveCopyAs(path_).error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(project.saveCopyAs(folder_ / "absent" / "copy.timbre").error().code, ErrorCode::Io);
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(project.saveCopyAs(folder_ / "stopped.timbre", stop.get_token()).error().code, ErrorCode::Cancelled);
    EXPECT_FALSE(fs::exists(folder_ / "stopped.timbre"));
}

TEST_F(ProjectFolderTest, GivesRoomBackWhenMuchSoundIsGoneForGood) {
    Project project = Project::open(path_, ProjectAccess::Edit, {.undoSteps = 1}).value();
    const SentenceId id = project.order().value().front();
    const std::string bytes(10'000'000, 'x');
    const TakeId take =
        project.addTake({.sentence = id}, {.flac = bytes, .sampleRateHz = 1, .channels = 1, .frames = 1}, false)
            .value();
    ASSERT_TRUE(project.removeTakes(std::array{take}));
    ASSERT_TRUE(project.setText(id, "a"));
    ASSERT_TRUE(project.close());
    EXPECT_LT(fs::file_size(path_), 1'000'000U);
    EXPECT_TRUE(Project::open(path_)->verify());
}

}  // namespace
}  // namespace timbre
