// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/voices/audition.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

namespace timbre::ui {

namespace {

constexpr std::chrono::milliseconds kWatchInterval{33};

}  // namespace

Audition::Audition(OutputOpener output, QObject* parent) : QObject(parent), player_(std::move(output)) {
    watch_.setInterval(kWatchInterval);
    connect(&watch_, &QTimer::timeout, this, &Audition::watch);
}

void Audition::play(const QString& what, SharedClip clip, double from) {
    what_ = what;
    clip_ = std::move(clip);
    seconds_ = from;
    playing_ = true;
    player_.start();
    player_.append({.tag = 1, .clip = clip_, .startSeconds = from});
    player_.endList();
    watch_.start();
    Q_EMIT changed();
    Q_EMIT moved();
}

void Audition::again() {
    if (clip_) {
        play(what_, clip_);
    }
}

void Audition::stop() {
    if (!std::exchange(playing_, false)) {
        return;
    }
    player_.stop();
    watch_.stop();
    Q_EMIT changed();
}

double Audition::totalSeconds() const { return clip_ ? clip_->seconds() : 0.0; }

void Audition::watch() {
    if (auto error = player_.takeError()) {
        stop();
        Q_EMIT failed(tr("The sound cannot be played"), *error);
        return;
    }
    const PlaybackPosition position = player_.position();
    if (position.state == PlaybackPosition::State::Idle) {
        playing_ = false;
        watch_.stop();
        seconds_ = 0.0;
        Q_EMIT moved();
        Q_EMIT changed();
        return;
    }
    seconds_ = position.seconds;
    Q_EMIT moved();
}

SharedClip partOf(const AudioClip& clip, double from, double to) {
    auto part = std::make_shared<AudioClip>();
    part->sampleRateHz = clip.sampleRateHz;
    part->channels = clip.channels;
    const auto channels = static_cast<std::size_t>(clip.channels);
    const auto frames = clip.samples.size() / channels;
    const auto frameAt = [&](double seconds) {
        return std::min(static_cast<std::size_t>(std::lround(std::max(seconds, 0.0) * clip.sampleRateHz)), frames);
    };
    const std::size_t begin = frameAt(from);
    const std::size_t end = std::max(frameAt(to), begin);
    const auto at = [&](std::size_t frame) { return clip.samples.begin() + static_cast<std::ptrdiff_t>(frame * channels); };
    part->samples.assign(at(begin), at(end));
    return part;
}

}  // namespace timbre::ui
