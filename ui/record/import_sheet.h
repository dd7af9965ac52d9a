// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QList>

#include "ui/record/file_intake.h"
#include "ui/record/take_player.h"
#include "ui/widgets/sheet.h"

class QCheckBox;
class QLineEdit;
class QProgressBar;
class QScrollArea;
class QToolButton;

namespace timbre::ui {

/// One slice of a file: in or out, its wave (the best window tinted), its words, why it is refused.
class SliceRow final : public QFrame {
    Q_OBJECT

  public:
    SliceRow(const Theme& theme, FileIntake& intake, std::size_t row, QWidget* parent);

    void showSlice();
    [[nodiscard]] QLineEdit& words() noexcept { return *words_; }
    [[nodiscard]] QString note() const;

  Q_SIGNALS:
    void playAsked(std::size_t row);

  private:
    class Wave;

    FileIntake& intake_;
    std::size_t row_;
    QCheckBox* taken_;
    QToolButton* play_;
    Wave* wave_;
    QLineEdit* words_;
    QLabel* note_;
};

/// What was found in dropped or opened files, to be looked through before it becomes lines of the reading.
class ImportSheet final : public Sheet {
    Q_OBJECT

  public:
    /// Takes in the files that `intake` was started with. `player` outlives the sheet.
    ImportSheet(const Theme& theme, FileIntake& intake, TakePlayer& player, QWidget& over);
    ~ImportSheet() override;

    [[nodiscard]] const QList<SliceRow*>& rows() const noexcept { return rows_; }
    [[nodiscard]] QString summary() const;

  private:
    void showState();
    void play(std::size_t row);

    const Theme& theme_;
    FileIntake& intake_;
    TakePlayer& player_;
    QLabel* summary_;
    QLabel* refused_;
    QProgressBar* progress_;
    QScrollArea* scroll_;
    QWidget* list_;
    QPushButton* take_;
    QList<SliceRow*> rows_;
};

}  // namespace timbre::ui
