// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "core/audio/audio_clip.h"
#include "core/audio/sound_inputs.h"

namespace timbre::test {

/// A microphone in front of which a clip is played, then silence; faster than life.
struct FakeMicrophone {
    std::shared_ptr<const AudioClip> clip;    ///< Null: a ramp, whose sample number n is n / 2^20 modulo 0.5.
    double speed = 10.0;                      ///< Times life.
    bool endsDead = false;                    ///< Dies at the clip's end, instead of being silent.
    std::atomic<std::uint64_t> dieAt{~std::uint64_t{0}};    ///< Dies at this frame.
    std::atomic<std::uint64_t> pauseAt{~std::uint64_t{0}};  ///< Delivers nothing from this frame on, while it stays so.
    std::atomic<std::uint64_t> delivered{0};  ///< Frames, over all openings.
    int sampleRateHz = 16'000;                ///< Of the ramp.
};

inline float rampAt(std::uint64_t frame) { return static_cast<float>(frame % 524'288) / 1'048'576.0F; }

class FakeSource final : public InputSource {
  public:
    explicit FakeSource(std::shared_ptr<FakeMicrophone> microphone) : microphone_(std::move(microphone)) {}
    ~FakeSource() override { FakeSource::stop(); }

    [[nodiscard]] int sampleRateHz() const noexcept override {
        return microphone_->clip ? microphone_->clip->sampleRateHz : microphone_->sampleRateHz;
    }
    [[nodiscard]] int channels() const noexcept override { return microphone_->clip ? microphone_->clip->channels : 1; }
    Result<void> start(CaptureBuffer& buffer) override {
        thread_ = std::jthread([this, &buffer](const std::stop_token& stop) { play(stop, buffer); });
        return {};
    }
    void stop() noexcept override {
        if (thread_.joinable()) {
            thread_.request_stop();
            thread_.join();
        }
    }
    [[nodiscard]] bool alive() const noexcept override { return !dead_; }

  private:
    void play(const std::stop_token& stop, CaptureBuffer& buffer) {
        const auto channels = static_cast<std::size_t>(this->channels());
        const auto frames = static_cast<std::size_t>(sampleRateHz() / 100);
        std::vector<float> block(frames * channels);
        std::uint64_t frame = 0;
        auto next = std::chrono::steady_clock::now();
        while (!stop.stop_requested()) {
            const std::uint64_t end = microphone_->clip ? microphone_->clip->frames() : ~std::uint64_t{0};
            if (frame >= microphone_->dieAt || (microphone_->endsDead && frame >= end)) {
                dead_ = true;
                return;
            }
            // Faster than life must not mean that a busy machine loses sound which it would not lose in life.
            const bool fits = microphone_->speed <= 1.0 || buffer.room() >= frames;
            if (frame < microphone_->pauseAt && fits) {
                for (std::size_t i = 0; i < block.size(); ++i) {
                    const std::uint64_t at = frame * channels + i;
                    block[i] = !microphone_->clip                          ? rampAt(at)
                               : at < microphone_->clip->samples.size() ? microphone_->clip->samples[at]
                                                                           : 0.0F;
                }
                buffer.deliver(block, false);
                frame += frames;
                microphone_->delivered += frames;
            }
            next += std::chrono::microseconds(static_cast<std::int64_t>(10'000.0 / microphone_->speed));
            std::this_thread::sleep_until(next);
        }
    }

    std::shared_ptr<FakeMicrophone> microphone_;
    std::atomic<bool> dead_ = false;
    std::jthread thread_;
};

/// A machine with microphones that come and go.
class FakeInputs final : public SoundInputs {
  public:
    struct Machine {
        std::mutex mutex;
        std::vector<std::pair<std::string, std::shared_ptr<FakeMicrophone>>> microphones;  ///< Under mutex.
        std::atomic<int> refreshed{0};
        std::atomic<int> refreshedWhileOpen{0};
        std::atomic<int> open{0};
    };
    explicit FakeInputs(std::shared_ptr<Machine> machine) : machine_(std::move(machine)) { look(); }

    [[nodiscard]] std::vector<AudioDevice> devices() override {
        std::vector<AudioDevice> devices;
        for (const auto& [name, microphone] : seen_) {
            devices.push_back({.index = static_cast<int>(devices.size()),
                               .name = name,
                               .hostApi = "ALSA",
                               .inputChannels = 1,
                               .defaultRateHz = 16'000.0,
                               .isDefaultInput = devices.empty()});
        }
        return devices;
    }
    Result<void> refresh() override {
        ++machine_->refreshed;
        machine_->refreshedWhileOpen += machine_->open > 0 ? 1 : 0;
        look();
        return {};
    }
    Result<std::unique_ptr<InputSource>> open(const InputRequest& request) override {
        const auto device = chooseInput(devices(), request.device);
        if (!device) {
            return tl::unexpected(device.error());
        }
        return std::unique_ptr<InputSource>(
            std::make_unique<Counted>(seen_[static_cast<std::size_t>(device->index)].second, machine_));
    }

  private:
    /// A source that says when it goes.
    class Counted final : public InputSource {
      public:
        Counted(std::shared_ptr<FakeMicrophone> microphone, std::shared_ptr<Machine> machine)
            : source_(std::move(microphone)), machine_(std::move(machine)) {
            ++machine_->open;
        }
        ~Counted() override { --machine_->open; }
        [[nodiscard]] int sampleRateHz() const noexcept override { return source_.sampleRateHz(); }
        [[nodiscard]] int channels() const noexcept override { return source_.channels(); }
        Result<void> start(CaptureBuffer& buffer) override { return source_.start(buffer); }
        void stop() noexcept override { source_.stop(); }
        [[nodiscard]] bool alive() const noexcept override { return source_.alive(); }

      private:
        FakeSource source_;
        std::shared_ptr<Machine> machine_;
    };

    void look() {
        const std::scoped_lock lock(machine_->mutex);
        seen_ = machine_->microphones;
    }

    std::shared_ptr<Machine> machine_;
    std::vector<std::pair<std::string, std::shared_ptr<FakeMicrophone>>> seen_;
};

}  // namespace timbre::test
