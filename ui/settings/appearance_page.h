// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/page_parts.h"
#include "ui/settings/settings_room.h"

class QComboBox;
class QLabel;

namespace timbre::ui {

class Segment;

/// Theme, contrast, sizes, movement and language of the window.
class AppearancePage final : public SettingsPage {
    Q_OBJECT

  public:
    explicit AppearancePage(const SettingsParts& parts, QWidget* parent = nullptr);

  private:
    void addTheme();
    void addSizes();
    void addLanguage();
    void showWords();

    SettingsParts parts_;
    int scaleAtStart_;
    Segment* theme_ = nullptr;
    Segment* scale_ = nullptr;
    Segment* text_ = nullptr;
    QComboBox* language_ = nullptr;
    QLabel* restart_ = nullptr;
};

}  // namespace timbre::ui
