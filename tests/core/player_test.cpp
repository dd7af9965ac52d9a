// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/player.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "tests/support/allocation_trap.h"

namespace timbre {
namespace {

using State = PlaybackPosition::State;
using std::chrono::milliseconds;

constexpr int kRateHz = 48'000;
constexpr std::size_t kBlock = 480;

SharedClip steadyClip(float value, std::size_t frames, int rateHz = kRateHz) {
    return std::make_shared<const AudioClip>(
        AudioClip{.sampleRateHz = rateHz, .channels = 1, .samples = std::vector<float>(frames, value)});
}

/// A device that asks for sound only when the test says so.
class HandDevice {
  public:
    OutputOpener opener() {
        return [this](AudioFiller& filler) -> Result<std::unique_ptr<OutputStream>> {
            ++opened;
            if (refuse) {
                return fail(ErrorCode::DeviceUnavailable, "no loudspeaker");
            }
            const std::scoped_lock lock(mutex_);
            filler_ = &filler;
            return std::unique_ptr<OutputStream>(std::make_unique<Stream>(*this));
        };
    }

    /// One block of sound; empty while the device is not open.
    std::vector<float> pull(std::size_t frames = kBlock) {
        const std::scoped_lock lock(mutex_);
        if (filler_ == nullptr) {
            return {};
        }
        std::vector<float> block(frames, 9.0F);  // whatever is not filled shows
        const test::AllocationTrap trap;
        filler_->fill(block);
        allocations += trap.allocations();
        return block;
    }

    std::atomic<int> opened{0};
    std::atomic<bool> refuse{false};
    double latencySeconds = 0.0;
    std::size_t allocations = 0;

  private:
    class Stream final : public OutputStream {
      public:
        explicit Stream(HandDevice& device) : device_(device) {}
        ~Stream() override {
            const std::scoped_lock lock(device_.mutex_);
            device_.filler_ = nullptr;
        }
        [[nodiscard]] int sampleRateHz() const noexcept override { return kRateHz; }
        [[nodiscard]] double latencySeconds() const noexcept override { return device_.latencySeconds; }

      private:
        HandDevice& device_;
    };

    std::mutex mutex_;
    AudioFiller* filler_ = nullptr;
};

void waitUntil(const std::function<bool()>& condition) {
    while (!condition()) {
        std::this_thread::sleep_for(milliseconds(1));
    }
}

/// Everything that is heard until the player is idle.
std::vector<float> listen(Player& player, HandDevice& device) {
    std::vector<float> heard;
    while (player.position().state != State::Idle) {
        const auto block = device.pull();
        const bool silent = std::ranges::all_of(block, [](float s) { return s == 0.0F; });
        if (!silent) {
            heard.insert(heard.end(), block.begin(), block.end());
        }
        std::this_thread::sleep_for(milliseconds(silent ? 1 : 0));
    }
    return heard;
}

TEST(Player, PlaysClipsOneAfterTheOtherAndBecomesIdle) {
    HandDevice device;
    Player player(device.opener());
    player.start();
    player.append({.tag = 1, .clip = steadyClip(0.5F, 4'800)});
    player.append({.tag = 2, .clip = steadyClip(-0.25F, 4'800)});
    player.endList();
    const auto heard = listen(player, device);
    ASSERT_GE(heard.size(), 9'600U);
    EXPECT_EQ(heard[2'400], 0.5F);
    EXPECT_EQ(heard[4'799], 0.5F);  // no gap between the two
    EXPECT_EQ(heard[4'800], -0.25F);
    EXPECT_EQ(heard[9'599], -0.25F);
    EXPECT_EQ(player.position().state, State::Idle);
    EXPECT_EQ(player.underruns(), 0U);
}

TEST(Player, TheCallbackAllocatesNothingWhateverIsAskedOfThePlayer) {
    HandDevice device;
    Player player(device.opener());
    for (int round = 0; round < 3; ++round) {
        player.start();
        player.append({.tag = 1, .clip = steadyClip(0.5F, 9'600)});
        waitUntil([&] { return !device.pull().empty(); });
        device.pull();
        player.setPaused(true);
        device.pull();
        device.pull();
        player.setPaused(false);
        player.setVolume(0.5F);
        device.pull();
        player.stop();
        device.pull();
    }
    EXPECT_EQ(device.allocations, 0U);
}

TEST(Player, ConvertsClipsToTheDevicesRate) {
    HandDevice device;
    Player player(device.opener());
    player.start();
    player.append({.tag = 1, .clip = steadyClip(0.5F, 1'600, 16'000)});  // 0.1 s
    player.endList();
    const auto heard = listen(player, device);
    const auto loud = std::ranges::count_if(heard, [](float s) { return s > 0.25F; });
    EXPECT_NEAR(static_cast<double>(loud), 4'800.0, 200.0);  // but for the fade in and the converter's edges
}

TEST(Player, TellsWhichClipIsHeardAndWhereInIt) {
    HandDevice device;
    Player player(device.opener());
    player.start();
    player.append({.tag = 7, .clip = steadyClip(0.5F, 4'800), .pauseAfterSeconds = 0.1});
    player.append({.tag = 8, .clip = steadyClip(0.5F, 4'800)});
    EXPECT_EQ(player.position().tag, 7U);
    EXPECT_EQ(player.position().seconds, 0.0);
    waitUntil([&] { return player.position().seconds > 0.0 || (device.pull(), false); });
    std::uint64_t last = 0;
    double lastSeconds = 0.0;
    while (true) {
        const auto position = player.position();
        if (position.state == State::Waiting) {
            break;
        }
        EXPECT_TRUE(position.tag > last || (position.tag == last && position.seconds >= lastSeconds));
        EXPECT_LE(position.seconds, 0.1);  // the pause after a clip still shows its end
        last = position.tag;
        lastSeconds = position.seconds;
        device.pull();
        std::this_thread::sleep_for(milliseconds(1));
    }
    EXPECT_EQ(player.position().tag, 8U);
    player.endList();
    EXPECT_EQ(player.position().state, State::Idle);
}

TEST(Player, CountsTheDevicesLatencyAsNotYetHeard) {
    HandDevice device;
    device.latencySeconds = 0.05;
    Player player(device.opener());
    player.start();
    player.append({.tag = 1, .clip = steadyClip(0.5F, 48'000)});
    waitUntil([&] { return !device.pull(2'400).empty(); });
    waitUntil([&] { return player.position().seconds > 0.0 || (device.pull(480), false); });
    EXPECT_NEAR(player.position().seconds, 0.01, 0.0005);  // the first block beyond the latency
}

TEST(Player, IsIdleOnceWhatTheDeviceHoldsIsHeardToo) {
    HandDevice device;
    device.latencySeconds = 0.05;
    Player player(device.opener());
    player.start();
    player.append({.tag = 1, .clip = steadyClip(0.5F, 4'800)});
    waitUntil([&] { return !device.pull(4'800).empty(); });
    waitUntil([&] { return player.position().state == State::Waiting || (device.pull(480), false); });
    player.append({.tag = 2, .clip = steadyClip(0.5F, 4'800)});
    player.endList();
    EXPECT_FALSE(listen(player, device).empty()) << "it comes to an end, and the second clip was played";
    EXPECT_EQ(player.position().state, State::Idle);
}

TEST(Player, StartsWhereItIsAskedTo) {
    HandDevice device;
    Player player(device.opener());
    AudioClip clip{.sampleRateHz = kRateHz, .channels = 1, .samples = std::vector<float>(9'600, 0.25F)};
    std::fill(clip.samples.begin() + 4'800, clip.samples.end(), 0.75F);
    player.start();
    player.append({.tag = 1, .clip = std::make_shared<const AudioClip>(std::move(clip)), .startSeconds = 0.1});
    player.endList();
    EXPECT_DOUBLE_EQ(player.position().seconds, 0.1);
    const auto heard = listen(player, device);
    ASSERT_GE(heard.size(), 4'800U);
    EXPECT_EQ(heard[2'400], 0.75F);
    EXPECT_FALSE(std::ranges::any_of(std::span(heard).subspan(300, 4'000), [](float s) { return s == 0.25F; }));
}

TEST(Player, StopFadesOutWithinTheNextBlockAndDropsTheRest) {
    HandDevice device;
    Player player(device.opener());
    player.start();
    player.append({.tag = 1, .clip = steadyClip(0.5F, 96'000)});
    waitUntil([&] {
        const auto block = device.pull();
        return !block.empty() && block.back() == 0.5F;
    });
    player.stop();
    EXPECT_EQ(player.position().state, State::Idle);
    std::vector<float> block;
    waitUntil([&] {  // the feeder tells the callback
        block = device.pull();
        return block.back() != 0.5F;
    });
    const auto steps = [&](std::size_t i) { return std::abs(block[i + 1] - block[i]); };
    for (std::size_t i = 0; i + 1 < block.size(); ++i) {
        ASSERT_LT(steps(i), 0.01F) << "a click at frame " << i;
    }
    EXPECT_EQ(block.back(), 0.0F);
    for (int i = 0; i < 20; ++i) {
        EXPECT_TRUE(std::ranges::all_of(device.pull(), [](float s) { return s == 0.0F; }));
    }
}

TEST(Player, ANewListIsHeardAtOnceInsteadOfTheOldOne) {
    HandDevice device;
    Player player(device.opener());
    player.start();
    player.append({.tag = 1, .clip = steadyClip(0.5F, 96'000)});
    waitUntil([&] {
        const auto block = device.pull();
        return !block.empty() && block.back() == 0.5F;
    });
    player.start();
    player.append({.tag = 2, .clip = steadyClip(-0.5F, 4'800)});
    player.endList();
    EXPECT_EQ(player.position().tag, 2U);
    const auto heard = listen(player, device);
    const auto firstNew = std::ranges::find_if(heard, [](float s) { return s < 0.0F; });
    ASSERT_NE(firstNew, heard.end());
    EXPECT_TRUE(std::all_of(firstNew, heard.end(), [](float s) { return s <= 0.0F; }));
}

TEST(Player, PauseHoldsTheSoundAndLosesNothing) {
    HandDevice device;
    Player player(device.opener());
    player.start();
    player.append({.tag = 1, .clip = steadyClip(0.5F, 9'600)});
    player.endList();
    std::size_t loud = 0;
    const auto count = [&](const std::vector<float>& block) {
        loud += static_cast<std::size_t>(std::ranges::count_if(block, [](float s) { return s > 0.0F; }));
    };
    while (loud < 2'400) {
        count(device.pull());
    }
    player.setPaused(true);
    EXPECT_EQ(player.position().state, State::Paused);
    count(device.pull());  // fades out
    for (int i = 0; i < 5; ++i) {
        EXPECT_TRUE(std::ranges::all_of(device.pull(), [](float s) { return s == 0.0F; }));
    }
    const double held = player.position().seconds;
    EXPECT_EQ(player.position().seconds, held);
    player.setPaused(false);
    while (player.position().state != State::Idle) {
        count(device.pull());
    }
    // Where the gain is exactly 0 at a fade's end a frame does not count as loud.
    EXPECT_NEAR(static_cast<double>(loud), 9'600.0, 500.0);
}

TEST(Player, WaitsForTheNextClipWithoutCallingItAnUnderrun) {
    HandDevice device;
    Player player(device.opener());
    player.start();
    EXPECT_EQ(player.position().state, State::Waiting);
    player.append({.tag = 1, .clip = steadyClip(0.5F, 960)});
    waitUntil([&] {
        device.pull();
        return player.position().state == State::Waiting;
    });
    for (int i = 0; i < 10; ++i) {
        device.pull();
    }
    EXPECT_EQ(player.underruns(), 0U);
    player.append({.tag = 2, .clip = steadyClip(0.5F, 960)});
    player.endList();
    const auto heard = listen(player, device);
    EXPECT_GE(std::ranges::count(heard, 0.5F), 500);
}

TEST(Player, VolumeScalesWhatIsHeardAndThePeakSaysSo) {
    HandDevice device;
    Player player(device.opener());
    player.setVolume(0.5F);
    player.start();
    player.append({.tag = 1, .clip = steadyClip(0.8F, 4'800)});
    player.endList();
    const auto heard = listen(player, device);
    EXPECT_FLOAT_EQ(*std::ranges::max_element(heard), 0.4F);
    EXPECT_FLOAT_EQ(player.takePeak(), 0.4F);
    EXPECT_EQ(player.takePeak(), 0.0F);
}

TEST(Player, SaysOnceWhyTheDeviceDidNotOpenAndTriesAgainNextTime) {
    HandDevice device;
    device.refuse = true;
    Player player(device.opener());
    player.start();
    player.append({.tag = 1, .clip = steadyClip(0.5F, 100)});
    std::optional<Error> error;
    waitUntil([&] { return (error = player.takeError()).has_value(); });
    EXPECT_EQ(error->code, ErrorCode::DeviceUnavailable);
    EXPECT_EQ(error->detail, "no loudspeaker");
    EXPECT_FALSE(player.takeError().has_value());
    EXPECT_EQ(player.position().state, State::Idle);
    player.append({.tag = 2, .clip = steadyClip(0.5F, 100)});  // to a list that was given up: ignored
    EXPECT_EQ(player.position().state, State::Idle);

    device.refuse = false;
    player.start();
    player.append({.tag = 3, .clip = steadyClip(0.5F, 960)});
    player.endList();
    EXPECT_FALSE(listen(player, device).empty());
    EXPECT_EQ(device.opened, 2);
}

TEST(Player, AClipWithoutAFrameIsItsPauseAlone) {
    HandDevice device;
    Player player(device.opener());
    player.start();
    player.append({.tag = 1, .clip = nullptr, .pauseAfterSeconds = 0.05});
    player.append({.tag = 2, .clip = steadyClip(0.5F, 960)});
    player.endList();
    EXPECT_FALSE(listen(player, device).empty());
}

TEST(Player, GoesAwayInTheMiddleOfASound) {
    HandDevice device;
    {
        Player player(device.opener());
        player.start();
        player.append({.tag = 1, .clip = steadyClip(0.5F, 480'000)});
        waitUntil([&] { return !device.pull().empty(); });
    }
    EXPECT_TRUE(device.pull().empty());
}

}  // namespace
}  // namespace timbre
