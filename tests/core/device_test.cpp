// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/device.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <thread>

#include "core/audio/decode.h"
#include "core/audio/encode.h"
#include "core/audio/recorder.h"
#include "tests/support/pulse_sandbox.h"
#include "tests/support/test_support.h"

namespace timbre {
namespace {

const std::vector<AudioDevice> kDesk = {
    {.index = 0,
     .name = "HDMI",
     .hostApi = "ALSA",
     .outputChannels = 8,
     .defaultRateHz = 48'000.0,
     .isDefaultOutput = true},
    {.index = 1, .name = "Blue Yeti: USB Audio", .hostApi = "ALSA", .inputChannels = 2, .defaultRateHz = 44'100.0},
    {.index = 2, .name = "Webcam: USB Audio", .hostApi = "ALSA", .inputChannels = 1, .defaultRateHz = 16'000.0},
    {.index = 3,
     .name = "default",
     .hostApi = "ALSA",
     .inputChannels = 32,
     .outputChannels = 32,
     .isDefaultInput = true},
    {.index = 4, .name = "Webcam: USB Audio", .hostApi = "JACK Audio Connection Kit", .inputChannels = 1},
};

struct Choice {
    std::string wanted;
    int index;
};

class ChooseInputFinds : public testing::TestWithParam<Choice> {};

TEST_P(ChooseInputFinds, TheDeviceThatIsMeant) {
    const auto device = chooseInput(kDesk, GetParam().wanted);
    ASSERT_TRUE(device) << device.error().message();
    EXPECT_EQ(device->index, GetParam().index);
}

INSTANTIATE_TEST_SUITE_P(All, ChooseInputFinds,
                         testing::Values(Choice{"", 3}, Choice{"1", 1}, Choice{"4", 4}, Choice{"default", 3},
                                         Choice{"yeti", 1}, Choice{"WEBCAM", 2}, Choice{"webcam: usb audio", 2}));

struct Refusal {
    std::string wanted;
    ErrorCode code;
    std::string named;
};

class ChooseInputRefuses : public testing::TestWithParam<Refusal> {};

TEST_P(ChooseInputRefuses, WhatNoOneDeviceFits) {
    const auto device = chooseInput(kDesk, GetParam().wanted);
    ASSERT_FALSE(device);
    EXPECT_EQ(device.error().code, GetParam().code);
    EXPECT_NE(device.error().detail.find(GetParam().named), std::string::npos) << device.error().detail;
    EXPECT_NE(device.error().advice.find("timbre devices"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(All, ChooseInputRefuses,
                         testing::Values(Refusal{"9", ErrorCode::NotFound, "9"},
                                         Refusal{"-1", ErrorCode::NotFound, "-1"},
                                         Refusal{"0", ErrorCode::InvalidInput, "HDMI"},
                                         Refusal{"HDMI", ErrorCode::NotFound, "HDMI"},
                                         Refusal{"shure", ErrorCode::NotFound, "shure"},
                                         Refusal{"usb", ErrorCode::InvalidInput, "Blue Yeti"}));

TEST(ChooseInput, TellsWhatToDoWhenNothingCanRecord) {
    for (const auto& wanted : {"", "0", "yeti"}) {
        const auto device = chooseInput(std::span(kDesk).first(1), wanted);
        ASSERT_FALSE(device);
        EXPECT_EQ(device.error().code, ErrorCode::DeviceUnavailable);
        EXPECT_NE(device.error().advice.find("microphone"), std::string::npos);
    }
}

void use(const std::vector<std::string>& environment) {
    for (const std::string& setting : environment) {
        const auto equals = setting.find('=');
        setenv(setting.substr(0, equals).c_str(), setting.substr(equals + 1).c_str(), 1);
    }
}

bool sanitizedForThreads() {
#ifdef __SANITIZE_THREAD__
    return true;
#else
    return false;
#endif
}

// libpulse and PortAudio are not built for ThreadSanitizer, which then sees races in them that are none.
#define TIMBRE_REQUIRE_SOUND_SERVER()                                                     \
    TIMBRE_REQUIRE_PULSE();                                                               \
    if (sanitizedForThreads()) {                                                          \
        GTEST_SKIP() << "the system's sound libraries are not built for ThreadSanitizer"; \
    }

class SoundServer : public testing::Test {
  protected:
    void SetUp() override {
        TIMBRE_REQUIRE_SOUND_SERVER();
        sandbox_.emplace();
        use(sandbox_->environment());
    }
    std::optional<test::PulseSandbox> sandbox_;
};

TEST_F(SoundServer, IsListedWithADefaultInput) {
    const auto system = AudioSystem::open();
    ASSERT_TRUE(system) << system.error().message();
    const auto devices = system->devices();
    const auto found = std::ranges::find_if(devices, [](const AudioDevice& d) { return d.isDefaultInput; });
    ASSERT_NE(found, devices.end());
    EXPECT_EQ(found->name, "default");
    EXPECT_EQ(found->hostApi, "ALSA");
    EXPECT_GT(found->inputChannels, 0);
    EXPECT_GT(found->defaultRateHz, 0.0);
}

TEST_F(SoundServer, IsFoundByAnotherLookOnlyWhileNothingRecords) {
    auto system = AudioSystem::open();
    ASSERT_TRUE(system) << system.error().message();
    auto input = system->openInput({});
    ASSERT_TRUE(input) << input.error().message();
    EXPECT_EQ((*input)->sampleRateHz(), 48'000);
    const auto refused = system->refresh();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Unsupported);

    input->reset();
    sandbox_->unplug();
    ASSERT_TRUE(system->refresh());
    EXPECT_EQ(chooseInput(system->devices(), "").error().code, ErrorCode::DeviceUnavailable);
}

TEST_F(SoundServer, RefusesARateNoDeviceHas) {
    auto system = AudioSystem::open();
    ASSERT_TRUE(system) << system.error().message();
    const auto input = system->openInput({.sampleRateHz = 700'000});
    ASSERT_FALSE(input);
    EXPECT_EQ(input.error().code, ErrorCode::Unsupported);
    EXPECT_NE(input.error().detail.find("700000"), std::string::npos) << input.error().detail;
    EXPECT_NE(input.error().advice.find("48000"), std::string::npos) << input.error().advice;
}

/// The stretch of a recording in which a tone sounds: from the first to the last sample above half its amplitude.
struct HeardTone {
    double seconds = 0.0;
    double frequencyHz = 0.0;  ///< By counting rising zero crossings.
    double peakDbfs = 0.0;
};

HeardTone listen(const AudioClip& clip, float amplitude) {
    const auto loud = [amplitude](float sample) { return std::fabs(sample) > amplitude / 2.0F; };
    const auto first = std::ranges::find_if(clip.samples, loud);
    const auto last = std::find_if(clip.samples.rbegin(), std::make_reverse_iterator(first), loud).base();
    const double frames = static_cast<double>(last - first);
    std::size_t crossings = 0;
    float peak = 0.0F;
    for (auto sample = first; sample + 1 < last; ++sample) {
        crossings += *sample < 0.0F && *(sample + 1) >= 0.0F ? 1U : 0U;
        peak = std::max(peak, std::fabs(*sample));
    }
    const double seconds = frames / clip.sampleRateHz;
    return {.seconds = seconds,
            .frequencyHz = static_cast<double>(crossings) / seconds,
            .peakDbfs = 20.0 * std::log10(static_cast<double>(peak))};
}

TEST_F(SoundServer, RecordsTheToneThatIsPlayed) {
    constexpr float kAmplitude = 0.25F;
    constexpr double kSeconds = 2.0;
    constexpr double kFrequencyHz = 997.0;
    const test::TempDir dir;
    // Silence first: PulseAudio's null sink swallows some ten milliseconds when a stream begins (parec shows the same).
    constexpr std::size_t kLeadInFrames = 24'000;
    AudioClip sound{.sampleRateHz = 48'000, .channels = 1, .samples = std::vector<float>(kLeadInFrames + 96'000)};
    for (std::size_t i = kLeadInFrames; i < sound.samples.size(); ++i) {
        const double phase = 2.0 * std::numbers::pi * kFrequencyHz * static_cast<double>(i) / sound.sampleRateHz;
        sound.samples[i] = kAmplitude * static_cast<float>(std::sin(phase));
    }
    ASSERT_TRUE(writeAudio(dir / "tone.wav", sound));

    auto system = AudioSystem::open();
    ASSERT_TRUE(system) << system.error().message();
    auto input = system->openInput({});
    ASSERT_TRUE(input) << input.error().message();
    std::stop_source stop;
    std::atomic<bool> played = false;
    std::jthread player;
    double playedAt = 0.0;
    const auto take =
        record(std::move(*input), {.target = dir / "take.wav"}, stop.get_token(), [&](const RecordingStatus& status) {
            if (status.seconds > 0.2 && !player.joinable()) {
                player = std::jthread([&] {
                    sandbox_->play(dir / "tone.wav");
                    played = true;
                });
            }
            playedAt = played && playedAt == 0.0 ? status.seconds : playedAt;
            if (playedAt > 0.0 && status.seconds > playedAt + 0.5) {  // what the server still holds follows
                stop.request_stop();
            }
        });
    ASSERT_TRUE(take) << take.error().message();
    EXPECT_FALSE(take->trouble);
    EXPECT_EQ(take->droppedFrames, 0U);

    const auto clip = readAudio(dir / "take.wav");
    ASSERT_TRUE(clip) << clip.error().message();
    EXPECT_EQ(clip->sampleRateHz, 48'000);
    EXPECT_EQ(clip->channels, 1);
    const HeardTone heard = listen(*clip, kAmplitude);
    EXPECT_NEAR(heard.seconds, kSeconds, 0.002);
    EXPECT_NEAR(heard.frequencyHz, kFrequencyHz, 1.0);
    EXPECT_NEAR(heard.peakDbfs, -12.04, 0.05);
    EXPECT_NEAR(take->quality.peakDbfs, -12.04, 0.05);
}

TEST_F(SoundServer, LeavesTheSoundInTheFileWhenItDies) {
    const test::TempDir dir;
    auto system = AudioSystem::open();
    ASSERT_TRUE(system) << system.error().message();
    auto input = system->openInput({});
    ASSERT_TRUE(input) << input.error().message();
    const auto take =
        record(std::move(*input), {.target = dir / "take.wav", .stallAfter = std::chrono::milliseconds(1000)}, {},
               [&](const RecordingStatus& status) {
                   if (status.seconds > 0.5) {
                       sandbox_->unplug();
                   }
               });
    ASSERT_TRUE(take) << take.error().message();
    ASSERT_TRUE(take->trouble);
    EXPECT_EQ(take->trouble->code, ErrorCode::DeviceUnavailable);
    EXPECT_GT(readAudio(dir / "take.wav").value().seconds(), 0.5);
}

}  // namespace
}  // namespace timbre
