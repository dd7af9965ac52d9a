// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/journeys/screen.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <algorithm>
#include <cstdlib>

#include "ui/widgets/spoken_value.h"

namespace timbre::test {

namespace {

void addRows(const QAbstractItemView& view, QStringList& words) {
    const QAbstractItemModel* const model = view.model();
    if (model == nullptr) {
        return;
    }
    const QRect window = view.viewport()->rect();
    for (int row = 0; row < model->rowCount(view.rootIndex()); ++row) {
        for (int column = 0; column < model->columnCount(view.rootIndex()); ++column) {
            const QModelIndex index = model->index(row, column, view.rootIndex());
            if (!view.visualRect(index).intersects(window)) {
                continue;
            }
            words << index.data(Qt::DisplayRole).toString() << index.data(Qt::AccessibleTextRole).toString();
        }
    }
}

/// Painted widgets say what they show.
void addPainted(const QWidget& widget, QStringList& words) {
    words << widget.accessibleName() << widget.accessibleDescription();
    if (const auto* const value = dynamic_cast<const ui::SpokenValue*>(&widget)) {
        words << widget.accessibleName() + u' ' + value->spokenAmount().text;
    }
}

void addWords(const QWidget& widget, QStringList& words) {
    if (const auto* const label = qobject_cast<const QLabel*>(&widget)) {
        words << label->text();
    } else if (const auto* const button = qobject_cast<const QAbstractButton*>(&widget)) {
        words << button->text();
        addPainted(widget, words);
    } else if (const auto* const edit = qobject_cast<const QLineEdit*>(&widget)) {
        words << edit->text();
    } else if (const auto* const box = qobject_cast<const QComboBox*>(&widget)) {
        words << box->currentText();
    } else if (const auto* const page = qobject_cast<const QPlainTextEdit*>(&widget)) {
        words << page->toPlainText();
    } else if (const auto* const view = qobject_cast<const QAbstractItemView*>(&widget)) {
        addRows(*view, words);
    } else {
        addPainted(widget, words);
    }
}

}  // namespace

bool isSeen(const QWidget& widget) { return widget.isVisible() && !widget.visibleRegion().isEmpty(); }

QStringList seenWords(const QWidget& window) {
    QStringList words{window.windowTitle()};
    for (const QWidget* const widget : window.findChildren<QWidget*>()) {
        if (isSeen(*widget)) {
            addWords(*widget, words);
        }
    }
    words.removeAll(QString());
    words.removeDuplicates();
    return words;
}

bool visible(const QWidget& window, const QString& text) {
    const QStringList words = seenWords(window);
    return std::any_of(words.begin(), words.end(), [&](const QString& one) { return one.contains(text); });
}

int pixelsOf(QWidget& widget, const QColor& colour, int tolerance) {
    return pixelsOf(widget, widget.rect(), colour, tolerance);
}

int pixelsOf(QWidget& widget, const QRect& part, const QColor& colour, int tolerance) {
    const QImage image = widget.grab(part).toImage().convertToFormat(QImage::Format_RGB32);
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            count += std::abs(pixel.red() - colour.red()) <= tolerance && std::abs(pixel.green() - colour.green()) <= tolerance &&
                             std::abs(pixel.blue() - colour.blue()) <= tolerance
                         ? 1
                         : 0;
        }
    }
    return count;
}

}  // namespace timbre::test
