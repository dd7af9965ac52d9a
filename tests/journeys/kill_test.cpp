// SPDX-License-Identifier: GPL-3.0-or-later
// A studio that is killed while it records, and the next one.
#include <csignal>
#include <fstream>
#include <sstream>

#include "tests/journeys/journey.h"
#include "tests/support/pulse_sandbox.h"
#include "ui/record/takes_list.h"

namespace timbre::test {
namespace {

std::string textOf(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

TEST_F(Journey, ATakeOfAStudioThatWasKilledIsOfferedByTheNextOne) {
    const auto said = folder_ / "victim.txt";
    ChildProcess victim({program("studio-victim").string(), folder_.path().string()}, {.output = said});
    ASSERT_TRUE(until("a victim that records", [&] { return !victim.running() || textOf(said).find("recording") != std::string::npos; }));
    ASSERT_TRUE(victim.running()) << "it ended by itself: " << victim.wait();
    victim.signal(SIGKILL);
    ASSERT_EQ(victim.wait(), 128 + SIGKILL);

    start();
    press(Qt::Key_1, Qt::ControlModifier | Qt::AltModifier);
    TIMBRE_SEE("A recording was rescued");
    TIMBRE_SEE("the program ended while it was recorded");
    picture(QStringLiteral("killed"));
    const auto takes = recordRoom().session().takes();
    ASSERT_EQ(takes.size(), 1U);
    EXPECT_TRUE(takes.front()->cutShort);
    EXPECT_GE(takes.front()->seconds, 2.0) << "of 3.5 s all but the last second is on the disk";
    auto* const row = seen<ui::TakeRow>(window());
    ASSERT_NE(row, nullptr) << screen();
    EXPECT_TRUE(row->accessibleName().startsWith(QStringLiteral("Take 1, "))) << row->accessibleName().toStdString();

    ASSERT_TRUE(click(QStringLiteral("Listen"))) << screen();
    EXPECT_TRUE(until("its sound", [&] { return recordRoom().session().player().isPlaying(); }));
}

}  // namespace
}  // namespace timbre::test
