// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QFrame>
#include <QStyledItemDelegate>
#include <vector>

#include "ui/record/record_session.h"
#include "ui/theme/theme.h"

class QLabel;
class QListView;
class QMenu;
class QPushButton;
class QToolButton;

namespace timbre::ui {

class CoverageMeter;
class ToneMark;
class WordsEdit;

/// What the list shows of a line.
struct LineRow {
    enum class Mark { New, Good, Problem, Current };
    QString text;
    QString meta;
    QString brief;  ///< Where the meta has no room.
    Mark mark = Mark::New;
    bool problem = false;  ///< Its meta is a warning, whichever mark it has.
    bool operator==(const LineRow&) const = default;
};

/// The lines of a script as rows.
class LinesModel final : public QAbstractListModel {
    Q_OBJECT

  public:
    using QAbstractListModel::QAbstractListModel;
    void setRows(std::vector<LineRow> rows, int current);
    [[nodiscard]] const LineRow& at(int row) const { return rows_[static_cast<std::size_t>(row)]; }
    [[nodiscard]] int current() const noexcept { return current_; }
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

  private:
    std::vector<LineRow> rows_;
    int current_ = -1;
};

/// The script on the left: progress, room tone, lines with ticks and what is wrong with them.
class LinesPane final : public QFrame {
    Q_OBJECT

  public:
    LinesPane(const Theme& theme, RecordSession& session, QWidget* parent = nullptr);

    [[nodiscard]] LinesModel& model() noexcept { return *model_; }
    [[nodiscard]] QPushButton& makeVoice() noexcept { return *makeVoice_; }
    [[nodiscard]] QToolButton& roomButton() noexcept { return *roomButton_; }
    [[nodiscard]] QListView& list() noexcept { return *list_; }
    /// The scripts, and within it the earlier readings: as fillMenu() left them.
    [[nodiscard]] QMenu& menu() noexcept { return *menu_; }
    [[nodiscard]] QMenu& earlier() noexcept { return *earlier_; }
    [[nodiscard]] WordsEdit& words() noexcept { return *words_; }
    /// The words of a line can be corrected where they stand: Enter says that they are right now, Escape leaves them.
    void editWords(int row);
    /// The menu of the scripts, as it opens.
    void fillMenu();

  Q_SIGNALS:
    /// The user's own sentences are to be typed.
    void ownTextAsked();
    void makeVoiceAsked();
    /// Files are to be opened instead of reading.
    void openAsked();
    /// The open reading is to be deleted.
    void removalAsked();

  private:
    void showState();
    void showRoom();
    void showWay();
    void fillEarlier();
    void askAboutLine(const QPoint& at);

    const Theme& theme_;
    RecordSession& session_;
    LinesModel* model_;
    QListView* list_;
    CoverageMeter* coverage_;
    QLabel* size_;  ///< How many lines are enough.
    QLabel* way_;  ///< Where recordings of this language need more than the studio brings.
    ToneMark* roomMark_;
    QLabel* roomMeta_;
    QToolButton* roomButton_;
    QToolButton* more_;
    QMenu* menu_;
    QMenu* earlier_;
    WordsEdit* words_;
    QPushButton* makeVoice_;
};

}  // namespace timbre::ui
