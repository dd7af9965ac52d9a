// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settings_room.h"

#include <gtest/gtest.h>

#include <QClipboard>
#include <QComboBox>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QToolButton>
#include <algorithm>

#include "tests/ui/shell_fixture.h"
#include "ui/i18n/languages.h"
#include "ui/settings/about_page.h"
#include "ui/settings/appearance_page.h"
#include "ui/settings/device_page.h"
#include "ui/settings/keys_page.h"
#include "ui/settings/rights_page.h"
#include "ui/settings/sound_page.h"
#include "ui/theme/fonts.h"
#include "ui/theme/motion.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/toggle.h"
#include "ui/widgets/volume_control.h"

namespace timbre::ui {
namespace {

using test::waitFor;

class SettingsTest : public test::ShellFixture {
  protected:
    ~SettingsTest() override {
        useLanguage(QStringLiteral("en"));
        setLessMotion(false);
        setTextScale(1.0);
    }

    void open(SettingsTopic topic) {
        window().goTo(RoomId::Settings);
        window().settingsRoom().showTopic(topic);
    }

    /// The control of the row with this name.
    template <typename W>
    W* named(const QWidget& page, const char* name) {
        for (W* one : page.findChildren<W*>()) {
            if (one->accessibleName() == QLatin1StringView(name)) {
                return one;
            }
        }
        ADD_FAILURE() << "there is no " << name;
        return nullptr;
    }
    void choose(QComboBox& box, int index) {
        box.setCurrentIndex(index);
        Q_EMIT box.activated(index);
    }
    static bool says(const QWidget& page, const QString& part) {
        const auto labels = page.findChildren<QLabel*>();
        return std::ranges::any_of(labels, [&](const QLabel* l) { return l->isVisible() && l->text().contains(part); });
    }
    /// As after a restart: the same file, read anew.
    Settings readAgain() { return Settings(QString::fromStdString((folder_ / "studio.ini").string())); }
};

// ---- Device and models ---------------------------------------------------------------------------------------------

TEST_F(SettingsTest, DevicePageTellsTheDeviceAndWhy) {
    examined();
    open(SettingsTopic::Device);
    auto& page = child<DevicePage>();
    EXPECT_TRUE(says(page, QStringLiteral("Processor, 12 threads")));
    EXPECT_TRUE(says(page, QStringLiteral("Using CPU because no graphics card")));
    EXPECT_TRUE(says(page, QStringLiteral("Voice match")));
    EXPECT_TRUE(says(page, QStringLiteral("Makes voices and speaks with them: English and Chinese.")));
    EXPECT_TRUE(says(page, QStringLiteral("4 of 4 ready")));
    auto* device = page.findChild<Segment*>();
    EXPECT_FALSE(device->findChildren<QToolButton*>()[1]->isEnabled());  // no graphics card to choose
}

TEST_F(SettingsTest, DeviceAndMemoryAreKeptAndSayWhenTheyCount) {
    machine_ = test::machineWithGpu();
    examined();
    open(SettingsTopic::Device);
    auto& page = child<DevicePage>();
    EXPECT_FALSE(says(page, QStringLiteral("started again")));
    page.findChild<Segment*>()->setCurrent(2);
    EXPECT_TRUE(says(page, QStringLiteral("started again")));
    EXPECT_EQ(readAgain().get(keys::kDevice), QStringLiteral("cpu"));
    page.findChild<Segment*>()->setCurrent(0);
    EXPECT_FALSE(says(page, QStringLiteral("started again")));
    choose(*named<QComboBox>(page, "Memory for models"), 3);
    EXPECT_EQ(readAgain().get(keys::kMemoryMb), 8 * 1024);
    EXPECT_TRUE(says(page, QStringLiteral("started again")));
}

// ---- Sound ---------------------------------------------------------------------------------------------------------

TEST_F(SettingsTest, SoundDevicesAreChosenByNameAndStayWhenUnplugged) {
    open(SettingsTopic::Sound);
    auto& page = child<SoundPage>();
    waitFor([&] { return !window().bridge().isBusy(); });
    Q_EMIT window().bridge().inputsListed({.job = {},
                                           .devices = {{.name = "USB microphone", .hostApi = {}, .inputChannels = 1}},
                                           .outputs = {{.name = "Headphones", .hostApi = {}, .outputChannels = 2}}});
    auto* input = named<QComboBox>(page, "Microphone");
    auto* output = named<QComboBox>(page, "Loudspeaker or headphones");
    ASSERT_EQ(input->count(), 2);
    ASSERT_EQ(output->count(), 2);
    choose(*input, 1);
    choose(*output, 1);
    EXPECT_EQ(readAgain().get(keys::kInput), QStringLiteral("USB microphone"));
    EXPECT_EQ(readAgain().get(keys::kOutput), QStringLiteral("Headphones"));
    EXPECT_EQ(output_, "Headphones");
    Q_EMIT window().bridge().inputsListed({.job = {}, .devices = {}, .outputs = {}});
    EXPECT_EQ(input->currentText(), QStringLiteral("USB microphone"));
    choose(*output, 0);
    EXPECT_EQ(output_, "");
}

TEST_F(SettingsTest, TheVolumeIsOneForAllRoomsAndKept) {
    const auto shown = [this]() -> VolumeControl& {
        const auto all = window().findChildren<VolumeControl*>();
        return **std::ranges::find_if(all, &VolumeControl::isVisible);
    };
    window().goTo(RoomId::Script);
    auto* slider = shown().findChild<VolumeSlider*>();
    slider->setValue(40);
    EXPECT_DOUBLE_EQ(settings_.get(keys::kVolume), 0.4);
    EXPECT_DOUBLE_EQ(shown().gain(), 0.4);
    window().goTo(RoomId::Voices);
    EXPECT_NE(shown().findChild<VolumeSlider*>(), slider);
    EXPECT_DOUBLE_EQ(shown().gain(), 0.4);
    auto* mute = shown().findChild<QToolButton*>();
    QTest::mouseClick(mute, Qt::LeftButton);
    EXPECT_DOUBLE_EQ(shown().gain(), 0.0);
    EXPECT_DOUBLE_EQ(settings_.get(keys::kVolume), 0.4) << "muting forgets nothing";
    window_.reset();
    window().goTo(RoomId::Script);
    EXPECT_DOUBLE_EQ(shown().gain(), 0.4);
}

TEST_F(SettingsTest, MonitoringIsOffUntilItIsWished) {
    open(SettingsTopic::Sound);
    auto* monitor = named<Toggle>(child<SoundPage>(), "Hear yourself while recording");
    EXPECT_FALSE(monitor->isChecked());
    monitor->click();
    EXPECT_TRUE(readAgain().get(keys::kMonitor));
}

// ---- Appearance ----------------------------------------------------------------------------------------------------

TEST_F(SettingsTest, ThemeAndContrastAreInForceAtOnceAndKept) {
    open(SettingsTopic::Appearance);
    auto& page = child<AppearancePage>();
    auto* theme = named<Segment>(page, "Theme");
    theme->setCurrent(2);
    EXPECT_TRUE(theme_.tokens().dark);
    EXPECT_EQ(readAgain().appearance(), Appearance::Dark);
    window().actions()[ActionId::AppearanceLight].trigger();  // from the menu
    EXPECT_EQ(theme->current(), 1);
    EXPECT_FALSE(theme_.tokens().dark);
    named<Toggle>(page, "High contrast")->click();
    EXPECT_EQ(&theme_.tokens(), &kLightContrastTokens);
    EXPECT_TRUE(readAgain().get(keys::kHighContrast));
}

TEST_F(SettingsTest, TextGrowsAtOnceTheScaleWithTheNextStart) {
    open(SettingsTopic::Appearance);
    auto& page = child<AppearancePage>();
    const int before = interfaceFont(13).pixelSize();
    named<Segment>(page, "Size of text")->setCurrent(3);
    EXPECT_EQ(interfaceFont(13).pixelSize(), 16);
    EXPECT_GT(interfaceFont(13).pixelSize(), before);
    EXPECT_EQ(readAgain().get(keys::kTextSize), 16);
    const auto labels = page.findChildren<QLabel*>();
    const auto strong = std::ranges::find_if(labels, [](const QLabel* l) { return l->text() == QStringLiteral("Theme"); });
    ASSERT_NE(strong, labels.end());
    EXPECT_EQ((*strong)->font().pixelSize(), 16);
    named<Segment>(page, "Size of everything")->setCurrent(4);
    EXPECT_EQ(readAgain().get(keys::kScalePercent), 200);
    EXPECT_TRUE(says(page, QStringLiteral("started again")));
}

TEST_F(SettingsTest, LessMotionAndLanguageAreInForceAtOnce) {
    open(SettingsTopic::Appearance);
    auto& page = child<AppearancePage>();
    EXPECT_EQ(motionMs(180), 180);
    named<Toggle>(page, "Less motion")->click();
    EXPECT_EQ(motionMs(180), 0);
    EXPECT_TRUE(readAgain().get(keys::kLessMotion));
    auto* language = named<QComboBox>(page, "Language");
    choose(*language, 3);
    EXPECT_EQ(usedLanguage(), QStringLiteral("ja"));
    EXPECT_EQ(readAgain().get(keys::kLanguage), QStringLiteral("ja"));
    EXPECT_NE(language->itemText(0), QStringLiteral("Follow the system"));
}

// ---- Rights --------------------------------------------------------------------------------------------------------

TEST_F(SettingsTest, RightsPageListsTheStatementsOfPermission) {
    open(SettingsTopic::Rights);
    auto& page = child<RightsPage>();
    VoiceSummary with;
    with.name = "Ada";
    with.consent = "2026-03-04T10:00:00Z";
    VoiceSummary without;
    without.name = "Bea";
    Q_EMIT window().bridge().voicesListed({.job = {}, .voices = {with, without}, .problems = {}});
    EXPECT_TRUE(says(page, QStringLiteral("Permission stated on"))) << "Ada";
    EXPECT_TRUE(says(page, QStringLiteral("2026")));
    EXPECT_TRUE(says(page, QStringLiteral("No permission was stated"))) << "Bea";
    EXPECT_TRUE(says(page, QStringLiteral("Nothing leaves this computer")));
    Q_EMIT window().bridge().voicesListed({.job = {}, .voices = {}, .problems = {}});
    EXPECT_FALSE(says(page, QStringLiteral("Permission stated on")));
}

// ---- Keys ----------------------------------------------------------------------------------------------------------

TEST_F(SettingsTest, EveryActionHasARowWithItsKeys) {
    open(SettingsTopic::Keys);
    const auto edits = child<KeysPage>().findChildren<QKeySequenceEdit*>();
    ASSERT_EQ(edits.size(), static_cast<qsizetype>(ActionId::Count));
    EXPECT_EQ(edits[static_cast<int>(ActionId::Export)]->keySequence(), QKeySequence(QStringLiteral("Ctrl+E")));
    for (int i = 0; i < static_cast<int>(ActionId::Count); ++i) {
        EXPECT_FALSE(edits[i]->accessibleName().isEmpty()) << i;
    }
}

TEST_F(SettingsTest, NewKeysWorkAtOnceAndAfterARestart) {
    open(SettingsTopic::Keys);
    child<KeysPage>().enter(ActionId::RoomScript, QKeySequence(QStringLiteral("F7")));
    EXPECT_EQ(window().actions()[ActionId::RoomScript].shortcut(), QKeySequence(Qt::Key_F7));
    window().activateWindow();
    waitFor([&] { return window().isActiveWindow(); });
    QTest::keyClick(&window(), Qt::Key_F7);
    EXPECT_EQ(window().shownRoom(), RoomId::Script);
    window_.reset();
    EXPECT_EQ(window().actions()[ActionId::RoomScript].shortcut(), QKeySequence(Qt::Key_F7));
    window().keyMap().reset(ActionId::RoomScript);
    EXPECT_EQ(window().actions()[ActionId::RoomScript].shortcut(), QKeySequence(QStringLiteral("Ctrl+Alt+3")));
    window_.reset();
    EXPECT_EQ(window().actions()[ActionId::RoomScript].shortcut(), QKeySequence(QStringLiteral("Ctrl+Alt+3")));
}

TEST_F(SettingsTest, KeysOfAnotherActionAreToldAndTakenOnlyWhenWished) {
    open(SettingsTopic::Keys);
    auto& page = child<KeysPage>();
    page.enter(ActionId::RoomDub, QKeySequence(QStringLiteral("Ctrl+E")));
    EXPECT_TRUE(says(page, QStringLiteral("Ctrl+E already belongs to “Export”.")));
    EXPECT_EQ(window().actions()[ActionId::Export].shortcut(), QKeySequence(QStringLiteral("Ctrl+E")));
    EXPECT_EQ(window().actions()[ActionId::RoomDub].shortcut(), QKeySequence(QStringLiteral("Ctrl+Alt+4")));
    for (QPushButton* button : page.findChildren<QPushButton*>()) {
        if (button->isVisible() && button->accessibleName() == QStringLiteral("Take it")) {
            button->click();
            break;
        }
    }
    EXPECT_EQ(window().actions()[ActionId::RoomDub].shortcut(), QKeySequence(QStringLiteral("Ctrl+E")));
    EXPECT_TRUE(window().actions()[ActionId::Export].shortcuts().isEmpty());
    EXPECT_FALSE(says(page, QStringLiteral("already belongs")));
    window().keyMap().resetAll();
    EXPECT_EQ(window().actions()[ActionId::Export].shortcut(), QKeySequence(QStringLiteral("Ctrl+E")));
    EXPECT_EQ(window().actions()[ActionId::RoomDub].shortcut(), QKeySequence(QStringLiteral("Ctrl+Alt+4")));
}

TEST_F(SettingsTest, ResettingOneActionDoesNotTakeKeysThatAnotherHasNow) {
    KeyMap& keys = window().keyMap();
    ASSERT_TRUE(keys.bind(ActionId::Export, {}));
    ASSERT_TRUE(keys.bind(ActionId::Open, QKeySequence(QStringLiteral("Ctrl+E"))));
    keys.reset(ActionId::Export);
    EXPECT_TRUE(keys.keys(ActionId::Export).isEmpty());
    EXPECT_EQ(keys.keys(ActionId::Open).front(), QKeySequence(QStringLiteral("Ctrl+E")));
}

// ---- About, all ----------------------------------------------------------------------------------------------------

TEST_F(SettingsTest, AboutGivesWhatAReportNeedsAndNoNames) {
    examined();
    window().actions()[ActionId::About].trigger();
    EXPECT_EQ(window().shownRoom(), RoomId::Settings);
    EXPECT_EQ(window().settingsRoom().topic(), SettingsTopic::About);
    const QString details = child<AboutPage>().details();
    EXPECT_TRUE(details.contains(QStringLiteral("good engine-instant: fine")));
    EXPECT_FALSE(details.contains(QStringLiteral("data-folder")));
}

TEST_F(SettingsTest, ArrowsChooseTheTopic) {
    open(SettingsTopic::Device);
    auto* button = window().settingsRoom().findChild<NavButton*>();
    QTest::keyClick(button, Qt::Key_Down);
    EXPECT_EQ(window().settingsRoom().topic(), SettingsTopic::Sound);
}

TEST_F(SettingsTest, EveryControlHasAName) {
    examined();
    open(SettingsTopic::Device);
    for (const QWidget* widget : window().settingsRoom().findChildren<QWidget*>()) {
        const bool control = qobject_cast<const QAbstractButton*>(widget) != nullptr ||
                             qobject_cast<const QComboBox*>(widget) != nullptr ||
                             qobject_cast<const QKeySequenceEdit*>(widget) != nullptr;
        // Qt's own parts of a key field have none.
        if (control && qobject_cast<const QKeySequenceEdit*>(widget->parentWidget()) == nullptr &&
            !widget->parentWidget()->inherits("QLineEdit")) {
            EXPECT_FALSE(widget->accessibleName().isEmpty()) << widget->metaObject()->className();
        }
    }
}

}  // namespace
}  // namespace timbre::ui
