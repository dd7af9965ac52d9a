// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QTimer>
#include <deque>
#include <optional>
#include <vector>

#include "core/audio/player.h"
#include "ui/bridge/engine_bridge.h"
#include "ui/script/script_model.h"

namespace timbre::ui {

/// Renders lines and plays them one after the other, each as soon as it is there: while one is heard the next are made.
/// Rendering runs a bounded number of lines ahead, so that a book does not fill the memory and an edit further down is
/// heard as it is now. Owns the player; changes the model's states, never its lines.
class Narrator final : public QObject {
    Q_OBJECT

  public:
    enum class State { Idle, Preparing, Playing, Paused };

    Narrator(EngineBridge& bridge, ScriptModel& model, OutputOpener output, QObject* parent = nullptr);

    void setPauseMs(int pauseMs) { pauseMs_ = pauseMs; }
    /// Into which project renderings go, and whose takes are played.
    void setProject(ProjectId project) { project_ = project; }
    void setVolume(double gain) { player_.setVolume(static_cast<float>(gain)); }

    /// Speaks from this line on, from this point of it.
    void speakFrom(int row, double seconds = 0.0);
    void pause();
    void resume();
    /// Ends sound and rendering.
    void stop();
    /// Stops and forgets every sound: another project is open.
    void clear();
    /// Renders what is new or changed without playing.
    void renderChanged();

    [[nodiscard]] State state() const noexcept { return state_; }
    [[nodiscard]] bool isRendering() const noexcept { return job_.has_value(); }
    /// Where the play head is; the row is -1 while nothing plays.
    [[nodiscard]] int playingRow() const;
    [[nodiscard]] double playingSeconds() const noexcept { return seconds_; }
    /// From the last speakFrom() to its first sound, once there was one.
    [[nodiscard]] std::optional<double> firstSoundSeconds() const noexcept { return firstSound_; }
    [[nodiscard]] float takePeak() noexcept { return player_.takePeak(); }

    struct RenderCount {
        int done = 0;
        int total = 0;
    };
    [[nodiscard]] RenderCount renderCount() const noexcept { return count_; }

  Q_SIGNALS:
    void stateChanged();
    /// 30 times a second while something plays.
    void positionChanged();
    void renderCountChanged();
    /// Something went wrong that ends the narration; the title is a translated sentence.
    void failed(const QString& title, const timbre::Error& error);

  private:
    void onSentenceStarted(const SentenceStarted& event);
    void onSentenceReady(const SentenceReady& event);
    void onSentenceFailed(const SentenceFailed& event);
    void onProgress(const JobProgress& event);
    void onJobFinished(const JobFinished& event);
    void startRendering(const std::vector<int>& rows);
    void dropJob();
    void feedPlayer();
    void renderAhead();
    void watchPlayer();
    void setState(State state);
    void keepClip(SentenceId id, SharedClip clip);
    void dropClip(SentenceId id);
    [[nodiscard]] SharedClip clipOf(SentenceId id) const;
    [[nodiscard]] double pauseAfter(int row) const;

    EngineBridge& bridge_;
    ScriptModel& model_;
    Player player_;
    QTimer watch_;

    State state_ = State::Idle;
    int pauseMs_ = 350;
    ProjectId project_{};
    double seconds_ = 0.0;
    QElapsedTimer sinceSpeak_;
    std::optional<double> firstSound_;

    std::optional<JobId> job_;
    SpeechRecipe jobRecipe_;
    QHash<quint64, QString> pending_;  ///< Lines of the job without an answer yet, as they were when it was posted.
    RenderCount count_;

    // The lines that are still to be given to the player, in order.
    std::deque<SentenceId> ahead_;
    double startSeconds_ = 0.0;  ///< Of the first of them.
    double firstStart_ = 0.0;
    bool listOpen_ = false;
    std::deque<SentenceId> given_;  ///< In the player and not yet heard to the end.

    // Sound of the last lines; older ones come back out of the studio's cache.
    QHash<quint64, SharedClip> clips_;
    std::deque<SentenceId> clipOrder_;
    std::uint64_t clipBytes_ = 0;
};

}  // namespace timbre::ui
