// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "core/audio/audio_clip.h"
#include "core/audio/vad.h"
#include "core/base/result.h"

namespace timbre {

enum class Verdict {
    Good,         ///< Nothing to improve.
    Usable,       ///< Will do; the advice says what would make it better.
    RecordAgain,  ///< Do not make a voice from this.
};

/// "good", "usable", "record_again": stable, for JSON and logs.
std::string_view verdictName(Verdict verdict) noexcept;

/// What is wrong with a recording, worst first.
enum class QualityProblem {
    Empty,          ///< No sample, or nothing but digital silence or a constant.
    NoSpeech,       ///< Nobody speaks in it.
    TooShort,       ///< Less speech than anything can be made of.
    CutShort,       ///< The file holds less sound than it declares; never worse than usable.
    Damaged,        ///< Parts of the file could not be read; never worse than usable.
    Noise,          ///< SNR under kMinimumSnrDb.
    Clipping,       ///< Samples at the end of the scale.
    TelephoneBand,  ///< Nothing above about 4 kHz: telephone, or converted up from 8 kHz.
    TooQuiet,
    Reverberation,
    Hum,        ///< Mains hum that is heard in pauses; never worse than usable, the SNR judges its level.
    SomeNoise,  ///< SNR under kGoodSnrDb.
    DullBand,   ///< Nothing above about 7 kHz.
};

/// Lower-case, stable identifier ("telephone_band").
std::string_view problemName(QualityProblem problem) noexcept;

/// The one plain sentence that tells a person what to do about `problem`; English, a string literal.
std::string_view adviceFor(QualityProblem problem, Verdict verdict) noexcept;

struct QualityFinding {
    QualityProblem problem;
    Verdict verdict;  ///< How bad this one is by itself.
    bool operator==(const QualityFinding&) const = default;
};

/// From the recording brief: under it the take is refused, since the room is cloned with the voice.
inline constexpr double kMinimumSnrDb = 15.0;
inline constexpr double kGoodSnrDb = 22.0;

/// Levels never leave these ends, so every figure is a number for every input.
inline constexpr double kLowestDbfs = -120.0;
inline constexpr double kLowestSnrDb = -20.0;
inline constexpr double kHighestSnrDb = 60.0;

/// Everything measured about a recording. All figures are finite.
struct QualityReport {
    double seconds = 0.0;
    /// Mean power of the speech over its active frames (20 ms frames within 25 dB of the 95th percentile) against the
    /// mean power of the noise, -20..60 dB. Without speech: kLowestSnrDb.
    double snrDb = 0.0;
    double speechDbfs = kLowestDbfs;      ///< Mean power of the active speech, noise taken off.
    double noiseFloorDbfs = kLowestDbfs;  ///< Mean power of the noise between and under the speech.
    double peakDbfs = kLowestDbfs;        ///< Largest sample.
    std::size_t clippedSamples =
        0;  ///< Samples in flat runs at the largest magnitude (3 or more), or beyond full scale.
    double loudnessLufs = kLowestDbfs;  ///< Integrated, EBU R128.
    double speechShare = 0.0;           ///< Of the time, 0..1.
    double spokenSeconds = 0.0;         ///< Of speech with its natural pauses, without silence around it (SpokenTime).
    double reverbSeconds = 0.0;    ///< Estimated decay by 60 dB; 0 while too little speech ended in silence to tell.
    double humHz = 0.0;            ///< 50 or 60; 0 without hum.
    double humDbfs = kLowestDbfs;  ///< Power of the mains frequency and its harmonics.
    double bandwidthHz = 0.0;      ///< Up to where there is sound of the speech over the noise.
    bool bandLimited = false;      ///< There is nothing above; false too where noise would hide what there is.
    double speechRate = 0.0;       ///< Syllables a second of speech, estimated.
    int sampleRateHz = 0;
    int channels = 0;

    Verdict verdict = Verdict::RecordAgain;
    std::vector<QualityFinding> findings;  ///< Worst first; empty when good.
    std::string_view advice;               ///< One sentence: for the worst finding, or that all is well.
};

/// Adds what is known from elsewhere (the file, not the sound) and brings verdict and advice in step.
void addFinding(QualityReport& report, const QualityFinding& finding);

struct QualitySettings {
    int sampleRateHz = 0;  ///< 1000 .. 768000.
    int channels = 1;      ///< 1 .. 64; judged as their mean, peaks and clipping per channel.
    SharedVadModel vad;    ///< Null: speech is found by energy.
};

/// Measures a recording while it is made. Steps are 10 ms; blocks may have any size, and the size changes no figure.
/// Memory is bounded whatever the length.
/// Thread: one at a time (the capture side's worker; hand reports over as values). push() allocates nothing once
/// constructed; report() does.
class QualityMeter {
  public:
    /// InvalidInput for a rate or channel count out of range.
    static Result<QualityMeter> create(const QualitySettings& settings);
    QualityMeter(QualityMeter&&) noexcept;
    QualityMeter& operator=(QualityMeter&&) noexcept;
    ~QualityMeter();

    /// @param interleaved  frames of all channels; a trailing part of a frame is ignored. NaN and infinity count as 0.
    void push(std::span<const float> interleaved) noexcept;

    /// Everything known so far.
    [[nodiscard]] QualityReport report() const;

    /// Level of the last 10 ms step, for a meter on the screen.
    [[nodiscard]] double levelDbfs() const noexcept;

  private:
    class Impl;
    explicit QualityMeter(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

/// A whole clip through a QualityMeter. InvalidInput for an impossible rate or channel count; an empty clip is a
/// report.
Result<QualityReport> analyseQuality(const AudioClip& clip, const SharedVadModel& vad = nullptr);

}  // namespace timbre
