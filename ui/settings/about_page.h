// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/page_parts.h"
#include "ui/settings/settings_room.h"

namespace timbre::ui {

/// Version, licence, and what a report of a fault needs.
class AboutPage final : public SettingsPage {
    Q_OBJECT

  public:
    explicit AboutPage(const SettingsParts& parts, QWidget* parent = nullptr);

    /// English, one finding a line.
    [[nodiscard]] QString details() const;

  private:
    SettingsParts parts_;
};

}  // namespace timbre::ui
