// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>

#include "core/audio/audio_clip.h"
#include "core/audio/capture_buffer.h"
#include "core/audio/live_meter.h"
#include "core/audio/live_trace.h"
#include "core/audio/player.h"
#include "core/audio/quality.h"
#include "core/audio/recorder.h"
#include "core/base/result.h"

namespace timbre {

struct LiveSettings {
    SharedVadModel vad = nullptr;  ///< Null finds speech by energy.
    double preRollSeconds = 3.0;   ///< Sound kept from before a take, 0..8.
    int bits = 24;                 ///< Of the takes, as in TakeFormat.
    std::chrono::milliseconds judgeEvery{100};
    /// A device that delivers nothing for this long has gone; the first sound may take three times as long.
    std::chrono::milliseconds stallAfter{2000};
    OutputOpener monitor = {};  ///< Where setMonitor() plays to; empty: nowhere.
};

/// How the input stands.
struct InputStatus {
    bool running = true;           ///< False once the device has gone.
    std::optional<Error> trouble;  ///< Then: why.
    double seconds = 0.0;          ///< Of sound since it was opened.
    double levelDbfs = kLowestDbfs;  ///< Mean power of the last 100 ms.
    double peakDbfs = kLowestDbfs;   ///< Largest sample of the last second.
    /// Of the take while there is one, else of the last seconds. SNR, noise floor, verdict and syllables are in here.
    QualityReport quality;
    /// Whether `quality` rests on enough: a second of speech and some pause. Before that a screen says "speak on".
    bool settled = false;
    std::uint64_t clippedSamples = 0;  ///< Since opened or since LiveMeter::resetClipped().
    bool inTake = false;
    /// The take ended by itself, such as on a full disk, while the device delivers on: endTake() keeps what it has.
    bool takeEnded = false;
    double takeSeconds = 0.0;           ///< Of sound, pre-roll included.
    std::uint64_t takeStartColumn = 0;  ///< Where it began in the LiveTrace.
    bool monitoring = false;
    std::uint64_t droppedFrames = 0;  ///< Lost since this computer was too slow.
    std::uint64_t overruns = 0;       ///< Times the device itself lost sound.
};

/// One open microphone: analysed all the time, written to a file when told. A take begins without a gap, since the device
/// runs already, and may begin with sound from before.
///
/// Threads: the source's callback fills a CaptureBuffer; the input thread (owned here) drains it every 10 ms into meter,
/// trace, quality and take; a take's Recorder has a thread of its own for the disk, so that a slow disk stops no meter.
/// status(), meter() and trace() from any thread, never waiting for device or disk; everything else from one thread.
class LiveInput {
  public:
    /// Starts the device. InputSource::start's errors; InvalidInput for an impossible rate or channel count.
    static Result<std::unique_ptr<LiveInput>> start(std::unique_ptr<InputSource> source, const LiveSettings& settings);

    LiveInput(const LiveInput&) = delete;
    LiveInput& operator=(const LiveInput&) = delete;
    /// A take that runs is ended and its file named.
    ~LiveInput();

    [[nodiscard]] int sampleRateHz() const noexcept;
    [[nodiscard]] int channels() const noexcept;  ///< Of the device; takes have one.

    [[nodiscard]] InputStatus status() const;
    [[nodiscard]] std::shared_ptr<LiveMeter> meter() const;
    [[nodiscard]] std::shared_ptr<LiveTrace> trace() const;

    /// From now on the sound goes to `target` (a mono WAV, NAME.part.wav until endTake()), beginning with the last
    /// `preRollSeconds` (at most the settings') of what was heard. Errors of Recorder::start; InvalidInput while a take
    /// runs; DeviceUnavailable when the device has gone.
    Result<void> beginTake(const std::filesystem::path& target, double preRollSeconds = 0.0, bool overwrite = false);

    /// Everything that was delivered until now is in the take, which gets its name. Waits for the disk.
    /// Errors of Recorder::finish; NotFound when no take runs. A device that has gone is RecordedTake::trouble.
    Result<RecordedTake> endTake();

    /// Removes the take that runs; nothing when there is none.
    void discardTake();

    /// The next `seconds` of the input, one channel, in memory; beside a take if there is one. Cancelled by `stop`
    /// within 50 ms; DeviceUnavailable when the device goes meanwhile.
    Result<AudioClip> listen(double seconds, const std::stop_token& stop);

    /// Plays the input to LiveSettings::monitor; off at first. Without headphones it feeds back.
    /// Unsupported without an output; the opener's errors.
    Result<void> setMonitor(bool on);

  private:
    class Impl;
    explicit LiveInput(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace timbre
