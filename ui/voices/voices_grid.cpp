// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/voices/voices_grid.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QStyle>
#include <algorithm>

#include "ui/i18n/words.h"
#include "ui/voices/card_delegate.h"

namespace timbre::ui {

namespace {

constexpr int kMargin = 16;
constexpr int kGap = 12;
constexpr int kNarrowestCard = 230;
constexpr int kWidestCard = 300;
constexpr int kWheelStep = 40;

}  // namespace

VoicesGrid::VoicesGrid(const Theme& theme, ShownVoices& voices, QWidget* parent)
    : QListView(parent), voices_(voices), delegate_(new CardDelegate(theme, voices, this)) {
    setViewMode(QListView::IconMode);  // first: it sets the ones below as it likes
    setMovement(QListView::Static);
    setResizeMode(QListView::Fixed);
    setUniformItemSizes(true);
    setSpacing(0);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setDragEnabled(false);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setViewportMargins(kMargin - kGap / 2, kMargin - kGap / 2, 0, 0);
    verticalScrollBar()->setSingleStep(kWheelStep);
    setItemDelegate(delegate_);
    setModel(&voices);
    say(*this, &QWidget::setAccessibleName, [] { return tr("Voices"); });
    const auto redraw = [this] {
        delegate_->forget();
        viewport()->update();
    };
    connect(&theme, &Theme::changed, this, redraw);
    onLanguageChange(*this, redraw);
}

std::string VoicesGrid::chosen() const {
    return currentIndex().isValid() ? voices_.card(currentIndex()).voice.id.voice : std::string();
}

void VoicesGrid::choose(const std::string& id) {
    for (int row = 0; row < voices_.rowCount(); ++row) {
        const QModelIndex index = voices_.index(row, 0);
        if (voices_.card(index).voice.id.voice == id) {
            setCurrentIndex(index);
            return;
        }
    }
}

void VoicesGrid::layCards() {
    // The right margin lies inside the cells, as half a gap does on each side of a card.
    // The width that the scroll bar takes, or would take: cards do not change theirs when it comes.
    // QListView wraps as if the bar of the style itself stood there, which may be wider than ours.
    const int bar = std::max(verticalScrollBar()->sizeHint().width(), style()->pixelMetric(QStyle::PM_ScrollBarExtent)) +
                    style()->pixelMetric(QStyle::PM_ScrollView_ScrollBarSpacing);
    const int room = viewport()->width() + (verticalScrollBar()->isVisible() ? bar : 0) - std::max(bar, kMargin - kGap / 2);
    const int columns = std::max((room + kNarrowestCard / 3) / (kNarrowestCard + kGap), 1);
    const int cell = std::min((room - 1) / columns, kWidestCard + kGap);  // it also wraps what fits to the pixel
    const QSize size(cell, CardDelegate::kHeight + kGap);
    if (size != gridSize()) {
        delegate_->setCell(size);
        setGridSize(size);
    }
}

void VoicesGrid::resizeEvent(QResizeEvent* event) {
    layCards();
    QListView::resizeEvent(event);
}

void VoicesGrid::mousePressEvent(QMouseEvent* event) {
    const QModelIndex index = indexAt(event->pos());
    if (event->button() == Qt::LeftButton && index.isValid() &&
        CardDelegate::playArea(visualRect(index)).contains(event->pos())) {
        Q_EMIT previewAsked(voices_.card(index).voice.id.voice);
        return;
    }
    QListView::mousePressEvent(event);
}

void VoicesGrid::mouseMoveEvent(QMouseEvent* event) {
    const QModelIndex index = indexAt(event->pos());
    const bool onPlay = index.isValid() && CardDelegate::playArea(visualRect(index)).contains(event->pos());
    viewport()->setCursor(onPlay ? Qt::PointingHandCursor : Qt::ArrowCursor);
    viewport()->setToolTip(onPlay ? tr("Hear the voice (Space)") : QString());
    QListView::mouseMoveEvent(event);
}

void VoicesGrid::keyPressEvent(QKeyEvent* event) {
    if (event->modifiers() == Qt::NoModifier && currentIndex().isValid()) {
        if (event->key() == Qt::Key_Space) {
            Q_EMIT previewAsked(chosen());
            return;
        }
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
            Q_EMIT voiceUsed();
            return;
        }
    }
    // Letters and digits are keys of the room, not a search in the list.
    const bool moves = event->key() == Qt::Key_Left || event->key() == Qt::Key_Right || event->key() == Qt::Key_Up ||
                       event->key() == Qt::Key_Down || event->key() == Qt::Key_Home || event->key() == Qt::Key_End ||
                       event->key() == Qt::Key_PageUp || event->key() == Qt::Key_PageDown;
    if (moves) {
        QListView::keyPressEvent(event);
    } else {
        event->ignore();
    }
}

void VoicesGrid::contextMenuEvent(QContextMenuEvent* event) {
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(event->pos());
    if (index.isValid()) {
        setCurrentIndex(index);
        Q_EMIT menuAsked(byKey ? viewport()->mapToGlobal(visualRect(index).center()) : event->globalPos());
    }
}

void VoicesGrid::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QListView::currentChanged(current, previous);
    Q_EMIT voiceChosen();
}

}  // namespace timbre::ui
