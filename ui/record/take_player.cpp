// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/record/take_player.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "core/audio/mix.h"
#include "core/audio/quality.h"

namespace timbre::ui {

namespace {

constexpr std::chrono::milliseconds kWatchInterval{33};
constexpr double kLeastCutMs = 10.0;

/// The stretch up to `untilSeconds`, at the gain; the clip itself where nothing changes.
SharedClip prepared(const SharedClip& clip, double gainDb, double untilSeconds) {
    const bool cut = untilSeconds > 0.0 && untilSeconds * 1000.0 > kLeastCutMs && untilSeconds < clip->seconds();
    if (!cut && std::abs(gainDb) < 0.01) {
        return clip;
    }
    AudioClip copy = *clip;
    if (cut) {
        copy.samples.resize(static_cast<std::size_t>(untilSeconds * copy.sampleRateHz) * static_cast<std::size_t>(copy.channels));
    }
    applyGain(copy, gainDb);
    return std::make_shared<const AudioClip>(std::move(copy));
}

}  // namespace

TakePlayer::TakePlayer(OutputOpener output, QObject* parent) : QObject(parent), player_(std::move(output)) {
    timer_.setInterval(kWatchInterval);
    connect(&timer_, &QTimer::timeout, this, &TakePlayer::watch);
}

void TakePlayer::play(int number, const SharedClip& clip, double gainDb, double fromSeconds, double untilSeconds) {
    if (clip == nullptr) {
        return;
    }
    const double end = untilSeconds > 0.0 ? untilSeconds : clip->seconds();
    const double from = fromSeconds < end - 0.05 ? std::max(0.0, fromSeconds) : 0.0;
    player_.start();
    player_.append({.tag = static_cast<std::uint64_t>(number),
                    .clip = prepared(clip, gainDb, untilSeconds),
                    .startSeconds = from});
    player_.endList();
    playing_ = true;
    number_ = number;
    gainDb_ = gainDb;
    seconds_ = from;
    timer_.start();
    Q_EMIT changed();
}

void TakePlayer::stop() {
    if (!std::exchange(playing_, false)) {
        return;
    }
    player_.stop();
    timer_.stop();
    Q_EMIT changed();
}

void TakePlayer::forget() {
    stop();
    number_ = 0;
    seconds_ = 0.0;
}

void TakePlayer::watch() {
    if (const auto error = player_.takeError()) {
        stop();
        Q_EMIT failed(*error);
        return;
    }
    const PlaybackPosition position = player_.position();
    if (position.state == PlaybackPosition::State::Idle) {
        playing_ = false;
        seconds_ = 0.0;
        timer_.stop();
    } else if (position.state == PlaybackPosition::State::Playing) {
        seconds_ = position.seconds;
    }
    Q_EMIT changed();
}

std::pair<double, double> levelMatch(double firstLufs, double secondLufs) {
    if (firstLufs <= kLowestDbfs || secondLufs <= kLowestDbfs) {
        return {0.0, 0.0};
    }
    const double goal = std::min(firstLufs, secondLufs);
    return {goal - firstLufs, goal - secondLufs};
}

}  // namespace timbre::ui
