// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/voice/coverage.h"
#include "ui/theme/theme.h"

class QLabel;
class QProgressBar;

namespace timbre::ui {

/// How far the reading is: lines, seconds, and how many of the language's sounds were said.
class CoverageMeter final : public QWidget {
    Q_OBJECT

  public:
    explicit CoverageMeter(QWidget* parent = nullptr);

    void showProgress(int lines, int linesGoal, double seconds, double secondsGoal);
    void showCoverage(const Coverage& coverage);

  private:
    void showState();

    QLabel* lines_;
    QLabel* seconds_;
    QLabel* sounds_;
    QProgressBar* bar_;
    int done_ = 0;
    int goal_ = 0;
    double read_ = 0.0;
    double readGoal_ = 60.0;
    Coverage coverage_;
};

}  // namespace timbre::ui
