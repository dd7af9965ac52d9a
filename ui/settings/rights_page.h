// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "ui/settings/page_parts.h"
#include "ui/settings/settings_room.h"

class QGridLayout;
class QLabel;

namespace timbre::ui {

/// Whose voices these are and when that was stated; what leaves the computer: nothing.
class RightsPage final : public SettingsPage {
    Q_OBJECT

  public:
    explicit RightsPage(const SettingsParts& parts, QWidget* parent = nullptr);

  private:
    void addStatement(const Theme& theme, const char* icon, Words title, Words text);
    void showVoices();
    void showFolder();

    SettingsParts parts_;
    std::vector<VoiceSummary> voices_;
    QGridLayout* table_;
    QLabel* none_;
    QLabel* folder_;
    QList<QLabel*> cells_;
};

}  // namespace timbre::ui
