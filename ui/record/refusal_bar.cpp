// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/record/refusal_bar.h"

#include <QPushButton>

#include "ui/record/record_words.h"

namespace timbre::ui {

RefusalBar::RefusalBar(const Theme& theme, RecordSession& session, QWidget* parent)
    : NoticeBar(theme, QLatin1StringView("bad"), parent),
      session_(session),
      keep_(addButton(ButtonKind::Ghost, {}, [] { return tr("Keep anyway"); })),
      again_(addButton(ButtonKind::Normal, QLatin1StringView("retry"), [] { return tr("Record again"); })) {
    setTabOrder(again_, keep_);  // the better way first
    connect(again_, &QPushButton::clicked, &session_, &RecordSession::toggleRecord);
    connect(keep_, &QPushButton::clicked, &session_, [this] { session_.keepKnowingly(true); });
    connect(&session_, &RecordSession::changed, this, &RefusalBar::showState);
    inEveryLanguage(*this, [this] { showState(); });
}

void RefusalBar::showState() {
    const BookLine* const line = session_.line();
    const auto state = line == nullptr ? timbre::LineState{} : stateOf(*line);
    const bool skipped = !session_.beingHeard() && state.problem && state.problem->code == finding::kSkippedWord;
    const bool refused = state.kind == timbre::LineState::Kind::Again && state.problem;
    setVisible((refused || skipped) && session_.stage() == RecordStage::Ready);
    if (!state.problem) {
        return;
    }
    const SpokenVerdict verdict = takeVerdict(*state.problem);
    setNotice(state.problem->atSeconds ? tr("%1 at %2").arg(verdict.title, shortClock(*state.problem->atSeconds)) : verdict.title,
              verdict.advice);
    keep_->setVisible(refused);
    setAccessibleName(verdict.advice);
    setLook(*this, "card", refused ? QStringLiteral("bad") : QStringLiteral("warn"));
}

}  // namespace timbre::ui
