// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/about_page.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSysInfo>
#include <QVBoxLayout>

#include "ui/i18n/words.h"
#include "ui/widgets/controls.h"

namespace timbre::ui {

AboutPage::AboutPage(const SettingsParts& parts, QWidget* parent)
    : SettingsPage([] { return tr("About"); }, parent), parts_(parts) {
    auto* head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(new IconLabel(parts_.theme, QLatin1StringView("mark"), &Tokens::ink, 40, this));
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(makeLabel([] { return tr("Timbre Studio %1").arg(QCoreApplication::applicationVersion()); }, "heading", this));
    words->addWidget(makeLabel([] { return tr("Speech in your own voice, made on your own computer."); }, "second", this));
    head->addLayout(words, 1);
    rows().addLayout(head);
    const auto paragraph = [this](Words text) {
        auto* label = makeLabel(std::move(text), "second", this);
        label->setWordWrap(true);
        rows().addWidget(label);
    };
    paragraph([] { return tr("Free software under the GNU General Public License, version 3 or later: use it, look into it, change it, pass it on."); });
    paragraph([] { return tr("It stands on libtorch, Qt %1, FFmpeg, PortAudio, the Inter typeface and others; THIRD_PARTY.md names them all with their licences.").arg(QString::fromLatin1(qVersion())); });
    addHeading([] { return tr("Reporting a fault"); });
    paragraph([] { return tr("The details name this computer's parts and what works of them: no recordings, no texts, no names."); });
    auto* copy = makeButton(parts_.theme, ButtonKind::Normal, QLatin1StringView("copy"), [] { return tr("Copy details"); }, this);
    connect(copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(details()); });
    rows().addWidget(copy, 0, Qt::AlignLeft);
    rows().addStretch();
}

QString AboutPage::details() const {
    QString text = QStringLiteral("Timbre Studio %1, Qt %2, %3\n")
                       .arg(QCoreApplication::applicationVersion(), QString::fromLatin1(qVersion()), QSysInfo::prettyProductName());
    for (const MachineFinding& finding : parts_.facts.findings()) {
        if (finding.part == MachinePart::Folder) {
            continue;  // its path has the user's name in it
        }
        text += QStringLiteral("%1 %2: %3\n")
                    .arg(QString::fromStdString(std::string(machineHealthName(finding.health))),
                         QString::fromStdString(finding.subject), QString::fromStdString(finding.detail));
    }
    return text;
}

}  // namespace timbre::ui
