// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/script/script_list.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPlainTextEdit>
#include <algorithm>

#include "ui/i18n/words.h"

namespace timbre::ui {

ScriptList::ScriptList(const Theme& theme, QWidget* parent)
    : QListView(parent), delegate_(new ScriptDelegate(theme, this)) {
    setItemDelegate(delegate_);
    say(*this, &QWidget::setAccessibleName, [] { return tr("Lines of the script"); });
    onLanguageChange(*this, [this] { scheduleDelayedItemsLayout(); });  // notes beside the lines change their widths
    setMouseTracking(true);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setResizeMode(QListView::Adjust);
    setFrameShape(QFrame::NoFrame);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

int ScriptList::currentRow() const { return currentIndex().isValid() ? currentIndex().row() : -1; }

void ScriptList::setCurrentRow(int row) {
    if (model() != nullptr && row >= 0 && row < model()->rowCount()) {
        setCurrentIndex(model()->index(row, 0));
    }
}

void ScriptList::follow(int row) {
    const QModelIndex index = model()->index(row, 0);
    const QRect place = visualRect(index);
    if (place.top() < 0 || place.bottom() > viewport()->height()) {
        scrollTo(index, QAbstractItemView::PositionAtTop);
    }
}

void ScriptList::commitEditing() {
    if (state() != QAbstractItemView::EditingState) {
        return;
    }
    if (auto* editor = viewport()->findChild<QPlainTextEdit*>()) {
        commitData(editor);
        closeEditor(editor, QAbstractItemDelegate::NoHint);
    }
}

void ScriptList::dataChanged(const QModelIndex& first, const QModelIndex& last, const QList<int>& roles) {
    // A list view lays all of its rows out anew at each change; only another text makes a row higher or lower.
    if (!roles.isEmpty() && !roles.contains(Qt::DisplayRole)) {
        QAbstractItemView::dataChanged(first, last, roles);  // NOLINT(bugprone-parent-virtual-call)
    } else {
        QListView::dataChanged(first, last, roles);
    }
}

void ScriptList::paintEvent(QPaintEvent* event) {
    QListView::paintEvent(event);
    const QModelIndex first = indexAt({1, 1});
    const QModelIndex last = indexAt({1, viewport()->height() - 2});
    if (first.isValid()) {
        Q_EMIT rowsShown(first.row(), last.isValid() ? last.row() : model()->rowCount() - 1);
    }
}

void ScriptList::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QListView::currentChanged(current, previous);
    Q_EMIT currentRowChanged(current.isValid() ? current.row() : -1);
}

void ScriptList::keyPressEvent(QKeyEvent* event) {
    const bool plain = event->modifiers() == Qt::NoModifier;
    switch (event->key()) {
        case Qt::Key_Space: Q_EMIT playPauseRequested(); return;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (plain && currentIndex().isValid()) {
                edit(currentIndex());
                return;
            }
            break;
        case Qt::Key_Delete:
            if (plain && currentIndex().isValid()) {
                Q_EMIT deleteRequested(currentRow());
                return;
            }
            break;
        default: break;
    }
    QListView::keyPressEvent(event);
}

void ScriptList::mousePressEvent(QMouseEvent* event) {
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && index.isValid()) {
        const auto row = index.data(ScriptModel::RowRole).value<LineView>();
        const QRectF wave = ScriptDelegate::waveRect(visualRect(index), row.seconds);
        if (!row.estimated && wave.contains(event->position())) {
            setCurrentIndex(index);
            Q_EMIT seekRequested(index.row(), (event->position().x() - wave.x()) / wave.width() * row.seconds);
            return;
        }
    }
    QListView::mousePressEvent(event);
}

void ScriptList::resizeEvent(QResizeEvent* event) {
    QListView::resizeEvent(event);
    scheduleDelayedItemsLayout();  // lines wrap anew, so rows change their heights
}

}  // namespace timbre::ui
