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

    // The microphone. `command.job` is set here, in those that take a command.
    JobId listInputs();
    JobId openInput(const QString& device);
    JobId closeInput();
    JobId setMonitor(bool on);
    JobId checkRoom(CheckRoom command);
    JobId beginTake(BeginTake command);
    JobId endTake();
    JobId discardTake();

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
    void inputsListed(const timbre::InputsListed& event);
    void inputOpened(const timbre::InputOpened& event);
    /// Ten times a second while an input is open.
    void inputStatusChanged(const timbre::InputStatusChanged& event);
    void roomChecked(const timbre::RoomChecked& event);
    /// Comes for every take that ended, whatever has become of the job.
    void takeRecorded(const timbre::TakeRecorded& event);
    void inputLost(const timbre::InputLost& event);
    void inputsChanged(const timbre::InputsChanged& event);
    void jobFinished(const timbre::JobFinished& event);

  private:
    JobId post(Command command);
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
    void announce(const InputsListed& event) { Q_EMIT inputsListed(event); }
    void announce(const InputOpened& event) { Q_EMIT inputOpened(event); }
    void announce(const InputStatusChanged& event) { Q_EMIT inputStatusChanged(event); }
    void announce(const RoomChecked& event) { Q_EMIT roomChecked(event); }
    void announce(const TakeRecorded& event) { Q_EMIT takeRecorded(event); }
    void announce(const InputLost& event) { Q_EMIT inputLost(event); }
    void announce(const InputsChanged& event) { Q_EMIT inputsChanged(event); }
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
