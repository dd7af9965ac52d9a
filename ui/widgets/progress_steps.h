// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

#include "ui/theme/theme.h"
#include "ui/widgets/spoken_value.h"

namespace timbre::ui {

/// The stages of a long job, one under the other: what is done, what runs and how far, what comes, what failed.
class ProgressSteps final : public QWidget, public SpokenValue {
    Q_OBJECT

  public:
    ProgressSteps(const Theme& theme, const QStringList& steps, QWidget* parent = nullptr);

    void setSteps(const QStringList& steps);
    /// `share` 0..1 of this step; a negative one is unknown. Index = number of steps: all done.
    void setCurrent(int index, double share = -1.0);
    /// The present step failed; `reason` stands under it.
    void setFailed(const QString& reason);
    [[nodiscard]] int current() const noexcept { return current_; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {240, sizeHint().height()}; }
    [[nodiscard]] SpokenAmount spokenAmount() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    const Theme& theme_;
    QStringList steps_;
    int current_ = 0;
    double share_ = -1.0;
    QString failure_;
};

}  // namespace timbre::ui
