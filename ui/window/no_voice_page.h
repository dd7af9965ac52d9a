// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/theme/theme.h"

class QLabel;

namespace timbre::ui {

/// What the script shows while there is no voice: where the first one is made.
class NoVoicePage final : public QWidget {
    Q_OBJECT

  public:
    explicit NoVoicePage(const Theme& theme, QWidget* parent = nullptr);

  Q_SIGNALS:
    void recordRequested();
    void voicesRequested();
};

}  // namespace timbre::ui
