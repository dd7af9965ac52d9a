// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/voices/voice_reference.h"

#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <iterator>
#include <utility>

#include "ui/i18n/words.h"
#include "ui/voices/small_widgets.h"
#include "ui/voices/voice_words.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/reference_wave.h"
#include "ui/widgets/stars.h"

namespace timbre::ui {

VoiceReference::VoiceReference(const Theme& theme, QWidget* parent)
    : QWidget(parent),
      theme_(theme),
      title_(makeLabel(QString(), "section", this)),
      play_(makeToolButton(theme, QLatin1StringView("play"), [] { return tr("Hear the reference"); }, this)),
      wave_(new ReferenceWave(theme, this)),
      transcript_(makeLabel(QString(), "second", this)),
      stars_(new Stars(theme, this)),
      figures_(makeLabel(QString(), "caption", this)),
      reasons_(makeLabel(QString(), "caption", this)),
      styles_(makeLabel(QString(), "second", this)) {
    play_->setProperty("grade", QStringLiteral("small"));
    connect(play_, &QToolButton::clicked, this, &VoiceReference::playAsked);
    wave_->setReadOnly(true);
    say(*wave_, &QWidget::setAccessibleName, [] { return tr("Reference recording"); });
    for (QLabel* label : {transcript_, reasons_, styles_}) {
        label->setWordWrap(true);
    }
    transcript_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QVBoxLayout& column = makeDetailSection(*this);
    column.addLayout(headingRow(title_, {play_}));
    column.addWidget(wave_);
    column.addWidget(transcript_);
    column.addLayout(headingRow(stars_, {figures_}));
    column.addWidget(reasons_);
    column.addWidget(styles_);
}

void VoiceReference::setSound(std::shared_ptr<const Peaks> peaks, int order, const VoiceFace& face) {
    wave_->setSound(std::move(peaks), order);
    wave_->setWindow(face.from, face.to);
}

void VoiceReference::clearSound(int order) { wave_->setSound(nullptr, order); }

bool VoiceReference::hasSound() const { return wave_->seconds() > 0.0; }

void VoiceReference::setPlaying(bool playing) { bindIcon(*play_, theme_, QLatin1StringView(playing ? "stop" : "play")); }

void VoiceReference::showVoice(const VoiceSummary& voice, const std::optional<VoiceFace>& face) {
    const bool any = face && face->to > face->from;
    title_->setText(any ? tr("Reference: best %1 of %2").arg(secondsText(face->to - face->from), secondsText(face->clipSeconds))
                        : tr("Reference"));
    play_->setEnabled(any);
    wave_->setVisible(any);
    const QString words = face ? QString::fromStdString(face->transcript) : QString();
    transcript_->setText(words.isEmpty() ? QString() : tr("“%1”").arg(words));
    transcript_->setVisible(!words.isEmpty());
    showQuality(voice);
}

void VoiceReference::showQuality(const VoiceSummary& voice) {
    const QStringList reasons = reasonTexts(voice.stars);
    stars_->setStars(voice.stars.stars, reasons);
    QStringList figures;
    if (const QString likeness = likenessText(voice); !likeness.isEmpty()) {
        figures << likeness;
    }
    if (const auto snr = voice.metrics.find("median_snr_db"); snr != voice.metrics.end()) {
        figures << tr("SNR %1").arg(decibelText(snr->second));
    }
    if (voice.secondsUsed > 0) {
        figures << lengthText(voice.secondsUsed);
    }
    figures_->setText(figures.join(QStringLiteral(" · ")));
    reasons_->setText(reasons.join(QChar(u'\n')));
    reasons_->setVisible(!reasons.isEmpty());
    QStringList styles;
    std::ranges::transform(voice.styles, std::back_inserter(styles), &QString::fromStdString);
    styles_->setText(tr("Styles: %1").arg(styles.join(QStringLiteral(", "))));
    styles_->setVisible(!styles.isEmpty());
}

}  // namespace timbre::ui
