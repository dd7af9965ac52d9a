// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/record/file_intake.h"

#include <algorithm>
#include <array>
#include <utility>

#include "ui/window/file_names.h"

namespace timbre::ui {

namespace {

/// What decoders read is found out by reading; this only keeps projects, voices and models out of the record room.
constexpr std::array kSoundEndings = {"wav", "flac", "mp3", "ogg",  "opus", "m4a", "aac", "aif", "aiff", "wma",
                                      "mp4", "mkv",  "mov", "webm", "avi",  "m4v", "ts",  "mpg", "mpeg", "caf"};
constexpr std::array kTextEndings = {"txt", "list", "csv", "tsv"};

}  // namespace

FileIntake::FileIntake(EngineBridge& bridge, QObject* parent) : QObject(parent), bridge_(bridge) {
    connect(&bridge_, &EngineBridge::sliceFound, this, [this](const SliceFound& event) {
        if (event.job == job_) {
            rows_.push_back({.slice = event.slice});
            Q_EMIT progressed();
        }
    });
    connect(&bridge_, &EngineBridge::fileDecoded, this, [this](const FileDecoded& event) {
        if (event.job == job_) {
            keepFile(event.file);
            Q_EMIT progressed();
        }
    });
    connect(&bridge_, &EngineBridge::fileHeard, this, [this](const FileHeard& event) {
        if (event.job == job_) {
            keepFile(event.file);
            ++filesDone_;
            Q_EMIT progressed();
        }
    });
    connect(&bridge_, &EngineBridge::fileRefused, this, [this](const FileRefused& event) {
        if (event.job == job_) {
            refused_.push_back(event.file);
            std::erase_if(files_, [&](const HeardFile& one) { return one.file == event.file.file; });
            ++filesDone_;
            Q_EMIT progressed();
        }
    });
    connect(&bridge_, &EngineBridge::jobProgressed, this, [this](const JobProgress& event) {
        if (event.job == job_ && event.total > 0) {
            share_ = static_cast<double>(event.done) / event.total;
            Q_EMIT progressed();
        }
    });
    connect(&bridge_, &EngineBridge::filesTakenIn, this, &FileIntake::onFilesTakenIn);
    connect(&bridge_, &EngineBridge::slicesJoined, this, &FileIntake::onSlicesJoined);
    connect(&bridge_, &EngineBridge::jobFinished, this, &FileIntake::onJobFinished);
}

/// A file is decoded bit by bit.
void FileIntake::keepFile(const HeardFile& file) {
    const auto known = std::ranges::find(files_, file.file, &HeardFile::file);
    if (known == files_.end()) {
        files_.push_back(file);
    } else if (known->peaks->frames() != file.peaks->frames()) {
        *known = file;
    }
}

void FileIntake::onFilesTakenIn(const FilesTakenIn& event) {
    if (event.job != job_) {
        return;
    }
    for (std::size_t row = 0; row < rows_.size() && row < event.intake->slices.size(); ++row) {
        if (!rows_[row].edited) {
            rows_[row].slice = event.intake->slices[row];  // the words of a script come at the end
        }
    }
    best_ = event.intake->reference;
    cut_ = event.intake->cutFiles;
    Q_EMIT changed();
}

void FileIntake::onSlicesJoined(const SlicesJoined& event) {
    if (event.job != joining_ || joiningRow_ + 1 >= rows_.size()) {
        return;
    }
    Row& first = rows_[joiningRow_];
    const Row& second = rows_[joiningRow_ + 1];
    // The begin of the second has moved; where it was the best, so it stays.
    if (best_ && best_->slice == second.slice.index) {
        const double moved = second.slice.fromSeconds - first.slice.fromSeconds;
        best_ = ReferenceWindow{first.slice.index, best_->fromSeconds + moved, best_->toSeconds + moved, best_->score};
    }
    first = {.slice = event.slice, .off = false, .edited = first.edited && second.edited};
    rows_.erase(rows_.begin() + static_cast<std::ptrdiff_t>(joiningRow_) + 1);
    Q_EMIT joined(joiningRow_);
    Q_EMIT changed();
}

void FileIntake::onJobFinished(const JobFinished& event) {
    const bool cancelled = !event.outcome && event.outcome.error().code == ErrorCode::Cancelled;
    QString trouble;
    if (event.job == job_) {
        job_.reset();
        if (event.outcome) {
            Q_EMIT finished();
        }
        trouble = tr("The files could not be taken in");
    } else if (event.job == adopting_) {
        adopting_.reset();
        if (event.outcome) {
            Q_EMIT adopted(adoptedCount_);
        }
        trouble = tr("The recordings could not be taken in");
    } else if (event.job == joining_) {
        joining_.reset();
        trouble = tr("The slices could not be joined");
    } else {
        return;
    }
    if (!event.outcome && !cancelled) {
        Q_EMIT failed(trouble, event.outcome.error());
    }
    Q_EMIT changed();
}

bool FileIntake::canTake(const QList<QUrl>& files) {
    return std::ranges::any_of(files, [](const QUrl& file) { return endsAs(file, kSoundEndings); });
}

void FileIntake::start(const QList<QUrl>& files) {
    clear();
    TakeInFiles command;
    for (const QUrl& file : files) {
        if (endsAs(file, kTextEndings)) {
            command.script = pathOf(file);
        } else {
            command.files.push_back(pathOf(file));
        }
    }
    fileCount_ = static_cast<int>(command.files.size());
    job_ = bridge_.ask(std::move(command));
    Q_EMIT changed();
}

void FileIntake::clear() {
    cancel();
    rows_ = {};
    files_ = {};
    refused_.clear();
    cut_.clear();
    best_.reset();
    share_ = 0.0;
    fileCount_ = filesDone_ = 0;
    Q_EMIT changed();
}

void FileIntake::cancel() {
    for (auto* job : {&job_, &joining_}) {
        if (*job) {
            bridge_.forget(*std::exchange(*job, std::nullopt));
        }
    }
}

const ReferenceWindow* FileIntake::best(std::size_t row) const {
    return best_ && best_->slice == rows_[row].slice.index && isTaken(row) ? &*best_ : nullptr;
}

void FileIntake::setText(std::size_t row, const QString& text) {
    if (row < rows_.size() && text.toStdString() != rows_[row].slice.transcript) {
        setTranscript(rows_[row].slice, text.toStdString());
        rows_[row].edited = true;
        Q_EMIT rowChanged(row);
    }
}

void FileIntake::confirmText(std::size_t row, const QString& text) {
    if (row < rows_.size() && !text.trimmed().isEmpty()) {
        setTranscript(rows_[row].slice, text.toStdString());
        rows_[row].edited = true;
        Q_EMIT rowChanged(row);
    }
}

void FileIntake::setTaken(std::size_t row, bool taken) {
    if (row < rows_.size()) {
        rows_[row].off = !taken;
        Q_EMIT rowChanged(row);
    }
}

bool FileIntake::isTaken(std::size_t row) const {
    return row < rows_.size() && !rows_[row].off && !rows_[row].slice.refusal && !rows_[row].slice.transcript.empty();
}

int FileIntake::countTaken() const {
    int count = 0;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
        count += isTaken(row) ? 1 : 0;
    }
    return count;
}

FileIntake::Joining FileIntake::canJoin(std::size_t row) const {
    if (row + 1 >= rows_.size()) {
        return isRunning() ? Joining::NotYet : Joining::Last;
    }
    const SoundSlice& first = rows_[row].slice;
    const SoundSlice& second = rows_[row + 1].slice;
    if (first.file != second.file) {
        return Joining::OtherFile;
    }
    if (second.toSeconds - first.fromSeconds > kLongestJoinedSeconds) {
        return Joining::TooLong;
    }
    return isRunning() || joining_ ? Joining::NotYet : Joining::Possible;
}

void FileIntake::joinWithNext(std::size_t row) {
    if (canJoin(row) == Joining::Possible) {
        joiningRow_ = row;
        joining_ = bridge_.ask(JoinSlices{
            .first = rows_[row].slice, .second = rows_[row + 1].slice, .longestSeconds = kLongestJoinedSeconds});
        Q_EMIT changed();
    }
}

void FileIntake::adopt() {
    AdoptSlices command;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
        if (isTaken(row)) {
            command.slices.push_back(rows_[row].slice);
        }
    }
    adoptedCount_ = static_cast<int>(command.slices.size());
    adopting_ = bridge_.ask(std::move(command));
    clear();  // the command has what is wanted of it
}

}  // namespace timbre::ui
