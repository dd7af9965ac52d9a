// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/sheet.h"

class QLineEdit;

namespace timbre::ui {

/// Asks for a name.
class NameSheet final : public Sheet {
    Q_OBJECT

  public:
    NameSheet(const Theme& theme, const QString& title, const QString& text, const QString& name, const QString& verb,
              QWidget& over);

  Q_SIGNALS:
    void named(const QString& name);

  private:
    QLineEdit* name_;
};

}  // namespace timbre::ui
