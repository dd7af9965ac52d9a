// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/record/coverage_meter.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/i18n/words.h"
#include "ui/record/record_words.h"
#include "ui/widgets/controls.h"

namespace timbre::ui {

CoverageMeter::CoverageMeter(QWidget* parent)
    : QWidget(parent),
      lines_(makeLabel(QString(), "caption", this)),
      seconds_(makeLabel(QString(), "caption", this)),
      sounds_(makeLabel(QString(), "caption", this)),
      bar_(new QProgressBar(this)) {
    bar_->setRange(0, 1000);
    bar_->setTextVisible(false);
    auto* top = new QHBoxLayout;
    top->addWidget(lines_);
    top->addStretch();
    top->addWidget(seconds_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(top);
    layout->addWidget(bar_);
    layout->addWidget(sounds_);
    inEveryLanguage(*this, [this] { showState(); });
}

void CoverageMeter::showProgress(int lines, int linesGoal, double seconds, double secondsGoal) {
    done_ = lines;
    goal_ = linesGoal;
    read_ = seconds;
    readGoal_ = secondsGoal;
    showState();
}

void CoverageMeter::showCoverage(const Coverage& coverage) {
    coverage_ = coverage;
    showState();
}

void CoverageMeter::showState() {
    lines_->setText(tr("%1 of %2 lines").arg(done_).arg(goal_));
    seconds_->setText(tr("%1 of %2", "seconds read of the goal").arg(shortClock(read_), shortClock(readGoal_)));
    bar_->setAccessibleName(tr("Progress of the reading"));
    bar_->setValue(static_cast<int>(std::lround(std::clamp(read_ / readGoal_, 0.0, 1.0) * 1000.0)));
    sounds_->setVisible(coverage_.total > 0);
    sounds_->setText(tr("%1 of %2 sounds of the language").arg(coverage_.heard).arg(coverage_.total));
    QStringList missing;
    for (const std::string& sound : coverage_.missing) {
        missing << QString::fromStdString(sound);
    }
    sounds_->setToolTip(missing.isEmpty() ? QString() : tr("Not said yet: %1").arg(missing.join(QStringLiteral(" "))));
}

}  // namespace timbre::ui
