// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/record/consent_bar.h"

#include <QCheckBox>
#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QStyle>
#include <QVBoxLayout>

#include "ui/i18n/languages.h"
#include "ui/i18n/words.h"
#include "ui/record/record_words.h"
#include "ui/widgets/controls.h"

namespace timbre::ui {

ConsentBar::ConsentBar(const Theme& theme, RecordSession& session, QWidget* parent)
    : QFrame(parent), session_(session), box_(new QCheckBox(this)), note_(makeLabel(QString(), "caption", this)) {
    setProperty("card", QStringLiteral("warn"));
    box_->setFocusPolicy(Qt::StrongFocus);
    note_->setWordWrap(true);
    auto* column = new QVBoxLayout;
    column->setSpacing(2);
    column->addWidget(box_);
    column->addWidget(note_);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 10);
    layout->setSpacing(8);
    layout->addWidget(new IconLabel(theme, QLatin1StringView("shield"), &Tokens::ink2, 18, this), 0, Qt::AlignTop);
    layout->addLayout(column, 1);
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
        note_->setText(tr("Stated on %1. It is kept with every voice made from these recordings.")
                           .arg(QLocale().toString(when.toLocalTime(), QLocale::ShortFormat)));
    } else {
        note_->setText(tr("Recording and opening files wait for this."));
    }
    const QString card = given ? QStringLiteral("flat") : QStringLiteral("warn");
    if (property("card").toString() != card) {
        setProperty("card", card);
        style()->unpolish(this);
        style()->polish(this);
    }
}

void ConsentBar::point() { box_->setFocus(Qt::ShortcutFocusReason); }

}  // namespace timbre::ui
