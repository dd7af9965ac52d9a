// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of the first run, the settings, and what stands around the rooms.
#include "tests/ui/shots.h"

#include <QCheckBox>
#include <QCoreApplication>

#include "tests/ui/shell_fixture.h"
#include "ui/firstrun/first_run_card.h"
#include "ui/settings/keys_page.h"
#include "ui/settings/settings_room.h"
#include "ui/window/toast.h"

namespace {

using namespace timbre;

class SettingsShots : public test::ShellFixture {
  public:
    explicit SettingsShots(const shots::Camera& camera) : camera_(camera) { theme_.setAppearance(camera.appearance()); }
    void TestBody() override {}

    void run() {
        QCoreApplication::setApplicationVersion(QStringLiteral("0.1.0"));
        firstRun();
        settings();
        theme_.setHighContrast(true);
        window().settingsRoom().showTopic(ui::SettingsTopic::Appearance);
        camera_.save(window(), QStringLiteral("settings-appearance-contrast"));
        theme_.setHighContrast(false);
        theme_.setTextSize(ui::kLargestText);
        camera_.save(window(), QStringLiteral("settings-appearance-large-text"));
        theme_.setTextSize(ui::kSmallestText);
    }

  private:
    void firstRun() {
        welcome_ = true;
        machine_ = test::machineWithGpu();
        window().resize(1280, 720);
        camera_.save(window(), QStringLiteral("firstrun-looking"));
        examined();
        camera_.save(window(), QStringLiteral("firstrun"));
        window().findChild<ui::FirstRunCard*>()->findChild<QCheckBox*>()->setChecked(true);
        camera_.save(window(), QStringLiteral("firstrun-permission"));
        window_.reset();
        welcome_ = false;
    }

    void settings() {
        for (const char* name : {"Ada Lovelace", "林夏"}) {
            makeVoice(name);
        }
        machine_.findings[5] = test::finding("model-similarity", MachinePart::Model, MachineHealth::Note,
                                             "the similarity of voices is not measured",
                                             "Run `make setup` in the source folder to fetch it.");
        examined();
        window().resize(1280, 720);
        window().goTo(ui::RoomId::Settings);
        const char* kNames[] = {"device", "sound", "rights", "appearance", "keys", "about"};
        for (int i = 0; i < static_cast<int>(ui::SettingsTopic::Count); ++i) {
            window().settingsRoom().showTopic(static_cast<ui::SettingsTopic>(i));
            test::waitFor([this] { return !window().bridge().isBusy(); });
            camera_.save(window(), QStringLiteral("settings-%1").arg(QLatin1StringView(kNames[i])));
        }
        window().settingsRoom().showTopic(ui::SettingsTopic::Keys);
        window().findChild<ui::KeysPage*>()->enter(ui::ActionId::Open, QKeySequence(QStringLiteral("Ctrl+E")));
        camera_.save(window(), QStringLiteral("settings-keys-conflict"));
    }

    const shots::Camera& camera_;
};

const shots::Shots kShots{"settings", [](const shots::Camera& camera) { SettingsShots(camera).run(); }};

}  // namespace
