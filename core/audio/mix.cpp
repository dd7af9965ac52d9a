// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/mix.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>

namespace timbre {

namespace {

std::int64_t framesOf(double milliseconds, int sampleRateHz) {
    return std::llround(milliseconds * sampleRateHz / 1000.0);
}

std::size_t fadeFrames(const AudioClip& clip, double milliseconds) {
    const std::int64_t wanted = milliseconds > 0.0 ? framesOf(milliseconds, clip.sampleRateHz) : 0;
    return std::min(clip.frames(), static_cast<std::size_t>(wanted));
}

/// Where in the fade its i-th frame lies, strictly between 0 and 1, so that a fade and its mirror add up.
double positionInFade(std::size_t i, std::size_t frames) {
    return (static_cast<double>(i) + 0.5) / static_cast<double>(frames);
}

Result<void> checkAlike(const AudioClip& first, const AudioClip& other) {
    if (first.sampleRateHz == other.sampleRateHz && first.channels == other.channels) {
        return {};
    }
    return fail(ErrorCode::InvalidInput,
                fmt::format("cannot join sound of {} Hz with {} channels and sound of {} Hz with {} channels",
                            first.sampleRateHz, first.channels, other.sampleRateHz, other.channels),
                "Convert them to the same sample rate and channels first.");
}

Result<void> checkUsable(const AudioClip* clip) {
    if (clip == nullptr || clip->sampleRateHz <= 0 || clip->channels <= 0) {
        return fail(ErrorCode::InvalidInput, "cannot join sound that has no sample rate or no channels");
    }
    return {};
}

template <typename Item>
Result<void> checkAll(std::span<const Item> items) {
    if (items.empty()) {
        return fail(ErrorCode::InvalidInput, "there is no sound to join");
    }
    for (const Item& item : items) {
        if (auto usable = checkUsable(item.clip); !usable) {
            return usable;
        }
        if (auto alike = checkAlike(*items.front().clip, *item.clip); !alike) {
            return alike;
        }
    }
    return {};
}

}  // namespace

float fadeGain(FadeShape shape, double position) noexcept {
    const double x = std::clamp(position, 0.0, 1.0);
    switch (shape) {
        case FadeShape::Linear:
            return static_cast<float>(x);
        case FadeShape::RaisedCosine:
            return static_cast<float>(0.5 - 0.5 * std::cos(std::numbers::pi * x));
        case FadeShape::EqualPower:
            return static_cast<float>(std::sin(0.5 * std::numbers::pi * x));
    }
    return 1.0F;
}

void applyFades(AudioClip& clip, const Fades& fades) {
    const auto channels = static_cast<std::size_t>(clip.channels);
    const auto scaleFrame = [&](std::size_t frame, float gain) {
        for (std::size_t c = 0; c < channels; ++c) {
            clip.samples[frame * channels + c] *= gain;
        }
    };
    const std::size_t in = fadeFrames(clip, fades.inMs);
    for (std::size_t i = 0; i < in; ++i) {
        scaleFrame(i, fadeGain(fades.shape, positionInFade(i, in)));
    }
    const std::size_t out = fadeFrames(clip, fades.outMs);
    for (std::size_t i = 0; i < out; ++i) {
        scaleFrame(clip.frames() - 1 - i, fadeGain(fades.shape, positionInFade(i, out)));
    }
}

void applyGain(AudioClip& clip, double gainDb) {
    const double gain = std::pow(10.0, gainDb / 20.0);
    for (float& sample : clip.samples) {
        sample = static_cast<float>(sample * gain);
    }
}

Result<AudioClip> trim(const AudioClip& clip, TimeRange range) {
    const double lengthMs = clip.seconds() * 1000.0;
    const bool ordered = range.startMs >= 0.0 && range.startMs < range.endMs;
    const std::int64_t start = ordered && range.startMs <= lengthMs ? framesOf(range.startMs, clip.sampleRateHz) : 0;
    const std::int64_t end = framesOf(std::min(ordered ? range.endMs : 0.0, lengthMs), clip.sampleRateHz);
    if (!ordered || range.startMs > lengthMs || start >= end) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("nothing lies between {:.0f} ms and {:.0f} ms of a sound of {:.0f} ms", range.startMs,
                                range.endMs, lengthMs),
                    "Choose a start before the end, both within the sound.");
    }
    AudioClip part{.sampleRateHz = clip.sampleRateHz, .channels = clip.channels, .samples = {}};
    part.samples.assign(clip.samples.begin() + start * clip.channels, clip.samples.begin() + end * clip.channels);
    return part;
}

AudioClip silence(int sampleRateHz, int channels, double durationMs) {
    const auto frames = static_cast<std::size_t>(std::max<std::int64_t>(0, framesOf(durationMs, sampleRateHz)));
    return {.sampleRateHz = sampleRateHz,
            .channels = channels,
            .samples = std::vector<float>(frames * static_cast<std::size_t>(channels), 0.0F)};
}

Result<AudioClip> concatenate(std::span<const Piece> pieces) {
    if (auto valid = checkAll(pieces); !valid) {
        return tl::unexpected(valid.error());
    }
    const AudioClip& first = *pieces.front().clip;
    AudioClip joined{.sampleRateHz = first.sampleRateHz, .channels = first.channels, .samples = {}};
    for (const Piece& piece : pieces) {
        if (!(piece.pauseAfterMs >= 0.0) || !std::isfinite(piece.pauseAfterMs)) {
            return fail(ErrorCode::InvalidInput, fmt::format("a pause of {} ms does not exist", piece.pauseAfterMs),
                        "Give 0 or more milliseconds.");
        }
        joined.samples.insert(joined.samples.end(), piece.clip->samples.begin(), piece.clip->samples.end());
        const auto pause = static_cast<std::size_t>(framesOf(piece.pauseAfterMs, first.sampleRateHz));
        joined.samples.resize(joined.samples.size() + pause * static_cast<std::size_t>(first.channels), 0.0F);
    }
    return joined;
}

Result<AudioClip> mix(std::span<const MixTrack> tracks) {
    if (auto valid = checkAll(tracks); !valid) {
        return tl::unexpected(valid.error());
    }
    const AudioClip& first = *tracks.front().clip;
    AudioClip sum{.sampleRateHz = first.sampleRateHz, .channels = first.channels, .samples = {}};
    for (const MixTrack& track : tracks) {
        if (!std::isfinite(track.offsetMs) || !std::isfinite(track.gainDb)) {
            return fail(ErrorCode::InvalidInput, "a track's place or gain is not a number");
        }
        const std::int64_t offset = framesOf(track.offsetMs, sum.sampleRateHz) * sum.channels;
        const auto count = static_cast<std::int64_t>(track.clip->samples.size());
        const auto end = static_cast<std::size_t>(std::max<std::int64_t>(0, offset + count));
        sum.samples.resize(std::max(sum.samples.size(), end), 0.0F);
        const auto gain = static_cast<float>(std::pow(10.0, track.gainDb / 20.0));
        for (std::int64_t i = std::max<std::int64_t>(0, -offset); i < count; ++i) {
            sum.samples[static_cast<std::size_t>(offset + i)] +=
                gain * track.clip->samples[static_cast<std::size_t>(i)];
        }
    }
    return sum;
}

Result<AudioClip> crossFade(const AudioClip& first, const AudioClip& second, const CrossFade& fade) {
    for (const AudioClip* clip : {&first, &second}) {
        if (auto usable = checkUsable(clip); !usable) {
            return tl::unexpected(usable.error());
        }
    }
    if (auto alike = checkAlike(first, second); !alike) {
        return tl::unexpected(alike.error());
    }
    const std::size_t overlap = std::min(fadeFrames(first, fade.durationMs), fadeFrames(second, fade.durationMs));
    const auto channels = static_cast<std::size_t>(first.channels);
    AudioClip joined = first;
    const std::size_t start = first.frames() - overlap;
    for (std::size_t i = 0; i < overlap; ++i) {
        const double position = positionInFade(i, overlap);
        for (std::size_t c = 0; c < channels; ++c) {
            float& sample = joined.samples[(start + i) * channels + c];
            sample = sample * fadeGain(fade.shape, 1.0 - position) +
                     second.samples[i * channels + c] * fadeGain(fade.shape, position);
        }
    }
    joined.samples.insert(joined.samples.end(),
                          second.samples.begin() + static_cast<std::ptrdiff_t>(overlap * channels),
                          second.samples.end());
    return joined;
}

}  // namespace timbre
