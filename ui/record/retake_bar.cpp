// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/record/retake_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/i18n/words.h"
#include "ui/widgets/controls.h"

namespace timbre::ui {

RetakeBar::RetakeBar(const Theme& theme, RecordSession& session, QWidget* parent)
    : QFrame(parent),
      session_(session),
      title_(makeLabel(QString(), "strong", this)),
      sentence_(makeLabel(QString(), "plain", this)),
      keepOld_(makeButton(theme, ButtonKind::Ghost, {}, [] { return tr("Keep the old one"); }, this)),
      useNew_(makeButton(theme, ButtonKind::Primary, {}, [] { return tr("Use new"); }, this)) {
    setProperty("card", QStringLiteral("flat"));
    sentence_->setWordWrap(true);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(title_);
    words->addWidget(sentence_);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(8);
    layout->addWidget(new IconLabel(theme, QLatin1StringView("retry"), &Tokens::ink2, 18, this), 0, Qt::AlignTop);
    layout->addLayout(words, 1);
    layout->addWidget(keepOld_);
    layout->addWidget(useNew_);
    connect(keepOld_, &QPushButton::clicked, this, &RetakeBar::keepOldAsked);
    connect(useNew_, &QPushButton::clicked, this, &RetakeBar::useNewAsked);
    connect(&session_, &RecordSession::changed, this, &RetakeBar::showState);
    connect(&session_.player(), &TakePlayer::changed, this, &RetakeBar::showState);
    inEveryLanguage(*this, [this] { showState(); });
}

QString RetakeBar::advice() const {
    const LineTake* const fresh = session_.newTake();
    const TakePlayer& player = session_.player();
    if (player.isPlaying() && session_.oldTake() != nullptr && player.number() == session_.oldTake()->number) {
        return tr("You hear the old one.");
    }
    if (player.isPlaying() && fresh != nullptr && player.number() == fresh->number) {
        return tr("You hear the new one.");
    }
    if (!session_.atRetake()) {
        return tr("The line of this recording is another one.");
    }
    if (fresh == nullptr) {
        return tr("R records the line again; the old recording stays until the new one is used.");
    }
    if (fresh->verdict == Verdict::RecordAgain && !fresh->keptKnowingly) {
        return tr("The new one is not good enough yet: record the line once more, or keep it anyway.");
    }
    return tr("1 plays the old one, 2 the new one, both equally loud.");
}

void RetakeBar::showState() {
    const BookRetake* const retake = session_.retake();
    setVisible(retake != nullptr);
    if (retake == nullptr) {
        return;
    }
    title_->setText(tr("%1 v%2, recording %3 again")
                        .arg(QString::fromStdString(retake->voiceName))
                        .arg(retake->voice.number)
                        .arg(retake->clip + 1));
    sentence_->setText(advice());
    setAccessibleName(title_->text());
    const bool rest = session_.stage() != RecordStage::Recording && session_.stage() != RecordStage::Finishing;
    keepOld_->setEnabled(rest);
    useNew_->setEnabled(session_.canUseNew());
}

QString RetakeBar::sentence() const { return sentence_->text(); }

}  // namespace timbre::ui
