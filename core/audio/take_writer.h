// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace timbre {

/// What a recording looks like on disk: interleaved whole-number PCM in a WAV file.
struct TakeFormat {
    int sampleRateHz = 48'000;
    int channels = 1;
    int bits = 24;  ///< 16 or 24. 24 keeps all a microphone gives, so a take recorded too softly can still be used.
    bool operator==(const TakeFormat&) const = default;
};

/// A recording that is on disk.
struct TakeFile {
    std::filesystem::path path;
    TakeFormat format;
    std::uint64_t frames = 0;
    bool repaired = false;  ///< recoverTake() had to correct its header or cut a broken last frame off.

    [[nodiscard]] double seconds() const noexcept {
        return static_cast<double>(frames) / static_cast<double>(format.sampleRateHz);
    }
};

/// A WAV file that grows while one records into it.
///
/// The sound goes to `NAME.part.wav` beside the target and gets its own name by finish(). Once for every second of
/// sound the header is brought up to date and the file flushed to disk: killed or without power, at most the last
/// second is lost, the part file opens in any player, and recoverTake() makes it exact. Past 4 GiB the file turns into
/// RF64 in place (EBU Tech 3306: the room for its ds64 chunk is kept as JUNK from the start).
///
/// One thread at a time. Dropped without finish(), the part file stays on disk, valid.
class TakeWriter {
  public:
    /// Opens the part file and locks it against a second recorder.
    /// InvalidInput: the target is no .wav name or is a folder, or the format is outside 1..64 channels, 16/24 bits,
    /// 1..768000 Hz. AlreadyExists: the target exists and `overwrite` is false, or a part file lies there (see
    /// rescueUnfinishedTake). NotFound, Io: the folder is missing, not writable or full.
    static Result<TakeWriter> create(std::filesystem::path target, const TakeFormat& format, bool overwrite = false);

    TakeWriter(const TakeWriter&) = delete;
    TakeWriter& operator=(const TakeWriter&) = delete;
    TakeWriter(TakeWriter&& other) noexcept;
    TakeWriter& operator=(TakeWriter&&) = delete;
    ~TakeWriter();

    [[nodiscard]] const std::filesystem::path& partPath() const noexcept { return part_; }
    [[nodiscard]] std::uint64_t frames() const noexcept { return frames_; }
    [[nodiscard]] const TakeFormat& format() const noexcept { return format_; }

    /// Adds interleaved samples in [-1, 1] (limited to that; NaN becomes 0), whole frames only.
    /// Io when the disk is full or fails; what fitted is kept as whole frames and finish() still works.
    Result<void> append(std::span<const float> samples);

    /// Completes the header, flushes, and gives the file its own name. Io, AlreadyExists: the sound stays in the part
    /// file, which the message names.
    Result<TakeFile> finish();

    /// Removes the part file.
    void discard() noexcept;

  private:
    TakeWriter(int fd, std::filesystem::path target, std::filesystem::path part, const TakeFormat& format,
               bool overwrite);
    Result<void> writeSamples(std::span<const float> samples);
    Result<void> checkpoint();

    int fd_;
    std::filesystem::path target_;
    std::filesystem::path part_;
    TakeFormat format_;
    bool overwrite_;
    std::uint64_t frames_ = 0;
    std::uint64_t framesAtCheckpoint_ = 0;
    std::vector<std::uint8_t> bytes_;  ///< The present block in file order; kept to spare allocations.
};

/// Repairs, in place, a take whose recorder was killed: header and length agree again, and a last incomplete frame is
/// cut off. A file that is already exact is left alone.
/// NotFound, Io; AlreadyExists: it is still being recorded; Corrupt: not a take of TakeWriter, or nothing but a header.
Result<TakeFile> recoverTake(const std::filesystem::path& path);

/// Looks for the part file that a killed recording of `target` left, repairs it and names it
/// `NAME.recovered.wav` (or `NAME.recovered-2.wav`, ...: nothing is overwritten). nullopt when there is none; one
/// without a single frame of sound is removed. Errors as for recoverTake.
Result<std::optional<TakeFile>> rescueUnfinishedTake(const std::filesystem::path& target);

}  // namespace timbre
