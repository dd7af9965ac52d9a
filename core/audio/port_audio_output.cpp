// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/port_audio_output.h"

#include <portaudio.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/audio/device.h"
#include "core/audio/port_audio.h"

namespace timbre {

namespace {

constexpr const char* kAdvice =
    "Plug in headphones or loudspeakers and switch them on in the sound settings of the system; `timbre devices` lists "
    "what is there. Exporting works without.";
constexpr std::array kRatesHz = {48'000, 44'100};  // what devices take as it is, so nobody converts twice

/// A PortAudio output stream that copies the filler's one channel into all of the device's.
class PortAudioOutput final : public OutputStream {
  public:
    PortAudioOutput(AudioSystem system, AudioFiller& filler, int channels)
        : system_(std::move(system)), filler_(filler), channels_(channels) {}
    ~PortAudioOutput() override {
        if (stream_ != nullptr) {
            const std::scoped_lock lock(portAudioMutex());
            const QuietStderr quiet;
            Pa_AbortStream(stream_);
            Pa_CloseStream(stream_);
        }
    }

    PaError open(const AudioDevice& device, int rateHz) {
        const std::scoped_lock lock(portAudioMutex());
        const QuietStderr quiet;
        const PaStreamParameters parameters{
            .device = device.index,
            .channelCount = channels_,
            .sampleFormat = paFloat32,
            .suggestedLatency = Pa_GetDeviceInfo(device.index)->defaultLowOutputLatency,
            .hostApiSpecificStreamInfo = nullptr};
        PaError error = Pa_OpenStream(&stream_, nullptr, &parameters, rateHz, paFramesPerBufferUnspecified,
                                      paDitherOff, &PortAudioOutput::callback, this);
        if (error == paNoError) {
            error = Pa_StartStream(stream_);
        }
        return error;
    }

    [[nodiscard]] int sampleRateHz() const noexcept override {
        return static_cast<int>(Pa_GetStreamInfo(stream_)->sampleRate);
    }
    [[nodiscard]] double latencySeconds() const noexcept override { return Pa_GetStreamInfo(stream_)->outputLatency; }

  private:
    /// Thread: audio callback.
    static int callback(const void*, void* output, unsigned long frames, const PaStreamCallbackTimeInfo*,
                        PaStreamCallbackFlags, void* self) noexcept {
        auto* me = static_cast<PortAudioOutput*>(self);
        auto* out = static_cast<float*>(output);
        for (std::size_t left = frames; left > 0;) {
            const std::span<float> mono = std::span(me->mono_).first(std::min(left, me->mono_.size()));
            me->filler_.fill(mono);
            for (const float sample : mono) {
                out = std::fill_n(out, me->channels_, sample);
            }
            left -= mono.size();
        }
        return paContinue;
    }

    AudioSystem system_;  ///< Keeps PortAudio started.
    AudioFiller& filler_;
    int channels_;
    PaStream* stream_ = nullptr;
    std::array<float, 512> mono_{};
};

Result<std::unique_ptr<OutputStream>> openOutput(AudioFiller& filler, const std::string& name) {
    auto system = AudioSystem::open();
    if (!system) {
        return tl::unexpected(system.error());
    }
    const std::vector<AudioDevice> devices = system->devices();
    auto device = std::ranges::find_if(
        devices, [&](const AudioDevice& d) { return !name.empty() && d.name == name && d.outputChannels > 0; });
    if (device == devices.end()) {
        device = std::ranges::find_if(devices, [](const AudioDevice& d) { return d.isDefaultOutput; });
    }
    if (device == devices.end()) {
        device = std::ranges::find_if(devices, [](const AudioDevice& d) { return d.outputChannels > 0; });
    }
    if (device == devices.end()) {
        return fail(ErrorCode::DeviceUnavailable, "no loudspeaker or other playing device was found", kAdvice);
    }
    const int channels = std::min(device->outputChannels, 2);
    PaError error = paNoError;
    for (const int rateHz : {kRatesHz[0], kRatesHz[1], static_cast<int>(device->defaultRateHz)}) {
        auto output = std::make_unique<PortAudioOutput>(*system, filler, channels);
        error = output->open(*device, rateHz);
        if (error == paNoError) {
            return std::unique_ptr<OutputStream>(std::move(output));
        }
        if (error != paInvalidSampleRate) {
            break;
        }
    }
    return fail(ErrorCode::DeviceUnavailable,
                "the sound device \"" + device->name + "\" does not open: " + describePortAudio(error), kAdvice);
}

}  // namespace

OutputOpener defaultAudioOutput() { return audioOutput({}); }

OutputOpener audioOutput(std::string name) {
    return [name = std::move(name)](AudioFiller& filler) { return openOutput(filler, name); };
}

OutputOpener chosenOutput(std::shared_ptr<const OutputChoice> choice) {
    return [choice = std::move(choice)](AudioFiller& filler) { return openOutput(filler, choice->chosen()); };
}

}  // namespace timbre
