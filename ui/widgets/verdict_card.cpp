// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/verdict_card.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QTimer>
#include <QVBoxLayout>

#include "ui/i18n/words.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/tone_mark.h"

namespace timbre::ui {

VerdictCard::VerdictCard(const Theme& theme, QWidget* parent)
    : QFrame(parent),
      mark_(new ToneMark(theme, 20, this)),
      title_(makeLabel({}, "strong", this)),
      advice_(makeLabel({}, "plain", this)) {
    setProperty("card", QStringLiteral("flat"));
    say(*this, &QWidget::setAccessibleName, [] { return tr("Verdict"); });
    title_->setWordWrap(true);
    advice_->setWordWrap(true);
    advice_->hide();
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(mark_, 0, Qt::AlignTop);
    head->addWidget(title_, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 12);
    layout->setSpacing(4);
    layout->addLayout(head);
    layout->addWidget(advice_);
}

void VerdictCard::setVerdict(Tone tone, const QString& title, const QString& advice) {
    if (tone == tone_ && title == title_->text() && advice == advice_->text()) {
        return;
    }
    const bool recoloured = tone != tone_;
    tone_ = tone;
    title_->setText(title);
    advice_->setText(advice);
    advice_->setVisible(!advice.isEmpty());
    setAccessibleDescription(advice.isEmpty() ? title : tr("%1 %2", "verdict and advice").arg(title, advice));
    if (recoloured) {
        mark_->setTone(tone);
        setLook(*this, "card", tone == Tone::None ? QStringLiteral("flat") : QString(toneName(tone)));
        setLook(*title_, "tone", QString(toneName(tone)));
    }
    announce();
}

QString VerdictCard::title() const { return title_->text(); }

QString VerdictCard::advice() const { return advice_->text(); }

void VerdictCard::announce() {
    if (announcementDue_) {
        return;
    }
    if (lastAnnounced_.isValid() && lastAnnounced_.elapsed() < announceMs_) {
        announcementDue_ = true;  // the verdict of then, not of now, is read out
        QTimer::singleShot(announceMs_ - static_cast<int>(lastAnnounced_.elapsed()), this, [this] {
            announcementDue_ = false;
            lastAnnounced_.invalidate();
            announce();
        });
        return;
    }
    lastAnnounced_.start();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
    Q_EMIT announced(accessibleDescription());
}

}  // namespace timbre::ui
