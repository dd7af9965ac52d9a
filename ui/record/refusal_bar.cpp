// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/record/refusal_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/i18n/words.h"
#include "ui/record/record_words.h"
#include "ui/widgets/controls.h"

namespace timbre::ui {

RefusalBar::RefusalBar(const Theme& theme, RecordSession& session, QWidget* parent)
    : QFrame(parent),
      session_(session),
      title_(makeLabel(QString(), "strong", this)),
      sentence_(makeLabel(QString(), "plain", this)),
      again_(makeButton(theme, ButtonKind::Normal, QLatin1StringView("retry"), [] { return tr("Record again"); }, this)),
      keep_(makeButton(theme, ButtonKind::Ghost, {}, [] { return tr("Keep anyway"); }, this)) {
    setProperty("card", QStringLiteral("bad"));
    sentence_->setWordWrap(true);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(title_);
    words->addWidget(sentence_);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(8);
    layout->addLayout(words, 1);
    layout->addWidget(keep_);
    layout->addWidget(again_);
    connect(again_, &QPushButton::clicked, &session_, &RecordSession::toggleRecord);
    connect(keep_, &QPushButton::clicked, &session_, [this] { session_.keepKnowingly(true); });
    connect(&session_, &RecordSession::changed, this, &RefusalBar::showState);
    inEveryLanguage(*this, [this] { showState(); });
}

void RefusalBar::showState() {
    const BookLine* const line = session_.line();
    const auto state = line == nullptr ? timbre::LineState{} : stateOf(*line);
    const bool skipped = state.problem && state.problem->code == finding::kSkippedWord;
    const bool refused = state.kind == timbre::LineState::Kind::Again && state.problem;
    setVisible((refused || skipped) && session_.stage() == RecordStage::Ready);
    if (!state.problem) {
        return;
    }
    const SpokenVerdict verdict = takeVerdict(*state.problem);
    title_->setText(state.problem->atSeconds ? tr("%1 at %2").arg(verdict.title, shortClock(*state.problem->atSeconds)) : verdict.title);
    sentence_->setText(verdict.advice);
    keep_->setVisible(refused);
    setAccessibleName(verdict.advice);
    setLook(*this, "card", refused ? QStringLiteral("bad") : QStringLiteral("warn"));
}

QString RefusalBar::sentence() const { return sentence_->text(); }

}  // namespace timbre::ui
