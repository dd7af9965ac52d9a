// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/time_pitch.h"

#include <fmt/format.h>
#include <rubberband/RubberBandStretcher.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace timbre {

namespace {

using RubberBand::RubberBandStretcher;

constexpr std::size_t kBlockFrames = 1024;  // some milliseconds of work each, so a stop is felt at once

/// Channels apart, as Rubber Band wants them.
using Planar = std::vector<std::vector<float>>;

Result<void> checkSettings(const AudioClip& clip, const TimePitch& settings) {
    if (!(settings.speedScale >= 0.25 && settings.speedScale <= 4.0)) {
        return fail(ErrorCode::InvalidInput, fmt::format("a speed of {} is out of range", settings.speedScale),
                    "Choose 0.25 to 4.");
    }
    if (!(std::fabs(settings.pitchSemitones) <= 24.0)) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("a pitch change of {} semitones is out of range", settings.pitchSemitones),
                    "Choose -24 to 24.");
    }
    if (clip.frames() == 0) {
        return fail(ErrorCode::InvalidInput, "there is no sound to change the speed or pitch of");
    }
    if (clip.sampleRateHz < 8'000 || clip.sampleRateHz > 192'000) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("cannot change speed or pitch at a sample rate of {} Hz", clip.sampleRateHz),
                    "Convert it to 8000 to 192000 Hz first.");
    }
    return {};
}

Planar separate(const AudioClip& clip, std::size_t paddingFrames) {
    const auto channels = static_cast<std::size_t>(clip.channels);
    Planar planar(channels, std::vector<float>(clip.frames() + paddingFrames, 0.0F));
    for (std::size_t c = 0; c < channels; ++c) {
        for (std::size_t i = 0; i < clip.frames(); ++i) {
            const float sample = clip.samples[i * channels + c];
            planar[c][i] = std::isfinite(sample) ? sample : 0.0F;
        }
    }
    return planar;
}

RubberBandStretcher::Options optionsFor(const TimePitch& settings) {
    RubberBandStretcher::Options options =
        RubberBandStretcher::OptionProcessOffline | RubberBandStretcher::OptionThreadingNever |
        RubberBandStretcher::OptionPitchHighQuality | RubberBandStretcher::OptionChannelsTogether;
    options |= settings.engine == StretchEngine::Finer ? RubberBandStretcher::OptionEngineFiner
                                                       : RubberBandStretcher::OptionEngineFaster;
    options |=
        settings.keepFormants ? RubberBandStretcher::OptionFormantPreserved : RubberBandStretcher::OptionFormantShifted;
    return options;
}

/// Calls `work(pointers to the block's channels, frames, last)` for block after block. False when stopped.
template <typename Work>
bool forEachBlock(const Planar& planar, const std::stop_token& stop, const Work& work) {
    const std::size_t frames = planar.front().size();
    std::vector<const float*> pointers(planar.size());
    for (std::size_t start = 0; start < frames; start += kBlockFrames) {
        if (stop.stop_requested()) {
            return false;
        }
        const std::size_t count = std::min(kBlockFrames, frames - start);
        std::ranges::transform(planar, pointers.begin(), [&](const auto& channel) { return channel.data() + start; });
        work(pointers.data(), count, start + count == frames);
    }
    return true;
}

/// Appends what the stretcher has ready, interleaved.
void retrieve(RubberBandStretcher& stretcher, Planar& scratch, std::vector<float>& output) {
    std::vector<float*> pointers(scratch.size());
    while (stretcher.available() > 0) {
        const auto ready = static_cast<std::size_t>(stretcher.available());
        for (std::size_t c = 0; c < scratch.size(); ++c) {
            scratch[c].resize(ready);
            pointers[c] = scratch[c].data();
        }
        const std::size_t got = stretcher.retrieve(pointers.data(), ready);
        if (got == 0) {
            return;
        }
        for (std::size_t i = 0; i < got; ++i) {
            for (const auto& channel : scratch) {
                output.push_back(channel[i]);
            }
        }
    }
}

}  // namespace

Result<AudioClip> changeTimePitch(const AudioClip& clip, const TimePitch& settings, std::stop_token stop) {
    if (auto valid = checkSettings(clip, settings); !valid) {
        return tl::unexpected(valid.error());
    }
    if (settings.speedScale == 1.0 && settings.pitchSemitones == 0.0) {
        return clip;
    }
    const auto channels = static_cast<std::size_t>(clip.channels);
    const auto wantedFrames =
        static_cast<std::size_t>(std::max(1LL, std::llround(static_cast<double>(clip.frames()) / settings.speedScale)));
    // Rubber Band fades its last windows; a little silence behind the end keeps that off the speech.
    const auto padding = static_cast<std::size_t>(clip.sampleRateHz / 10);
    const Planar input = separate(clip, padding);
    RubberBandStretcher stretcher(static_cast<std::size_t>(clip.sampleRateHz), channels, optionsFor(settings),
                                  1.0 / settings.speedScale, std::exp2(settings.pitchSemitones / 12.0));
    stretcher.setExpectedInputDuration(input.front().size());
    stretcher.setMaxProcessSize(kBlockFrames);
    AudioClip result{.sampleRateHz = clip.sampleRateHz, .channels = clip.channels, .samples = {}};
    result.samples.reserve((wantedFrames + padding) * channels);
    Planar scratch(channels);
    const bool whole = forEachBlock(input, stop,
                                    [&](const float* const* block, std::size_t frames, bool last) {
                                        stretcher.study(block, frames, last);
                                    }) &&
                       forEachBlock(input, stop, [&](const float* const* block, std::size_t frames, bool last) {
                           stretcher.process(block, frames, last);
                           retrieve(stretcher, scratch, result.samples);
                       });
    if (!whole) {
        return fail(ErrorCode::Cancelled, "changing speed and pitch was stopped");
    }
    retrieve(stretcher, scratch, result.samples);
    result.samples.resize(wantedFrames * channels, 0.0F);
    return result;
}

}  // namespace timbre
