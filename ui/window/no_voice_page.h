// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/theme/theme.h"

class QLabel;

namespace timbre::ui {

/// What the window shows while there is no voice: how to make the first one.
class NoVoicePage final : public QWidget {
    Q_OBJECT

  public:
    explicit NoVoicePage(const Theme& theme, QWidget* parent = nullptr);

    /// The command to type, as it is shown and copied.
    [[nodiscard]] static QString command();

  Q_SIGNALS:
    void lookAgainRequested();
};

}  // namespace timbre::ui
