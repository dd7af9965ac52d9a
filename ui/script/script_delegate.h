// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QStyledItemDelegate>
#include <vector>

#include "ui/script/script_model.h"
#include "ui/theme/theme.h"

namespace timbre::ui {

/// Whose voice the lines are in; one for the whole script as yet.
struct RowVoice {
    QString name;
    int order = 0;
};

/// Draws a line of the script: number, state bar, voice, text of at most two lines, note, wave, length.
/// Edits in place: Enter and Esc keep the text.
class ScriptDelegate final : public QStyledItemDelegate {
    Q_OBJECT

  public:
    explicit ScriptDelegate(const Theme& theme, QObject* parent = nullptr);

    void setVoice(RowVoice voice) { voice_ = std::move(voice); }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void setEditorData(QWidget* editor, const QModelIndex& index) const override;
    void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override;
    void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    bool eventFilter(QObject* editor, QEvent* event) override;

    /// Where the wave of a row lies in it, for clicks that seek.
    [[nodiscard]] static QRectF waveRect(const QRect& row, double seconds);

  Q_SIGNALS:
    void textEdited(int row, const QString& text) const;

  private:
    void paintWavePart(QPainter& painter, const QRectF& row, const LineView& line) const;
    void paintTextPart(QPainter& painter, const QRectF& row, const LineView& line) const;
    void paintVoice(QPainter& painter, const QRectF& row, const LineView& line, bool full) const;

    [[nodiscard]] bool fitsOneLine(const QString& text, double width) const;
    [[nodiscard]] double advanceOf(const QString& text) const;

    const Theme& theme_;
    RowVoice voice_;
    mutable QHash<QString, double> advances_;    ///< Width of a text in one line, measured.
    mutable std::vector<double> latinAdvances_;  ///< Of each character up to U+024F.
};

}  // namespace timbre::ui
