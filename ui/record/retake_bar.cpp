// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/record/retake_bar.h"

#include <QPushButton>

namespace timbre::ui {

RetakeBar::RetakeBar(const Theme& theme, RecordSession& session, QWidget* parent)
    : NoticeBar(theme, QLatin1StringView("flat"), parent),
      session_(session),
      keepOld_(addButton(ButtonKind::Ghost, {}, [] { return tr("Keep the old one"); })),
      useNew_(addButton(ButtonKind::Primary, {}, [] { return tr("Use new"); })) {
    setPicture(QLatin1StringView("retry"));
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
    setNotice(tr("%1 v%2, recording %3 again")
                  .arg(QString::fromStdString(retake->voiceName))
                  .arg(retake->voice.number)
                  .arg(retake->clip + 1),
              advice());
    setAccessibleName(title());
    const bool rest = session_.stage() != RecordStage::Recording && session_.stage() != RecordStage::Finishing;
    keepOld_->setEnabled(rest);
    useNew_->setEnabled(session_.canUseNew());
}

}  // namespace timbre::ui
