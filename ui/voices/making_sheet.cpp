// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/voices/making_sheet.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/i18n/core_words.h"
#include "ui/voices/voice_words.h"
#include "ui/widgets/controls.h"
#include "ui/widgets/progress_steps.h"
#include "ui/widgets/stars.h"
#include "ui/window/error_text.h"

namespace timbre::ui {

MakingSheet::MakingSheet(const Theme& theme, EngineBridge& bridge, JobId job, const QString& name, QWidget& over)
    : Sheet(theme, tr("Making %1").arg(name), over, 520),
      bridge_(bridge),
      job_(job),
      voiceName_(name),
      stages_{"checking the recordings"},
      steps_(new ProgressSteps(theme, {stageText(stages_.front())}, this)),
      refusedText_(makeLabel(QString(), "second", this)),
      result_(makeLabel(tr("You can go on working in other rooms; the voice appears when it is ready."), "second", this)),
      stars_(new Stars(theme, this)) {
    for (QLabel* label : {refusedText_, result_}) {
        label->setWordWrap(true);
    }
    refusedText_->hide();
    stars_->hide();
    content().addWidget(steps_);
    content().addWidget(refusedText_);
    content().addWidget(stars_);
    content().addWidget(result_);
    cancelButton_ = setCancel(tr("Cancel"));
    behindButton_ = setPrimary(tr("Go on working"));
    steps_->setCurrent(0);
    connect(&bridge, &EngineBridge::jobProgressed, this, &MakingSheet::onProgress);
    connect(&bridge, &EngineBridge::recordingRefused, this, &MakingSheet::onRefused);
    connect(&bridge, &EngineBridge::voiceMade, this, &MakingSheet::onMade);
    connect(&bridge, &EngineBridge::jobFinished, this, &MakingSheet::onFinished);
    connect(this, &Sheet::rejected, this, [this] {
        if (running_) {
            bridge_.cancel(job_);
        }
    });
    connect(this, &Sheet::accepted, this, [this] {
        if (running_) {
            Q_EMIT goesOnBehind();
        }
    });
    open(behindButton_);
}

void MakingSheet::onProgress(const JobProgress& event) {
    if (event.job != job_ || event.stage.empty() || event.stage == "done") {
        return;
    }
    auto place = std::ranges::find(stages_, event.stage);
    if (place == stages_.end()) {
        stages_.push_back(event.stage);
        place = stages_.end() - 1;
        QStringList words;
        std::ranges::transform(stages_, std::back_inserter(words), [](const std::string& stage) { return stageText(stage); });
        steps_->setSteps(words);
    }
    steps_->setCurrent(static_cast<int>(place - stages_.begin()), event.total > 0 ? double(event.done) / event.total : -1.0);
}

void MakingSheet::onRefused(const RecordingRefused& event) {
    if (event.job == job_) {
        refused_.push_back(event.recording);
        tellRefused();
    }
}

void MakingSheet::tellRefused() {
    QStringList lines;
    for (const LeftOutClip& clip : refused_) {
        lines << tr("Not used: %1. %2").arg(QString::fromStdString(clip.name), refusalText(clip));
    }
    refusedText_->setText(lines.join(QChar(u'\n')));
    refusedText_->setVisible(!lines.isEmpty());
}

void MakingSheet::onMade(const VoiceMade& event) {
    if (event.job != job_) {
        return;
    }
    steps_->setCurrent(static_cast<int>(stages_.size()));
    stars_->setStars(event.voice.stars.stars, reasonTexts(event.voice.stars));
    stars_->show();
    QStringList lines{tr("Version %1, from %2 of recordings.").arg(event.version).arg(lengthText(event.report.secondsUsed))};
    if (const QString likeness = likenessText(event.voice); !likeness.isEmpty()) {
        lines << likeness;
    }
    lines << reasonTexts(event.voice.stars);
    for (const std::string& warning : event.warnings) {
        lines << asSentence(coreSentence(warning).value_or(QString()));
    }
    lines.removeAll(QString());
    result_->setText(lines.join(QChar(u'\n')));
    setTitle(tr("%1 is ready").arg(voiceName_));
    Q_EMIT made(event);
}

void MakingSheet::onFinished(const JobFinished& event) {
    if (event.job != job_) {
        return;
    }
    running_ = false;
    if (!event.outcome) {
        if (event.outcome.error().code == ErrorCode::Cancelled) {
            reject();
            return;
        }
        setTitle(tr("%1 could not be made").arg(voiceName_));
        steps_->setFailed(explain(event.outcome.error()));
        result_->setText(tr("Nothing was stored; the recordings are as they were."));
    }
    cancelButton_->hide();
    behindButton_->hide();
    QPushButton* const done = setPrimary(tr("Close"));
    done->show();  // at once: what is hidden gets no keys
    done->setFocus(Qt::OtherFocusReason);
}

}  // namespace timbre::ui
