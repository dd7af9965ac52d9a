// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

#include "core/audio/player.h"

namespace timbre::ui {

/// Plays one sound at a time: a preview, a recording, a version that is compared. What it is stays the caller's: a word
/// by which widgets know whether it is theirs.
class Audition final : public QObject {
    Q_OBJECT

  public:
    explicit Audition(OutputOpener output, QObject* parent = nullptr);

    /// From `from` seconds on, in the place of whatever plays.
    void play(const QString& what, SharedClip clip, double from = 0.0);
    void stop();

    [[nodiscard]] bool isPlaying() const noexcept { return playing_; }
    [[nodiscard]] bool isPlaying(const QString& what) const { return playing_ && what_ == what; }
    /// What plays, or played last.
    [[nodiscard]] const QString& what() const noexcept { return what_; }
    [[nodiscard]] double seconds() const noexcept { return seconds_; }
    [[nodiscard]] double totalSeconds() const;
    [[nodiscard]] bool hasSound() const noexcept { return clip_ != nullptr; }
    /// What played last, from its begin.
    void again();
    /// 0..1, linear.
    void setVolume(double gain) { player_.setVolume(static_cast<float>(gain)); }
    [[nodiscard]] float takePeak() noexcept { return player_.takePeak(); }

  Q_SIGNALS:
    void changed();
    /// 30 times a second while something plays.
    void moved();
    void failed(const QString& title, const timbre::Error& error);

  private:
    void watch();

    Player player_;
    QTimer watch_;
    QString what_;
    SharedClip clip_;
    bool playing_ = false;
    double seconds_ = 0.0;
};

/// The part of a clip between two times, in seconds.
SharedClip partOf(const AudioClip& clip, double from, double to);

}  // namespace timbre::ui
