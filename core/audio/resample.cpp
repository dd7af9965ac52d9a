// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/resample.h"

#include <fmt/format.h>
#include <samplerate.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace timbre {

namespace {

constexpr int kMaximumChannels = 128;  // libsamplerate's own limit; it ends the program on others

struct DeleteConverter {
    void operator()(SRC_STATE* state) const noexcept { src_delete(state); }
};

int converterType(ResampleQuality quality) {
    switch (quality) {
        case ResampleQuality::Best:
            return SRC_SINC_BEST_QUALITY;
        case ResampleQuality::Medium:
            return SRC_SINC_MEDIUM_QUALITY;
        case ResampleQuality::Fastest:
            return SRC_SINC_FASTEST;
    }
    return SRC_SINC_BEST_QUALITY;
}

Result<void> checkRate(int rate) {
    if (rate < kMinimumSampleRateHz || rate > kMaximumSampleRateHz) {
        return fail(ErrorCode::InvalidInput, fmt::format("cannot convert from or to a sample rate of {} Hz", rate),
                    fmt::format("Use {} to {} Hz.", kMinimumSampleRateHz, kMaximumSampleRateHz));
    }
    return {};
}

}  // namespace

struct StreamResampler::State {
    Settings settings;
    double ratio = 1.0;
    std::unique_ptr<SRC_STATE, DeleteConverter> converter;
    std::uint64_t framesIn = 0;
    std::uint64_t framesOut = 0;
    std::vector<float> block;  // one block of converted sound

    void convert(std::span<const float> input, bool last, std::vector<float>& output) {
        const auto channels = static_cast<std::size_t>(settings.channels);
        constexpr std::size_t kBlockFrames = 4096;
        block.resize(kBlockFrames * channels);
        SRC_DATA data{};
        data.src_ratio = ratio;
        data.end_of_input = last ? 1 : 0;
        // libsamplerate looks at data_in even when there are no frames.
        const std::array<float, 1> nothing{};
        data.data_in = input.empty() ? nothing.data() : input.data();
        data.input_frames = static_cast<long>(input.size() / channels);
        data.data_out = block.data();
        data.output_frames = static_cast<long>(kBlockFrames);
        while (true) {
            if (src_process(converter.get(), &data) != 0) {
                return;  // cannot happen with checked settings; flush() then fills with silence
            }
            const auto made = static_cast<std::size_t>(data.output_frames_gen);
            output.insert(output.end(), block.begin(), block.begin() + static_cast<std::ptrdiff_t>(made * channels));
            framesOut += made;
            data.data_in += static_cast<std::size_t>(data.input_frames_used) * channels;
            data.input_frames -= data.input_frames_used;
            const bool stuck = made == 0 && data.input_frames_used == 0;
            if (stuck || (data.input_frames == 0 && made < kBlockFrames)) {
                return;
            }
        }
    }
};

StreamResampler::StreamResampler(std::unique_ptr<State> state) noexcept : state_(std::move(state)) {}
StreamResampler::StreamResampler(StreamResampler&&) noexcept = default;
StreamResampler& StreamResampler::operator=(StreamResampler&&) noexcept = default;
StreamResampler::~StreamResampler() = default;

Result<StreamResampler> StreamResampler::create(const Settings& settings) {
    for (const int rate : {settings.fromHz, settings.toHz}) {
        if (auto valid = checkRate(rate); !valid) {
            return tl::unexpected(valid.error());
        }
    }
    if (settings.channels < 1 || settings.channels > kMaximumChannels) {
        return fail(ErrorCode::InvalidInput, fmt::format("cannot convert sound of {} channels", settings.channels),
                    fmt::format("Give 1 to {}.", kMaximumChannels));
    }
    auto state = std::make_unique<State>();
    state->settings = settings;
    state->ratio = static_cast<double>(settings.toHz) / settings.fromHz;
    if (src_is_valid_ratio(state->ratio) == 0) {
        return fail(ErrorCode::InvalidInput, fmt::format("cannot convert from {} to {} Hz: more than 256 times",
                                                         settings.fromHz, settings.toHz));
    }
    int error = 0;
    state->converter.reset(src_new(converterType(settings.quality), settings.channels, &error));
    if (!state->converter) {
        return fail(ErrorCode::OutOfMemory, fmt::format("cannot convert the sample rate: {}", src_strerror(error)));
    }
    return StreamResampler(std::move(state));
}

void StreamResampler::process(std::span<const float> interleaved, std::vector<float>& output) {
    state_->framesIn += interleaved.size() / static_cast<std::size_t>(state_->settings.channels);
    state_->convert(interleaved, false, output);
}

void StreamResampler::flush(std::vector<float>& output) {
    State& state = *state_;
    state.convert({}, true, output);
    // libsamplerate ends a frame early or late; the promised length is kept by cutting or by silence.
    const auto channels = static_cast<std::size_t>(state.settings.channels);
    const auto promised = static_cast<std::uint64_t>(std::llround(static_cast<double>(state.framesIn) * state.ratio));
    if (state.framesOut < promised) {
        output.resize(output.size() + static_cast<std::size_t>(promised - state.framesOut) * channels, 0.0F);
    } else {
        const auto surplus = static_cast<std::size_t>(state.framesOut - promised) * channels;
        output.resize(output.size() - std::min(surplus, output.size()));
    }
    state.framesOut = promised;
}

Result<AudioClip> resample(const AudioClip& clip, int sampleRateHz, ResampleQuality quality) {
    if (clip.sampleRateHz == sampleRateHz) {
        if (auto valid = checkRate(sampleRateHz); !valid) {
            return tl::unexpected(valid.error());
        }
        return clip;
    }
    auto resampler = StreamResampler::create(
        {.fromHz = clip.sampleRateHz, .toHz = sampleRateHz, .channels = clip.channels, .quality = quality});
    if (!resampler) {
        return tl::unexpected(resampler.error());
    }
    AudioClip result{.sampleRateHz = sampleRateHz, .channels = clip.channels, .samples = {}};
    const double ratio = static_cast<double>(sampleRateHz) / clip.sampleRateHz;
    result.samples.reserve(static_cast<std::size_t>(static_cast<double>(clip.samples.size()) * ratio) + 4096);
    resampler->process(clip.samples, result.samples);
    resampler->flush(result.samples);
    return result;
}

Result<std::vector<float>> resampleMono(std::span<const float> samples, int fromHz, int toHz, ResampleQuality quality) {
    if (fromHz == toHz) {
        if (auto valid = checkRate(toHz); !valid) {
            return tl::unexpected(valid.error());
        }
        return std::vector<float>(samples.begin(), samples.end());
    }
    auto resampler = StreamResampler::create({.fromHz = fromHz, .toHz = toHz, .channels = 1, .quality = quality});
    if (!resampler) {
        return tl::unexpected(resampler.error());
    }
    std::vector<float> result;
    resampler->process(samples, result);
    resampler->flush(result);
    return result;
}

void downmix(std::span<const float> interleaved, int channels, std::vector<float>& mono) {
    const auto count = static_cast<std::size_t>(channels);
    mono.assign(interleaved.size() / count, 0.0F);
    for (std::size_t frame = 0; frame < mono.size(); ++frame) {
        double sum = 0.0;
        for (std::size_t c = 0; c < count; ++c) {
            sum += interleaved[frame * count + c];
        }
        mono[frame] = static_cast<float>(sum / channels);
    }
}

AudioClip toMono(const AudioClip& clip) {
    if (clip.channels <= 1) {
        return clip;
    }
    AudioClip mono{.sampleRateHz = clip.sampleRateHz, .channels = 1, .samples = {}};
    downmix(clip.samples, clip.channels, mono.samples);
    return mono;
}

AudioClip withChannels(const AudioClip& clip, int channels) {
    if (clip.channels == channels) {
        return clip;
    }
    if (channels == 1) {
        return toMono(clip);
    }
    const auto from = static_cast<std::size_t>(clip.channels);
    const auto to = static_cast<std::size_t>(channels);
    AudioClip result{.sampleRateHz = clip.sampleRateHz,
                     .channels = channels,
                     .samples = std::vector<float>(clip.frames() * to, 0.0F)};
    for (std::size_t frame = 0; frame < clip.frames(); ++frame) {
        for (std::size_t c = 0; c < to; ++c) {
            const std::size_t source = from == 1 ? 0 : c;
            result.samples[frame * to + c] = source < from ? clip.samples[frame * from + source] : 0.0F;
        }
    }
    return result;
}

}  // namespace timbre
