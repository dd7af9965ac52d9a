// SPDX-License-Identifier: GPL-3.0-or-later
// The microphone is never heard through loudspeakers that nobody asked for it.
#include <gtest/gtest.h>

#include "tests/ui/record_fixture.h"
#include "ui/record/record_room.h"
#include "ui/window/main_window.h"

namespace timbre::ui {
namespace {

using test::waitFor;

class MonitorTest : public test::RecordFixture {
  protected:
    RecordSession& session() {
        if (!window_) {
            settings_.set(keys::kMonitor, true);
            StudioParts parts = recordParts();
            parts.sound.monitor = test::fastOutput();
            window_ = std::make_unique<MainWindow>(MainWindow::Parts{.theme = theme_,
                                                                     .settings = settings_,
                                                                     .studio = std::move(parts),
                                                                     .output = test::fastOutput(),
                                                                     .projectFolder = projectFolder()});
            window_->show();
            window_->goTo(RoomId::Record);
        }
        return dynamic_cast<RecordRoom&>(window_->room(RoomId::Record)).session();
    }
    /// Everything that the room asked for by itself has been done, and the status after it was told.
    void settle() {
        waitFor([&] { return !window_->bridge().isBusy(); });
        int told = 0;
        const auto connection =
            QObject::connect(&session(), &RecordSession::statusChanged, [&told] { ++told; });
        waitFor([&] { return told >= 3; });
        QObject::disconnect(connection);
    }

    std::unique_ptr<MainWindow> window_;
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
    window_->goTo(RoomId::Voices);
    window_->goTo(RoomId::Record);
    waitFor([&] { return session().device().has_value(); });
    settle();
    EXPECT_FALSE(session().monitoring());
    session().setMonitoring(true);
    waitFor([&] { return session().monitoring(); });
    // From here it is as the setting says.
    window_->goTo(RoomId::Voices);
    window_->goTo(RoomId::Record);
    waitFor([&] { return session().device() && session().monitoring(); });
}

}  // namespace
}  // namespace timbre::ui
