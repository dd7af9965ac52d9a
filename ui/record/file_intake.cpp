// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/record/file_intake.h"

#include <QFileInfo>
#include <algorithm>
#include <array>
#include <utility>

namespace timbre::ui {

namespace {

/// What decoders read is found out by reading; this only keeps projects, voices and models out of the record room.
constexpr std::array kSoundEndings = {"wav", "flac", "mp3", "ogg",  "opus", "m4a", "aac", "aif", "aiff", "wma",
                                      "mp4", "mkv",  "mov", "webm", "avi",  "m4v", "ts",  "mpg", "mpeg", "caf"};
constexpr std::array kTextEndings = {"txt", "list", "csv", "tsv"};

template <typename Endings>
bool endsAs(const QUrl& file, const Endings& endings) {
    const QString ending = QFileInfo(file.toLocalFile()).suffix().toLower();
    return std::ranges::any_of(endings, [&](const char* known) { return ending == QLatin1StringView(known); });
}

std::filesystem::path pathOf(const QUrl& file) { return {file.toLocalFile().toStdString()}; }

}  // namespace

FileIntake::FileIntake(EngineBridge& bridge, QObject* parent) : QObject(parent), bridge_(bridge) {
    connect(&bridge_, &EngineBridge::sliceFound, this, [this](const SliceFound& event) {
        if (event.job == job_) {
            slices_.push_back(event.slice);
            Q_EMIT changed();
        }
    });
    connect(&bridge_, &EngineBridge::fileRefused, this, [this](const FileRefused& event) {
        if (event.job == job_) {
            refused_.push_back(event.file);
            Q_EMIT changed();
        }
    });
    connect(&bridge_, &EngineBridge::jobProgressed, this, [this](const JobProgress& event) {
        if (event.job == job_ && event.total > 0) {
            share_ = static_cast<double>(event.done) / event.total;
            Q_EMIT changed();
        }
    });
    connect(&bridge_, &EngineBridge::filesTakenIn, this, [this](const FilesTakenIn& event) {
        if (event.job != job_) {
            return;
        }
        result_ = event.intake;
        for (std::size_t row = 0; row < result_->slices.size(); ++row) {
            if (row >= slices_.size()) {
                slices_.push_back(result_->slices[row]);
            } else if (!edited_.contains(row)) {
                slices_[row] = result_->slices[row];  // the words of a script come at the end
            }
        }
        Q_EMIT changed();
    });
    connect(&bridge_, &EngineBridge::jobFinished, this, [this](const JobFinished& event) {
        if (event.job == job_) {
            job_.reset();
            if (event.outcome) {
                Q_EMIT finished();
            } else if (event.outcome.error().code != ErrorCode::Cancelled) {
                Q_EMIT failed(tr("The files could not be taken in"), event.outcome.error());
            }
            Q_EMIT changed();
        } else if (event.job == adopting_) {
            adopting_.reset();
            if (event.outcome) {
                Q_EMIT adopted(adoptedCount_);
            } else {
                Q_EMIT failed(tr("The recordings could not be taken in"), event.outcome.error());
            }
            Q_EMIT changed();
        }
    });
}

bool FileIntake::canTake(const QList<QUrl>& files) {
    return std::ranges::any_of(files, [](const QUrl& file) { return endsAs(file, kSoundEndings); });
}

void FileIntake::start(const QList<QUrl>& files) {
    cancel();
    slices_.clear();
    refused_.clear();
    result_.reset();
    off_.clear();
    edited_.clear();
    share_ = 0.0;
    TakeInFiles command;
    for (const QUrl& file : files) {
        if (endsAs(file, kTextEndings)) {
            command.script = pathOf(file);
        } else {
            command.files.push_back(pathOf(file));
        }
    }
    job_ = bridge_.ask(std::move(command));
    Q_EMIT changed();
}

void FileIntake::cancel() {
    if (job_) {
        bridge_.forget(*std::exchange(job_, std::nullopt));
    }
}

void FileIntake::setText(std::size_t row, const QString& text) {
    if (row < slices_.size() && text.toStdString() != slices_[row].transcript) {
        setTranscript(slices_[row], text.toStdString());
        edited_.insert(row);
        Q_EMIT changed();
    }
}

void FileIntake::setTaken(std::size_t row, bool taken) {
    if (taken) {
        off_.erase(row);
    } else {
        off_.insert(row);
    }
    Q_EMIT changed();
}

bool FileIntake::isTaken(std::size_t row) const {
    return row < slices_.size() && !slices_[row].refusal && !slices_[row].transcript.empty() && !off_.contains(row);
}

int FileIntake::countTaken() const {
    int count = 0;
    for (std::size_t row = 0; row < slices_.size(); ++row) {
        count += isTaken(row) ? 1 : 0;
    }
    return count;
}

void FileIntake::adopt() {
    AdoptSlices command;
    for (std::size_t row = 0; row < slices_.size(); ++row) {
        if (isTaken(row)) {
            SoundSlice slice = slices_[row];
            slice.source = slice.source == TranscriptSource::Draft && edited_.contains(row) ? TranscriptSource::Hand : slice.source;
            command.slices.push_back(std::move(slice));
        }
    }
    adoptedCount_ = static_cast<int>(command.slices.size());
    adopting_ = bridge_.ask(std::move(command));
    Q_EMIT changed();
}

}  // namespace timbre::ui
