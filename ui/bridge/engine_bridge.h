// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <deque>
#include <map>
#include <memory>
#include <mutex>

#include "core/studio/protocol.h"
#include "core/studio/studio.h"

namespace timbre::ui {

/// The window's one way to the core: commands go in as calls that return at once, events come out as signals on the GUI
/// thread. Answers to jobs that were forgotten are dropped here, so nobody behind it meets a stale one.
class EngineBridge final : public QObject {
    Q_OBJECT

  public:
    explicit EngineBridge(StudioParts parts, QObject* parent = nullptr);
    /// Stops all work and waits for it.
    ~EngineBridge() override;

    JobId listVoices();
    JobId prepareVoice(const VoiceVersionId& voice);
    JobId splitText(const QString& text, const std::string& language);
    JobId openText(const QString& file, const std::string& language);
    /// `command.job` is set here, in these two.
    JobId renderSentences(RenderSentences command);
    JobId renderToFile(RenderToFile command);

    JobId openProject(const std::filesystem::path& file, bool create);
    /// `command.job` is set here.
    JobId editProject(EditProject command);
    JobId stepProject(ProjectId project, bool redo);
    JobId loadTakes(ProjectId project, std::vector<TakeId> takes);
    JobId saveProjectAs(ProjectId project, const std::filesystem::path& target);

    // The voice library. `command.job` is set here, in those that take a command.
    JobId describeVoice(const VoiceVersionId& voice);
    JobId loadFaces(std::vector<VoiceVersionId> voices);
    JobId loadVoiceClip(const VoiceVersionId& voice, int clip);
    JobId createVoice(CreateVoice command);
    JobId makeReferenceVoice(MakeReferenceVoice command);
    JobId newVersionFromClips(NewVersionFromClips command);
    JobId rollBackVoice(const std::string& voice, int number);
    JobId renameVoice(const std::string& voice, const QString& name);
    JobId tagVoice(TagVoice command);
    JobId planRemoval(const std::string& voice);
    JobId removeVoice(const std::string& voice);
    JobId exportVoice(ExportVoice command);
    JobId importVoice(const std::filesystem::path& file, const QString& newName = {});
    JobId classifyFiles(std::vector<std::filesystem::path> files);
    JobId findUses(const std::string& voice, std::vector<std::filesystem::path> projects = {});
    JobId speakVersions(SpeakVersions command);
    JobId examineMachine();
    // The microphone. `command.job` is set here, in those that take a command.
    JobId listInputs();
    JobId openInput(const QString& device);
    JobId closeInput();
    JobId setMonitor(bool on);
    JobId checkRoom(CheckRoom command);
    JobId beginTake(BeginTake command);
    JobId endTake();
    JobId discardTake();

    /// Recordings for a voice. `command.job` is set here.
    template <typename Asked>
        requires kIsOneOf<Asked, BookCommand>
    JobId ask(Asked command) {
        return postNew(std::move(command));
    }

    /// The job ends with jobFinished(Cancelled).
    void cancel(JobId job);
    /// The job ends without another signal.
    void forget(JobId job);

    [[nodiscard]] bool isBusy() const noexcept { return !jobs_.empty(); }

  Q_SIGNALS:
    void voicesListed(const timbre::VoicesListed& event);
    void voicePrepared(const timbre::VoicePrepared& event);
    void textSplit(const timbre::TextSplit& event);
    void sentenceStarted(const timbre::SentenceStarted& event);
    void sentenceReady(const timbre::SentenceReady& event);
    void sentenceFailed(const timbre::SentenceFailed& event);
    void jobProgressed(const timbre::JobProgress& event);
    void fileWritten(const timbre::FileWritten& event);
    void projectOpened(const timbre::ProjectOpened& event);
    /// Comes for every change, whatever has become of the job.
    void projectChanged(const timbre::ProjectChanged& event);
    void projectMoved(const timbre::ProjectMoved& event);
    void renderingNotKept(const timbre::RenderingNotKept& event);
    void takeLoaded(const timbre::TakeLoaded& event);
    void voiceDescribed(const timbre::VoiceDescribed& event);
    void faceLoaded(const timbre::FaceLoaded& event);
    void voiceClipLoaded(const timbre::VoiceClipLoaded& event);
    void recordingRefused(const timbre::RecordingRefused& event);
    void voiceMade(const timbre::VoiceMade& event);
    void voiceChanged(const timbre::VoiceChanged& event);
    void removalPlanned(const timbre::RemovalPlanned& event);
    void voiceRemoved(const timbre::VoiceRemoved& event);
    void voiceExported(const timbre::VoiceExported& event);
    void voiceImported(const timbre::VoiceImported& event);
    void filesClassified(const timbre::FilesClassified& event);
    void usesFound(const timbre::UsesFound& event);
    void versionSpoken(const timbre::VersionSpoken& event);
    void machineFound(const timbre::MachineFound& event);
    void machineExamined(const timbre::MachineExamined& event);
    void inputsListed(const timbre::InputsListed& event);
    void inputOpened(const timbre::InputOpened& event);
    /// Ten times a second while an input is open.
    void inputStatusChanged(const timbre::InputStatusChanged& event);
    void roomChecked(const timbre::RoomChecked& event);
    /// Comes for every take that ended, whatever has become of the job.
    void takeRecorded(const timbre::TakeRecorded& event);
    void takeFailed(const timbre::TakeFailed& event);
    void inputLost(const timbre::InputLost& event);
    void inputsChanged(const timbre::InputsChanged& event);
    void bookOpened(const timbre::BookOpened& event);
    void bookClosed(const timbre::BookClosed& event);
    /// Comes for every change, whatever has become of the job.
    void bookChanged(const timbre::BookChanged& event);
    void takePlanned(const timbre::TakePlanned& event);
    void bookTakeLoaded(const timbre::BookTakeLoaded& event);
    void sliceFound(const timbre::SliceFound& event);
    void fileDecoded(const timbre::FileDecoded& event);
    void fileHeard(const timbre::FileHeard& event);
    void fileRefused(const timbre::FileRefused& event);
    void filesTakenIn(const timbre::FilesTakenIn& event);
    void slicesJoined(const timbre::SlicesJoined& event);
    void jobFinished(const timbre::JobFinished& event);

  private:
    JobId post(Command command);
    /// Gives the command its job.
    template <typename Asked>
    JobId postNew(Asked command) {
        command.job = studio_->newJobId();
        return post(std::move(command));
    }
    void receive(Event event);
    void deliverSome();
    void deliver(const Event& event);

    void announce(const VoicesListed& event) { Q_EMIT voicesListed(event); }
    void announce(const VoicePrepared& event) { Q_EMIT voicePrepared(event); }
    void announce(const TextSplit& event) { Q_EMIT textSplit(event); }
    void announce(const SentenceStarted& event) { Q_EMIT sentenceStarted(event); }
    void announce(const SentenceReady& event) { Q_EMIT sentenceReady(event); }
    void announce(const SentenceFailed& event) { Q_EMIT sentenceFailed(event); }
    void announce(const JobProgress& event) { Q_EMIT jobProgressed(event); }
    void announce(const FileWritten& event) { Q_EMIT fileWritten(event); }
    void announce(const ProjectOpened& event) { Q_EMIT projectOpened(event); }
    void announce(const ProjectChanged& event) { Q_EMIT projectChanged(event); }
    void announce(const ProjectMoved& event) { Q_EMIT projectMoved(event); }
    void announce(const RenderingNotKept& event) { Q_EMIT renderingNotKept(event); }
    void announce(const TakeLoaded& event) { Q_EMIT takeLoaded(event); }
    void announce(const VoiceDescribed& event) { Q_EMIT voiceDescribed(event); }
    void announce(const FaceLoaded& event) { Q_EMIT faceLoaded(event); }
    void announce(const VoiceClipLoaded& event) { Q_EMIT voiceClipLoaded(event); }
    void announce(const RecordingRefused& event) { Q_EMIT recordingRefused(event); }
    void announce(const VoiceMade& event) { Q_EMIT voiceMade(event); }
    void announce(const VoiceChanged& event) { Q_EMIT voiceChanged(event); }
    void announce(const RemovalPlanned& event) { Q_EMIT removalPlanned(event); }
    void announce(const VoiceRemoved& event) { Q_EMIT voiceRemoved(event); }
    void announce(const VoiceExported& event) { Q_EMIT voiceExported(event); }
    void announce(const VoiceImported& event) { Q_EMIT voiceImported(event); }
    void announce(const FilesClassified& event) { Q_EMIT filesClassified(event); }
    void announce(const UsesFound& event) { Q_EMIT usesFound(event); }
    void announce(const VersionSpoken& event) { Q_EMIT versionSpoken(event); }
    void announce(const MachineFound& event) { Q_EMIT machineFound(event); }
    void announce(const MachineExamined& event) { Q_EMIT machineExamined(event); }
    void announce(const InputsListed& event) { Q_EMIT inputsListed(event); }
    void announce(const InputOpened& event) { Q_EMIT inputOpened(event); }
    void announce(const InputStatusChanged& event) { Q_EMIT inputStatusChanged(event); }
    void announce(const RoomChecked& event) { Q_EMIT roomChecked(event); }
    void announce(const TakeRecorded& event) { Q_EMIT takeRecorded(event); }
    void announce(const TakeFailed& event) { Q_EMIT takeFailed(event); }
    void announce(const InputLost& event) { Q_EMIT inputLost(event); }
    void announce(const InputsChanged& event) { Q_EMIT inputsChanged(event); }
    void announce(const BookOpened& event) { Q_EMIT bookOpened(event); }
    void announce(const BookClosed& event) { Q_EMIT bookClosed(event); }
    void announce(const BookChanged& event) { Q_EMIT bookChanged(event); }
    void announce(const TakePlanned& event) { Q_EMIT takePlanned(event); }
    void announce(const BookTakeLoaded& event) { Q_EMIT bookTakeLoaded(event); }
    void announce(const SliceFound& event) { Q_EMIT sliceFound(event); }
    void announce(const FileRefused& event) { Q_EMIT fileRefused(event); }
    void announce(const FileDecoded& event) { Q_EMIT fileDecoded(event); }
    void announce(const FileHeard& event) { Q_EMIT fileHeard(event); }
    void announce(const FilesTakenIn& event) { Q_EMIT filesTakenIn(event); }
    void announce(const SlicesJoined& event) { Q_EMIT slicesJoined(event); }
    void announce(const JobFinished& event) { Q_EMIT jobFinished(event); }

    // What has come and was not told yet. A quick engine answers faster than a window is painted: told in slices, so that
    // painting and the user's keys come in between.
    std::mutex inboxMutex_;
    std::deque<Event> inbox_;  ///< Under inboxMutex_.
    bool awake_ = false;       ///< Under inboxMutex_: somebody is on the way to deliver.
    QTimer nextSlice_;

    std::unique_ptr<Studio> studio_;
    std::map<JobId, JobHandle> jobs_;  ///< After studio_: handles die first.
};

}  // namespace timbre::ui
