// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/record/voice_making.h"

#include <utility>

namespace timbre::ui {

VoiceMaking::VoiceMaking(EngineBridge& bridge, QObject* parent) : QObject(parent), bridge_(bridge) {
    connect(&bridge_, &EngineBridge::jobProgressed, this, [this](const JobProgress& event) {
        if (event.job == job_) {
            stage_ = event.stage.empty() ? stage_ : event.stage;
            share_ = event.total > 0 ? static_cast<double>(event.done) / event.total : -1.0;
            Q_EMIT changed();
        }
    });
    connect(&bridge_, &EngineBridge::recordingRefused, this, [this](const RecordingRefused& event) {
        if (event.job == job_) {
            refused_.push_back(event.recording);
            Q_EMIT changed();
        }
    });
    connect(&bridge_, &EngineBridge::voiceMade, this, [this](const VoiceMade& event) {
        if (event.job == job_) {
            made_ = event;
            Q_EMIT changed();
        }
    });
    connect(&bridge_, &EngineBridge::jobFinished, this, [this](const JobFinished& event) {
        if (event.job != job_) {
            return;
        }
        job_.reset();
        if (!event.outcome && event.outcome.error().code != ErrorCode::Cancelled) {
            error_ = event.outcome.error();
        }
        Q_EMIT changed();
        Q_EMIT finished();
    });
}

void VoiceMaking::reset() {
    refused_.clear();
    made_.reset();
    error_.reset();
    stage_.clear();
    share_ = -1.0;
}

void VoiceMaking::start(const BookState& book, const QString& name) {
    reset();
    name_ = name.trimmed();
    book_ = book.id;
    CreateVoice command{.name = name_.toStdString(), .language = book.language};
    command.clips = clipOffers(book);
    command.book = book.id;
    if (book.roomTone) {
        command.roomTone = RoomToneOffer{.file = book.folder / book.roomTone->file, .noiseDbfs = book.roomTone->noiseDbfs};
    }
    command.consent = {.given = !book.consent.given.empty(), .sentence = book.consent.sentence, .when = book.consent.given};
    job_ = bridge_.createVoice(std::move(command));
    Q_EMIT changed();
}

void VoiceMaking::cancel() {
    if (job_) {
        bridge_.cancel(*job_);
    }
}

}  // namespace timbre::ui
