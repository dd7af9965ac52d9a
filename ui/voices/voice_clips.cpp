// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/voices/voice_clips.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/i18n/core_words.h"
#include "ui/i18n/words.h"
#include "ui/voices/small_widgets.h"
#include "ui/voices/voice_rows.h"
#include "ui/voices/voice_words.h"
#include "ui/widgets/controls.h"

namespace timbre::ui {

VoiceClips::VoiceClips(const Theme& theme, QWidget* parent)
    : QWidget(parent),
      theme_(theme),
      title_(makeLabel(QString(), "section", this)),
      record_(makeButton(theme, ButtonKind::Ghost, QLatin1StringView("microphone"), [] { return tr("Record it again"); }, this)),
      column_(new QVBoxLayout),
      leftOut_(makeLabel(QString(), "caption", this)) {
    say(*record_, &QWidget::setToolTip, [] { return tr("Record the chosen line again (R)"); });
    connect(record_, &QPushButton::clicked, this, [this] { Q_EMIT recordAsked(chosen()); });
    column_->setSpacing(0);
    leftOut_->setWordWrap(true);
    QVBoxLayout& section = makeDetailSection(*this);
    section.addLayout(headingRow(title_, {record_}));
    section.addLayout(column_);
    section.addWidget(leftOut_);
    onLanguageChange(*this, [this] { tell(); });
}

void VoiceClips::showVersion(int number, const std::optional<VoiceVersion>& version) {
    number_ = number;
    version_ = version;
    dropRows(rows_);
    if (version_) {
        for (int clip = 0; clip < static_cast<int>(version_->clips.size()); ++clip) {
            addRow(clip);
        }
        record_->setEnabled(false);
    }
    tell();
}

void VoiceClips::addRow(int clip) {
    const VoiceClip& facts = version_->clips[static_cast<std::size_t>(clip)];
    const LeftOutClip* const leftOut = leftOutOf(*version_, facts);
    auto* row = new ClipRow(theme_, clip, facts, leftOut == nullptr ? std::nullopt : std::optional(*leftOut), this);
    column_->addWidget(row);
    rows_ << row;
    connect(row, &ClipRow::clicked, this, [this, row] {
        for (ClipRow* one : rows_) {
            one->setChecked(one == row);
        }
        record_->setEnabled(true);
        Q_EMIT playAsked(row->clip());
    });
}

int VoiceClips::chosen() const {
    const auto found = std::ranges::find_if(rows_, &ClipRow::isChecked);
    return found == rows_.end() ? -1 : (*found)->clip();
}

void VoiceClips::tell() {
    title_->setText(tr("Recordings of v%1").arg(number_));
    QStringList refused;
    if (version_) {
        for (const LeftOutClip& clip : version_->leftOut) {
            const bool hasRow = std::ranges::any_of(
                version_->clips, [&](const VoiceClip& one) { return leftOutOf(*version_, one) == &clip; });
            if (!hasRow) {
                refused << tr("Not used: %1. %2").arg(recordingName(clip.name, clip.place), refusalText(clip));
            }
        }
        if (rows_.isEmpty()) {
            refused.prepend(tr("The voice came without recordings."));
        }
    }
    leftOut_->setText(refused.join(QChar(u'\n')));
    leftOut_->setVisible(!refused.isEmpty());
}

}  // namespace timbre::ui
