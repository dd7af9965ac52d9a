// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/record/consent_bar.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QDateTime>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>

#include "ui/i18n/languages.h"
#include "ui/i18n/words.h"
#include "ui/record/record_words.h"
#include "ui/widgets/controls.h"

namespace timbre::ui {

ConsentBar::ConsentBar(const Theme& theme, RecordSession& session, QWidget* parent)
    : QFrame(parent), session_(session), box_(new QCheckBox(this)), note_(makeLabel(QString(), "caption", this)), words_(new QBoxLayout(QBoxLayout::TopToBottom)) {
    setProperty("card", QStringLiteral("warn"));
    box_->setFocusPolicy(Qt::StrongFocus);
    words_->addWidget(box_);
    words_->addWidget(note_);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 12, 6);
    layout->setSpacing(8);
    layout->addWidget(new IconLabel(theme, QLatin1StringView("shield"), &Tokens::ink2, 18, this));
    layout->addLayout(words_, 1);
    connect(box_, &QCheckBox::clicked, this, [this](bool ticked) {
        session_.setConsentWords(consentSentence(), usedLanguage());
        session_.setConsent(ticked);
    });
    connect(&session_, &RecordSession::changed, this, &ConsentBar::showState);
    inEveryLanguage(*this, [this] { showState(); });
}

void ConsentBar::showState() {
    box_->setText(consentSentence());
    const bool given = session_.consented();
    const QSignalBlocker quiet(box_);
    box_->setChecked(given);
    const RecordStage stage = session_.stage();
    box_->setEnabled(session_.book() != nullptr && stage != RecordStage::Recording && stage != RecordStage::Finishing);
    if (given) {
        const QDateTime when = QDateTime::fromString(QString::fromStdString(session_.book()->consent.given), Qt::ISODate);
        note_->setText(tr("Stated on %1").arg(QLocale().toString(when.toLocalTime(), QLocale::ShortFormat)));
        setToolTip(tr("It is kept with every voice made from these recordings."));
    } else {
        note_->setText(tr("Recording and opening files wait for this."));
        setToolTip({});
    }
    // One line once it is given: the room belongs to what is read.
    words_->setDirection(given ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    words_->setSpacing(given ? 12 : 0);
    note_->setAlignment(given ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    note_->setIndent(given ? 0 : 24);
    setLook(*this, "card", given ? QStringLiteral("flat") : QStringLiteral("warn"));
}

void ConsentBar::point() { box_->setFocus(Qt::ShortcutFocusReason); }

}  // namespace timbre::ui
