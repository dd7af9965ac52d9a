// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/script/line_lens.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <optional>

#include "ui/i18n/words.h"
#include "ui/script/sentence_canvas.h"
#include "ui/widgets/controls.h"

namespace timbre::ui {

LineLens::LineLens(const Theme& theme, QWidget* parent) : QFrame(parent) {
    setProperty("pane", QStringLiteral("foot"));
    auto* bar = new QWidget(this);
    bar->setFixedHeight(kDockBarHeight);
    title_ = makeLabel({}, "strong", bar);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(kPanePadding, 0, kPanePadding, 0);
    row->addWidget(title_, 1);
    row->addWidget(makeLabel([] { return tr("Click to play from there"); }, "caption", bar));
    canvas_ = new SentenceCanvas(theme, this);
    connect(canvas_, &SentenceCanvas::seekRequested, this, &LineLens::seekRequested);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 1, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(bar);
    layout->addWidget(canvas_, 1);
    setMinimumHeight(kDockBarHeight + 160);
}

void LineLens::showLine(const LineView& line, const LineRender* render, int voiceOrder) {
    title_->setText(tr("Line %1").arg(line.number));
    canvas_->setSentence({.peaks = line.peaks,
                          .words = render != nullptr ? render->words : nullptr,
                          .seconds = line.estimated ? 0.0 : line.seconds,
                          .voiceOrder = voiceOrder,
                          .stale = line.state == LineState::Stale});
    canvas_->setPlayHead(line.playing ? std::optional(line.playedSeconds) : std::nullopt);
}

void LineLens::showNone() {
    title_->setText(tr("No line chosen"));
    canvas_->setSentence({});
    canvas_->setPlayHead(std::nullopt);
}

}  // namespace timbre::ui
