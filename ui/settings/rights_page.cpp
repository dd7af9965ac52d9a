// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/rights_page.h"

#include <QDateTime>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>
#include <utility>

#include "ui/i18n/words.h"
#include "ui/widgets/controls.h"

namespace timbre::ui {

RightsPage::RightsPage(const SettingsParts& parts, QWidget* parent)
    : SettingsPage([] { return tr("Rights and privacy"); }, parent), parts_(parts), table_(new QGridLayout) {
    addStatement(parts.theme, "offline", [] { return tr("Nothing leaves this computer"); },
                 [] { return tr("The studio never uses the network: no account, no updates by itself, no measurements. Recordings, voices and scripts are files in your folder."); });
    addStatement(parts.theme, "shield", [] { return tr("Only voices you may use"); },
                 [] { return tr("Before a voice is recorded or opened you state that it is your own, or that you have its owner's permission. The sentence and its date are stored with the voice and travel with it when it is exported."); });
    folder_ = makeLabel({}, "caption", this);
    folder_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    folder_->setWordWrap(true);
    rows().addWidget(folder_);
    addHeading([] { return tr("Permission statements"); });
    none_ = makeLabel([] { return tr("There is no voice yet."); }, "second", this);
    rows().addWidget(none_);
    table_->setHorizontalSpacing(24);
    table_->setVerticalSpacing(8);
    table_->setColumnStretch(1, 1);
    rows().addLayout(table_);
    rows().addStretch();
    connect(&parts_.bridge, &EngineBridge::voicesListed, this, [this](const VoicesListed& event) {
        if (event.voices != voices_) {
            voices_ = event.voices;
            showVoices();
        }
    });
    connect(&parts_.facts, &MachineFacts::changed, this, &RightsPage::showFolder);
    inEveryLanguage(*this, [this] {
        showVoices();
        showFolder();
    });
}

void RightsPage::addStatement(const Theme& theme, const char* icon, Words title, Words text) {
    auto* card = makeFrame("card", "plain", this);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(makeLabel(std::move(title), "strong", card));
    auto* body = makeLabel(std::move(text), "second", card);
    body->setWordWrap(true);
    words->addWidget(body);
    auto* line = new QHBoxLayout(card);
    line->setContentsMargins(16, 14, 16, 14);
    line->setSpacing(12);
    line->addWidget(new IconLabel(theme, QLatin1StringView(icon), &Tokens::ink2, 24, card), 0, Qt::AlignTop);
    line->addLayout(words, 1);
    rows().addWidget(card);
}

void RightsPage::showVoices() {
    none_->setVisible(voices_.empty());
    const auto wanted = static_cast<qsizetype>(voices_.size()) * 2;
    while (cells_.size() < wanted) {
        auto* cell = makeLabel({}, cells_.size() % 2 == 0 ? "strong" : "second", this);
        table_->addWidget(cell, static_cast<int>(cells_.size() / 2), static_cast<int>(cells_.size() % 2));
        cells_ << cell;
    }
    for (qsizetype i = 0; i < cells_.size(); ++i) {
        cells_[i]->setVisible(i < wanted);
    }
    for (qsizetype i = 0; i * 2 < wanted; ++i) {
        const VoiceSummary& voice = voices_[static_cast<std::size_t>(i)];
        const QDateTime when = QDateTime::fromString(QString::fromStdString(voice.consent), Qt::ISODate).toLocalTime();
        cells_[i * 2]->setText(QString::fromStdString(voice.name));
        cells_[i * 2 + 1]->setText(when.isValid() ? tr("Permission stated on %1").arg(QLocale().toString(when.date(), QLocale::LongFormat))
                                                  : tr("No permission was stated"));
    }
}

void RightsPage::showFolder() {
    const auto found = parts_.facts.of(MachinePart::Folder);
    folder_->setVisible(!found.empty() && !found.front().name.empty());
    if (!found.empty()) {
        folder_->setText(tr("Everything lies in %1.").arg(QString::fromStdString(found.front().name)));
    }
}

}  // namespace timbre::ui
