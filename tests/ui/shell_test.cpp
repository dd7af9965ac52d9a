// SPDX-License-Identifier: GPL-3.0-or-later
// What stands around the rooms: top bar, tokens of high contrast, messages, empty rooms.
#include <gtest/gtest.h>

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QToolButton>
#include <algorithm>

#include "tests/ui/shell_fixture.h"
#include "ui/settings/settings_room.h"
#include "ui/theme/motion.h"
#include "ui/widgets/empty_room.h"
#include "ui/window/status_chip.h"
#include "ui/window/toast.h"
#include "ui/window/top_bar.h"

namespace timbre::ui {
namespace {

using test::waitFor;

class ShellTest : public test::ShellFixture {
  protected:
    ~ShellTest() override { setLessMotion(false); }

    StatusChip& deviceChip() { return *window().findChild<StatusChip*>(); }
    QAbstractButton* button(const char* name) {
        for (QAbstractButton* one : child<TopBar>().findChildren<QAbstractButton*>()) {
            if (one->accessibleName() == QLatin1StringView(name)) {
                return one;
            }
        }
        return nullptr;
    }
};

TEST_F(ShellTest, TheDeviceChipSaysWhatIsComputedOnAndLeadsToTheSettings) {
    window();
    EXPECT_FALSE(deviceChip().isVisible());  // nothing is claimed before it is known
    examined();
    EXPECT_TRUE(deviceChip().isVisible());
    EXPECT_EQ(deviceChip().text(), QStringLiteral("CPU"));
    EXPECT_TRUE(deviceChip().toolTip().startsWith(QStringLiteral("Using CPU because")));
    window().settingsRoom().showTopic(SettingsTopic::Keys);
    QTest::mouseClick(&deviceChip(), Qt::LeftButton);
    EXPECT_EQ(window().shownRoom(), RoomId::Settings);
    EXPECT_EQ(window().settingsRoom().topic(), SettingsTopic::Device);
}

TEST_F(ShellTest, TheDeviceChipNamesTheGraphicsCardsMemory) {
    machine_ = test::machineWithGpu();
    examined();
    EXPECT_EQ(deviceChip().text(), QStringLiteral("GPU · 8 GB"));
}

TEST_F(ShellTest, TheGearOpensTheSettingsAndNoTabIsChosenThere) {
    window();
    ASSERT_NE(button("Settings"), nullptr);
    ASSERT_TRUE(button("Script")->isChecked());
    QTest::mouseClick(button("Settings"), Qt::LeftButton);
    EXPECT_EQ(window().shownRoom(), RoomId::Settings);
    EXPECT_TRUE(button("Settings")->isChecked());
    for (const char* tab : {"Record", "Voices", "Script", "Dub"}) {
        EXPECT_FALSE(button(tab)->isChecked()) << tab;
    }
    QTest::mouseClick(button("Settings"), Qt::LeftButton);  // again: it stays what it says
    EXPECT_TRUE(button("Settings")->isChecked());
    QTest::mouseClick(button("Script"), Qt::LeftButton);
    EXPECT_EQ(window().shownRoom(), RoomId::Script);
    EXPECT_TRUE(button("Script")->isChecked());
    EXPECT_FALSE(button("Settings")->isChecked());
}

TEST_F(ShellTest, AMachineThatCannotBeLookedAtClaimsNothing) {
    makeVoice("Ada");
    StudioParts bare = parts();
    MainWindow plain({.theme = theme_, .settings = settings_, .studio = std::move(bare), .output = test::fastOutput(), .projectFolder = projectFolder()});
    plain.openLast();
    plain.show();
    plain.machine().examine();
    waitFor([&] { return !plain.machine().isExamining(); });
    EXPECT_FALSE(plain.findChild<StatusChip*>()->isVisible());
    EXPECT_TRUE(plain.machine().problem().has_value() || plain.machine().report().has_value());
}

TEST_F(ShellTest, AnErrorSaysWhatHappenedWhyAndWhatToDoAndCanBeCopied) {
    window();
    Q_EMIT window().room(RoomId::Script).failed(
        QStringLiteral("The voice could not be opened"),
        {ErrorCode::Corrupt, "voice.json is damaged: byte 12 differs", "Import it again."});
    ASSERT_EQ(window().toasts().toasts().size(), 1);
    const Toast& toast = *window().toasts().toasts().front();
    EXPECT_EQ(toast.kind(), ToastKind::Bad);
    EXPECT_EQ(toast.accessibleName(), QStringLiteral("The voice could not be opened"));
    EXPECT_TRUE(toast.accessibleDescription().contains(QStringLiteral("byte 12 differs")));
    EXPECT_TRUE(toast.accessibleDescription().contains(QStringLiteral("Import it again.")));
    const auto buttons = toast.findChildren<QPushButton*>();
    ASSERT_EQ(buttons.size(), 1);
    buttons.front()->click();
    EXPECT_TRUE(QApplication::clipboard()->text().contains(QStringLiteral("voice.json is damaged")));
    EXPECT_EQ(window().toasts().toasts().size(), 1);  // copying does not dismiss it
}

TEST_F(ShellTest, ToastsComeInAndAreThereAtOnceWithLessMotion) {
    setLessMotion(true);
    Toast* still = window().toasts().show(ToastKind::Warn, QStringLiteral("Almost full"), QStringLiteral("0.3 GB are left."));
    EXPECT_EQ(still->geometry().right(), window().width() - 16 - 1);
    setLessMotion(false);
    Toast* moving = window().toasts().show(ToastKind::Warn, QStringLiteral("Almost full"), QStringLiteral("0.2 GB are left."));
    waitFor([&] { return moving->geometry().right() == window().width() - 16 - 1; });
    EXPECT_LT(moving->geometry().bottom(), window().height());
}

TEST_F(ShellTest, AnEmptyRoomInvitesWithAtMostTwoButtons) {
    EmptyRoom room(theme_, Ghost::Kind::Dub, [] { return QStringLiteral("Drop a video to dub it"); },
                   [] { return QStringLiteral("A subtitle file works too."); });
    room.addButton(ButtonKind::Normal, QLatin1StringView("folder"), [] { return QStringLiteral("Open subtitles"); });
    room.addButton(ButtonKind::Primary, QLatin1StringView("dub"), [] { return QStringLiteral("Open a video"); });
    room.setFoot([] { return QStringLiteral("MP4, MKV"); });
    room.resize(1280, 600);
    room.show();
    const auto buttons = room.findChildren<QPushButton*>();
    ASSERT_EQ(buttons.size(), 2);
    EXPECT_LT(buttons[0]->geometry().right(), buttons[1]->geometry().left());
    EXPECT_NEAR((buttons[0]->geometry().left() + buttons[1]->geometry().right()) / 2.0, 640.0, 2.0);
    EXPECT_EQ(room.accessibleName(), QStringLiteral("Drop a video to dub it"));
}

// ---- High contrast: WCAG 1.4.6 for text, 1.4.11 for controls ------------------------------------------------------

class ContrastTest : public testing::TestWithParam<const Tokens*> {};
INSTANTIATE_TEST_SUITE_P(Themes, ContrastTest, testing::Values(&kDarkContrastTokens, &kLightContrastTokens),
                         [](const auto& theme) { return theme.param->dark ? "Dark" : "Light"; });

TEST_P(ContrastTest, AllTextHasSevenToOne) {
    const Tokens& t = *GetParam();
    for (const QRgb surface : {t.bg0, t.bg1, t.bg2, t.bg3, t.well}) {
        EXPECT_GE(contrast(t.ink, surface), 14.0);
        EXPECT_GE(contrast(t.ink2, surface), 7.0);
        EXPECT_GE(contrast(t.ink3, surface), 7.0);
    }
    for (const QRgb verdict : {t.good, t.warn, t.bad, t.here}) {
        EXPECT_GE(contrast(verdict, t.bg1), 7.0);
        EXPECT_GE(contrast(verdict, t.bg2), 7.0);
    }
    EXPECT_GE(contrast(t.good, t.goodSoft), 7.0);
    EXPECT_GE(contrast(t.warn, t.warnSoft), 7.0);
    EXPECT_GE(contrast(t.bad, t.badSoft), 7.0);
    EXPECT_GE(contrast(t.here, t.hereSoft), 7.0);
    EXPECT_GE(contrast(t.ink, t.selText), 7.0);
    EXPECT_GE(contrast(t.onInk, t.ink), 7.0);
    for (const QRgb red : {t.rec, t.recHover, t.recPressed}) {
        EXPECT_GE(contrast(t.onRec, red), 6.0);
    }
}

TEST_P(ContrastTest, BordersAreSeen) {
    const Tokens& t = *GetParam();
    for (const QRgb surface : {t.bg0, t.bg1, t.bg2, t.well}) {
        EXPECT_GE(contrast(t.line2, surface), 7.0);
        EXPECT_GE(contrast(t.line, surface), 3.0);
        EXPECT_GE(contrast(t.inkOff, surface), 4.0);
    }
    for (int order = 0; order < 8; ++order) {
        EXPECT_GE(contrast(t.voice(order), t.bg1), 6.5) << "voice hue " << order;
        EXPECT_GE(contrast(t.onVoice, t.voice(order)), 6.5) << "voice hue " << order;
    }
}

}  // namespace
}  // namespace timbre::ui
