// SPDX-License-Identifier: GPL-3.0-or-later
// The look at the machine through the studio's door.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <stop_token>

#include "tests/support/studio_harness.h"

namespace timbre {
namespace {

using MachineDeskTest = test::StudioHarness;

TEST_F(MachineDeskTest, TheMachineIsToldPieceByPiece) {
    adjust_ = [](StudioParts& parts) {
        parts.examineMachine = [](const std::function<void(const MachineFinding&)>& found, const std::stop_token&) {
            MachineReport report;
            report.findings = {{.subject = "engine-tone", .part = MachinePart::Engine, .detail = {}, .advice = {}},
                               {.subject = "sound-devices",
                                .part = MachinePart::Microphone,
                                .health = MachineHealth::Note,
                                .detail = "none",
                                .advice = "Plug one in."}};
            std::ranges::for_each(report.findings, found);
            return report;
        };
    };
    studio();
    ASSERT_TRUE(run(ExamineMachine{}));
    EXPECT_EQ(all<MachineFound>().size(), 2U);
    ASSERT_EQ(all<MachineExamined>().size(), 1U);
    EXPECT_TRUE(all<MachineExamined>()[0].report.healthy()) << "notes are no trouble";
}

TEST_F(MachineDeskTest, WithoutALookAtTheMachineItSaysSo) {
    studio();
    EXPECT_EQ(run(ExamineMachine{}).error().code, ErrorCode::Unsupported);
}

}  // namespace
}  // namespace timbre
