// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <random>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "core/audio/audio_clip.h"
#include "core/audio/sound_inputs.h"

namespace timbre::test {

/// A microphone in a quiet room, in front of which clips are played when they are wanted; `speed` times life.
class StageMicrophone {
  public:
    /// @param roomNoise  amplitude (RMS) of the room; -70 dBFS.
    StageMicrophone(std::string name, int sampleRateHz, double speed, float roomNoise = 0.0003F)
        : name_(std::move(name)), sampleRateHz_(sampleRateHz), speed_(speed), room_(0.0F, roomNoise) {}

    /// Played after what is still to be said. Mono, of the microphone's rate.
    void say(const AudioClip& clip) {
        const std::scoped_lock lock(mutex_);
        left_.insert(left_.end(), clip.samples.begin(), clip.samples.end());
    }
    /// All was said, and the room has been quiet for `seconds` of its own time since.
    [[nodiscard]] bool isQuietFor(double seconds) const {
        const std::scoped_lock lock(mutex_);
        return left_.empty() && static_cast<double>(quiet_) >= seconds * sampleRateHz_;
    }
    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    [[nodiscard]] int sampleRateHz() const noexcept { return sampleRateHz_; }
    [[nodiscard]] double speed() const noexcept { return speed_; }

    /// The next of what it hears.
    void hear(std::vector<float>& block) {
        const std::scoped_lock lock(mutex_);
        quiet_ = left_.empty() ? quiet_ + block.size() : 0;
        for (float& sample : block) {
            sample = room_(random_);
            if (!left_.empty()) {
                sample += left_.front();
                left_.pop_front();
            }
        }
    }

  private:
    std::string name_;
    int sampleRateHz_;
    double speed_;
    mutable std::mutex mutex_;
    std::deque<float> left_;
    std::uint64_t quiet_ = 0;
    std::mt19937 random_{7};
    std::normal_distribution<float> room_;
};

/// A machine whose only microphone that is.
class StageInputs final : public SoundInputs {
  public:
    explicit StageInputs(std::shared_ptr<StageMicrophone> microphone) : microphone_(std::move(microphone)) {}

    [[nodiscard]] std::vector<AudioDevice> devices() override {
        return {{.index = 0,
                 .name = microphone_->name(),
                 .hostApi = "ALSA",
                 .inputChannels = 1,
                 .defaultRateHz = static_cast<double>(microphone_->sampleRateHz()),
                 .isDefaultInput = true}};
    }
    Result<void> refresh() override { return {}; }
    Result<std::unique_ptr<InputSource>> open(const InputRequest& request) override {
        if (const auto device = chooseInput(devices(), request.device); !device) {
            return tl::unexpected(device.error());
        }
        return std::unique_ptr<InputSource>(std::make_unique<Source>(microphone_));
    }

  private:
    class Source final : public InputSource {
      public:
        explicit Source(std::shared_ptr<StageMicrophone> microphone) : microphone_(std::move(microphone)) {}
        ~Source() override { Source::stop(); }
        [[nodiscard]] int sampleRateHz() const noexcept override { return microphone_->sampleRateHz(); }
        [[nodiscard]] int channels() const noexcept override { return 1; }
        Result<void> start(CaptureBuffer& buffer) override {
            thread_ = std::jthread([this, &buffer](const std::stop_token& stop) { run(stop, buffer); });
            return {};
        }
        void stop() noexcept override {
            if (thread_.joinable()) {
                thread_.request_stop();
                thread_.join();
            }
        }
        [[nodiscard]] bool alive() const noexcept override { return true; }

      private:
        void run(const std::stop_token& stop, CaptureBuffer& buffer) {
            std::vector<float> block(static_cast<std::size_t>(microphone_->sampleRateHz() / 100));
            const auto step = std::chrono::microseconds(static_cast<std::int64_t>(10'000.0 / microphone_->speed()));
            auto next = std::chrono::steady_clock::now();
            while (!stop.stop_requested()) {
                microphone_->hear(block);
                buffer.deliver(block, false);
                // Time that a busy machine has lost is not made up for: whoever listens would be flooded.
                next = std::max(next + step, std::chrono::steady_clock::now());
                std::this_thread::sleep_until(next);
            }
        }

        std::shared_ptr<StageMicrophone> microphone_;
        std::jthread thread_;
    };

    std::shared_ptr<StageMicrophone> microphone_;
};

}  // namespace timbre::test
