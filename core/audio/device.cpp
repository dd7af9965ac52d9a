// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/device.h"

#include <fmt/format.h>
#include <portaudio.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <iterator>
#include <mutex>
#include <optional>
#include <tuple>
#include <utility>

#include "core/audio/port_audio.h"

namespace timbre {

namespace {

constexpr int kPreferredRateHz = 48'000;
constexpr double kCaptureLatencySeconds = 0.1;  ///< Nobody listens live; a roomy buffer rides out a busy machine.

constexpr const char* kNoInputAdvice =
    "Plug in a microphone, switch it on in the sound settings of the system (as root or over ssh the sound server is "
    "often "
    "out of reach), then look at `timbre devices`.";

std::string lowered(std::string_view text) {
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return lower;
}

std::optional<int> asIndex(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

Result<AudioDevice> chooseByIndex(std::span<const AudioDevice> devices, int index) {
    const auto found = std::ranges::find(devices, index, &AudioDevice::index);
    if (found == devices.end()) {
        return fail(ErrorCode::NotFound, fmt::format("there is no sound device number {}", index),
                    "`timbre devices` lists the numbers and names.");
    }
    if (found->inputChannels == 0) {
        return fail(ErrorCode::InvalidInput, fmt::format("the device \"{}\" can only play, not record", found->name),
                    "`timbre devices` lists those that record.");
    }
    return *found;
}

std::vector<AudioDevice> inputsWhoseName(std::span<const AudioDevice> devices, auto matches) {
    std::vector<AudioDevice> found;
    std::ranges::copy_if(devices, std::back_inserter(found), [&](const AudioDevice& device) {
        return device.inputChannels > 0 && matches(lowered(device.name));
    });
    return found;
}

}  // namespace

Result<AudioDevice> chooseInput(std::span<const AudioDevice> devices, std::string_view wanted) {
    const bool any = std::ranges::any_of(devices, [](const AudioDevice& d) { return d.inputChannels > 0; });
    if (!any) {
        return fail(ErrorCode::DeviceUnavailable, "no microphone or other recording device was found", kNoInputAdvice);
    }
    if (wanted.empty()) {
        auto found = std::ranges::find_if(devices, [](const AudioDevice& d) { return d.isDefaultInput; });
        if (found == devices.end()) {
            found = std::ranges::find_if(devices, [](const AudioDevice& d) { return d.inputChannels > 0; });
        }
        return *found;
    }
    if (const auto index = asIndex(wanted)) {
        return chooseByIndex(devices, *index);
    }
    const std::string name = lowered(wanted);
    auto found = inputsWhoseName(devices, [&](const std::string& candidate) { return candidate == name; });
    if (found.empty()) {
        found = inputsWhoseName(
            devices, [&](const std::string& candidate) { return candidate.find(name) != std::string::npos; });
    }
    if (found.empty()) {
        return fail(ErrorCode::NotFound, fmt::format("no recording device is named \"{}\"", wanted),
                    "`timbre devices` lists the names; a part of one is enough.");
    }
    const auto other = std::ranges::find_if(found, [&](const AudioDevice& d) { return d.name != found.front().name; });
    if (other != found.end()) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("\"{}\" fits several recording devices: \"{}\", \"{}\"", wanted, found.front().name,
                                other->name),
                    "Give more of the name, or the number from `timbre devices`.");
    }
    return found.front();
}

/// PortAudio's start and end, as an owner.
class AudioSystem::Session {
  public:
    static Result<std::shared_ptr<Session>> open() {
        auto session = std::make_shared<Session>();
        if (auto begun = session->begin(); !begun) {
            return tl::unexpected(begun.error());
        }
        return session;
    }

    Session() = default;
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    ~Session() { end(); }

    Result<void> begin() {
        const std::scoped_lock lock(portAudioMutex());
        const QuietStderr quiet;
        const PaError error = Pa_Initialize();
        running_ = error == paNoError;
        if (!running_) {
            return fail(ErrorCode::DeviceUnavailable, "the sound system does not start: " + describePortAudio(error),
                        "Check that the system's sound works at all; TIMBRE_AUDIO_LOG=1 shows what it says.");
        }
        return {};
    }

    void end() noexcept {
        const std::scoped_lock lock(portAudioMutex());
        if (std::exchange(running_, false)) {
            const QuietStderr quiet;
            Pa_Terminate();
        }
    }

  private:
    bool running_ = false;
};

namespace {

/// A PortAudio input stream. Holds the session (as an opaque owner), since a stream dies with PortAudio.
class PortAudioInput final : public InputSource {
  public:
    PortAudioInput(std::shared_ptr<void> session, PaStreamParameters parameters, int sampleRateHz, std::string name)
        : session_(std::move(session)), parameters_(parameters), sampleRateHz_(sampleRateHz), name_(std::move(name)) {}
    PortAudioInput(const PortAudioInput&) = delete;
    PortAudioInput& operator=(const PortAudioInput&) = delete;
    ~PortAudioInput() override {
        stop();
        if (stream_ != nullptr) {
            const std::scoped_lock lock(portAudioMutex());
            const QuietStderr quiet;
            Pa_CloseStream(stream_);
        }
    }

    PaError open() {
        const std::scoped_lock lock(portAudioMutex());
        const QuietStderr quiet;
        return Pa_OpenStream(&stream_, &parameters_, nullptr, sampleRateHz_, paFramesPerBufferUnspecified,
                             paClipOff | paDitherOff, &PortAudioInput::callback, this);
    }

    [[nodiscard]] int sampleRateHz() const noexcept override { return sampleRateHz_; }
    [[nodiscard]] int channels() const noexcept override { return parameters_.channelCount; }

    Result<void> start(CaptureBuffer& buffer) override {
        buffer_ = &buffer;  // before the callback's thread exists
        const std::scoped_lock lock(portAudioMutex());
        const QuietStderr quiet;
        const PaError error = Pa_StartStream(stream_);
        if (error != paNoError) {
            return fail(ErrorCode::DeviceUnavailable,
                        fmt::format("the device \"{}\" does not start: {}", name_, describePortAudio(error)),
                        "Close other programs that use it, or choose another one from `timbre devices`.");
        }
        return {};
    }

    void stop() noexcept override {
        // Without the lock: a sound server that hangs must not keep others from being closed.
        if (stream_ != nullptr && Pa_IsStreamStopped(stream_) == 0) {
            Pa_StopStream(stream_);
        }
    }

    [[nodiscard]] bool alive() const noexcept override { return Pa_IsStreamActive(stream_) == 1; }

  private:
    /// Thread: audio callback. All it does is CaptureBuffer::deliver, whose test proves that it never allocates.
    static int callback(const void* input, void*, unsigned long frames, const PaStreamCallbackTimeInfo*,
                        PaStreamCallbackFlags flags, void* self) noexcept {
        const auto* me = static_cast<const PortAudioInput*>(self);
        const bool overrun = (flags & paInputOverflow) != 0;
        const std::size_t samples = frames * static_cast<std::size_t>(me->parameters_.channelCount);
        me->buffer_->deliver({static_cast<const float*>(input), input != nullptr ? samples : 0}, overrun);
        return paContinue;
    }

    std::shared_ptr<void> session_;
    PaStreamParameters parameters_;
    int sampleRateHz_;
    std::string name_;
    CaptureBuffer* buffer_ = nullptr;
    PaStream* stream_ = nullptr;
};

std::string workingRates(const PaStreamParameters& parameters) {
    constexpr std::array kCommonRatesHz = {8'000, 16'000, 22'050, 32'000, 44'100, 48'000, 88'200, 96'000, 192'000};
    const std::scoped_lock lock(portAudioMutex());
    const QuietStderr quiet;
    std::string rates;
    for (const int rate : kCommonRatesHz) {
        if (Pa_IsFormatSupported(&parameters, nullptr, rate) == paFormatIsSupported) {
            rates += fmt::format("{}{}", rates.empty() ? "" : ", ", rate);
        }
    }
    return rates;
}

}  // namespace

AudioSystem::AudioSystem(std::shared_ptr<Session> session) : session_(std::move(session)) {}

Result<AudioSystem> AudioSystem::open() {
    auto session = Session::open();
    if (!session) {
        return tl::unexpected(session.error());
    }
    return AudioSystem(std::move(*session));
}

std::vector<AudioDevice> AudioSystem::devices() const {
    std::vector<AudioDevice> devices;
    const PaDeviceIndex input = Pa_GetDefaultInputDevice();
    const PaDeviceIndex output = Pa_GetDefaultOutputDevice();
    for (PaDeviceIndex index = 0; index < Pa_GetDeviceCount(); ++index) {
        const PaDeviceInfo* info = Pa_GetDeviceInfo(index);
        const PaHostApiInfo* host = Pa_GetHostApiInfo(info->hostApi);
        devices.push_back({.index = index,
                           .name = info->name,
                           .hostApi = host != nullptr ? host->name : "",
                           .inputChannels = info->maxInputChannels,
                           .outputChannels = info->maxOutputChannels,
                           .defaultRateHz = info->defaultSampleRate,
                           .isDefaultInput = index == input,
                           .isDefaultOutput = index == output});
    }
    return devices;
}

Result<void> AudioSystem::refresh() {
    if (session_.use_count() > 1) {
        return fail(ErrorCode::Unsupported, "the list of sound devices cannot be renewed while one of them records",
                    "End the recording first.");
    }
    session_->end();
    return session_->begin();
}

Result<std::unique_ptr<InputSource>> AudioSystem::openInput(const InputRequest& request) {
    const auto device = chooseInput(devices(), request.device);
    if (!device) {
        return tl::unexpected(device.error());
    }
    const PaStreamParameters parameters{
        .device = device->index,
        .channelCount = std::clamp(request.channels, 1, device->inputChannels),
        .sampleFormat = paFloat32,
        .suggestedLatency = std::max(Pa_GetDeviceInfo(device->index)->defaultHighInputLatency, kCaptureLatencySeconds),
        .hostApiSpecificStreamInfo = nullptr};
    const auto openAt = [&](int hz) {
        auto opened = std::make_unique<PortAudioInput>(session_, parameters, hz, device->name);
        const PaError status = opened->open();
        return std::pair(std::move(opened), status);
    };
    int rateHz = request.sampleRateHz > 0 ? request.sampleRateHz : kPreferredRateHz;
    auto [input, error] = openAt(rateHz);
    if (error == paInvalidSampleRate && request.sampleRateHz <= 0) {
        rateHz = static_cast<int>(device->defaultRateHz);
        std::tie(input, error) = openAt(rateHz);
    }
    if (error == paInvalidSampleRate) {
        const std::string rates = workingRates(parameters);
        return fail(ErrorCode::Unsupported,
                    fmt::format("the device \"{}\" cannot record at {} Hz", device->name, rateHz),
                    rates.empty() ? "Choose another device." : fmt::format("Rates that work: {}.", rates));
    }
    if (error != paNoError) {
        return fail(ErrorCode::DeviceUnavailable,
                    fmt::format("the device \"{}\" does not open: {}", device->name, describePortAudio(error)),
                    "Close other programs that use it, or choose another one from `timbre devices`.");
    }
    return std::unique_ptr<InputSource>(std::move(input));
}

}  // namespace timbre
