// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "ui/record/file_intake.h"
#include "ui/theme/theme.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace timbre::ui {

/// One slice of a file: in or out, its wave (the best window tinted), its words, why it is refused.
class SliceRow final : public QFrame {
    Q_OBJECT

  public:
    SliceRow(const Theme& theme, FileIntake& intake, std::size_t row, QWidget* parent);

    /// `number` within its file, as in the long wave.
    void setNumber(int number);
    void setChosen(bool chosen);
    void setPlaying(bool playing);
    /// `anew`: another slice stands here, so that words being typed are of no use any more.
    void showSlice(bool anew = false);

    [[nodiscard]] QCheckBox& taken() noexcept { return *taken_; }
    [[nodiscard]] QLineEdit& words() noexcept { return *words_; }
    [[nodiscard]] QToolButton& join() noexcept { return *join_; }
    [[nodiscard]] QString note() const;
    [[nodiscard]] bool isChosen() const noexcept { return chosen_; }

  Q_SIGNALS:
    void playAsked(std::size_t row);
    void chosen(std::size_t row);
    /// Enter in the words: they are right, and the next ones are wanted.
    void nextAsked(std::size_t row);

  protected:
    void mousePressEvent(QMouseEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    class Wave;

    void showNote();
    void showJoin();

    const Theme& theme_;
    FileIntake& intake_;
    std::size_t row_;
    QLabel* number_;
    QCheckBox* taken_;
    QToolButton* play_;
    Wave* wave_;
    QLineEdit* words_;
    QLabel* note_;
    QToolButton* join_;
    bool chosen_ = false;
    bool playing_ = false;
};

}  // namespace timbre::ui
