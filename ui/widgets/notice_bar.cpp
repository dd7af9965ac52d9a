// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/notice_bar.h"

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <utility>

namespace timbre::ui {

NoticeBar::NoticeBar(const Theme& theme, QLatin1StringView card, QWidget* parent)
    : QFrame(parent),
      theme_(theme),
      title_(makeLabel(QString(), "strong", this)),
      sentence_(makeLabel(QString(), "plain", this)),
      row_(new QHBoxLayout(this)) {
    setProperty("card", QString(card));
    sentence_->setWordWrap(true);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(title_);
    words->addWidget(sentence_);
    row_->setContentsMargins(12, 8, 12, 8);
    row_->setSpacing(8);
    row_->addLayout(words, 1);
}

QString NoticeBar::title() const { return title_->text(); }

QString NoticeBar::sentence() const { return sentence_->text(); }

void NoticeBar::setNotice(const QString& title, const QString& sentence) {
    title_->setText(title);
    sentence_->setText(sentence);
}

void NoticeBar::setPicture(QLatin1StringView icon) {
    row_->insertWidget(0, new IconLabel(theme_, icon, &Tokens::ink2, 18, this), 0, Qt::AlignTop);
}

QPushButton* NoticeBar::addButton(ButtonKind kind, QLatin1StringView icon, Words words) {
    QPushButton* const button = makeButton(theme_, kind, icon, std::move(words), this);
    row_->addWidget(button);
    return button;
}

}  // namespace timbre::ui
