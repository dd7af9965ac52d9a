// SPDX-License-Identifier: GPL-3.0-or-later
// kill -9 at any moment loses nothing that was confirmed.
#include <fcntl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <random>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "core/project/project.h"
#include "tests/support/project_tools.h"
#include "tests/support/test_support.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;
using test::namesIn;

/// What the child had confirmed when it died, and what it was about.
struct LastWords {
    std::uint64_t digest = 0;
    std::int64_t undoStep = 0;
    std::int64_t redoStep = 0;
    std::string begun;  ///< "edit", "undo", "redo", or empty: nothing was begun.
    int confirmed = 0;
};

int countOf(const std::string& text, const std::string& word) {
    int count = 0;
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
        ++count;
    }
    return count;
}

/// Whole lines only: the last one may be cut by the kill.
void listen(LastWords& last, const std::string& output) {
    std::size_t start = 0;
    for (std::size_t end = output.find('\n'); end != std::string::npos; end = output.find('\n', start)) {
        std::istringstream line(output.substr(start, end - start));
        std::string word;
        line >> word;
        if (word == "done") {
            line >> last.digest >> last.undoStep >> last.redoStep;
            last.begun.clear();
            ++last.confirmed;
        } else {
            last.begun = word;
        }
        start = end + 1;
    }
}

LastWords wordsOf(const Project& project) {
    const auto undo = project.nextUndo().value();
    const auto redo = project.nextRedo().value();
    return {.digest = test::digestOf(test::contentOf(project)),
            .undoStep = undo ? undo->id : 0,
            .redoStep = redo ? redo->id : 0,
            .begun = {}};
}

/// When the victim dies: that long after it confirmed so many edits. Counted in edits, not in time alone, so that the
/// kills meet edits on a slow machine as on a fast one.
struct KillPlan {
    int edits = 0;  ///< 0: counted from its start, so that it may not even have opened the file.
    std::chrono::microseconds delay{};
    int writes = 0;  ///< Not 0: instead of all that the victim kills itself in the middle of that write.
};

/// Reads until the victim has confirmed that many edits, or is silent for a minute.
void readEdits(int descriptor, int edits, std::string& output) {
    constexpr int kPatienceMs = 60'000;
    std::array<char, 65'536> block{};
    pollfd waiting{.fd = descriptor, .events = POLLIN, .revents = 0};
    // The greeting is the first line.
    const auto confirmed = [&] { return countOf(output, "done ") - 1; };
    while (confirmed() < edits && poll(&waiting, 1, kPatienceMs) == 1) {
        const ssize_t got = read(descriptor, block.data(), block.size());
        if (got <= 0) {
            return;
        }
        output.append(block.data(), static_cast<std::size_t>(got));
    }
}

/// Starts the victim, kills it by the plan and takes down what it said.
void runVictim(const fs::path& file, std::uint64_t seed, const KillPlan& plan, LastWords& last) {
    std::array<int, 2> out{};
    ASSERT_EQ(pipe2(out.data(), O_CLOEXEC), 0);
    const std::string program = test::program("project-victim").string();
    const std::string seedText = std::to_string(seed);
    const std::string writesText = std::to_string(plan.writes);
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        dup2(out[1], STDOUT_FILENO);
        execl(program.c_str(), program.c_str(), file.c_str(), seedText.c_str(),
              plan.writes > 0 ? writesText.c_str() : nullptr, nullptr);
        _exit(127);
    }
    close(out[1]);
    std::string output;
    if (plan.writes > 0) {
        readEdits(out[0], std::numeric_limits<int>::max(), output);
    } else if (plan.edits > 0) {
        readEdits(out[0], plan.edits, output);
    }
    std::this_thread::sleep_for(plan.delay);
    ASSERT_EQ(kill(child, SIGKILL), 0);
    std::array<char, 65'536> block{};
    for (ssize_t got = 0; (got = read(out[0], block.data(), block.size())) > 0;) {
        output.append(block.data(), static_cast<std::size_t>(got));
    }
    close(out[0]);
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << "the victim ended on its own: " << status;
    listen(last, output);
}

/// The content is the confirmed one, or one step further by what was begun. Tried by going that step back.
/// @return whether the step that was begun had been written.
bool expectNothingLost(Project& project, const LastWords& last) {
    const LastWords found = wordsOf(project);
    if (found.digest == last.digest && found.undoStep == last.undoStep && found.redoStep == last.redoStep) {
        return false;
    }
    EXPECT_FALSE(last.begun.empty()) << "something confirmed is gone";
    const bool fits = last.begun == "edit"   ? found.undoStep > last.undoStep && found.redoStep == 0
                      : last.begun == "undo" ? found.redoStep == last.undoStep
                                             : found.undoStep == last.redoStep;
    EXPECT_TRUE(fits) << last.begun << ": " << last.undoStep << ", " << found.undoStep << ", " << found.redoStep;
    const auto back = last.begun == "undo" ? project.redo() : project.undo();
    EXPECT_TRUE(back);
    EXPECT_EQ(test::digestOf(test::contentOf(project)), last.digest) << "after taking back " << last.begun;
    return true;
}

/// A file that is edited, killed and opened again and again.
struct Story {
    fs::path folder;
    std::uint64_t mostEdits = 1;  ///< Before a kill.
    LastWords last{};
    int confirmed = 0;
    int caughtInTheAct = 0;
    int withWal = 0;
    [[nodiscard]] fs::path file() const { return folder / "story.timbre"; }
};

void killOnce(Story& story, std::uint64_t seed, const KillPlan& plan) {
    story.last.confirmed = 0;
    ASSERT_NO_FATAL_FAILURE(runVictim(story.file(), seed, plan, story.last));
    story.confirmed += std::max(0, story.last.confirmed - 1);  // the first line is the greeting
    story.withWal += fs::exists(story.file().string() + "-wal") ? 1 : 0;
    auto project = Project::open(story.file());
    ASSERT_TRUE(project) << project.error().message();
    story.caughtInTheAct += expectNothingLost(*project, story.last) ? 1 : 0;
    EXPECT_TRUE(test::soundsAreRight(*project));
    EXPECT_TRUE(project->verify());
    story.last = wordsOf(*project);
    ASSERT_TRUE(project->close());
    EXPECT_EQ(namesIn(story.folder), std::vector<std::string>{"story.timbre"});
}

TEST(ProjectSafetyTest, LosesNothingConfirmedInTwoHundredKills) {
    constexpr int kRuns = 200;
    // On the disk each edit waits for it; in memory the kill meets many more edits in the same time.
    const test::TempDir disk;
    std::vector<Story> stories{{.folder = disk.path(), .mostEdits = 6}};
    std::string pattern = "/dev/shm/timbre-test-XXXXXX";
    if (mkdtemp(pattern.data()) != nullptr) {
        stories.push_back({.folder = pattern, .mostEdits = 30});
    }
    for (Story& story : stories) {
        story.last = wordsOf(Project::create(story.file()).value());
    }
    std::mt19937_64 random(20'261'121);
    int runs = 0;
    while (runs < kRuns && !testing::Test::HasFailure()) {
        Story& story = stories[static_cast<std::size_t>(runs) % stories.size()];
        // One in five from the start of the process, which meets the opening; the others among the edits, half of them
        // in the middle of a write.
        KillPlan plan{.edits = 0, .delay = std::chrono::microseconds(random() % 40'000)};
        if (random() % 5 != 0) {
            plan.edits = 1 + static_cast<int>(random() % story.mostEdits);
            plan.delay = std::chrono::microseconds(random() % 8'000);
            constexpr std::uint64_t kWritesOfAnEdit = 16;
            plan.writes = random() % 2 == 0 ? 0 : 1 + static_cast<int>(random() % (kWritesOfAnEdit * story.mostEdits));
        }
        killOnce(story, random(), plan);
        EXPECT_FALSE(testing::Test::HasFailure()) << "run " << runs << " in " << story.folder;
        ++runs;
    }
    int confirmed = 0;
    int withWal = 0;
    for (const Story& story : stories) {
        fmt::print(
            "{}: {} confirmed edits, {} kills left a WAL, {} met an edit that was written but not confirmed yet\n",
            story.folder.string(), story.confirmed, story.withWal, story.caughtInTheAct);
        confirmed += story.confirmed;
        withWal += story.withWal;
    }
    fmt::print("{} kills, {} confirmed edits, {} lost\n", runs, confirmed,
               testing::Test::HasFailure() ? "some" : "none");
    EXPECT_GT(confirmed, kRuns);
    EXPECT_GT(withWal, kRuns / 4);
    if (stories.size() > 1) {
        fs::remove_all(pattern);
    }
}

}  // namespace
}  // namespace timbre
