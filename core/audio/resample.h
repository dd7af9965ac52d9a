// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/audio/audio_clip.h"
#include "core/base/result.h"

namespace timbre {

/// libsamplerate's band-limited converters. Best: 144 dB signal to noise, pass band 96 %. Medium: 121 dB, 90 %.
/// Fastest: 97 dB, 80 % (enough for measuring speech).
enum class ResampleQuality { Best, Medium, Fastest };

/// Rates that the conversions below accept.
constexpr int kMinimumSampleRateHz = 1'000;
constexpr int kMaximumSampleRateHz = 768'000;

/// Converts the whole clip. Equal rates return it unchanged. The result has exactly round(frames * to / from) frames.
/// InvalidInput for a rate outside the limits above, more than 256 times up or down, or no channels.
Result<AudioClip> resample(const AudioClip& clip, int sampleRateHz, ResampleQuality quality = ResampleQuality::Best);

/// The same for bare mono samples.
Result<std::vector<float>> resampleMono(std::span<const float> samples, int fromHz, int toHz,
                                        ResampleQuality quality = ResampleQuality::Best);

/// Converts sound that comes in blocks; the joined output equals that of resample().
/// Thread: any, one at a time. Allocates.
class StreamResampler {
  public:
    struct Settings {
        int fromHz = 0;
        int toHz = 0;
        int channels = 1;
        ResampleQuality quality = ResampleQuality::Best;
    };
    /// InvalidInput as resample().
    static Result<StreamResampler> create(const Settings& settings);

    StreamResampler(StreamResampler&&) noexcept;
    StreamResampler& operator=(StreamResampler&&) noexcept;
    ~StreamResampler();

    /// Appends to `output` what is ready. `interleaved` holds whole frames.
    void process(std::span<const float> interleaved, std::vector<float>& output);
    /// Appends the rest; the total is then exactly round(frames * to / from). Call once, last.
    void flush(std::vector<float>& output);

  private:
    struct State;
    explicit StreamResampler(std::unique_ptr<State> state) noexcept;
    std::unique_ptr<State> state_;
};

/// Mean over the channels of each frame, into `mono` (resized; its old content is dropped). `channels` is at least 1.
void downmix(std::span<const float> interleaved, int channels, std::vector<float>& mono);

/// Mean of all channels; a mono clip comes back as it is.
AudioClip toMono(const AudioClip& clip);

/// One channel copied to all, many to one by their mean; otherwise the first channels are kept and missing ones silent.
/// `channels` is at least 1.
AudioClip withChannels(const AudioClip& clip, int channels);

}  // namespace timbre
