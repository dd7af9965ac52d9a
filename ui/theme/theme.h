// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "ui/theme/system_appearance.h"
#include "ui/theme/tokens.h"

class QApplication;

namespace timbre::ui {

enum class Appearance { System, Light, Dark };

/// The theme in use: painted widgets ask it for tokens and repaint when it changes.
class Theme final : public QObject {
    Q_OBJECT

  public:
    /// Sets style, palette, font and style sheet of the application.
    explicit Theme(QApplication& application, Appearance appearance);

    [[nodiscard]] const Tokens& tokens() const noexcept { return *tokens_; }
    [[nodiscard]] Appearance appearance() const noexcept { return appearance_; }
    void setAppearance(Appearance appearance);

  Q_SIGNALS:
    void changed();

  private:
    void apply();

    QApplication& application_;
    SystemAppearance system_;
    Appearance appearance_;
    const Tokens* tokens_ = nullptr;
};

}  // namespace timbre::ui
