// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/page_parts.h"
#include "ui/settings/settings_room.h"

class QComboBox;
class QLabel;

namespace timbre::ui {

/// Which microphone and which loudspeaker, and whether the speaker hears himself.
class SoundPage final : public SettingsPage {
    Q_OBJECT

  public:
    explicit SoundPage(const SettingsParts& parts, QWidget* parent = nullptr);

  protected:
    void showEvent(QShowEvent* event) override;

  private:
    void look();
    /// Names into the list; the chosen one stays in it though it is unplugged.
    void fill(QComboBox& box, const QStringList& names, const QString& chosen);

    SettingsParts parts_;
    JobId job_{};
    bool open_ = false;
    QComboBox* input_;
    QComboBox* output_;
    QLabel* problem_;
};

}  // namespace timbre::ui
