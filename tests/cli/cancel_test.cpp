// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl+C while the program works: it ends soon, with 130, and leaves nothing half-made. How soon is printed, not
// asserted beyond a bound that only a hang would pass: the machine may be busy.
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "core/base/files.h"
#include "tests/support/cli.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;
using test::timbreCommand;

constexpr int kCancelled = 130;
constexpr double kHangSeconds = 2.0;

struct Moment {
    int afterMs;
    int signal;
};

class Cancel : public testing::TestWithParam<Moment> {
  protected:
    void SetUp() override { TIMBRE_REQUIRE_LIBRIVOX(); }

    static test::ProcessResult interrupted(const std::vector<std::string>& words) {
        const std::chrono::milliseconds after(GetParam().afterMs);
        auto result = timbreCommand(words, {.killAfter = after, .killSignal = GetParam().signal});
        const double late = result.seconds - std::chrono::duration<double>(after).count();
        std::cout << "[ measured ] signal " << GetParam().signal << " after " << GetParam().afterMs << " ms: ended "
                  << static_cast<int>(late * 1000.0) << " ms later\n";
        EXPECT_LT(late, kHangSeconds);
        return result;
    }

    const test::TempDir folder_;
};

TEST_P(Cancel, VoiceCreateLeavesNothing) {
    test::writeLibrivoxTranscripts(folder_ / "lines.txt");
    const auto result = interrupted(test::createWords(folder_ / "data", folder_ / "lines.txt", "anna"));
    ASSERT_EQ(result.exitCode, kCancelled) << result.output << result.errors;
    EXPECT_NE(result.errors.find("stopped"), std::string::npos) << result.errors;
    EXPECT_TRUE(test::everythingIn(folder_ / "data" / "voices").empty());
}

TEST_P(Cancel, SpeakLeavesTheOldFileAndNoOther) {
    std::ofstream script(folder_ / "script.txt");
    for (int i = 0; i < 2500; ++i) {
        script << "This is one of very many sentences in a long text. ";
    }
    script.close();
    ASSERT_TRUE(writeFileAtomically(folder_ / "out.mp3", "old"));
    const auto result = interrupted({"speak", "--voice", "demo", "--data-dir", test::demoData(), "--file", folder_ / "script.txt",
                                     "-o", folder_ / "out.mp3", "--subtitles", folder_ / "out.srt"});
    ASSERT_EQ(result.exitCode, kCancelled) << result.output << result.errors;
    EXPECT_EQ(test::everythingIn(folder_.path()), (std::vector<std::string>{"out.mp3", "script.txt"}));
    EXPECT_EQ(readFile(folder_ / "out.mp3").value(), "old");
}

INSTANTIATE_TEST_SUITE_P(Moments, Cancel,
                         testing::Values(Moment{1000, SIGINT}, Moment{2500, SIGINT}, Moment{4000, SIGTERM}),
                         [](const auto& row) { return "After" + std::to_string(row.param.afterMs) + "ms"; });

TEST(CancelInput, WaitingForStandardInputEndsToo) {
    // The writer of the pipe never writes: a sleeping shell holds it open.
    const test::TempDir folder;
    const std::string command = "sleep 20 | exec " + test::program("timbre").string() + " speak --voice x --file - -o " +
                                (folder / "out.wav").string() + " & pid=$!; sleep 1; kill -TERM $pid; wait $pid";
    const auto result = test::runProcess({"/bin/bash", "-c", command});
    EXPECT_EQ(result.exitCode, kCancelled) << result.errors;
    EXPECT_LT(result.seconds, 15.0) << "it waited for the writer";
}

}  // namespace
}  // namespace timbre
