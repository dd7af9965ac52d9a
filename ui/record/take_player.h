// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include "core/audio/player.h"

namespace timbre::ui {

/// Plays one take after the other on request, at a gain that makes two of them equally loud.
class TakePlayer final : public QObject {
    Q_OBJECT

  public:
    explicit TakePlayer(OutputOpener output, QObject* parent = nullptr);

    /// Ends what plays. Up to `untilSeconds` of the clip; 0: all of it.
    void play(int number, const SharedClip& clip, double gainDb = 0.0, double fromSeconds = 0.0, double untilSeconds = 0.0);
    void stop();
    /// Another line: the place where the last take stopped no longer counts.
    void forget();

    /// 0..1, linear, from now on.
    void setVolume(double gain) { player_.setVolume(static_cast<float>(gain)); }

    [[nodiscard]] bool isPlaying() const noexcept { return playing_; }
    /// The take that plays or was heard last; 0: none.
    [[nodiscard]] int number() const noexcept { return number_; }
    /// Where it stands in the take; 0 once it was heard to the end.
    [[nodiscard]] double seconds() const noexcept { return seconds_; }
    [[nodiscard]] double gainDb() const noexcept { return gainDb_; }

  Q_SIGNALS:
    /// Also 30 times a second while something plays.
    void changed();
    void failed(const timbre::Error& error);

  private:
    void watch();

    Player player_;
    QTimer timer_;
    bool playing_ = false;
    int number_ = 0;
    double seconds_ = 0.0;
    double gainDb_ = 0.0;
};

/// What to add to each of two takes so that both are as loud as the quieter one: never more than 0 dB.
/// Loudness that was not measured (-120) leaves both as they are.
std::pair<double, double> levelMatch(double firstLufs, double secondLufs);

}  // namespace timbre::ui
