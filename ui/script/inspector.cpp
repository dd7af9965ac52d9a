// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/script/inspector.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>
#include <cmath>

#include "ui/script/voice_card.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/prosody_slider.h"
#include "ui/window/error_text.h"

namespace timbre::ui {

Inspector::Inspector(const Theme& theme, QWidget* parent)
    : QFrame(parent),
      voice_(new VoiceCard(theme, this)),
      problem_(makeFrame("card", "bad", this)),
      problemText_(makeLabel({}, "plain", problem_)),
      speed_(new ProsodySlider(theme, [] { return tr("Speed"); }, [] { return tr("%1 ×"); },
                               {.minimum = 0.5, .maximum = 2.0, .fallback = 1.0, .step = 0.05, .decimals = 2}, this)),
      pitch_(new ProsodySlider(theme, [] { return tr("Pitch"); }, [] { return tr("%1 st"); },
                               {.minimum = -12, .maximum = 12, .fallback = 0.0, .step = 0.5, .decimals = 1}, this)),
      pause_(new ProsodySlider(theme, [] { return tr("Pause after"); }, [] { return tr("%1 ms"); },
                               {.minimum = 0, .maximum = 2000, .fallback = 350, .step = 10, .decimals = 0}, this)),
      reset_(makeToolButton(theme, QLatin1StringView("undo"), [] { return tr("Reset all"); }, this)),
      facts_(makeLabel({}, "caption", this)) {
    setProperty("pane", QStringLiteral("side"));
    setFixedWidth(kInspectorWidth);
    reset_->setProperty("grade", QStringLiteral("small"));
    reset_->setIconSize({16, 16});

    auto* title = new QHBoxLayout;
    title->setSpacing(8);
    auto* problemLayout = new QVBoxLayout(problem_);
    problemLayout->setContentsMargins(12, 10, 12, 10);
    problemLayout->setSpacing(4);
    title->addWidget(new IconLabel(theme, QLatin1StringView("error"), &Tokens::bad, 14, problem_));
    auto* heading = makeLabel([] { return tr("This line could not be spoken"); }, "strong", problem_);
    heading->setProperty("tone", QStringLiteral("bad"));
    title->addWidget(heading, 1);
    problemText_->setWordWrap(true);
    problemLayout->addLayout(title);
    problemLayout->addWidget(problemText_);
    problem_->hide();
    onLanguageChange(*this, [this] { setProblem(std::optional(told_)); });

    auto* section = new QHBoxLayout;
    section->addWidget(makeLabel([] { return tr("Shape of all lines"); }, "section", this), 1);
    section->addWidget(reset_);
    auto* sliders = new QVBoxLayout;
    sliders->setSpacing(4);
    for (ProsodySlider* slider : {speed_, pitch_, pause_}) {
        sliders->addWidget(slider);
        connect(slider, &ProsodySlider::amountChanged, this, [this] {
            reset_->setEnabled(speed_->isChanged() || pitch_->isChanged() || pause_->isChanged());
            Q_EMIT shapeChanged();
        });
    }
    connect(reset_, &QToolButton::clicked, this, [this] {
        for (ProsodySlider* slider : {speed_, pitch_, pause_}) {
            slider->reset();
        }
    });
    reset_->setEnabled(false);
    facts_->setWordWrap(true);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kPanePadding, 12, kPanePadding, 12);
    layout->setSpacing(12);
    layout->addWidget(makeLabel([] { return tr("Voice"); }, "heading", this));
    layout->addWidget(voice_);
    layout->addWidget(problem_);
    layout->addLayout(section);
    layout->addLayout(sliders);
    layout->addStretch(1);
    layout->addWidget(facts_);
}

void Inspector::setShape(const SpeechShape& shape) {
    speed_->setAmount(shape.speedScale);
    pitch_->setAmount(shape.pitchSemitones);
    pause_->setAmount(shape.pauseMs);
}

SpeechShape Inspector::shape() const {
    return {.speedScale = speed_->amount(),
            .pitchSemitones = pitch_->amount(),
            .pauseMs = static_cast<int>(std::lround(pause_->amount()))};
}

void Inspector::setProblem(const std::optional<Error>& problem) {
    told_ = problem;
    problem_->setVisible(problem.has_value());
    if (problem) {
        problemText_->setText(explain(*problem));
    }
}

void Inspector::setFacts(const QString& facts) { facts_->setText(facts); }

}  // namespace timbre::ui
