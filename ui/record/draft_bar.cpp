// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/record/draft_bar.h"

#include <QPushButton>

namespace timbre::ui {

DraftBar::DraftBar(const Theme& theme, RecordSession& session, QWidget* parent)
    : NoticeBar(theme, QLatin1StringView("warn"), parent),
      session_(session),
      correct_(addButton(ButtonKind::Ghost, {}, [] { return tr("Correct the words"); })),
      right_(addButton(ButtonKind::Normal, QLatin1StringView("good"), [] { return tr("The words are right"); })) {
    connect(correct_, &QPushButton::clicked, this, &DraftBar::editAsked);
    connect(right_, &QPushButton::clicked, &session_, [this] {
        if (const BookLine* const line = session_.line()) {
            session_.setLineText(line->line.id, QString::fromStdString(line->line.text));
        }
    });
    connect(&session_, &RecordSession::changed, this, &DraftBar::showState);
    inEveryLanguage(*this, [this] { showState(); });
}

void DraftBar::showState() {
    const BookLine* const line = session_.line();
    setVisible(line != nullptr && isDraft(*line) && stateOf(*line).kind != timbre::LineState::Kind::Again &&
               chosenTake(*line) != nullptr && session_.stage() == RecordStage::Ready);
    setNotice(tr("The words are a guess"), tr("Listen, and correct them or say that they are right: the line counts only then."));
    setAccessibleName(sentence());
}

}  // namespace timbre::ui
