// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "ui/script/script_model.h"
#include "ui/theme/theme.h"

class QLabel;

namespace timbre::ui {

class SentenceCanvas;

/// One line large, below the others: its number, its wave with its words, and where it plays.
class LineLens final : public QFrame {
    Q_OBJECT

  public:
    explicit LineLens(const Theme& theme, QWidget* parent = nullptr);

    /// `render` may be null; the wave is in the colour of the voice of this order.
    void showLine(const LineView& line, const LineRender* render, int voiceOrder);
    void showNone();

  Q_SIGNALS:
    void seekRequested(double seconds);

  private:
    QLabel* title_;
    SentenceCanvas* canvas_;
};

}  // namespace timbre::ui
