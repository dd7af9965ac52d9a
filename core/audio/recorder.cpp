// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/recorder.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "core/audio/capture.h"
#include "core/base/files.h"

namespace timbre {

namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kDrainEvery = std::chrono::milliseconds(20);
constexpr auto kWatchEvery = std::chrono::milliseconds(50);
constexpr std::size_t kBlockFrames = 4096;

}  // namespace

class Recorder::Impl {
  public:
    Impl(std::unique_ptr<InputSource> source, const RecorderSettings& settings, TakeWriter writer, QualityMeter meter)
        : capture_(std::make_shared<Capture>(std::move(source))),
          settings_(settings),
          writer_(std::move(writer)),
          meter_(std::move(meter)),
          level_(writer_.format().sampleRateHz * writer_.format().channels),
          lastDelivery_(Clock::now()),
          nextJudgement_(lastDelivery_ + settings.judgeEvery) {}

    Result<void> start() {
        if (auto started = capture_->source->start(capture_->buffer); !started) {
            writer_.discard();
            return started;
        }
        thread_ = std::jthread([this](const std::stop_token& stop) { writeTake(stop); });
        return {};
    }

    void stop() {
        // Before the source stops, so that its end is not taken for a lost device.
        if (stopping_.exchange(true)) {
            return;
        }
        stopWithin(capture_, settings_.stallAfter);
        if (thread_.joinable()) {
            thread_.request_stop();
            thread_.join();
        }
    }

    RecordingStatus status() const {
        const std::scoped_lock lock(statusMutex_);
        return status_;
    }

    Result<RecordedTake> finish() {
        stop();
        if (writer_.frames() == 0) {
            writer_.discard();
            return trouble_
                       ? tl::unexpected(*trouble_)
                       : fail(ErrorCode::Cancelled, "the recording was stopped before the device delivered any sound",
                              "Wait for the level to move, then stop.");
        }
        auto file = writer_.finish();
        if (!file) {
            return tl::unexpected(file.error());
        }
        return RecordedTake{.file = std::move(*file),
                            .quality = meter_.report(),
                            .droppedFrames = status_.droppedFrames,
                            .overruns = capture_->buffer.overruns(),
                            .trouble = trouble_};
    }

    void discard() {
        stop();
        writer_.discard();
    }

  private:
    /// Thread: take writer.
    void writeTake(const std::stop_token& stop) {
        bool over = false;
        while (!over) {
            const bool last = stop.stop_requested();  // asked before draining: what came before it is still written
            over = !drain() || last || !deviceDelivers();
            publish(!over, over || Clock::now() >= nextJudgement_);
            if (!over) {
                std::unique_lock lock(waitMutex_);
                wake_.wait_for(lock, stop, kDrainEvery, [] { return false; });
            }
        }
    }

    /// Moves everything delivered so far to the file. False when the recording is over.
    bool drain() {
        const auto deviceChannels = static_cast<std::size_t>(capture_->buffer.channels());
        block_.resize(kBlockFrames * deviceChannels);
        for (;;) {
            const std::size_t got = capture_->buffer.take(block_);
            if (got == 0) {
                return true;
            }
            lastDelivery_ = Clock::now();
            std::span<const float> samples(block_.data(), got);
            if (settings_.channels == 1 && deviceChannels > 1) {
                downmix(samples, deviceChannels, mono_);
                samples = mono_;
            }
            if (!keep(samples)) {
                return false;
            }
        }
    }

    bool keep(std::span<const float> samples) {
        const TakeFormat& format = writer_.format();
        bool timeOver = false;
        if (settings_.maximumSeconds > 0.0) {
            const auto limit = static_cast<std::uint64_t>(std::llround(settings_.maximumSeconds * format.sampleRateHz));
            const std::uint64_t left = (limit - writer_.frames()) * static_cast<std::uint64_t>(format.channels);
            timeOver = samples.size() >= left;
            samples = samples.first(std::min<std::size_t>(samples.size(), left));
        }
        if (auto written = writer_.append(samples); !written) {
            trouble_ = written.error();
            return false;
        }
        meter_.push(samples);
        level_.push(samples);
        return !timeOver;
    }

    bool deviceDelivers() {
        const bool patient = writer_.frames() == 0;
        const bool stalled = Clock::now() - lastDelivery_ > settings_.stallAfter * (patient ? 3 : 1);
        const bool gone = !capture_->source->alive();
        if ((!gone && !stalled) || stopping_) {
            return true;
        }
        trouble_ =
            patient ? Error{ErrorCode::DeviceUnavailable, "the recording device delivers no sound",
                            "Check that it is switched on and not muted, or choose another one from `timbre devices`."}
                    : Error{ErrorCode::DeviceUnavailable, "the recording device stopped delivering sound",
                            "Check its cable; what was recorded until then is kept."};
        return false;
    }

    void publish(bool running, bool judge) {
        RecordingStatus fresh{.running = running,
                              .trouble = trouble_,
                              .seconds = static_cast<double>(writer_.frames()) / writer_.format().sampleRateHz,
                              .levelDbfs = level_.levelDbfs(),
                              .peakDbfs = level_.peakDbfs(),
                              .quality = {},
                              .droppedFrames = capture_->buffer.droppedFrames()};
        if (judge) {
            fresh.quality = meter_.report();
            nextJudgement_ = Clock::now() + settings_.judgeEvery;
        }
        const std::scoped_lock lock(statusMutex_);
        if (!judge) {
            fresh.quality = std::move(status_.quality);
        }
        status_ = std::move(fresh);
    }

    std::shared_ptr<Capture> capture_;
    RecorderSettings settings_;
    std::atomic<bool> stopping_ = false;

    // The take writer's own while it runs; afterwards the owner's.
    TakeWriter writer_;
    QualityMeter meter_;
    ScreenLevel level_;
    std::optional<Error> trouble_;
    std::vector<float> block_;
    std::vector<float> mono_;
    Clock::time_point lastDelivery_;
    Clock::time_point nextJudgement_;

    mutable std::mutex statusMutex_;
    RecordingStatus status_;

    std::mutex waitMutex_;
    std::condition_variable_any wake_;
    std::jthread thread_;  ///< Last: it ends before anything it uses.
};

Recorder::Recorder(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Recorder::~Recorder() {
    if (impl_) {
        impl_->stop();
    }
}

Result<std::unique_ptr<Recorder>> Recorder::start(std::unique_ptr<InputSource> source,
                                                  const RecorderSettings& settings) {
    const TakeFormat format{.sampleRateHz = source->sampleRateHz(),
                            .channels = settings.channels == 1 ? 1 : source->channels(),
                            .bits = settings.bits};
    auto meter =
        QualityMeter::create({.sampleRateHz = format.sampleRateHz, .channels = format.channels, .vad = settings.vad});
    if (!meter) {
        return tl::unexpected(meter.error());
    }
    auto writer = TakeWriter::create(settings.target, format, settings.overwrite);
    if (!writer) {
        return tl::unexpected(writer.error());
    }
    auto impl = std::make_unique<Impl>(std::move(source), settings, std::move(*writer), std::move(*meter));
    if (auto started = impl->start(); !started) {
        return tl::unexpected(started.error());
    }
    return std::unique_ptr<Recorder>(new Recorder(std::move(impl)));
}

RecordingStatus Recorder::status() const { return impl_->status(); }

Result<RecordedTake> Recorder::finish() { return impl_->finish(); }

void Recorder::discard() { impl_->discard(); }

Result<RecordedTake> record(std::unique_ptr<InputSource> source, const RecorderSettings& settings, std::stop_token stop,
                            const std::function<void(const RecordingStatus&)>& watch) {
    auto recorder = Recorder::start(std::move(source), settings);
    if (!recorder) {
        return tl::unexpected(recorder.error());
    }
    for (bool running = true; running && !stop.stop_requested();) {
        std::this_thread::sleep_for(kWatchEvery);
        const RecordingStatus status = (*recorder)->status();
        running = status.running;
        if (watch) {
            watch(status);
        }
    }
    return (*recorder)->finish();
}

}  // namespace timbre
