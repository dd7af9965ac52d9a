// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/live_input.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "core/audio/capture.h"
#include "core/audio/monitor.h"
#include "core/audio/recent_quality.h"

namespace timbre {

namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kDrainEvery = std::chrono::milliseconds(10);
constexpr auto kLookEvery = std::chrono::milliseconds(5);
constexpr auto kDrainPatience = std::chrono::milliseconds(500);
constexpr std::size_t kBlockFrames = 1024;
constexpr double kMostPreRollSeconds = 8.0;

Error noTake() { return {ErrorCode::NotFound, "no recording runs", "Begin one first."}; }

/// Where the sound of an input branches off: it remembers the last seconds and hands everything on to those who listen.
class TapPoint {
  public:
    TapPoint(int sampleRateHz, double preRollSeconds)
        : ring_(static_cast<std::size_t>(std::max(1.0, preRollSeconds * sampleRateHz))) {}

    /// Thread: the input's.
    void push(std::span<const float> mono) {
        const std::scoped_lock lock(mutex_);
        for (const float sample : mono) {
            ring_[frames_++ % ring_.size()] = sample;
        }
        for (CaptureBuffer* listener : listeners_) {
            listener->deliver(mono, false);
        }
    }

    /// From now on `listener` gets everything, beginning with the last `preRoll` frames. Returns the number of its first.
    std::uint64_t attach(CaptureBuffer& listener, std::uint64_t preRoll) {
        const std::scoped_lock lock(mutex_);
        const std::uint64_t first = frames_ - std::min({preRoll, frames_, std::uint64_t{ring_.size()}});
        for (std::uint64_t at = first; at < frames_;) {
            const std::size_t place = at % ring_.size();
            const std::size_t count = std::min<std::uint64_t>(frames_ - at, ring_.size() - place);
            listener.deliver(std::span(ring_).subspan(place, count), false);
            at += count;
        }
        listeners_.push_back(&listener);
        return first;
    }
    /// When this returns, `listener` gets nothing more.
    void detach(const CaptureBuffer& listener) {
        const std::scoped_lock lock(mutex_);
        std::erase(listeners_, &listener);
    }

    [[nodiscard]] std::uint64_t frames() const {
        const std::scoped_lock lock(mutex_);
        return frames_;
    }

    std::atomic<bool> alive = true;

  private:
    mutable std::mutex mutex_;
    std::vector<float> ring_;
    std::uint64_t frames_ = 0;
    std::vector<CaptureBuffer*> listeners_;
};

/// A branch of the input as a recorder wants it.
class TapSource final : public InputSource {
  public:
    TapSource(std::shared_ptr<TapPoint> point, int sampleRateHz, std::uint64_t preRoll,
              std::shared_ptr<std::atomic<std::uint64_t>> first)
        : point_(std::move(point)), sampleRateHz_(sampleRateHz), preRoll_(preRoll), first_(std::move(first)) {}
    ~TapSource() override { TapSource::stop(); }

    [[nodiscard]] int sampleRateHz() const noexcept override { return sampleRateHz_; }
    [[nodiscard]] int channels() const noexcept override { return 1; }
    Result<void> start(CaptureBuffer& buffer) override {
        buffer_ = &buffer;
        *first_ = point_->attach(buffer, preRoll_);
        return {};
    }
    void stop() noexcept override {
        if (CaptureBuffer* buffer = std::exchange(buffer_, nullptr)) {
            point_->detach(*buffer);
        }
    }
    [[nodiscard]] bool alive() const noexcept override { return point_->alive; }

  private:
    std::shared_ptr<TapPoint> point_;
    int sampleRateHz_;
    std::uint64_t preRoll_;
    std::shared_ptr<std::atomic<std::uint64_t>> first_;
    CaptureBuffer* buffer_ = nullptr;
};

}  // namespace

class LiveInput::Impl {
  public:
    Impl(std::unique_ptr<InputSource> source, const LiveSettings& settings, RecentQuality quality)
        : settings_(settings),
          sampleRateHz_(source->sampleRateHz()),
          channels_(source->channels()),
          meter_(std::make_shared<LiveMeter>(sampleRateHz_, channels_)),
          trace_(std::make_shared<LiveTrace>(sampleRateHz_)),
          point_(std::make_shared<TapPoint>(sampleRateHz_,
                                            std::clamp(settings.preRollSeconds, 0.0, kMostPreRollSeconds))),
          capture_(std::make_shared<Capture>(std::move(source))),
          quality_(std::move(quality)),
          level_(sampleRateHz_),
          lastDelivery_(Clock::now()),
          nextJudgement_(lastDelivery_ + settings.judgeEvery) {}

    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
    ~Impl() {
        if (recording()) {
            static_cast<void>(endTake());  // what cannot be named stays as a part file, which is offered later
        }
        stopping_ = true;
        stopWithin(capture_, settings_.stallAfter);
        if (thread_.joinable()) {
            thread_.request_stop();
            thread_.join();
        }
    }

    Result<void> start() {
        if (auto started = capture_->source->start(capture_->buffer); !started) {
            return started;
        }
        thread_ = std::jthread([this](const std::stop_token& stop) { hear(stop); });
        return {};
    }

    [[nodiscard]] InputStatus status() const {
        InputStatus status;
        {
            const std::scoped_lock lock(statusMutex_);
            status = status_;
        }
        const std::scoped_lock lock(takeMutex_);
        if (recorder_) {
            RecordingStatus take = recorder_->status();
            status.inTake = true;
            status.takeEnded = !take.running;
            status.takeSeconds = take.seconds;
            status.quality = std::move(take.quality);
            status.takeStartColumn = *first_ * LiveTrace::kColumnsPerSecond / static_cast<std::uint64_t>(sampleRateHz_);
            status.droppedFrames += take.droppedFrames;
        }
        status.settled = restsOnEnough(status.quality);
        return status;
    }

    Result<void> beginTake(const std::filesystem::path& target, double preRollSeconds, bool overwrite) {
        if (recording()) {
            return fail(ErrorCode::InvalidInput, "a recording runs already", "End it first.");
        }
        if (!point_->alive) {
            return tl::unexpected(status().trouble.value_or(
                Error{ErrorCode::DeviceUnavailable, "the recording device has gone", "Choose another one."}));
        }
        const double wanted = std::clamp(preRollSeconds, 0.0, kMostPreRollSeconds);
        auto first = std::make_shared<std::atomic<std::uint64_t>>(0);
        auto recorder = Recorder::start(
            std::make_unique<TapSource>(point_, sampleRateHz_,
                                        static_cast<std::uint64_t>(std::llround(wanted * sampleRateHz_)), first),
            {.target = target,
             .bits = settings_.bits,
             .overwrite = overwrite,
             .vad = settings_.vad,
             .judgeEvery = settings_.judgeEvery,
             .stallAfter = settings_.stallAfter});
        if (!recorder) {
            return tl::unexpected(recorder.error());
        }
        overrunsBefore_ = capture_->buffer.overruns();
        dropsBefore_ = capture_->buffer.droppedFrames();
        const std::scoped_lock lock(takeMutex_);
        recorder_ = std::move(*recorder);
        first_ = std::move(first);
        return {};
    }

    Result<RecordedTake> endTake() {
        if (!recording()) {
            return tl::unexpected(noTake());
        }
        // What the device has delivered by now belongs to the take.
        const std::uint64_t delivered = capture_->buffer.deliveredFrames();
        const auto patience = Clock::now() + kDrainPatience;
        while (point_->alive && point_->frames() < delivered && Clock::now() < patience) {
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        const std::unique_ptr<Recorder> recorder = takeRecorder();
        auto take = recorder->finish();
        if (take) {
            take->overruns += capture_->buffer.overruns() - overrunsBefore_;
            take->droppedFrames += capture_->buffer.droppedFrames() - dropsBefore_;
            const auto trouble = status().trouble;
            if (trouble) {
                take->trouble = trouble;
            }
        }
        return take;
    }

    void discardTake() {
        if (const std::unique_ptr<Recorder> recorder = takeRecorder()) {
            recorder->discard();
        }
    }

    Result<AudioClip> listen(double seconds, const std::stop_token& stop) {
        const auto wanted = static_cast<std::size_t>(std::max(0.0, seconds) * sampleRateHz_);
        CaptureBuffer buffer(1, sampleRateHz_);
        std::vector<float> block(kBlockFrames);
        AudioClip clip{.sampleRateHz = sampleRateHz_, .channels = 1, .samples = {}};
        point_->attach(buffer, 0);
        while (clip.samples.size() < wanted && point_->alive && !stop.stop_requested()) {
            while (const std::size_t got = buffer.take(block)) {
                clip.samples.insert(clip.samples.end(), block.begin(), block.begin() + static_cast<std::ptrdiff_t>(got));
            }
            std::this_thread::sleep_for(kLookEvery);
        }
        point_->detach(buffer);
        if (clip.samples.size() >= wanted) {
            clip.samples.resize(wanted);
            return clip;
        }
        return stop.stop_requested()
                   ? fail(ErrorCode::Cancelled, "listening was stopped")
                   : fail(ErrorCode::DeviceUnavailable, "the recording device stopped delivering sound",
                          "Check its cable, or choose another one.");
    }

    Result<void> setMonitor(bool on) {
        std::unique_ptr<Monitor> monitor;
        if (on) {
            auto started = Monitor::start(settings_.monitor, sampleRateHz_);
            if (!started) {
                return tl::unexpected(started.error());
            }
            monitor = std::move(*started);
        }
        const std::scoped_lock lock(monitorMutex_);
        monitor_.swap(monitor);
        return {};
    }

    [[nodiscard]] int sampleRateHz() const { return sampleRateHz_; }
    [[nodiscard]] int channels() const { return channels_; }
    [[nodiscard]] std::shared_ptr<LiveMeter> meter() const { return meter_; }
    [[nodiscard]] std::shared_ptr<LiveTrace> trace() const { return trace_; }

  private:
    [[nodiscard]] bool recording() const {
        const std::scoped_lock lock(takeMutex_);
        return recorder_ != nullptr;
    }
    std::unique_ptr<Recorder> takeRecorder() {
        const std::scoped_lock lock(takeMutex_);
        return std::move(recorder_);
    }

    /// Thread: the input's.
    void hear(const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            drain();
            auto trouble = deviceTrouble();
            const bool judge = Clock::now() >= nextJudgement_;
            publish(judge, trouble);
            if (trouble) {
                point_->alive = false;
                return;
            }
            std::unique_lock lock(waitMutex_);
            wake_.wait_for(lock, stop, kDrainEvery, [] { return false; });
        }
        drain();
        point_->alive = false;
    }

    void drain() {
        block_.resize(kBlockFrames * static_cast<std::size_t>(channels_));
        while (const std::size_t got = capture_->buffer.take(block_)) {
            lastDelivery_ = Clock::now();
            std::span<const float> samples(block_.data(), got);
            meter_->push(samples);
            if (channels_ > 1) {
                downmix(samples, static_cast<std::size_t>(channels_), mono_);
                samples = mono_;
            }
            trace_->push(samples);
            level_.push(samples);
            quality_.push(samples);
            {
                const std::scoped_lock lock(monitorMutex_);
                if (monitor_) {
                    monitor_->push(samples);
                }
            }
            point_->push(samples);
            heard_ += samples.size();
        }
    }

    [[nodiscard]] std::optional<Error> deviceTrouble() const {
        const bool patient = heard_ == 0;
        const bool stalled = Clock::now() - lastDelivery_ > settings_.stallAfter * (patient ? 3 : 1);
        if ((capture_->source->alive() && !stalled) || stopping_) {
            return std::nullopt;
        }
        return patient ? Error{ErrorCode::DeviceUnavailable, "the recording device delivers no sound",
                               "Check that it is switched on and not muted, or choose another one."}
                       : Error{ErrorCode::DeviceUnavailable, "the recording device stopped delivering sound",
                               "Check its cable; what was recorded until then is kept."};
    }

    void publish(bool judge, const std::optional<Error>& trouble) {
        std::optional<QualityReport> fresh;
        if (judge) {
            fresh = quality_.report();
            nextJudgement_ = Clock::now() + settings_.judgeEvery;
        }
        bool monitoring = false;
        {
            const std::scoped_lock lock(monitorMutex_);
            monitoring = monitor_ != nullptr;
        }
        const std::scoped_lock lock(statusMutex_);
        status_.running = !trouble;
        status_.trouble = trouble;
        status_.seconds = static_cast<double>(heard_) / sampleRateHz_;
        status_.levelDbfs = level_.levelDbfs();
        status_.peakDbfs = level_.peakDbfs();
        status_.clippedSamples = meter_->clipped();
        status_.monitoring = monitoring;
        status_.droppedFrames = capture_->buffer.droppedFrames();
        status_.overruns = capture_->buffer.overruns();
        if (fresh) {
            status_.quality = std::move(*fresh);
        }
    }

    LiveSettings settings_;
    int sampleRateHz_;
    int channels_;
    std::shared_ptr<LiveMeter> meter_;
    std::shared_ptr<LiveTrace> trace_;
    std::shared_ptr<TapPoint> point_;
    std::shared_ptr<Capture> capture_;
    std::atomic<bool> stopping_ = false;

    // The input thread's own.
    RecentQuality quality_;
    ScreenLevel level_;
    std::vector<float> block_;
    std::vector<float> mono_;
    std::uint64_t heard_ = 0;
    Clock::time_point lastDelivery_;
    Clock::time_point nextJudgement_;

    mutable std::mutex statusMutex_;
    InputStatus status_;

    mutable std::mutex takeMutex_;
    std::unique_ptr<Recorder> recorder_;                  ///< Under takeMutex_.
    std::shared_ptr<std::atomic<std::uint64_t>> first_;   ///< Under takeMutex_: the take's first frame.
    std::uint64_t overrunsBefore_ = 0;  ///< The take; as the next.
    std::uint64_t dropsBefore_ = 0;

    std::mutex monitorMutex_;
    std::unique_ptr<Monitor> monitor_;  ///< Under monitorMutex_.

    std::mutex waitMutex_;
    std::condition_variable_any wake_;
    std::jthread thread_;  ///< Last: it ends before anything it uses.
};

LiveInput::LiveInput(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
LiveInput::~LiveInput() = default;

Result<std::unique_ptr<LiveInput>> LiveInput::start(std::unique_ptr<InputSource> source, const LiveSettings& settings) {
    auto quality =
        RecentQuality::create({.sampleRateHz = source->sampleRateHz(), .channels = 1, .vad = settings.vad});
    if (!quality) {
        return tl::unexpected(quality.error());
    }
    auto impl = std::make_unique<Impl>(std::move(source), settings, std::move(*quality));
    if (auto started = impl->start(); !started) {
        return tl::unexpected(started.error());
    }
    return std::unique_ptr<LiveInput>(new LiveInput(std::move(impl)));
}

int LiveInput::sampleRateHz() const noexcept { return impl_->sampleRateHz(); }
int LiveInput::channels() const noexcept { return impl_->channels(); }
InputStatus LiveInput::status() const { return impl_->status(); }
std::shared_ptr<LiveMeter> LiveInput::meter() const { return impl_->meter(); }
std::shared_ptr<LiveTrace> LiveInput::trace() const { return impl_->trace(); }
Result<void> LiveInput::beginTake(const std::filesystem::path& target, double preRollSeconds, bool overwrite) {
    return impl_->beginTake(target, preRollSeconds, overwrite);
}
Result<RecordedTake> LiveInput::endTake() { return impl_->endTake(); }
void LiveInput::discardTake() { impl_->discardTake(); }
Result<AudioClip> LiveInput::listen(double seconds, const std::stop_token& stop) {
    return impl_->listen(seconds, stop);
}
Result<void> LiveInput::setMonitor(bool on) { return impl_->setMonitor(on); }

}  // namespace timbre
