// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/engine_bridge.h"

#include <QMetaObject>
#include <chrono>
#include <utility>

namespace timbre::ui {

namespace {

constexpr std::chrono::milliseconds kSlice{8};

}  // namespace

EngineBridge::EngineBridge(StudioParts parts, QObject* parent) : QObject(parent) {
    nextSlice_.setSingleShot(true);
    nextSlice_.setInterval(1);  // 0 would come before painting and keys
    connect(&nextSlice_, &QTimer::timeout, this, &EngineBridge::deliverSome);
    studio_ = std::make_unique<Studio>(std::move(parts), [this](Event event) { receive(std::move(event)); });
}

/// Thread: one of the studio's. Only a queued call leaves it.
void EngineBridge::receive(Event event) {
    const std::scoped_lock lock(inboxMutex_);
    inbox_.push_back(std::move(event));
    if (!std::exchange(awake_, true)) {
        QMetaObject::invokeMethod(this, &EngineBridge::deliverSome, Qt::QueuedConnection);
    }
}

void EngineBridge::deliverSome() {
    const auto end = std::chrono::steady_clock::now() + kSlice;
    nextSlice_.start();  // before telling: what is told may open a dialog and wait in it
    do {
        std::unique_lock lock(inboxMutex_);
        if (inbox_.empty()) {
            awake_ = false;
            nextSlice_.stop();
            return;
        }
        const Event event = std::move(inbox_.front());
        inbox_.pop_front();
        lock.unlock();
        deliver(event);
    } while (std::chrono::steady_clock::now() < end);
}

EngineBridge::~EngineBridge() {
    jobs_.clear();
    studio_.reset();
}

JobId EngineBridge::listVoices() { return post(ListVoices{.job = studio_->newJobId()}); }

JobId EngineBridge::prepareVoice(const VoiceVersionId& voice) {
    return post(PrepareVoice{.job = studio_->newJobId(), .voice = voice});
}

JobId EngineBridge::splitText(const QString& text, const std::string& language) {
    return post(SplitText{.job = studio_->newJobId(), .text = text.toStdString(), .language = language});
}

JobId EngineBridge::openText(const QString& file, const std::string& language) {
    return post(OpenText{
        .job = studio_->newJobId(), .file = std::filesystem::path(file.toStdU16String()), .language = language});
}

JobId EngineBridge::renderSentences(RenderSentences command) {
    command.job = studio_->newJobId();
    return post(std::move(command));
}

JobId EngineBridge::renderToFile(RenderToFile command) {
    command.job = studio_->newJobId();
    return post(std::move(command));
}

JobId EngineBridge::openProject(const std::filesystem::path& file, bool create) {
    return post(OpenProject{.job = studio_->newJobId(), .file = file, .create = create});
}

JobId EngineBridge::editProject(EditProject command) {
    command.job = studio_->newJobId();
    return post(std::move(command));
}

JobId EngineBridge::stepProject(ProjectId project, bool redo) {
    return post(StepProject{.job = studio_->newJobId(), .project = project, .redo = redo});
}

JobId EngineBridge::loadTakes(ProjectId project, std::vector<TakeId> takes) {
    return post(LoadTakes{.job = studio_->newJobId(), .project = project, .takes = std::move(takes)});
}

JobId EngineBridge::saveProjectAs(ProjectId project, const std::filesystem::path& target) {
    return post(SaveProjectAs{.job = studio_->newJobId(), .project = project, .target = target});
}

JobId EngineBridge::describeVoice(const VoiceVersionId& voice) { return postNew(DescribeVoice{.voice = voice}); }

JobId EngineBridge::loadFaces(std::vector<VoiceVersionId> voices) {
    return postNew(LoadFaces{.voices = std::move(voices)});
}

JobId EngineBridge::loadVoiceClip(const VoiceVersionId& voice, int clip) {
    return postNew(LoadVoiceClip{.voice = voice, .clip = clip});
}

JobId EngineBridge::createVoice(CreateVoice command) { return postNew(std::move(command)); }

JobId EngineBridge::makeReferenceVoice(MakeReferenceVoice command) { return postNew(std::move(command)); }

JobId EngineBridge::newVersionFromClips(NewVersionFromClips command) { return postNew(std::move(command)); }

JobId EngineBridge::rollBackVoice(const std::string& voice, int number) {
    return postNew(RollBackVoice{.voice = voice, .number = number});
}

JobId EngineBridge::renameVoice(const std::string& voice, const QString& name) {
    return postNew(RenameVoice{.voice = voice, .name = name.toStdString()});
}

JobId EngineBridge::tagVoice(TagVoice command) { return postNew(std::move(command)); }

JobId EngineBridge::planRemoval(const std::string& voice) { return postNew(PlanRemoval{.voice = voice}); }

JobId EngineBridge::removeVoice(const std::string& voice) { return postNew(RemoveVoice{.voice = voice}); }

JobId EngineBridge::exportVoice(ExportVoice command) { return postNew(std::move(command)); }

JobId EngineBridge::importVoice(const std::filesystem::path& file, const QString& newName) {
    return postNew(ImportVoice{.file = file, .newName = newName.toStdString()});
}

JobId EngineBridge::classifyFiles(std::vector<std::filesystem::path> files) {
    return postNew(ClassifyFiles{.files = std::move(files)});
}

JobId EngineBridge::findUses(const std::string& voice, std::vector<std::filesystem::path> projects) {
    return postNew(FindUses{.voice = voice, .projects = std::move(projects)});
}

JobId EngineBridge::speakVersions(SpeakVersions command) { return postNew(std::move(command)); }

JobId EngineBridge::examineMachine() { return postNew(ExamineMachine{}); }

JobId EngineBridge::listInputs() { return post(ListInputs{.job = studio_->newJobId()}); }

JobId EngineBridge::openInput(const QString& device) {
    return post(OpenInput{.job = studio_->newJobId(), .device = device.toStdString()});
}

JobId EngineBridge::closeInput() { return post(CloseInput{.job = studio_->newJobId()}); }

JobId EngineBridge::setMonitor(bool on) { return post(SetMonitor{.job = studio_->newJobId(), .on = on}); }

JobId EngineBridge::checkRoom(CheckRoom command) {
    command.job = studio_->newJobId();
    return post(std::move(command));
}

JobId EngineBridge::beginTake(BeginTake command) {
    command.job = studio_->newJobId();
    return post(std::move(command));
}

JobId EngineBridge::endTake() { return post(EndTake{.job = studio_->newJobId()}); }

JobId EngineBridge::discardTake() { return post(DiscardTake{.job = studio_->newJobId()}); }

JobId EngineBridge::post(Command command) {
    const JobId id = jobOf(command);
    jobs_.insert_or_assign(id, studio_->post(std::move(command)));
    return id;
}

void EngineBridge::cancel(JobId job) {
    const JobHandle none = studio_->post(CancelJob{.job = job});
}

void EngineBridge::forget(JobId job) { jobs_.erase(job); }

void EngineBridge::deliver(const Event& event) {
    const auto known = jobs_.find(jobOf(event));
    if (known == jobs_.end() && !isUnsolicited(event)) {
        return;
    }
    if (known != jobs_.end() && std::holds_alternative<JobFinished>(event)) {
        jobs_.erase(known);
    }
    std::visit([this](const auto& value) { announce(value); }, event);
}

}  // namespace timbre::ui
