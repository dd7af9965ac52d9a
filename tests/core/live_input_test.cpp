// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/live_input.h"

#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmath>
#include <csignal>
#include <new>
#include <numbers>

#include "core/audio/decode.h"
#include "core/audio/monitor.h"
#include "core/audio/punch.h"
#include "core/audio/take_writer.h"
#include "core/base/files.h"
#include "tests/support/allocation_trap.h"
#include "tests/support/fake_inputs.h"
#include "tests/support/pulse_sandbox.h"
#include "tests/support/test_support.h"

namespace timbre {
namespace {

namespace fs = std::filesystem;

std::unique_ptr<LiveInput> listenTo(const std::shared_ptr<test::FakeMicrophone>& microphone,
                                    LiveSettings settings = {}) {
    auto input = LiveInput::start(std::make_unique<test::FakeSource>(microphone), settings);
    EXPECT_TRUE(input) << input.error().message();
    return std::move(*input);
}

std::shared_ptr<test::FakeMicrophone> ramp() { return std::make_shared<test::FakeMicrophone>(); }

/// The sample numbers of a stretch of the ramp follow one another; returns the first.
std::uint64_t firstOfRamp(const AudioClip& clip) {
    const auto first = static_cast<std::uint64_t>(std::llround(clip.samples.front() * 1'048'576.0F));
    for (std::size_t i = 0; i < clip.samples.size(); ++i) {
        if (std::llround(clip.samples[i] * 1'048'576.0F) != static_cast<std::int64_t>((first + i) % 524'288)) {
            ADD_FAILURE() << "the sound jumps at frame " << i;
            break;
        }
    }
    return first;
}

TEST(LiveInput, BeginsATakeWithTheSoundBeforeAndLosesNothing) {
    const test::TempDir dir;
    const auto microphone = ramp();
    const auto input = listenTo(microphone);
    ASSERT_TRUE(test::eventually([&] { return input->status().seconds > 2.0; }));
    const auto heard = static_cast<std::uint64_t>(std::llround(input->status().seconds * 16'000));
    ASSERT_TRUE(input->beginTake(dir / "take.wav", 1.5));
    const std::uint64_t atBegin = microphone->delivered;
    ASSERT_TRUE(test::eventually([&] { return input->status().takeSeconds > 3.0; }));
    EXPECT_TRUE(input->status().inTake);
    const std::uint64_t startColumn = input->status().takeStartColumn;
    const std::uint64_t delivered = microphone->delivered;
    const auto take = input->endTake();
    ASSERT_TRUE(take) << take.error().message();
    EXPECT_FALSE(take->trouble);
    EXPECT_EQ(take->droppedFrames, 0U);
    EXPECT_FALSE(input->status().inTake);

    const auto clip = readAudio(dir / "take.wav");
    ASSERT_TRUE(clip) << clip.error().message();
    const std::uint64_t first = firstOfRamp(*clip);
    EXPECT_GE(first + 24'000, heard);    // a second and a half before the command
    EXPECT_LE(first + 24'000, atBegin);
    EXPECT_GE(first + clip->frames(), delivered);  // all that the device had given by the end
    EXPECT_NEAR(static_cast<double>(startColumn), static_cast<double>(first) / 160.0, 1.0);
    EXPECT_NEAR(take->quality.seconds, take->file.seconds(), 0.011);
}

TEST(LiveInput, MakesTakeAfterTakeAndForgetsADiscardedOne) {
    const test::TempDir dir;
    const auto input = listenTo(ramp());
    EXPECT_EQ(input->endTake().error().code, ErrorCode::NotFound);
    ASSERT_TRUE(input->beginTake(dir / "one.wav"));
    EXPECT_EQ(input->beginTake(dir / "two.wav").error().code, ErrorCode::InvalidInput);
    ASSERT_TRUE(test::eventually([&] { return input->status().takeSeconds > 0.1; }));
    ASSERT_TRUE(input->endTake());
    ASSERT_TRUE(input->beginTake(dir / "two.wav"));
    ASSERT_TRUE(test::eventually([&] { return input->status().takeSeconds > 0.1; }));
    EXPECT_TRUE(fs::exists(dir / "two.part.wav"));
    input->discardTake();
    EXPECT_TRUE(fs::exists(dir / "one.wav"));
    EXPECT_FALSE(fs::exists(dir / "two.part.wav"));
    EXPECT_FALSE(fs::exists(dir / "two.wav"));
    EXPECT_TRUE(input->status().running);
}

TEST(LiveInput, EndsARunningTakeWhenItGoes) {
    const test::TempDir dir;
    auto input = listenTo(ramp());
    ASSERT_TRUE(input->beginTake(dir / "take.wav"));
    ASSERT_TRUE(test::eventually([&] { return input->status().takeSeconds > 0.5; }));
    input.reset();
    EXPECT_GT(readAudio(dir / "take.wav").value().frames(), 8'000U);
    EXPECT_FALSE(fs::exists(dir / "take.part.wav"));
}

TEST(LiveInput, KeepsTheTakeOfADeviceThatDies) {
    const test::TempDir dir;
    const auto microphone = ramp();
    microphone->dieAt = 32'000;
    const auto input = listenTo(microphone);
    ASSERT_TRUE(input->beginTake(dir / "take.wav", 3.0));
    ASSERT_TRUE(test::eventually([&] { return !input->status().running; }));
    ASSERT_TRUE(input->status().trouble);
    EXPECT_EQ(input->status().trouble->code, ErrorCode::DeviceUnavailable);
    const auto take = input->endTake();
    ASSERT_TRUE(take) << take.error().message();
    ASSERT_TRUE(take->trouble);
    EXPECT_EQ(take->file.frames, 32'000U);
    EXPECT_EQ(input->beginTake(dir / "next.wav").error().code, ErrorCode::DeviceUnavailable);
    EXPECT_FALSE(fs::exists(dir / "next.part.wav"));
}

TEST(LiveInput, SeesADeviceThatDeliversNothingMore) {
    const auto microphone = ramp();
    microphone->pauseAt = 8'000;
    const auto input = listenTo(microphone, {.stallAfter = std::chrono::milliseconds(100)});
    EXPECT_TRUE(test::eventually([&] { return !input->status().running; }));
}

TEST(LiveInput, MeasuresLevelPeakAndClipping) {
    auto clip = std::make_shared<AudioClip>(AudioClip{.sampleRateHz = 16'000, .channels = 2, .samples = {}});
    for (int i = 0; i < 16'000 * 20; ++i) {
        const auto sine = static_cast<float>(std::sin(2.0 * std::numbers::pi * 1000.0 * i / 16'000));
        clip->samples.push_back(0.5F * sine);
        clip->samples.push_back(0.5F * sine);
    }
    clip->samples[2 * 16'000] = 1.0F;
    const auto microphone = std::make_shared<test::FakeMicrophone>();
    microphone->clip = clip;
    const auto input = listenTo(microphone);
    ASSERT_TRUE(test::eventually([&] { return input->status().seconds > 3.0; }));
    EXPECT_EQ(input->status().clippedSamples, 1U);
    EXPECT_NEAR(input->status().levelDbfs, -9.03, 0.05);
    EXPECT_NEAR(input->meter()->rms(), 0.3536, 0.001);
    EXPECT_FLOAT_EQ(input->meter()->takePeak(), 1.0F);
    ASSERT_TRUE(test::eventually([&] { return input->status().seconds > 6.0; }));
    EXPECT_NEAR(input->meter()->takePeak(), 0.5F, 0.001);
    EXPECT_NEAR(input->status().peakDbfs, -6.02, 0.05);
    EXPECT_EQ(input->meter()->clipped(), 1U);
    input->meter()->resetClipped();
    EXPECT_EQ(input->meter()->clipped(), 0U);
    const std::uint64_t columns = input->trace()->columns();
    EXPECT_GT(columns, 500U);
}

TEST(LiveInput, ListensForAWhileBesideATakeAndCanBeStopped) {
    const test::TempDir dir;
    const auto input = listenTo(ramp());
    ASSERT_TRUE(input->beginTake(dir / "take.wav"));
    const auto clip = input->listen(2.0, {});
    ASSERT_TRUE(clip) << clip.error().message();
    EXPECT_EQ(clip->frames(), 32'000U);
    firstOfRamp(*clip);
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(input->listen(1000.0, stop.get_token()).error().code, ErrorCode::Cancelled);
    ASSERT_TRUE(input->endTake());
}

/// An output that the test pulls.
struct PulledOutput {
    AudioFiller* filler = nullptr;
    bool closed = false;
    OutputOpener opener(int rateHz = 16'000) {
        class Stream final : public OutputStream {
          public:
            Stream(PulledOutput& owner, int rateHz) : owner_(owner), rateHz_(rateHz) {}
            ~Stream() override { owner_.closed = true; }
            [[nodiscard]] int sampleRateHz() const noexcept override { return rateHz_; }
            [[nodiscard]] double latencySeconds() const noexcept override { return 0.0; }

          private:
            PulledOutput& owner_;
            int rateHz_;
        };
        return [this, rateHz](AudioFiller& given) -> Result<std::unique_ptr<OutputStream>> {
            filler = &given;
            return std::unique_ptr<OutputStream>(std::make_unique<Stream>(*this, rateHz));
        };
    }
};

TEST(Monitor, PassesTheSoundOnUnchangedAndSkipsWhatPilesUp) {
    PulledOutput output;
    const auto monitor = Monitor::start(output.opener(), 16'000);
    ASSERT_TRUE(monitor);
    std::vector<float> in(800);
    for (std::size_t i = 0; i < in.size(); ++i) {
        in[i] = test::rampAt(i + 1);
    }
    std::vector<float> out(802, 1.0F);
    {
        const test::AllocationTrap trap;
        (*monitor)->push(in);
        output.filler->fill(out);
        EXPECT_EQ(trap.allocations(), 0U);
    }
    for (std::size_t i = 0; i < 700; ++i) {
        EXPECT_EQ(out[i + 2], in[i]) << i;
    }
    (*monitor)->push(std::vector<float>(16'000, 0.25F));  // a second: much too late by then
    out.assign(500, 0.0F);
    output.filler->fill(out);
    EXPECT_EQ(out.back(), 0.0F);  // 30 ms of it were left
    EXPECT_EQ(out[100], 0.25F);
}

TEST(LiveInput, IsHeardOnlyWhenToldTo) {
    PulledOutput output;
    const auto input = listenTo(ramp(), {.monitor = output.opener()});
    ASSERT_TRUE(test::eventually([&] { return input->status().seconds > 0.5; }));
    EXPECT_EQ(output.filler, nullptr);
    EXPECT_FALSE(input->status().monitoring);
    ASSERT_TRUE(input->setMonitor(true));
    ASSERT_NE(output.filler, nullptr);
    EXPECT_TRUE(test::eventually([&] { return input->status().monitoring; }));
    ASSERT_TRUE(input->setMonitor(false));
    EXPECT_TRUE(output.closed);
    EXPECT_EQ(listenTo(ramp())->setMonitor(true).error().code, ErrorCode::Unsupported);
}

TEST(LiveTrace, ShowsExtremesAndTheSpectrumOfEachColumn) {
    LiveTrace trace(44'100);
    std::vector<float> sound(44'100);
    for (std::size_t i = 0; i < sound.size(); ++i) {
        sound[i] = 0.01F * static_cast<float>(std::sin(2.0 * std::numbers::pi * 3000.0 * static_cast<double>(i) / 44'100));
    }
    for (std::size_t at = 0; at < sound.size(); at += 100) {
        trace.push(std::span(sound).subspan(at, 100));
    }
    EXPECT_EQ(trace.columns(), 100U);
    std::vector<LiveColumn> columns;
    EXPECT_EQ(trace.copySince(40, columns), 40U);
    ASSERT_EQ(columns.size(), 60U);
    const LiveColumn& column = columns.back();
    EXPECT_NEAR(column.highest, 0.01F, 0.0005F);
    EXPECT_NEAR(column.lowest, -0.01F, 0.0005F);
    EXPECT_NEAR(column.rms, 0.00707F, 0.0005F);
    // -40 dBFS between -84 and -24; 3000 Hz is mel 1876 of 2840.
    const auto loudest = std::ranges::max_element(column.mel);
    EXPECT_NEAR(*loudest, (84.0 - 40.0) / 60.0 * 255.0, 8.0);
    EXPECT_NEAR(static_cast<double>(loudest - column.mel.begin()), 1876.0 / 2840.0 * 97.0 - 1.0, 2.0);
    EXPECT_EQ(column.mel[10], 0);
    EXPECT_EQ(column.mel[95], 0);
}

TEST(LiveTrace, KeepsTheLastMinuteAndItsMarks) {
    LiveTrace trace(8'000);
    trace.mark({.from = 10, .to = 20});
    std::vector<float> second(8'000, 0.0F);
    for (int i = 0; i < 70; ++i) {
        second.assign(8'000, static_cast<float>(i) / 100.0F);
        trace.push(second);
    }
    EXPECT_EQ(trace.columns(), 7'000U);
    EXPECT_TRUE(trace.marks().empty());
    trace.mark({.from = 6'900, .to = 6'950});
    EXPECT_EQ(trace.marks().size(), 1U);
    std::vector<LiveColumn> columns;
    EXPECT_EQ(trace.copySince(0, columns), 1'000U);
    EXPECT_EQ(columns.size(), LiveTrace::kKeptColumns);
    EXPECT_FLOAT_EQ(columns.front().highest, 0.10F);
    EXPECT_FLOAT_EQ(columns.back().highest, 0.69F);
    EXPECT_EQ(trace.copySince(9'000, columns), 7'000U);
    EXPECT_TRUE(columns.empty());
}

TEST(LiveMeter, AllocatesNothingAndCountsNoNaN) {
    LiveMeter meter(48'000, 2);
    const std::vector<float> block(4800, std::nanf(""));
    const test::AllocationTrap trap;
    meter.push(block);
    EXPECT_EQ(trap.allocations(), 0U);
    EXPECT_EQ(meter.rms(), 0.0F);
    EXPECT_EQ(meter.takePeak(), 0.0F);
}

AudioClip constant(double seconds, float value) {
    return {.sampleRateHz = 16'000,
            .channels = 1,
            .samples = std::vector<float>(static_cast<std::size_t>(seconds * 16'000), value)};
}

TEST(PunchIn, KeepsTheOldSoundUpToThePointAndFadesIntoTheNew) {
    const auto joined = punchIn(constant(3.0, 0.25F), 2.0, constant(1.5, 0.5F));
    ASSERT_TRUE(joined) << joined.error().message();
    EXPECT_EQ(joined->frames(), 56'000U);
    EXPECT_FLOAT_EQ(joined->samples[31'999], 0.25F);
    EXPECT_FLOAT_EQ(joined->samples[32'160], 0.5F);
    for (std::size_t i = 1; i < joined->samples.size(); ++i) {
        EXPECT_LT(std::fabs(joined->samples[i] - joined->samples[i - 1]), 0.02F) << i;  // no click
    }
    EXPECT_EQ(punchIn(constant(1.0, 0.1F), 1.0, constant(1.0, 0.1F)).value().frames(), 32'000U);
    EXPECT_EQ(punchIn(constant(1.0, 0.1F), 1.5, constant(1.0, 0.1F)).error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(punchIn(constant(1.0, 0.1F), 0.5, {.sampleRateHz = 16'000, .channels = 1, .samples = {}}).error().code,
              ErrorCode::InvalidInput);
}

/// Part of the shared state of the child that records.
struct Progress {
    std::atomic<std::uint64_t> delivered{0};
};

TEST(LiveInput, KilledItLosesAtMostTheLastSecond) {
    const test::TempDir dir;
    void* memory = mmap(nullptr, sizeof(Progress), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    ASSERT_NE(memory, MAP_FAILED);
    auto* progress = new (memory) Progress;
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        const auto microphone = std::make_shared<test::FakeMicrophone>();
        auto input = LiveInput::start(std::make_unique<test::FakeSource>(microphone), {});
        if (!input || !(*input)->beginTake(dir / "take.wav")) {
            _exit(1);
        }
        for (;;) {
            progress->delivered = microphone->delivered.load();
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }
    EXPECT_TRUE(test::eventually([&] { return progress->delivered > 16'000 * 5; }));
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    const auto rescued = rescueUnfinishedTake(dir / "take.wav");
    ASSERT_TRUE(rescued && *rescued);
    EXPECT_GT((*rescued)->frames + 16'000 + 1'600, progress->delivered);
    EXPECT_TRUE(fs::exists(dir / "take.recovered.wav"));
    firstOfRamp(readAudio((*rescued)->path).value());
    munmap(memory, sizeof(Progress));
}

}  // namespace
}  // namespace timbre
