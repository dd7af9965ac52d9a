// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "core/audio/audio_clip.h"
#include "core/base/progress.h"
#include "core/base/result.h"

namespace timbre {

/// Floors that stand for "silence", so that every figure is a finite number.
constexpr double kSilenceLufs = -70.0;   ///< The absolute gate of EBU R 128.
constexpr double kSilenceDbfs = -120.0;  ///< For peaks, RMS and the noise floor.

/// Loudness of a clip. All figures are finite.
struct Loudness {
    double integratedLufs = kSilenceLufs;  ///< EBU R 128, gated; below 400 ms ungated over what is there.
    double rangeLu = 0.0;                  ///< EBU Tech 3342; 0 for clips under 3 s.
    double samplePeakDbfs = kSilenceDbfs;
    double truePeakDbtp = kSilenceDbfs;  ///< Oversampled (at least 4 times below 96 kHz).
    double rmsDbfs = kSilenceDbfs;       ///< Over the whole clip, full-scale square wave = 0 dB; channels averaged.
    /// RMS of the quietest pause of 500 ms, as ACX check does; nothing where no stretch of the clip is a pause, since
    /// the quietest half second of running speech says nothing of the room.
    std::optional<double> noiseFloorDbfs{};
    double seconds = 0.0;
    bool silent = true;  ///< Nothing above the gate: there is no loudness to speak of.
};

/// InvalidInput for an empty clip, a rate outside 1000..768000 Hz or more than 64 channels. NaN counts as 0.
/// Looks at `stop` between blocks and then fails with Cancelled.
Result<Loudness> measureLoudness(const AudioClip& clip, const std::stop_token& stop = {});

/// ACX's limits for audiobooks (acx.com, audio submission requirements).
constexpr double kAcxMinimumRmsDb = -23.0;
constexpr double kAcxMaximumRmsDb = -18.0;
constexpr double kAcxMaximumPeakDb = -3.0;
constexpr double kAcxMaximumNoiseDb = -60.0;

/// What normalise() aims at.
struct LoudnessGoal {
    enum class Kind { Lufs, Acx };
    Kind kind = Kind::Lufs;
    double targetLufs = -16.0;          ///< For Kind::Lufs: -14 streaming, -16 podcast, -23 broadcast; any of -40..-5.
    double truePeakCeilingDbtp = -1.0;  ///< Never passed by the result.
    double maximumGainDb = 40.0;        ///< Quieter clips stay below the target, so that bare noise is not blown up.

    /// -14, -16 or any other loudness; the ceiling is -1 dBTP (-2 for -14, whose players encode lossily).
    static LoudnessGoal lufs(double target);
    /// RMS -20 dB (the middle of ACX's range), true peak at most -3.2 dB.
    static LoudnessGoal acx();
    static constexpr double kQuietest = -40.0;  ///< LUFS.
    static constexpr double kLoudest = -5.0;
    /// "-16", "-16 LUFS", "-23lufs" or "acx". InvalidInput otherwise or outside -40..-5.
    static Result<LoudnessGoal> parse(std::string_view text);
};

/// What normalise() did.
struct LoudnessReport {
    LoudnessGoal goal;
    Loudness before;
    Loudness after;
    double gainDb = 0.0;             ///< Applied to everything.
    double limitedSeconds = 0.0;     ///< How long the limiter turned something down by more than 0.1 dB.
    double deepestLimitingDb = 0.0;  ///< Its greatest reduction, >= 0.
    bool reached = false;  ///< Loudness within 0.5 dB of the goal, or within ACX's limits, as far as measured.
    std::string note = {};           ///< Why the goal was not reached, one sentence; empty when it was.

    /// Several lines of plain English for people.
    [[nodiscard]] std::string writtenReport() const;
};

struct NormalisedAudio {
    AudioClip clip;
    LoudnessReport report;
};

/// One gain for the whole clip and, where that alone would pass the ceiling, a look-ahead true-peak limiter. Silence
/// comes back unchanged. Errors as measureLoudness(), and InvalidInput for a goal out of range.
/// Looks at `stop` while measuring, which is most of the work, and then fails with Cancelled. `progress` ends at 1.
Result<NormalisedAudio> normalise(const AudioClip& clip, const LoudnessGoal& goal, const std::stop_token& stop = {},
                                  const ProgressSink& progress = {});

}  // namespace timbre
