// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>
#include <vector>

#include "ui/theme/theme.h"

namespace timbre::ui {

/// The line to read, large, with its neighbours; what was spoken fades, the present word is blue, skipped words are red
/// and underlined.
class Prompter final : public QWidget {
    Q_OBJECT

  public:
    /// A stretch of the line, in UTF-16 units.
    struct Part {
        qsizetype from = 0;
        qsizetype length = 0;
    };

    explicit Prompter(const Theme& theme, QWidget* parent = nullptr);

    /// Another line is not spoken yet; the same one is as far as it was.
    void show(const QString& previous, const QString& line, const QString& next);
    using QWidget::show;
    /// `spoken` units are behind, the next `word` units are being read.
    void setSpoken(qsizetype spoken, qsizetype word);
    /// What was skipped or misread in the last take.
    void setMissed(std::vector<Part> parts);
    /// "3", "2", "1" before a take; 0 hides it.
    void setCountIn(int number);
    [[nodiscard]] const QString& line() const noexcept { return line_; }
    /// As setSpoken().
    [[nodiscard]] qsizetype spoken() const noexcept { return spoken_; }
    [[nodiscard]] qsizetype word() const noexcept { return word_; }
    [[nodiscard]] QSize sizeHint() const override { return {680, 240}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {320, 176}; }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    const Theme& theme_;
    QString previous_;
    QString line_;
    QString next_;
    qsizetype spoken_ = 0;
    qsizetype word_ = 0;
    std::vector<Part> missed_;
    int countIn_ = 0;
};

}  // namespace timbre::ui
