// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "ui/actions/actions.h"
#include "ui/bridge/engine_bridge.h"
#include "ui/i18n/words.h"
#include "ui/settings/key_map.h"
#include "ui/settings/machine_facts.h"
#include "ui/settings/settings.h"
#include "ui/theme/theme.h"
#include "ui/window/room.h"

class QStackedWidget;

namespace timbre::ui {

class NavButton;

/// What the pages of the settings work with; all outlive them.
struct SettingsParts {
    Theme& theme;
    Settings& settings;
    EngineBridge& bridge;
    ActionSet& actions;
    KeyMap& keys;
    MachineFacts& facts;
    std::function<void(const std::string&)> chooseOutput;  ///< A device's name; empty: the system's. May be empty.
};

enum class SettingsTopic { Device, Sound, Rights, Appearance, Keys, About, Count };

/// The settings: topics at the left, a page at the right. What is changed is kept and in force at once, or says when.
class SettingsRoom final : public Room {
    Q_OBJECT

  public:
    explicit SettingsRoom(SettingsParts parts, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Settings"); }
    [[nodiscard]] QString status() const override { return tr("All changes are kept"); }
    [[nodiscard]] bool hasTransport() const override { return false; }

    void showTopic(SettingsTopic topic);
    [[nodiscard]] SettingsTopic topic() const;

  private:
    void add(const Theme& theme, const char* icon, Words name, QWidget* page);

    QWidget* list_;
    QStackedWidget* pages_;
    std::vector<NavButton*> buttons_;
};

}  // namespace timbre::ui
