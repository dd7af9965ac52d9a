// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/no_voice_page.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/widgets/controls.h"

namespace timbre::ui {

NoVoicePage::NoVoicePage(const Theme& theme, QWidget* parent) : QWidget(parent) {
    auto* title = makeLabel([] { return tr("Your voices will live here"); }, "title", this);
    auto* body = makeLabel(
        [] { return tr("Read a minute aloud, and this computer learns to speak with your voice. Nothing leaves it."); },
        "second", this);
    auto* foot = makeLabel(
        [] { return tr("Recordings, a voice file of the studio or weights of GPT-SoVITS may be dropped here."); }, "caption",
        this);
    for (QLabel* label : {title, body, foot}) {
        label->setAlignment(Qt::AlignCenter);
    }
    auto* voices =
        makeButton(theme, ButtonKind::Normal, QLatin1StringView("voices"), [] { return tr("Import a voice"); }, this);
    auto* record =
        makeButton(theme, ButtonKind::Primary, QLatin1StringView("microphone"), [] { return tr("Make my voice"); }, this);
    connect(voices, &QPushButton::clicked, this, &NoVoicePage::voicesRequested);
    connect(record, &QPushButton::clicked, this, &NoVoicePage::recordRequested);

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(voices);
    buttons->addWidget(record);
    buttons->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(0);
    layout->addStretch(5);
    layout->addWidget(new Ghost(theme, Ghost::Kind::Voices, this), 0, Qt::AlignHCenter);
    layout->addSpacing(24);
    layout->addWidget(title);
    layout->addSpacing(8);
    layout->addWidget(body);
    layout->addSpacing(20);
    layout->addLayout(buttons);
    layout->addSpacing(16);
    layout->addWidget(foot);
    layout->addStretch(6);
}

}  // namespace timbre::ui
