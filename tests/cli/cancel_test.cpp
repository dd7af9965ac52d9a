// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl+C while the program works: it ends soon, with 130, and leaves nothing half-made. How soon is printed, not
// asserted beyond a bound that only a hang would pass: the machine may be busy.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "core/base/files.h"
#include "tests/support/cli.h"
#include "tests/support/pulse_sandbox.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;
using test::timbreCommand;

constexpr int kCancelled = 130;
constexpr double kHangSeconds = 2.0;

/// When to interrupt: as soon as the program says this on stderr.
struct Moment {
    const char* name;
    const char* said;
    int signal;
};

class Cancel : public testing::TestWithParam<Moment> {
  protected:
    void SetUp() override { TIMBRE_REQUIRE_LIBRIVOX(); }

    /// Runs `timbre` up to the moment, interrupts it and expects it to end orderly.
    void interrupt(std::vector<std::string> words) const {
        words.insert(words.begin(), test::program("timbre").string());
        test::ChildProcess::Options options;
        options.errors = log_.path() / "errors";
        test::ChildProcess process(words, options);
        const auto saidIt = [&] {
            return readFile(options.errors).value_or("").find(GetParam().said) != std::string::npos;
        };
        ASSERT_TRUE(test::eventually([&] { return saidIt() || !process.running(); }));
        ASSERT_TRUE(process.running()) << readFile(options.errors).value_or("");
        process.signal(GetParam().signal);
        const auto started = std::chrono::steady_clock::now();
        EXPECT_EQ(process.wait(), kCancelled) << readFile(options.errors).value_or("");
        const double late = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
        std::cout << "[ measured ] interrupted at \"" << GetParam().said << "\", ended "
                  << static_cast<int>(late * 1000.0) << " ms later\n";
        EXPECT_LT(late, kHangSeconds);
        EXPECT_NE(readFile(options.errors).value_or("").find("timbre: stopped"), std::string::npos);
    }

    const test::TempDir folder_;
    const test::TempDir log_;
};

class CancelCreate : public Cancel {};

TEST_P(CancelCreate, LeavesNothing) {
    test::writeLibrivoxTranscripts(folder_ / "lines.txt");
    interrupt(test::createWords(folder_ / "data", folder_ / "lines.txt", "anna"));
    EXPECT_TRUE(test::everythingIn(folder_ / "data" / "voices").empty());
}

INSTANTIATE_TEST_SUITE_P(Moments, CancelCreate,
                         testing::Values(Moment{"Checking", "checking the recordings", SIGINT},
                                         Moment{"Analysing", "analysing the recordings", SIGINT},
                                         Moment{"Aligning", "aligning the recordings", SIGTERM},
                                         Moment{"Training", "learning the voice", SIGINT}),
                         [](const auto& row) { return row.param.name; });

class CancelSpeak : public Cancel {};

TEST_P(CancelSpeak, LeavesTheOldFileAndNoOther) {
    std::ofstream script(folder_ / "script.txt");
    for (int i = 0; i < 2500; ++i) {
        script << "This is one of very many sentences in a long text. ";
    }
    script.close();
    ASSERT_TRUE(writeFileAtomically(folder_ / "out.mp3", "old"));
    interrupt({"speak", "--voice", "demo", "--data-dir", test::demoData(), "--file", folder_ / "script.txt", "-o",
               folder_ / "out.mp3", "--subtitles", folder_ / "out.srt"});
    EXPECT_EQ(test::everythingIn(folder_.path()), (std::vector<std::string>{"out.mp3", "script.txt"}));
    EXPECT_EQ(readFile(folder_ / "out.mp3").value(), "old");
}

INSTANTIATE_TEST_SUITE_P(Moments, CancelSpeak,
                         testing::Values(Moment{"FirstSentence", "sentence 1 of 2500", SIGINT},
                                         Moment{"FirstSentenceTerminated", "sentence 1 of 2500", SIGTERM}),
                         [](const auto& row) { return row.param.name; });

/// Work that goes on in one piece for long: the level of a whole narration, and opening libtorch to compare voices.
class CancelLate : public Cancel {};

TEST_P(CancelLate, LeavesTheOldFileAndNoOther) {
    std::ofstream script(folder_ / "script.txt");
    for (int i = 0; i < 150; ++i) {
        script << "This is one of many sentences in a text. ";
    }
    script.close();
    ASSERT_TRUE(writeFileAtomically(folder_ / "out.wav", "old"));
    interrupt({"speak", "--voice", "demo", "--data-dir", test::demoData(), "--file", folder_ / "script.txt", "-o",
               folder_ / "out.wav", "--per-sentence", folder_ / "parts", "--similarity"});
    EXPECT_EQ(test::everythingIn(folder_.path()), (std::vector<std::string>{"out.wav", "script.txt"}));
    EXPECT_EQ(readFile(folder_ / "out.wav").value(), "old");
}

INSTANTIATE_TEST_SUITE_P(Moments, CancelLate,
                         testing::Values(Moment{"Level", "setting the level", SIGINT},
                                         Moment{"Comparing", "comparing with the recordings", SIGTERM}),
                         [](const auto& row) { return row.param.name; });

TEST(CancelInput, WaitingForStandardInputEndsToo) {
    const test::TempDir folder;
    const fs::path pipe = folder / "pipe";
    ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
    const int writer = open(pipe.c_str(), O_RDWR | O_CLOEXEC);  // Holds the pipe open and never writes.
    ASSERT_GE(writer, 0);
    test::ProcessOptions options;
    options.killAfter = std::chrono::seconds(3);
    options.killSignal = SIGTERM;
    const std::string command = "exec " + test::program("timbre").string() + " speak --voice x --file - -o " +
                                (folder / "out.wav").string() + " < " + pipe.string();
    const auto result = test::runProcess({"/bin/bash", "-c", command}, options);
    close(writer);
    EXPECT_EQ(result.exitCode, kCancelled) << result.errors;
    EXPECT_LT(result.seconds, 3.0 + kHangSeconds) << "it waited for the writer";
}

}  // namespace
}  // namespace timbre
