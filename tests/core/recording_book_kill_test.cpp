// SPDX-License-Identifier: GPL-3.0-or-later
// kill -9 at any moment: every take that was entered is there, and what was being recorded is offered, once.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <map>
#include <random>
#include <sstream>
#include <string>
#include <utility>

#include "core/voice/recording_book.h"
#include "tests/support/test_support.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;

/// Frames of the takes that the victim entered, by line and number.
using Entered = std::map<std::pair<std::string, int>, std::uint64_t>;

/// Whole lines only: the last one may be cut by the kill.
void listen(const std::string& output, Entered& entered) {
    std::istringstream lines(output.substr(0, output.rfind('\n') + 1));
    std::string done;
    std::string line;
    int number = 0;
    std::uint64_t frames = 0;
    while (lines >> done >> line >> number >> frames) {
        entered[{line, number}] = frames;
    }
}

/// Every sound file belongs to exactly one take, and every take has its file.
void expectTakesAreTheFiles(const RecordingBook& book) {
    std::map<std::string, int> files;
    for (const auto& entry : fs::directory_iterator(book.state().folder / "takes")) {
        ++files["takes/" + entry.path().filename().string()];
    }
    for (const BookLine& line : book.state().lines) {
        for (const LineTake& take : line.takes) {
            ++files[take.file];
        }
    }
    for (const auto& [name, count] : files) {
        EXPECT_EQ(count, 2) << name;
    }
}

TEST(RecordingBookKillTest, LosesNothingEnteredInTwoHundredKills) {
    constexpr int kRuns = 200;
    const test::TempDir folder;
    RecordingScript script{.id = "en", .language = "en", .title = {}, .shortLines = 0, .lines = {}};
    for (const std::string id : {"a", "b", "c"}) {
        script.lines.push_back(scriptLine(id, "Line " + id, {}, "en"));
    }
    std::string id;
    {
        auto book = RecordingBook::create(folder.path(), {.name = "victim", .script = script});
        ASSERT_TRUE(book);
        ASSERT_TRUE(book->setConsent("Mine.", "en"));
        id = book->state().id;
    }
    Entered entered;
    std::mt19937_64 random(8);
    int rescued = 0;
    for (int run = 0; run < kRuns; ++run) {
        const auto ran = test::runProcess({test::program("book-victim").string(), folder.path().string(), id, std::to_string(run)},
                                          {.killAfter = std::chrono::milliseconds(20 + random() % 160), .killSignal = SIGKILL});
        ASSERT_EQ(ran.exitCode, 128 + SIGKILL) << "the victim ended on its own: " << ran.errors;
        listen(ran.output, entered);
        auto book = RecordingBook::open(folder.path(), id);
        ASSERT_TRUE(book) << book.error().message();
        const auto found = book->rescue();
        ASSERT_TRUE(found) << found.error().message();
        ASSERT_LE(found->size(), 1U) << "one recording at a time";
        rescued += static_cast<int>(found->size());
        ASSERT_TRUE(book->rescue()->empty());
        expectTakesAreTheFiles(*book);
        for (const auto& [key, frames] : entered) {
            const BookLine* const line = findLine(book->state(), key.first);
            const auto take = std::ranges::find(line->takes, key.second, &LineTake::number);
            ASSERT_NE(take, line->takes.end()) << key.first << " " << key.second;
            ASSERT_EQ(take->seconds, static_cast<double>(frames) / 8'000.0);
        }
        ASSERT_FALSE(testing::Test::HasFailure()) << "run " << run;
    }
    EXPECT_GT(rescued, 0);
    EXPECT_GT(entered.size(), 20U);
    RecordProperty("entered", static_cast<int>(entered.size()));
    RecordProperty("rescued", rescued);
    fmt::print("{} takes entered, {} rescued in {} kills\n", entered.size(), rescued, kRuns);
}

}  // namespace
}  // namespace timbre
