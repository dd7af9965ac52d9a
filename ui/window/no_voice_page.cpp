// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/no_voice_page.h"

#include <QApplication>
#include <QClipboard>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/widgets/controls.h"

namespace timbre::ui {

QString NoVoicePage::command() {
    return tr("timbre voice create NAME --clips FOLDER", "a command; translate NAME and FOLDER only");
}

NoVoicePage::NoVoicePage(const Theme& theme, QWidget* parent) : QWidget(parent) {
    auto* title = makeLabel(tr("Your voices will live here"), "title", this);
    auto* body = makeLabel(
        tr("A minute of clear recordings with their texts is enough for the first one.\nMake it on the command line:"),
        "second", this);
    auto* code = makeLabel(command(), "code", this);
    auto* foot = makeLabel(tr("FOLDER holds WAV, FLAC, MP3 or M4A files, each with its text beside it (clip.wav, clip.txt).\n"
                              "The voice appears here by itself."),
                           "caption", this);
    for (QLabel* label : {title, body, code, foot}) {
        label->setAlignment(Qt::AlignCenter);
    }
    code->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    code->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    code->setAccessibleName(tr("Command"));

    auto* look = makeButton(theme, ButtonKind::Normal, QLatin1StringView("retry"), tr("Look again"), this);
    auto* copy = makeButton(theme, ButtonKind::Primary, QLatin1StringView("copy"), tr("Copy command"), this);
    connect(look, &QPushButton::clicked, this, &NoVoicePage::lookAgainRequested);
    connect(copy, &QPushButton::clicked, this, [] { QApplication::clipboard()->setText(command()); });

    auto* codeRow = new QHBoxLayout;
    codeRow->addStretch();
    codeRow->addWidget(code);
    codeRow->addStretch();
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(look);
    buttons->addWidget(copy);
    buttons->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(0);
    layout->addStretch(5);
    layout->addWidget(new Ghost(theme, Ghost::Kind::Voices, this), 0, Qt::AlignHCenter);
    layout->addSpacing(24);
    layout->addWidget(title);
    layout->addSpacing(8);
    layout->addWidget(body);
    layout->addSpacing(16);
    layout->addLayout(codeRow);
    layout->addSpacing(20);
    layout->addLayout(buttons);
    layout->addSpacing(16);
    layout->addWidget(foot);
    layout->addStretch(6);
}

}  // namespace timbre::ui
