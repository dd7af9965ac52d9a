// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/no_voice_page.h"

#include <QPushButton>
#include <QVBoxLayout>

#include "ui/widgets/empty_room.h"

namespace timbre::ui {

NoVoicePage::NoVoicePage(const Theme& theme, QWidget* parent) : QWidget(parent) {
    auto* page = new EmptyRoom(
        theme, Ghost::Kind::Voices, [] { return tr("Your voices will live here"); },
        [] { return tr("Read a minute aloud, and this computer learns to speak with your voice. Nothing leaves it."); }, this);
    page->setFoot([] { return tr("Recordings, a voice file of the studio or weights of GPT-SoVITS may be dropped here."); });
    auto* voices =
        page->addButton(ButtonKind::Normal, QLatin1StringView("voices"), [] { return tr("Import a voice"); });
    auto* record =
        page->addButton(ButtonKind::Primary, QLatin1StringView("microphone"), [] { return tr("Make my voice"); });
    connect(voices, &QPushButton::clicked, this, &NoVoicePage::voicesRequested);
    connect(record, &QPushButton::clicked, this, &NoVoicePage::recordRequested);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(page);
}

}  // namespace timbre::ui
