// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/voices/voice_deeds.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "ui/voices/voice_words.h"
#include "ui/window/file_names.h"

namespace timbre::ui {

bool VoiceDeeds::dropLast(std::vector<Change>& changes, const Change& change) {
    const auto found = std::find(changes.rbegin(), changes.rend(), change);
    if (found == changes.rend()) {
        return false;
    }
    changes.erase(std::next(found).base());
    return true;
}

VoiceDeeds::VoiceDeeds(EngineBridge& bridge, QObject* parent) : QObject(parent), bridge_(bridge) {
    connect(&bridge, &EngineBridge::voiceImported, this, &VoiceDeeds::onImported);
    connect(&bridge, &EngineBridge::voiceRemoved, this, &VoiceDeeds::onRemoved);
    connect(&bridge, &EngineBridge::voiceExported, this, [this](const VoiceExported& event) {
        if (jobs_.contains(event.job)) {
            Q_EMIT done(tr("Voice exported"), tr("%1, %2").arg(QString::fromStdString(event.file.filename().string()),
                                                               sizeText(event.bytes)));
        }
    });
    connect(&bridge, &EngineBridge::voiceChanged, this, [this](const VoiceChanged& event) {
        if (changing_.erase(event.job) > 0) {
            Q_EMIT versionChanged(event.voice);
        }
    });
    connect(&bridge, &EngineBridge::jobFinished, this, [this](const JobFinished& event) {
        const auto job = jobs_.extract(event.job);
        changing_.erase(event.job);
        if (!job.empty() && !event.outcome) {
            job.mapped()(event.outcome.error());
        }
    });
}

void VoiceDeeds::expect(JobId job, Failure failure) { jobs_.emplace(job, std::move(failure)); }

void VoiceDeeds::expect(JobId job, const QString& title) {
    expect(job, [this, title](const Error& error) { Q_EMIT failed(title, error); });
}

void VoiceDeeds::rename(const std::string& voice, const QString& name) {
    expect(bridge_.renameVoice(voice, name), tr("The voice keeps its name"));
}

void VoiceDeeds::changeTags(const std::string& voice, const QStringList& add, const QStringList& remove) {
    TagVoice command{.job = {}, .voice = voice};
    std::ranges::transform(add, std::back_inserter(command.add), &QString::toStdString);
    std::ranges::transform(remove, std::back_inserter(command.remove), &QString::toStdString);
    expect(bridge_.tagVoice(std::move(command)), tr("The tags were not changed"));
}

void VoiceDeeds::useVersion(const VoiceVersionId& present, int to) {
    const Change change{present.voice, present.number, to};
    const JobId job = bridge_.rollBackVoice(present.voice, to);
    changing_.emplace(job, change);
    expect(job, [this, change](const Error& error) {
        dropLast(undo_, change);
        dropLast(redo_, change);  // where it was taken back before it failed
        Q_EMIT historyChanged();
        Q_EMIT failed(tr("The version was not changed"), error);
    });
    noteChange(change.voice, change.from, change.to);
}

void VoiceDeeds::noteChange(const std::string& voice, int from, int to) {
    undo_.push_back({voice, from, to});
    redo_.clear();
    Q_EMIT historyChanged();
}

void VoiceDeeds::undo() { step(undo_, redo_, true); }
void VoiceDeeds::redo() { step(redo_, undo_, false); }

void VoiceDeeds::step(std::vector<Change>& from, std::vector<Change>& to, bool back) {
    if (from.empty()) {
        return;
    }
    const Change change = from.back();
    from.pop_back();
    to.push_back(change);
    const JobId job = bridge_.rollBackVoice(change.voice, back ? change.from : change.to);
    changing_.emplace(job, change);
    expect(job, [this, change, &from, &to](const Error& error) {
        if (dropLast(to, change)) {
            from.push_back(change);  // it still is as it was
        }
        Q_EMIT historyChanged();
        Q_EMIT failed(tr("The version was not changed"), error);
    });
    Q_EMIT historyChanged();
}

void VoiceDeeds::exportTo(const std::string& voice, const std::filesystem::path& file) {
    expect(bridge_.exportVoice({.job = {}, .voice = voice, .versions = {}, .target = file}),
           tr("The voice was not exported"));
}

void VoiceDeeds::importFrom(const std::filesystem::path& file, const QString& newName) {
    expect(bridge_.importVoice(file, newName), [this, file](const Error& error) {
        if (error.code == ErrorCode::AlreadyExists) {
            Q_EMIT nameTaken(file);
        } else {
            Q_EMIT failed(tr("%1 was not imported").arg(QString::fromStdString(file.filename().string())), error);
        }
    });
}

void VoiceDeeds::onImported(const VoiceImported& event) {
    Q_EMIT imported(event.voice);
    const QString name = QString::fromStdString(event.voice.name);
    if (event.missingModels.empty()) {
        Q_EMIT done(tr("%1 is in the library").arg(name),
                    tr("%n version(s) imported.", nullptr, static_cast<int>(event.versions.size())));
        return;
    }
    QStringList files;
    std::ranges::transform(event.missingModels, std::back_inserter(files), &QString::fromStdString);
    Q_EMIT done(tr("%1 is in the library").arg(name),
                tr("It speaks as soon as these models are here: %1.").arg(files.join(QStringLiteral(", "))));
}

void VoiceDeeds::remove(const std::string& voice) {
    expect(bridge_.removeVoice(voice), tr("The voice was not deleted"));
}

void VoiceDeeds::onRemoved(const VoiceRemoved& event) {
    const auto ofVoice = [&](const Change& change) { return change.voice == event.voice; };
    std::erase_if(undo_, ofVoice);
    std::erase_if(redo_, ofVoice);
    Q_EMIT historyChanged();
    Q_EMIT removed(event.voice);
    Q_EMIT done(tr("%1 is deleted").arg(QString::fromStdString(event.name)),
                tr("%n file(s) are gone, %1 are free.", nullptr,
                   static_cast<int>(event.files.size() + event.caches.size()))
                    .arg(sizeText(event.bytes)));
}

}  // namespace timbre::ui
