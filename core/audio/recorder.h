// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

#include "core/audio/capture_buffer.h"
#include "core/audio/quality.h"
#include "core/audio/take_writer.h"
#include "core/base/result.h"

namespace timbre {

struct RecorderSettings {
    std::filesystem::path target;  ///< The .wav that appears when the recording has ended.
    int channels = 1;              ///< Of the file: 1, the mean of what the device gives, or 0, all of it.
    int bits = 24;                 ///< As in TakeFormat.
    bool overwrite = false;        ///< An existing target may be replaced (when the new take is whole).
    double maximumSeconds = 0.0;   ///< Ends by itself after this much sound; 0: when told to.
    SharedVadModel vad = nullptr;  ///< For the live quality; null finds speech by energy.
    std::chrono::milliseconds judgeEvery{250};  ///< How often RecordingStatus::quality is renewed.
    /// A device that delivers nothing for this long has gone; the first sound may take three times as long. One that
    /// does not stop within it is given up.
    std::chrono::milliseconds stallAfter{4000};
};

/// How the recording stands, for a meter on the screen.
struct RecordingStatus {
    bool running = true;   ///< False once it ended by itself: the time is over, the disk full, the device gone.
    std::optional<Error> trouble{};  ///< Then: why, unless the time was over.
    double seconds = 0.0;  ///< Of sound, in the file.
    double levelDbfs = kLowestDbfs;   ///< Mean power of the last 100 ms.
    double peakDbfs = kLowestDbfs;    ///< Largest sample of the last second.
    QualityReport quality;            ///< Of all so far; renewed every RecorderSettings::judgeEvery.
    std::uint64_t droppedFrames = 0;  ///< Lost since the disk was too slow.
};

/// A recording that has ended.
struct RecordedTake {
    TakeFile file;
    QualityReport quality;            ///< Of the whole take, by the live meter.
    std::uint64_t droppedFrames = 0;  ///< Lost since the disk was too slow.
    std::uint64_t overruns = 0;       ///< Times the device itself lost sound.
    std::optional<Error> trouble;     ///< Why it ended before its time; the file holds the sound up to there.
};

/// Records from an input into a file and judges the sound meanwhile.
///
/// Threads: the source's audio callback fills a CaptureBuffer; the take writer (owned here) drains it every 20 ms to
/// disk and through the quality meter; status() may be called from any thread.
class Recorder {
  public:
    /// Opens the file, then starts the device. Errors of TakeWriter::create (call rescueUnfinishedTake before),
    /// QualityMeter::create and InputSource::start; then no file remains.
    static Result<std::unique_ptr<Recorder>> start(std::unique_ptr<InputSource> source,
                                                   const RecorderSettings& settings);

    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;
    /// Without finish() or discard() before, the sound stays in the part file (see TakeWriter).
    ~Recorder();

    [[nodiscard]] RecordingStatus status() const;

    /// Stops the device, writes what it still delivered, and gives the file its name. To be called once.
    /// A full disk or a device that went away is RecordedTake::trouble as long as there is any sound; without a single
    /// frame it is the error itself (Cancelled where nothing was wrong) and no file remains.
    Result<RecordedTake> finish();

    /// Stops and removes the sound. To be called once.
    void discard();

  private:
    class Impl;
    explicit Recorder(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

/// Records until `stop` is requested, RecorderSettings::maximumSeconds are over, or something fails; both ends within
/// 50 ms. `watch` is called about twenty times a second on the caller's thread; it may be empty.
/// Errors as for Recorder::start and finish().
Result<RecordedTake> record(std::unique_ptr<InputSource> source, const RecorderSettings& settings, std::stop_token stop,
                            const std::function<void(const RecordingStatus&)>& watch);

}  // namespace timbre
