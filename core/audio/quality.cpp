// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/quality.h"

#include <ebur128.h>
#include <samplerate.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "core/audio/bandwidth.h"
#include "core/audio/noise_hum.h"
#include "core/audio/noise_levels.h"
#include "core/audio/quality_clipping.h"
#include "core/audio/quality_filters.h"
#include "core/audio/quality_rate.h"
#include "core/audio/quality_verdict.h"
#include "core/audio/resample.h"
#include "core/audio/reverb.h"
#include "core/audio/spoken_time.h"

namespace timbre {

namespace {

constexpr int kMaximumChannels = 64;
// The K-weighting of EBU R128 has a shelf at 1.7 kHz and cannot be made at lower rates.
constexpr int kLowestRateForLoudness = 8'000;
constexpr float kSpeechProbability = 0.5F;
constexpr double kMinimumSpeechShare = 0.03;
constexpr double kTellingSnrDb = 3.0;
constexpr double kHumOverNoiseDb = 3.0;

double toDbfs(double power) { return std::clamp(10.0 * std::log10(power + 1e-20), kLowestDbfs, 60.0); }

/// Level in the band of vowels and most consonants, which syllables and reverberation are heard in.
class VoiceBand {
  public:
    explicit VoiceBand(int sampleRateHz)
        : high_(Biquad::highPass(300.0, sampleRateHz)), low_(Biquad::lowPass(3'400.0, sampleRateHz)) {}

    double levelDb(std::span<const float> step) noexcept {
        double sum = 0.0;
        for (const float sample : step) {
            const double y = low_(high_(static_cast<double>(sample)));
            sum += y * y;
        }
        return toDbfs(sum / static_cast<double>(std::max<std::size_t>(step.size(), 1)));
    }

  private:
    Biquad high_, low_;
};

/// Converts a mono stream to 16 kHz and asks VoiceActivity about every chunk. push() allocates nothing.
class SpeechCounter {
  public:
    SpeechCounter(int sampleRateHz, const SharedVadModel& model)
        : voice_(model), ratio_(static_cast<double>(VoiceActivity::kSampleRateHz) / sampleRateHz) {
        int error = 0;
        if (sampleRateHz != VoiceActivity::kSampleRateHz) {
            converter_.reset(src_new(SRC_SINC_FASTEST, 1, &error));
        }
    }

    void push(std::span<const float> step) noexcept {
        if (converter_ == nullptr) {
            collect(step);
            return;
        }
        std::array<float, VoiceActivity::kChunkFrames> output;
        while (true) {
            SRC_DATA data{};
            data.data_in = step.data();
            data.input_frames = static_cast<long>(step.size());
            data.data_out = output.data();
            data.output_frames = static_cast<long>(output.size());
            data.src_ratio = ratio_;
            if (src_process(converter_.get(), &data) != 0) {
                return;
            }
            collect({output.data(), static_cast<std::size_t>(data.output_frames_gen)});
            step = step.subspan(static_cast<std::size_t>(data.input_frames_used));
            if (step.empty() && data.output_frames_gen < data.output_frames) {
                return;
            }
        }
    }

    [[nodiscard]] double share() const noexcept {
        return chunks_ > 0 ? static_cast<double>(speech_) / static_cast<double>(chunks_) : 0.0;
    }
    [[nodiscard]] double spokenSeconds() const noexcept { return spoken_.seconds(); }

  private:
    void collect(std::span<const float> samples) noexcept {
        for (const float sample : samples) {
            chunk_[filled_++] = sample;
            if (filled_ == chunk_.size()) {
                filled_ = 0;
                ++chunks_;
                const float probability = voice_.process(chunk_);
                speech_ += probability >= kSpeechProbability ? 1U : 0U;
                spoken_.push(probability);
            }
        }
    }

    struct DeleteConverter {
        void operator()(SRC_STATE* state) const noexcept { src_delete(state); }
    };
    VoiceActivity voice_;
    std::unique_ptr<SRC_STATE, DeleteConverter> converter_;
    double ratio_;
    std::array<float, VoiceActivity::kChunkFrames> chunk_{};
    std::size_t filled_ = 0;
    std::size_t chunks_ = 0;
    std::size_t speech_ = 0;
    SpokenTime spoken_;
};

/// Integrated loudness; push() allocates nothing (the gating blocks go into a histogram of fixed size).
class LoudnessCounter {
  public:
    LoudnessCounter(int sampleRateHz, int channels) {
        if (sampleRateHz >= kLowestRateForLoudness) {
            state_.reset(ebur128_init(static_cast<unsigned>(channels), static_cast<unsigned long>(sampleRateHz),
                                      EBUR128_MODE_I | EBUR128_MODE_HISTOGRAM));
        }
    }

    void push(std::span<const float> interleaved, std::size_t frames) noexcept {
        if (state_ != nullptr) {
            ebur128_add_frames_float(state_.get(), interleaved.data(), frames);
        }
    }

    /// @param meanPower  of all channels together, for what is too short or too low in rate for R128.
    [[nodiscard]] double lufs(double meanPower) const {
        double loudness = 0.0;
        if (state_ != nullptr && ebur128_loudness_global(state_.get(), &loudness) == EBUR128_SUCCESS &&
            std::isfinite(loudness)) {
            return std::max(loudness, kLowestDbfs);
        }
        return toDbfs(meanPower);
    }

  private:
    struct Destroy {
        void operator()(ebur128_state* state) const noexcept { ebur128_destroy(&state); }
    };
    std::unique_ptr<ebur128_state, Destroy> state_;
};

}  // namespace

class QualityMeter::Impl {
  public:
    explicit Impl(const QualitySettings& settings)
        : settings_(settings),
          channels_(static_cast<std::size_t>(settings.channels)),
          stepInterleaved_((static_cast<std::size_t>(settings.sampleRateHz) / 100 + 1) * channels_),
          stepMono_(stepInterleaved_.size() / channels_),
          clipping_(channels_),
          levels_(settings.sampleRateHz),
          hum_(settings.sampleRateHz),
          bandwidth_(settings.sampleRateHz),
          voiceBand_(settings.sampleRateHz),
          speech_(settings.sampleRateHz, settings.vad),
          loudness_(settings.sampleRateHz, settings.channels) {}

    void push(std::span<const float> interleaved) noexcept {
        for (std::size_t at = 0; at + channels_ <= interleaved.size(); at += channels_) {
            double sum = 0.0;
            for (std::size_t channel = 0; channel < channels_; ++channel) {
                const float given = interleaved[at + channel];
                const float sample = std::isfinite(given) ? std::clamp(given, -kLoudest, kLoudest) : 0.0F;
                stepInterleaved_[filled_ * channels_ + channel] = sample;
                clipping_[channel].push(sample);
                sum += static_cast<double>(sample);
                squares_ += static_cast<double>(sample) * sample;
            }
            stepMono_[filled_++] = static_cast<float>(sum / static_cast<double>(channels_));
            if (++frames_ >= stepEnd()) {
                finishStep();
            }
        }
    }

    [[nodiscard]] QualityReport report() const;
    [[nodiscard]] double levelDbfs() const noexcept { return std::max(levels_.lastStepDb(), kLowestDbfs); }

  private:
    // Beyond this a float file holds no sound; larger numbers would only overflow the sums.
    static constexpr float kLoudest = 1e4F;

    /// Steps of 10 ms end on the nearest frame, so that they do not drift at rates like 22050 Hz.
    [[nodiscard]] std::uint64_t stepEnd() const noexcept {
        return ((steps_ + 1) * static_cast<std::uint64_t>(settings_.sampleRateHz) + 50) / 100;
    }

    void finishStep() noexcept {
        const std::span<const float> mono(stepMono_.data(), filled_);
        levels_.push(mono);
        hum_.push(mono);
        bandwidth_.push(mono, levels_.lastFrameDb());
        const double voiceDb = voiceBand_.levelDb(mono);
        reverb_.push(voiceDb);
        syllables_.push(voiceDb);
        speech_.push(mono);
        loudness_.push({stepInterleaved_.data(), filled_ * channels_}, filled_);
        filled_ = 0;
        ++steps_;
    }

    QualitySettings settings_;
    std::size_t channels_;
    std::vector<float> stepInterleaved_;
    std::vector<float> stepMono_;
    std::size_t filled_ = 0;
    std::uint64_t steps_ = 0;
    std::uint64_t frames_ = 0;
    double squares_ = 0.0;

    std::vector<ClippingMeter> clipping_;
    LevelMeter20ms levels_;
    HumMeter hum_;
    BandwidthMeter bandwidth_;
    VoiceBand voiceBand_;
    ReverbMeter reverb_;
    SyllableCounter syllables_;
    SpeechCounter speech_;
    LoudnessCounter loudness_;
};

QualityReport QualityMeter::Impl::report() const {
    QualityReport report;
    report.sampleRateHz = settings_.sampleRateHz;
    report.channels = settings_.channels;
    report.seconds = static_cast<double>(frames_) / settings_.sampleRateHz;

    double peak = 0.0;
    for (const ClippingMeter& channel : clipping_) {
        peak = std::max(peak, channel.peak());
    }
    for (const ClippingMeter& channel : clipping_) {
        report.clippedSamples += channel.clippedSamples(peak);
    }
    report.peakDbfs = toDbfs(peak * peak);
    report.loudnessLufs = loudness_.lufs(squares_ / static_cast<double>(std::max<std::uint64_t>(frames_, 1)));

    const SpeechNoiseLevels levels = levels_.speechAndNoise();
    report.speechShare = speech_.share();
    report.spokenSeconds = std::min(speech_.spokenSeconds(), report.seconds);
    const double speechSeconds = report.speechShare * report.seconds;
    report.noiseFloorDbfs = std::max(levels.noiseDb, kLowestDbfs);
    report.snrDb = kLowestSnrDb;
    const double snrDb = std::clamp(levels.speechDb - levels.noiseDb, kLowestSnrDb, kHighestSnrDb);
    // Neither the network nor the levels see a voice: what the fit took for one is the noise's own scatter.
    const bool nobodySpeaks = report.speechShare < kMinimumSpeechShare && speechSeconds < 1.0 && snrDb < kTellingSnrDb;
    if (levels.speechFound && !nobodySpeaks) {
        report.speechDbfs = std::max(levels.speechDb, kLowestDbfs);
        report.snrDb = snrDb;
        const Bandwidth bandwidth = bandwidth_.bandwidth(levels);
        report.bandwidthHz = bandwidth.hz;
        report.bandLimited = bandwidth.limited;
        report.reverbSeconds = reverb_.decaySeconds();
    }
    if (speechSeconds > 0.3) {
        report.speechRate = static_cast<double>(syllables_.nuclei()) / speechSeconds;
    }
    // Hum is part of the noise; a louder "hum" is a voice that kept its pitch.
    if (const Hum hum = hum_.hum(); hum.db < report.noiseFloorDbfs + kHumOverNoiseDb) {
        report.humHz = hum.hz;
        report.humDbfs = std::max(hum.db, kLowestDbfs);
    }
    judge(report);
    return report;
}

Result<QualityMeter> QualityMeter::create(const QualitySettings& settings) {
    if (settings.sampleRateHz < kMinimumSampleRateHz || settings.sampleRateHz > kMaximumSampleRateHz) {
        return fail(ErrorCode::InvalidInput,
                    "a recording at " + std::to_string(settings.sampleRateHz) + " samples a second cannot be measured",
                    "Use a rate between 1000 and 768000 Hz.");
    }
    if (settings.channels < 1 || settings.channels > kMaximumChannels) {
        return fail(ErrorCode::InvalidInput,
                    "a recording with " + std::to_string(settings.channels) + " channels cannot be measured",
                    "Use one to 64 channels.");
    }
    return QualityMeter(std::make_unique<Impl>(settings));
}

QualityMeter::QualityMeter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
QualityMeter::QualityMeter(QualityMeter&&) noexcept = default;
QualityMeter& QualityMeter::operator=(QualityMeter&&) noexcept = default;
QualityMeter::~QualityMeter() = default;

void QualityMeter::push(std::span<const float> interleaved) noexcept { impl_->push(interleaved); }
QualityReport QualityMeter::report() const { return impl_->report(); }
double QualityMeter::levelDbfs() const noexcept { return impl_->levelDbfs(); }

Result<QualityReport> analyseQuality(const AudioClip& clip, const SharedVadModel& vad) {
    auto meter = QualityMeter::create({.sampleRateHz = clip.sampleRateHz, .channels = clip.channels, .vad = vad});
    if (!meter) {
        return tl::unexpected(meter.error());
    }
    meter->push(clip.samples);
    return meter->report();
}

}  // namespace timbre
