// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/player.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "core/audio/resample.h"

namespace timbre {

namespace {

constexpr std::size_t kRingFrames = 16'384;  // a third of a second at 48 kHz: rides out a busy machine
constexpr std::size_t kFadeFrames = 256;     // 5 ms at 48 kHz: no click, not heard as a fade
constexpr std::chrono::milliseconds kRefill{10};
constexpr std::chrono::seconds kGiveDeviceBackAfter{5};
constexpr std::chrono::seconds kDeviceStuckAfter{3};

}  // namespace

Player::Player(OutputOpener open)
    : open_(std::move(open)),
      ring_(kRingFrames),
      scratch_(kFadeFrames),
      feeder_([this](const std::stop_token& stop) { run(stop); }) {}

Player::~Player() {
    feeder_.request_stop();
    if (feeder_.joinable()) {
        feeder_.join();
    }
}

void Player::start() {
    {
        const std::scoped_lock lock(mutex_);
        ++generation_;
        waiting_.clear();
        segments_.clear();
        listEnded_ = false;
        error_.reset();
        paused_.store(false, std::memory_order_relaxed);
    }
    wake_.notify_all();
}

void Player::append(PlayItem item) {
    {
        const std::scoped_lock lock(mutex_);
        if (listEnded_) {
            return;  // stopped, or given up, meanwhile
        }
        if (segments_.empty() && waiting_.empty() && feeding_ != generation_) {
            next_ = {.tag = item.tag, .startSeconds = item.startSeconds};
        }
        waiting_.push_back(std::move(item));
    }
    wake_.notify_all();
}

void Player::endList() {
    const std::scoped_lock lock(mutex_);
    listEnded_ = true;
}

void Player::stop() {
    {
        const std::scoped_lock lock(mutex_);
        ++generation_;
        waiting_.clear();
        segments_.clear();
        listEnded_ = true;
    }
    wake_.notify_all();
}

void Player::setPaused(bool paused) { paused_.store(paused, std::memory_order_relaxed); }

std::optional<Error> Player::takeError() {
    const std::scoped_lock lock(mutex_);
    return std::exchange(error_, std::nullopt);
}

std::uint64_t Player::heardFrames() const noexcept {
    const std::uint64_t consumed = consumed_.load(std::memory_order_acquire);
    const std::uint64_t latency = latencyFrames_.load(std::memory_order_relaxed);
    return std::max(consumed > latency ? consumed - latency : 0, allHeardUntil_.load(std::memory_order_acquire));
}

PlaybackPosition Player::position() const {
    const std::scoped_lock lock(mutex_);
    const std::uint64_t heard = heardFrames();
    const bool moreToFeed = feeding_ == generation_ || !waiting_.empty();
    const bool allHeard = !moreToFeed && (segments_.empty() || heard >= segments_.back().end);
    if (allHeard && listEnded_) {
        return {};
    }
    PlaybackPosition position;
    position.state = paused_.load(std::memory_order_relaxed) ? PlaybackPosition::State::Paused
                     : allHeard                              ? PlaybackPosition::State::Waiting
                                                             : PlaybackPosition::State::Playing;
    if (segments_.empty()) {  // the device is being opened, or the first clip converted
        position.tag = next_.tag;
        position.seconds = next_.startSeconds;
        return position;
    }
    const auto after = std::ranges::find_if(segments_, [&](const Segment& s) { return s.begin > heard; });
    const Segment& segment = after == segments_.begin() ? segments_.front() : *std::prev(after);
    const double rate = std::max(rateHz_.load(std::memory_order_relaxed), 1);
    const double into = heard > segment.begin ? static_cast<double>(heard - segment.begin) / rate : 0.0;
    position.tag = segment.tag;
    position.seconds = std::min(segment.startSeconds + into, segment.clipSeconds);
    return position;
}

// ---- Feeder --------------------------------------------------------------------------------------------------------

void Player::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        PlayItem item;
        std::uint64_t generation = 0;
        bool have = false;
        bool idleTooLong = false;
        {
            std::unique_lock lock(mutex_);
            const bool woken = wake_.wait_for(lock, stop, kGiveDeviceBackAfter,
                                              [this] { return !waiting_.empty() || fedGeneration_ != generation_; });
            generation = generation_;
            idleTooLong = !woken && listEnded_ && consumed_.load() >= written_.load();
            if (!waiting_.empty()) {
                item = std::move(waiting_.front());
                waiting_.pop_front();
                feeding_ = generation_;
                have = true;
            }
        }
        if (std::exchange(fedGeneration_, generation) != generation) {
            discardUntil_.store(written_.load(std::memory_order_relaxed), std::memory_order_release);
        }
        if (have) {
            feed(std::move(item), generation, stop);
            const std::scoped_lock lock(mutex_);
            feeding_.reset();
        } else if (idleTooLong) {
            closeDevice();
        }
    }
    closeDevice();
}

void Player::feed(PlayItem item, std::uint64_t generation, const std::stop_token& stop) {
    if (!ensureOpen()) {
        return;
    }
    const int rate = rateHz_.load(std::memory_order_relaxed);
    AudioClip clip;
    if (item.clip && item.clip->frames() > 0) {
        auto converted = resample(toMono(*item.clip), rate, ResampleQuality::Medium);
        if (!converted) {
            giveUp(converted.error());
            return;
        }
        clip = std::move(*converted);
    }
    const double clipSeconds = item.clip ? item.clip->seconds() : 0.0;
    const auto framesAt = [rate](double seconds) {
        return static_cast<std::size_t>(std::llround(std::max(seconds, 0.0) * rate));
    };
    const std::size_t skipped = std::min(framesAt(item.startSeconds), clip.samples.size());
    const std::vector<float> pause(framesAt(item.pauseAfterSeconds), 0.0F);
    const std::uint64_t begin = written_.load(std::memory_order_relaxed);
    {
        const std::scoped_lock lock(mutex_);
        if (generation != generation_) {
            return;
        }
        while (segments_.size() > 1 && segments_[1].begin <= heardFrames()) {
            segments_.pop_front();
        }
        segments_.push_back({.tag = item.tag,
                             .begin = begin,
                             .end = begin + (clip.samples.size() - skipped) + pause.size(),
                             .startSeconds = item.startSeconds,
                             .clipSeconds = clipSeconds});
    }
    midClip_.store(true, std::memory_order_relaxed);
    if (write(std::span(clip.samples).subspan(skipped), generation, stop)) {
        write(pause, generation, stop);
    }
    midClip_.store(false, std::memory_order_relaxed);
}

/// False when the list was stopped or given up meanwhile.
bool Player::write(std::span<const float> samples, std::uint64_t generation, const std::stop_token& stop) {
    auto lastProgress = std::chrono::steady_clock::now();
    while (!samples.empty()) {
        const std::size_t count = ring_.write(samples);
        samples = samples.subspan(count);
        written_.fetch_add(count, std::memory_order_release);
        const auto now = std::chrono::steady_clock::now();
        if (count > 0 || paused_.load(std::memory_order_relaxed)) {
            lastProgress = now;
        } else if (now - lastProgress > kDeviceStuckAfter) {
            giveUp(
                {ErrorCode::DeviceUnavailable, "the sound device does not take any more sound",
                 "Check that it is still plugged in and chosen in the sound settings of the system, then play again."});
            return false;
        }
        std::unique_lock lock(mutex_);
        if (generation_ != generation) {
            return false;
        }
        if (!samples.empty()) {
            wake_.wait_for(lock, stop, kRefill, [&] { return generation_ != generation; });
        }
        if (stop.stop_requested() || generation_ != generation) {
            return false;
        }
    }
    return true;
}

bool Player::ensureOpen() {
    if (stream_) {
        return true;
    }
    // No callback runs now, so this thread may stand on the ring's other side and empty it.
    while (ring_.read(scratch_) > 0) {
    }
    consumed_.store(written_.load(std::memory_order_relaxed), std::memory_order_release);
    gain_ = 0.0F;
    auto stream = open_(*this);
    if (!stream) {
        giveUp(stream.error());
        return false;
    }
    stream_ = std::move(*stream);
    rateHz_.store(stream_->sampleRateHz(), std::memory_order_relaxed);
    latencyFrames_.store(static_cast<std::uint64_t>(stream_->latencySeconds() * stream_->sampleRateHz()),
                         std::memory_order_relaxed);
    return true;
}

void Player::closeDevice() { stream_.reset(); }

void Player::giveUp(Error error) {
    {
        const std::scoped_lock lock(mutex_);
        error_ = std::move(error);
        ++generation_;
        waiting_.clear();
        segments_.clear();
        listEnded_ = true;
    }
    closeDevice();  // last: a sound server that hangs may keep it for long, and the error is to be seen
}

// ---- Audio callback ------------------------------------------------------------------------------------------------

void Player::fill(std::span<float> mono) noexcept {
    const std::uint64_t until = discardUntil_.load(std::memory_order_acquire);
    if (consumed_.load(std::memory_order_relaxed) < until) {
        fadeOutAndDrop(mono, until);
    }
    const float target = paused_.load(std::memory_order_relaxed) ? 0.0F : volume_.load(std::memory_order_relaxed);
    if (target == 0.0F && gain_ == 0.0F && paused_.load(std::memory_order_relaxed)) {
        std::ranges::fill(mono, 0.0F);
        return;
    }
    const std::size_t got = ring_.read(mono);
    std::ranges::fill(mono.subspan(got), 0.0F);
    consumed_.store(consumed_.load(std::memory_order_relaxed) + got, std::memory_order_release);
    // What the device still holds is heard once as much silence has followed it.
    silentFrames_ = got > 0 ? mono.size() - got : silentFrames_ + mono.size();
    if (silentFrames_ >= latencyFrames_.load(std::memory_order_relaxed)) {
        allHeardUntil_.store(consumed_.load(std::memory_order_relaxed), std::memory_order_release);
    }
    if (got < mono.size() && midClip_.load(std::memory_order_relaxed)) {
        underruns_.fetch_add(1, std::memory_order_relaxed);
    }
    constexpr float kStep = 1.0F / static_cast<float>(kFadeFrames);
    float peak = 0.0F;
    for (float& sample : mono) {
        gain_ = gain_ < target ? std::min(gain_ + kStep, target) : std::max(gain_ - kStep, target);
        sample *= gain_;
        peak = std::max(peak, std::abs(sample));
    }
    if (peak > peak_.load(std::memory_order_relaxed)) {
        peak_.store(peak, std::memory_order_relaxed);
    }
}

/// Takes what was stopped out of the ring; its first frames go to the front of `mono`, fading, and are cut off from it.
void Player::fadeOutAndDrop(std::span<float>& mono, std::uint64_t until) noexcept {
    std::uint64_t consumed = consumed_.load(std::memory_order_relaxed);
    const auto old = static_cast<std::size_t>(until - consumed);
    const std::size_t fade = std::min({kFadeFrames, old, mono.size()});
    const std::size_t faded = ring_.read(mono.first(fade));
    for (std::size_t i = 0; i < faded; ++i) {
        mono[i] *= gain_ * (1.0F - static_cast<float>(i + 1) / static_cast<float>(faded));
    }
    consumed += faded;
    while (consumed < until) {
        const std::size_t wanted = std::min<std::size_t>(scratch_.size(), static_cast<std::size_t>(until - consumed));
        const std::size_t dropped = ring_.read(std::span(scratch_).first(wanted));
        if (dropped == 0) {
            break;
        }
        consumed += dropped;
    }
    consumed_.store(consumed, std::memory_order_release);
    gain_ = 0.0F;
    mono = mono.subspan(faded);
}

}  // namespace timbre
