// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "core/audio/audio_clip.h"
#include "core/base/result.h"

namespace timbre {

enum class AudioFormat { Wav, Flac, OggVorbis, Mp3 };
enum class SampleKind { Int16, Int24, Float32 };  ///< For WAV and FLAC (FLAC has no Float32).
enum class Mp3Mode { ConstantRate, VariableRate };

/// By the file name's extension (wav, flac, ogg, oga, mp3, any case), or nullopt.
std::optional<AudioFormat> audioFormatFromName(const std::filesystem::path& path);

struct WriteOptions {
    std::optional<AudioFormat> format = std::nullopt;  ///< Unset: by the file name.
    SampleKind sampleKind = SampleKind::Int16;
    int sampleRateHz = 0;  ///< Convert to this rate before writing; 0 keeps the clip's.
    Mp3Mode mp3Mode = Mp3Mode::ConstantRate;
    int mp3KbitPerSecond = 192;    ///< ConstantRate: one of MPEG's; lowered to the most that the sample rate allows.
    double mp3VbrQuality = 2.0;    ///< VariableRate: lame's scale, 0 (best, largest) .. 9.
    double oggQuality = 0.6;       ///< 0 .. 1 (best).
    bool dither = true;            ///< Triangular dither of one step for Int16; digital silence stays silent.
    std::uint64_t ditherSeed = 0;  ///< Same seed, same bytes.
    std::string title = {};        ///< Tags where the format has them; empty writes none.
    std::string artist = {};
};

/// Rate and channels of the sound that will be appended.
struct AudioLayout {
    int sampleRateHz = 0;
    int channels = 1;
};

/// Writes a sound file block by block. The file appears under its name only when finish() has succeeded; dropped before
/// that (cancelled, failed), nothing remains and an older file of that name is untouched.
/// Samples beyond [-1, 1] are clipped, never wrapped, except in float WAV; NaN and infinity are written as 0.
/// Rates that a format cannot hold are converted (MP3: up to the next of MPEG's rates, at most 48000; FLAC and Vorbis:
/// at most 192000). Thread: any, one at a time. Allocates.
class AudioWriter {
  public:
    /// InvalidInput: unknown extension, a rate outside 1000..768000 Hz, no channels, more channels than the format
    /// holds (MP3 2, FLAC 8, Vorbis 8, WAV 64), FLAC as float, a bit rate that MPEG does not know, a quality out of
    /// range. Io: the folder is missing or cannot be written. Every detail names the file.
    static Result<AudioWriter> create(const std::filesystem::path& path, AudioLayout layout,
                                      const WriteOptions& options = {});

    AudioWriter(AudioWriter&&) noexcept;
    AudioWriter& operator=(AudioWriter&&) noexcept;
    ~AudioWriter();

    /// `interleaved` holds whole frames of the layout. Io when the disk is full or gone. InvalidInput when a WAV file
    /// would pass 4 GiB, the most its format holds.
    Result<void> append(std::span<const float> interleaved);

    /// Flushes, closes and renames. Io on failure, and then nothing remains. Call once; InvalidInput when no frame was
    /// appended.
    Result<void> finish();

    [[nodiscard]] std::uint64_t framesAppended() const noexcept;
    [[nodiscard]] std::uint64_t clippedSamples() const noexcept;    ///< Samples that had to be held at full scale.
    [[nodiscard]] std::uint64_t nonFiniteSamples() const noexcept;  ///< NaN or infinite samples written as 0.
    [[nodiscard]] int writtenSampleRateHz() const noexcept;         ///< The rate in the file.

  private:
    struct State;
    explicit AudioWriter(std::unique_ptr<State> state) noexcept;
    std::unique_ptr<State> state_;
};

/// Writes one clip; errors as AudioWriter's. An empty clip is InvalidInput.
Result<void> writeAudio(const std::filesystem::path& path, const AudioClip& clip, const WriteOptions& options = {});

}  // namespace timbre
