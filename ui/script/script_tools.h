// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "ui/actions/actions.h"
#include "ui/theme/theme.h"

class QLabel;
class QPushButton;

namespace timbre::ui {

/// The row above the lines: how many there are, and the buttons that render, speak and stop.
class ScriptTools final : public QFrame {
    Q_OBJECT

  public:
    ScriptTools(const Theme& theme, ActionSet& actions, QWidget* parent = nullptr);

    /// `changed`: lines whose sound is not what they say now.
    void showSummary(const QString& summary, int changed);
    /// Stop stands in the place of Speak.
    void setBusy(bool busy);

  private:
    QLabel* summary_;
    QPushButton* render_;
    QPushButton* speak_;
    QPushButton* stop_;
};

}  // namespace timbre::ui
