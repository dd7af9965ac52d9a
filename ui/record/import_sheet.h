// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include "ui/record/file_intake.h"
#include "ui/record/slice_row.h"
#include "ui/record/take_player.h"
#include "ui/widgets/sheet.h"

class QComboBox;
class QProgressBar;
class QScrollArea;

namespace timbre::ui {

class LongWave;

/// What was found in dropped or opened files, to be looked through before it becomes lines of the reading: the whole file
/// with its slices above, the slices with their words below. What is chosen there is chosen here.
class ImportSheet final : public Sheet {
    Q_OBJECT

  public:
    /// Takes in the files that `intake` was started with. `player` outlives the sheet.
    ImportSheet(const Theme& theme, FileIntake& intake, TakePlayer& player, QWidget& over);
    ~ImportSheet() override;

    [[nodiscard]] const QList<SliceRow*>& rows() const noexcept { return rows_; }
    [[nodiscard]] LongWave& wave() noexcept { return *wave_; }
    [[nodiscard]] QComboBox& files() noexcept { return *files_; }
    [[nodiscard]] QString summary() const;
    /// -1: none.
    [[nodiscard]] int chosen() const noexcept { return chosen_; }
    void choose(int row);

  protected:
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void showState();
    void showProgress();
    void showSummary();
    [[nodiscard]] QString listeningWords() const;
    void markChosen();
    void showFiles();
    void showRefused();
    void showWave();
    void showPlaying();
    void addRows();
    void play(std::size_t row);
    /// Of FileIntake::files(), -1: not heard yet.
    [[nodiscard]] int fileOf(std::size_t row) const;

    const Theme& theme_;
    FileIntake& intake_;
    TakePlayer& player_;
    QLabel* summary_;
    QLabel* refused_;
    QProgressBar* progress_;
    QComboBox* files_;
    LongWave* wave_;
    QScrollArea* scroll_;
    QWidget* list_;
    QPushButton* take_;
    QList<SliceRow*> rows_;
    int file_ = -1;                      ///< That the wave shows: the chosen slice's, else the one that is listened to.
    std::shared_ptr<const Peaks> shownPeaks_;  ///< Of it.
    std::vector<std::size_t> waveRows_;  ///< The rows of the wave's slices.
    int chosen_ = -1;
};

}  // namespace timbre::ui
