// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

#include "ui/script/script_delegate.h"
#include "ui/script/script_model.h"

namespace timbre::ui {

/// The lines of the script. Enter edits, Space plays, a click into a wave plays from there.
class ScriptList final : public QListView {
    Q_OBJECT

  public:
    explicit ScriptList(const Theme& theme, QWidget* parent = nullptr);

    [[nodiscard]] ScriptDelegate& delegate() noexcept { return *delegate_; }
    /// -1 when no line is chosen.
    [[nodiscard]] int currentRow() const;
    void setCurrentRow(int row);
    /// Brings a row into view, a page at a time.
    void follow(int row);
    /// Takes what stands in an open line editor, and closes it.
    void commitEditing();

    void dataChanged(const QModelIndex& first, const QModelIndex& last, const QList<int>& roles = {}) override;

  Q_SIGNALS:
    void currentRowChanged(int row);
    void playPauseRequested();
    void deleteRequested(int row);
    void seekRequested(int row, double seconds);
    /// After every painting: what lies in view.
    void rowsShown(int first, int last);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    ScriptDelegate* delegate_;
};

}  // namespace timbre::ui
