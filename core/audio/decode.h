// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "core/audio/audio_clip.h"
#include "core/base/result.h"

namespace timbre {

/// How a sound file is to be read.
struct ReadOptions {
    int sampleRateHz = 0;         ///< Convert to this rate; 0 keeps the file's own.
    bool mono = false;            ///< Mean of all channels.
    double maximumSeconds = 0.0;  ///< Stop after this much sound; 0 reads to the end.
    /// readAudio() refuses what would need more memory for its samples (2 GiB: a little over three hours of mono at
    /// 48 kHz); AudioReader is not bounded by it, since it holds one block only.
    std::uint64_t maximumBytes = std::uint64_t{1} << 31;
};

/// What is known about a sound file. Rate and channels are the file's own, whatever ReadOptions ask for.
struct AudioFacts {
    std::string container;  ///< "WAV", "FLAC", "OGG", "MP3", "MP4", ... for people.
    std::string codec;      ///< "16 bit PCM", "Vorbis", "AAC", ...; may be empty.
    int sampleRateHz = 0;
    int channels = 0;
    std::uint64_t frames = 0;  ///< As the file declares, or an estimate; as counted once a reader reached the end.
    double seconds = 0.0;      ///< frames / sampleRateHz.
    bool video = false;        ///< There are moving pictures too.
    std::string title;         ///< Tags; empty when absent.
    std::string artist;

    std::uint64_t nonFiniteSamples = 0;  ///< NaN, infinite or absurd (over 1e6) samples so far; each was read as 0.
    bool truncated = false;              ///< The file ends before what it declares. Found at the end, so after reading.
    bool damaged = false;                ///< Parts could not be decoded and were left out. Found while reading.
    bool cutAtMaximum = false;           ///< ReadOptions::maximumSeconds ended the reading.
};

/// Reads a sound file block by block with bounded memory: WAV, FLAC, OGG, Opus and their like through libsndfile,
/// everything else (MP3, M4A, sound of video files) through FFmpeg's libraries. The file's content decides, not its
/// name; what one library cannot read is tried with the other. Thread: any, one at a time. Allocates.
class AudioReader {
  public:
    /// NotFound: no such file. Io: may not be read. InvalidInput: a folder, an empty file, a file without sound, more
    /// than 64 channels, a rate outside 1000..768000 Hz. Corrupt: looks like sound but cannot be decoded. Unsupported:
    /// neither library knows the format. Every detail names the file.
    static Result<AudioReader> open(const std::filesystem::path& path, const ReadOptions& options = {});

    AudioReader(AudioReader&&) noexcept;
    AudioReader& operator=(AudioReader&&) noexcept;
    ~AudioReader();

    [[nodiscard]] int sampleRateHz() const noexcept;  ///< Of the samples that read() gives, after conversion.
    [[nodiscard]] int channels() const noexcept;      ///< Of the samples that read() gives, after conversion.

    /// Fills `interleaved` (size a multiple of channels()) as far as there is sound.
    /// @return frames read; fewer than asked only at the end, 0 from then on. Corrupt when nothing at all can be
    /// decoded;
    ///         damage after that ends or gaps the sound and is marked in facts().
    Result<std::size_t> read(std::span<float> interleaved);

    /// Facts so far; complete once read() returned 0.
    [[nodiscard]] const AudioFacts& facts() const noexcept;

  private:
    struct State;
    explicit AudioReader(std::unique_ptr<State> state) noexcept;
    std::unique_ptr<State> state_;
};

struct DecodedAudio {
    AudioClip clip;
    AudioFacts facts;
};

/// Reads a whole file. A file without a single frame is InvalidInput; damaged and truncated ones give what is there.
/// Errors: those of AudioReader::open, and OutOfMemory beyond ReadOptions::maximumBytes.
Result<AudioClip> readAudio(const std::filesystem::path& path, const ReadOptions& options = {});

/// readAudio() and what was noticed on the way.
Result<DecodedAudio> readAudioWithFacts(const std::filesystem::path& path, const ReadOptions& options = {});

/// Facts from the file's headers alone, quick for files of any length. Errors: those of AudioReader::open.
Result<AudioFacts> probe(const std::filesystem::path& path);

}  // namespace timbre
