// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/empty_room.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <utility>

namespace timbre::ui {

EmptyRoom::EmptyRoom(const Theme& theme, Ghost::Kind ghost, Words title, Words sentence, QWidget* parent)
    : QWidget(parent), theme_(theme), buttons_(new QHBoxLayout), foot_(makeLabel({}, "caption", this)) {
    say(*this, &QWidget::setAccessibleName, title);
    auto* heading = makeLabel(std::move(title), "title", this);
    auto* body = makeLabel(std::move(sentence), "second", this);
    for (QLabel* label : {heading, body, foot_}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
    }
    buttons_->setSpacing(8);
    buttons_->addStretch();
    buttons_->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(0);
    layout->addStretch(5);
    layout->addWidget(new Ghost(theme, ghost, this), 0, Qt::AlignHCenter);
    layout->addSpacing(24);
    layout->addWidget(heading);
    layout->addSpacing(8);
    layout->addWidget(body);
    layout->addSpacing(20);
    layout->addLayout(buttons_);
    layout->addSpacing(16);
    layout->addWidget(foot_);
    layout->addStretch(6);
}

QPushButton* EmptyRoom::addButton(ButtonKind kind, QLatin1StringView icon, Words words) {
    auto* button = makeButton(theme_, kind, icon, std::move(words), this);
    buttons_->insertWidget(buttons_->count() - 1, button);
    return button;
}

void EmptyRoom::setFoot(Words words) { say(*foot_, &QLabel::setText, std::move(words)); }

}  // namespace timbre::ui
