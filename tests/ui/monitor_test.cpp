// SPDX-License-Identifier: GPL-3.0-or-later
// The microphone is never heard through loudspeakers that nobody asked for it.
#include <gtest/gtest.h>

#include "tests/ui/record_fixture.h"
#include "ui/record/record_session.h"
#include "ui/window/monitor_follower.h"

namespace timbre::ui {
namespace {

using test::waitFor;

class MonitorTest : public test::RecordFixture {
  protected:
    RecordSession& session() {
        if (!session_) {
            settings_.set(keys::kMonitor, true);
            StudioParts parts = recordParts();
            parts.sound.monitor = test::fastOutput();
            bridge_ = std::make_unique<EngineBridge>(std::move(parts));
            follower_ = std::make_unique<MonitorFollower>(*bridge_, settings_);
            session_ = std::make_unique<RecordSession>(*bridge_, settings_, test::fastOutput());
            session_->enter();
        }
        return *session_;
    }
    void enterAgain() {
        session().leave();
        session().enter();
        waitFor([&] { return session().device().has_value(); });
    }
    /// Everything that the room asked for by itself has been done, and the status after it was told.
    void settle() {
        waitFor([&] { return !bridge_->isBusy(); });
        int told = 0;
        const auto connection =
            QObject::connect(&session(), &RecordSession::statusChanged, [&told] { ++told; });
        waitFor([&] { return told >= 3; });
        QObject::disconnect(connection);
    }

    std::unique_ptr<EngineBridge> bridge_;
    std::unique_ptr<MonitorFollower> follower_;
    std::unique_ptr<RecordSession> session_;
};

TEST_F(MonitorTest, IsNotSwitchedOnByItselfOnceADeviceWasLost) {
    waitFor([&] { return session().device().has_value() && session().monitoring(); });
    pullOut("Clean");
    waitFor([&] { return !session().device().has_value(); });
    plugIn("Built-in", std::make_shared<AudioClip>(test::syllables(240.0, 0.0008)));
    waitFor([&] { return session().device() && session().device()->name == "Built-in"; });
    settle();
    EXPECT_FALSE(session().monitoring()) << "loudspeakers may stand where the headphones were";
    // Nor when the room is entered again.
    enterAgain();
    settle();
    EXPECT_FALSE(session().monitoring());
    session().setMonitoring(true);
    waitFor([&] { return session().monitoring(); });
    // From here it is as the setting says.
    enterAgain();
    waitFor([&] { return session().monitoring(); });
}

}  // namespace
}  // namespace timbre::ui
