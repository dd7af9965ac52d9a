// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/record/words_edit.h"

#include <QAbstractItemView>
#include <QKeyEvent>
#include <QScrollBar>
#include <utility>

#include "ui/i18n/words.h"

namespace timbre::ui {

WordsEdit::WordsEdit(QAbstractItemView& list, RecordSession& session)
    : QLineEdit(list.viewport()), list_(list), session_(session) {
    hide();
    say(*this, &QWidget::setAccessibleName, [] { return tr("What is said in the recording"); });
    connect(list_.verticalScrollBar(), &QScrollBar::valueChanged, this, [this] { finish(false); });
}

void WordsEdit::open(const BookLine& line, const std::string& book, const QRect& row) {
    finish(false);
    book_ = book;
    line_ = line.line.id;
    setText(QString::fromStdString(line.line.text));
    setModified(false);
    constexpr int kMark = 46;  // left of the words
    setGeometry(kMark, row.center().y() - sizeHint().height() / 2, list_.viewport()->width() - kMark - 8, sizeHint().height());
    show();
    raise();
    setFocus(Qt::OtherFocusReason);
    setCursorPosition(0);
}

/// Enter and Escape end here: a line edit would hand them on to the list, where they mean something else.
bool WordsEdit::event(QEvent* event) {
    const bool isKey = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    const int key = isKey ? static_cast<QKeyEvent*>(event)->key() : 0;
    const bool enter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (!enter && key != Qt::Key_Escape) {
        return QLineEdit::event(event);
    }
    event->accept();
    if (event->type() == QEvent::KeyPress) {
        if (!enter) {
            line_.clear();
        }
        finish(true);
        list_.setFocus();
        hide();
    }
    return true;
}

void WordsEdit::focusOutEvent(QFocusEvent* event) {
    QLineEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason) {
        finish(false);
    }
}

void WordsEdit::finish(bool confirmed) {
    const std::string line = std::exchange(line_, {});
    if (line.empty()) {
        return;
    }
    hide();
    const bool same = session_.book() != nullptr && session_.book()->id == book_;
    if (same && !text().trimmed().isEmpty() && (confirmed || isModified())) {
        session_.setLineText(line, text().trimmed());
    }
}

}  // namespace timbre::ui
