// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>

#include "ui/theme/theme.h"
#include "ui/widgets/painted_button.h"

namespace timbre::ui {

/// A way in: picture, verb, what it takes, how long. 152 high; the main one is filled.
class ChoiceCard final : public PaintedButton {
    Q_OBJECT

  public:
    ChoiceCard(const Theme& theme, QLatin1StringView icon, bool main, QWidget* parent = nullptr);

    void setWords(const QString& verb, const QString& what, const QString& need);
    /// Greyed, and why; empty: it can be chosen.
    void setReason(const QString& reason);
    [[nodiscard]] const QString& reason() const noexcept { return reason_; }
    [[nodiscard]] QSize sizeHint() const override { return {224, 152}; }

  protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    QLatin1StringView icon_;
    bool main_;
    QString what_;
    QString need_;
    QString reason_;
};

}  // namespace timbre::ui
