// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/segment.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QToolButton>
#include <algorithm>

namespace timbre::ui {

Segment::Segment(const QStringList& words, QWidget* parent) : QFrame(parent), group_(new QButtonGroup(this)) {
    setProperty("seg", true);
    setFixedHeight(32);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(2, 2, 2, 2);
    layout->setSpacing(2);
    for (const QString& word : words) {
        auto* button = new QToolButton(this);
        button->setProperty("kind", QStringLiteral("seg"));
        button->setCheckable(true);
        button->setText(word);
        button->setAccessibleName(word);
        button->installEventFilter(this);
        group_->addButton(button, static_cast<int>(buttons_.size()));
        buttons_.push_back(button);
        layout->addWidget(button);
    }
    if (!buttons_.isEmpty()) {
        buttons_.front()->setChecked(true);
    }
    keepOneTabStop();
    connect(group_, &QButtonGroup::idToggled, this, [this](int index, bool on) {
        if (on) {
            keepOneTabStop();
            Q_EMIT currentChanged(index);
        }
    });
}

void Segment::setWords(const QStringList& words) {
    for (qsizetype i = 0; i < std::min(words.size(), buttons_.size()); ++i) {
        buttons_[i]->setText(words[i]);
        buttons_[i]->setAccessibleName(words[i]);
    }
}

int Segment::current() const { return group_->checkedId(); }

void Segment::setCurrent(int index) {
    if (index >= 0 && index < buttons_.size()) {
        buttons_[index]->setChecked(true);
    }
}

void Segment::setChoiceEnabled(int index, bool enabled, const QString& reason) {
    buttons_[index]->setEnabled(enabled);
    buttons_[index]->setToolTip(enabled ? QString() : reason);
    buttons_[index]->setAccessibleDescription(enabled ? QString() : reason);
}

bool Segment::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress) {
        return QFrame::eventFilter(watched, event);
    }
    const int key = static_cast<const QKeyEvent*>(event)->key();
    const bool forward = key == Qt::Key_Right || key == Qt::Key_Down;
    if (!forward && key != Qt::Key_Left && key != Qt::Key_Up) {
        return QFrame::eventFilter(watched, event);
    }
    const bool mirrored = layoutDirection() == Qt::RightToLeft && (key == Qt::Key_Right || key == Qt::Key_Left);
    const int step = forward != mirrored ? 1 : -1;
    for (int index = current() + step; index >= 0 && index < buttons_.size(); index += step) {
        if (buttons_[index]->isEnabled()) {
            buttons_[index]->setChecked(true);
            buttons_[index]->setFocus(Qt::TabFocusReason);
            break;
        }
    }
    return true;
}

void Segment::keepOneTabStop() {
    for (QToolButton* button : buttons_) {
        button->setFocusPolicy(button->isChecked() ? Qt::StrongFocus : Qt::ClickFocus);
    }
}

}  // namespace timbre::ui
