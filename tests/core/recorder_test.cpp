// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/recorder.h"

#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cmath>
#include <csignal>
#include <latch>
#include <new>
#include <numbers>
#include <thread>

#include "core/audio/decode.h"
#include "core/base/files.h"
#include "tests/support/allocation_trap.h"
#include "tests/support/pulse_sandbox.h"
#include "tests/support/test_support.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;

constexpr int kRateHz = 16'000;
constexpr std::size_t kBlockFrames = 160;  // 10 ms

struct ToneSettings {
    int channels = 1;
    std::vector<float> amplitudes = {0.25F};             ///< One a channel.
    std::uint64_t stopsAfterFrames = ~std::uint64_t{0};  ///< Then it delivers nothing more,
    bool diesThen = false;                               ///< and says that it is dead.
    bool starts = true;
    std::latch* stopWaitsFor = nullptr;               ///< stop() returns only when this opens.
    std::chrono::microseconds pace{1'000};            ///< Ten times faster than life.
    std::atomic<int>* gone = nullptr;                 ///< Counted down at the end of the source.
    std::atomic<std::uint64_t>* delivered = nullptr;  ///< Counts frames where another process can see them.
};

/// A microphone in front of which somebody whistles 400 Hz.
class ToneSource final : public InputSource {
  public:
    explicit ToneSource(ToneSettings settings = {}) : settings_(std::move(settings)) {}
    ~ToneSource() override {
        stop();
        if (settings_.gone != nullptr) {
            settings_.gone->fetch_sub(1);
        }
    }

    [[nodiscard]] int sampleRateHz() const noexcept override { return kRateHz; }
    [[nodiscard]] int channels() const noexcept override { return settings_.channels; }
    Result<void> start(CaptureBuffer& buffer) override {
        if (!settings_.starts) {
            return fail(ErrorCode::DeviceUnavailable, "the device \"whistle\" does not start", "Whistle again.");
        }
        thread_ = std::jthread([this, &buffer](const std::stop_token& stop) { whistle(stop, buffer); });
        return {};
    }
    void stop() noexcept override {
        if (settings_.stopWaitsFor != nullptr) {
            settings_.stopWaitsFor->wait();
        }
        if (thread_.joinable()) {
            thread_.request_stop();
            thread_.join();
        }
    }
    [[nodiscard]] bool alive() const noexcept override { return !dead_; }

  private:
    void whistle(const std::stop_token& stop, CaptureBuffer& buffer) {
        const auto channels = static_cast<std::size_t>(settings_.channels);
        std::vector<float> block(kBlockFrames * channels);
        for (std::uint64_t frame = 0; !stop.stop_requested() && frame < settings_.stopsAfterFrames;
             frame += kBlockFrames) {
            for (std::size_t i = 0; i < kBlockFrames; ++i) {
                const double phase = 2.0 * std::numbers::pi * 400.0 * static_cast<double>(frame + i) / kRateHz;
                for (std::size_t c = 0; c < channels; ++c) {
                    block[i * channels + c] = settings_.amplitudes[c] * static_cast<float>(std::sin(phase));
                }
            }
            buffer.deliver(block, false);
            if (settings_.delivered != nullptr) {
                settings_.delivered->fetch_add(kBlockFrames);
            }
            std::this_thread::sleep_for(settings_.pace);
        }
        dead_ = settings_.diesThen;
    }

    ToneSettings settings_;
    std::atomic<bool> dead_ = false;
    std::jthread thread_;
};

std::unique_ptr<InputSource> tone(ToneSettings settings = {}) {
    return std::make_unique<ToneSource>(std::move(settings));
}

float largest(const AudioClip& clip) {
    float peak = 0.0F;
    for (const float sample : clip.samples) {
        peak = std::max(peak, std::fabs(sample));
    }
    return peak;
}

TEST(CaptureBuffer, NeitherAllocatesNorFreesInTheAudioCallback) {
    CaptureBuffer buffer(2, 48'000, 0.01);  // so small that it also runs over
    const std::vector<float> block(512, 0.5F);
    const test::AllocationTrap trap;
    for (int i = 0; i < 10; ++i) {
        buffer.deliver(block, i == 3);
        buffer.deliver({}, true);
    }
    EXPECT_EQ(trap.allocations(), 0U);
    EXPECT_GT(buffer.droppedFrames(), 0U);
}

TEST(AllocationTrap, CountsAllocations) {
    const test::AllocationTrap trap;
    auto vector = std::make_unique<std::vector<int>>(100);
    vector.reset();
    EXPECT_GE(trap.allocations(), 4U);
}

TEST(CaptureBuffer, DropsWholeFramesAndCountsThemWhenNobodyDrains) {
    CaptureBuffer buffer(3, 10, 1.0);  // 30 samples, rounded up to 32: ten whole frames and two samples
    buffer.deliver(std::vector<float>(3 * 8, 1.0F), false);
    buffer.deliver(std::vector<float>(3 * 8, 2.0F), true);
    EXPECT_EQ(buffer.deliveredFrames(), 10U);
    EXPECT_EQ(buffer.droppedFrames(), 6U);
    EXPECT_EQ(buffer.overruns(), 1U);
    std::vector<float> out(100);
    EXPECT_EQ(buffer.take(out), 30U);
    EXPECT_EQ(out[23], 1.0F);
    EXPECT_EQ(out[24], 2.0F);
    EXPECT_EQ(buffer.take(out), 0U);
}

TEST(Recorder, EndsByItselfAfterTheGivenTimeToTheFrame) {
    const test::TempDir dir;
    const auto take = record(tone(), {.target = dir / "take.wav", .maximumSeconds = 1.234}, {}, {});
    ASSERT_TRUE(take) << take.error().message();
    EXPECT_EQ(take->file.frames, 19'744U);
    EXPECT_FALSE(take->trouble);
    EXPECT_EQ(take->droppedFrames, 0U);
    const auto clip = readAudio(dir / "take.wav");
    ASSERT_TRUE(clip) << clip.error().message();
    EXPECT_EQ(clip->frames(), 19'744U);
    EXPECT_NEAR(largest(*clip), 0.25F, 1e-5F);
    EXPECT_NEAR(take->quality.peakDbfs, -12.04, 0.01);
    EXPECT_NEAR(take->quality.seconds, 1.234, 1e-6);
}

TEST(Recorder, KeepsEverythingThatWasDeliveredBeforeTheStop) {
    const test::TempDir dir;
    std::atomic<std::uint64_t> delivered{0};
    std::stop_source stop;
    const auto take = record(tone({.delivered = &delivered}), {.target = dir / "take.wav"}, stop.get_token(),
                             [&](const RecordingStatus& status) {
                                 if (status.seconds > 0.5) {
                                     stop.request_stop();
                                 }
                             });
    ASSERT_TRUE(take) << take.error().message();
    EXPECT_EQ(take->file.frames, delivered.load());
    EXPECT_FALSE(take->trouble);
}

TEST(Recorder, ShowsLevelPeakAndQualityWhileItRuns) {
    const test::TempDir dir;
    RecordingStatus last;
    const auto take = record(tone({.amplitudes = {0.5F}}), {.target = dir / "take.wav", .maximumSeconds = 6.0}, {},
                             [&](const RecordingStatus& status) { last = status; });
    ASSERT_TRUE(take) << take.error().message();
    EXPECT_FALSE(last.running);
    EXPECT_NEAR(last.levelDbfs, -9.03, 0.05);  // a sine of amplitude 0.5
    EXPECT_NEAR(last.peakDbfs, -6.02, 0.01);
    EXPECT_NEAR(last.seconds, 6.0, 1e-9);
    EXPECT_NEAR(last.quality.seconds, 6.0, 1e-6);
    EXPECT_NEAR(last.quality.peakDbfs, -6.02, 0.01);
}

TEST(Recorder, WritesTheMeanOfTheChannelsWhenMonoIsAsked) {
    const test::TempDir dir;
    const auto take = record(tone({.channels = 2, .amplitudes = {0.6F, 0.2F}}),
                             {.target = dir / "take.wav", .channels = 1, .maximumSeconds = 0.5}, {}, {});
    ASSERT_TRUE(take) << take.error().message();
    EXPECT_EQ(take->file.format.channels, 1);
    EXPECT_NEAR(largest(readAudio(dir / "take.wav").value()), 0.4F, 1e-5F);
}

TEST(Recorder, WritesAllChannelsWhenAsked) {
    const test::TempDir dir;
    const auto take = record(tone({.channels = 2, .amplitudes = {0.6F, 0.2F}}),
                             {.target = dir / "take.wav", .channels = 0, .maximumSeconds = 0.5}, {}, {});
    ASSERT_TRUE(take) << take.error().message();
    const auto clip = readAudio(dir / "take.wav").value();
    ASSERT_EQ(clip.channels, 2);
    EXPECT_EQ(clip.frames(), 8'000U);
    EXPECT_NEAR(clip.samples[20] / clip.samples[21], 3.0F, 1e-3F);
}

TEST(Recorder, KeepsTheSoundAndTellsWhyWhenTheDeviceGoesAway) {
    const test::TempDir dir;
    const auto take = record(tone({.stopsAfterFrames = 4'800, .diesThen = true}), {.target = dir / "take.wav"}, {}, {});
    ASSERT_TRUE(take) << take.error().message();
    ASSERT_TRUE(take->trouble);
    EXPECT_EQ(take->trouble->code, ErrorCode::DeviceUnavailable);
    EXPECT_EQ(take->file.frames, 4'800U);
}

TEST(Recorder, NoticesADeviceThatFallsSilentWithoutSayingSo) {
    const test::TempDir dir;
    const auto take = record(tone({.stopsAfterFrames = 4'800}),
                             {.target = dir / "take.wav", .stallAfter = std::chrono::milliseconds(200)}, {}, {});
    ASSERT_TRUE(take) << take.error().message();
    ASSERT_TRUE(take->trouble);
    EXPECT_EQ(take->trouble->code, ErrorCode::DeviceUnavailable);
    EXPECT_EQ(take->file.frames, 4'800U);
}

TEST(Recorder, FinishesTheFileEvenWhenTheDeviceDoesNotStop) {
    const test::TempDir dir;
    std::latch frozen(1);
    std::atomic<int> sourcesLeft{1};
    {
        const auto take = record(tone({.stopsAfterFrames = 4'800, .stopWaitsFor = &frozen, .gone = &sourcesLeft}),
                                 {.target = dir / "take.wav", .stallAfter = std::chrono::milliseconds(200)}, {}, {});
        ASSERT_TRUE(take) << take.error().message();
        EXPECT_EQ(take->file.frames, 4'800U);
        EXPECT_EQ(readAudio(dir / "take.wav").value().frames(), 4'800U);
        EXPECT_EQ(sourcesLeft, 1);
    }
    frozen.count_down();
    EXPECT_TRUE(test::eventually([&] { return sourcesLeft == 0; }));
}

TEST(Recorder, LeavesNoFileWhenNothingWasDelivered) {
    const test::TempDir dir;
    const auto take = record(tone({.stopsAfterFrames = 0}),
                             {.target = dir / "take.wav", .stallAfter = std::chrono::milliseconds(50)}, {}, {});
    ASSERT_FALSE(take);
    EXPECT_EQ(take.error().code, ErrorCode::DeviceUnavailable);
    EXPECT_FALSE(take.error().advice.empty());
    EXPECT_TRUE(fs::is_empty(dir.path()));
}

TEST(Recorder, LeavesNoFileWhenTheDeviceDoesNotStart) {
    const test::TempDir dir;
    const auto recorder = Recorder::start(tone({.starts = false}), {.target = dir / "take.wav"});
    ASSERT_FALSE(recorder);
    EXPECT_EQ(recorder.error().code, ErrorCode::DeviceUnavailable);
    EXPECT_NE(recorder.error().detail.find("whistle"), std::string::npos);
    EXPECT_TRUE(fs::is_empty(dir.path()));
}

TEST(Recorder, LeavesNoFileWhenDiscarded) {
    const test::TempDir dir;
    auto recorder = Recorder::start(tone(), {.target = dir / "take.wav"});
    ASSERT_TRUE(recorder) << recorder.error().message();
    ASSERT_TRUE(test::eventually([&] { return (*recorder)->status().seconds > 0.1; }));
    (*recorder)->discard();
    EXPECT_TRUE(fs::is_empty(dir.path()));
}

TEST(Recorder, KeepsWhatFittedWhenTheDiskIsFull) {
    const test::TempDir dir;
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const rlimit small{80 + 3 * 8'000, before.rlim_max};  // half a second
    setrlimit(RLIMIT_FSIZE, &small);
    const auto take = record(tone(), {.target = dir / "take.wav"}, {}, {});
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    ASSERT_TRUE(take) << take.error().message();
    ASSERT_TRUE(take->trouble);
    EXPECT_EQ(take->trouble->code, ErrorCode::Io);
    EXPECT_EQ(readAudio(dir / "take.wav").value().frames(), 8'000U);
}

/// Memory that a forked child shares with the test.
class SharedCounter {
  public:
    SharedCounter()
        : memory_(mmap(nullptr, sizeof(Counter), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)),
          counter_(new (memory_) Counter(0)) {}
    SharedCounter(const SharedCounter&) = delete;
    SharedCounter& operator=(const SharedCounter&) = delete;
    ~SharedCounter() { munmap(memory_, sizeof(Counter)); }
    std::atomic<std::uint64_t>* get() { return counter_; }

  private:
    using Counter = std::atomic<std::uint64_t>;
    void* memory_;
    Counter* counter_;
};

TEST(Recorder, LosesAtMostTheLastSecondWhenKilled) {
    const test::TempDir dir;
    SharedCounter delivered;
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        // As fast as life: the promise is about seconds that pass, and a busy machine may well hold a thread up for 0.1 s.
        const ToneSettings live{.pace = std::chrono::milliseconds(10), .delivered = delivered.get()};
        const auto take = record(tone(live), {.target = dir / "take.wav"}, {}, {});
        _exit(take ? 0 : 1);
    }
    EXPECT_TRUE(test::eventually([&] { return delivered.get()->load() > 3 * kRateHz; }));
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status));

    const auto asLeft = readAudio(dir / "take.part.wav");  // any player opens it even before it is repaired
    ASSERT_TRUE(asLeft) << asLeft.error().message();
    const auto take = recoverTake(dir / "take.part.wav");
    ASSERT_TRUE(take) << take.error().message();
    EXPECT_GE(take->frames + kRateHz, delivered.get()->load());
    const auto clip = readAudio(dir / "take.part.wav");
    ASSERT_TRUE(clip) << clip.error().message();
    EXPECT_EQ(clip->frames(), take->frames);
    EXPECT_NEAR(largest(*clip), 0.25F, 1e-5F);
}

}  // namespace
}  // namespace timbre
