// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/renderer.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <string>

#include "core/engine/engines/instant/grain_player.h"
#include "core/engine/engines/instant/melody.h"
#include "core/engine/engines/instant/phones.h"
#include "core/engine/engines/instant/seeded_noise.h"
#include "core/engine/engines/instant/speech_level.h"

namespace timbre::instant {
namespace {

// Share of the unit's own length in a half phone's length, geometrically; the rest is the plan's.
constexpr double kNaturalLength = 0.3;
// The plan's sentence length is kept, so that the asked speed is met whatever units were found.
constexpr bool kKeepPlannedLength = true;
constexpr double kLargestLengthCorrection = 1.25;

constexpr float kLevelCorrection = 0.5F;      // share of the level difference that is made good
constexpr float kLargestCorrection = 1.2F;    // nepers, per coefficient
constexpr double kCorrectionSmoothing = 1.0;  // frames
constexpr bool kSmoothJoins = true;
constexpr int kJoinFrames = 4;  // 20 ms at each side of a join share what the correction left of its step

constexpr double kUnvoicedHalfWidthSeconds = 0.004;
constexpr double kWidestRaisedGrain = 1.3;  // of the new period, where the pitch goes up
constexpr double kFarthestMark = 1.5;       // periods; beyond it no mark belongs to the place
// Stretched noise repeats itself every grain and would hum; moved about at random it does not.
constexpr double kShuffledStretch = 1.25;
constexpr double kShuffleSeconds = 0.002;

constexpr double kEdgeFadeSeconds = 0.008;
constexpr double kLargestLevelChange = 1.4;  // 3 dB between a sentence and the voice's usual level
constexpr float kHighestPeak = 0.95F;
constexpr int kGrainsPerStopCheck = 32;

/// A half phone on the natural time axis (5 ms frames as planned, before the asked speed).
struct HalfSpan {
    const Unit* unit = nullptr;
    const UnitRecording* recording = nullptr;
    double begin = 0.0;
    double length = 0.0;
    bool pause = false;
    bool joined = false;  ///< Does not follow its predecessor in a recording.

    [[nodiscard]] double fraction(double position) const { return std::clamp((position - begin) / length, 0.0, 1.0); }
    [[nodiscard]] double sourceFrame(double position) const {
        return unit->beginFrame + fraction(position) * unit->frames();
    }
    [[nodiscard]] std::size_t nearestFrame(double position) const {
        const auto frame = static_cast<std::size_t>(std::lround(sourceFrame(position)));
        return std::min(frame, recording->f0Hz.size() - 1);
    }
};

Result<void> checkRequest(const UnitDatabase& database, const SentenceTargets& targets,
                          std::span<const std::int32_t> units, const RenderOptions& options) {
    const auto within = [](double value, double low, double high) { return value >= low && value <= high; };
    if (!within(options.speedScale, 0.5, 2.0)) {
        return fail(ErrorCode::InvalidInput, "the speed is not between 0.5 and 2", "Choose a speed from 0.5 to 2");
    }
    if (!within(options.pitchSemitones, -12.0, 12.0)) {
        return fail(ErrorCode::InvalidInput, "the pitch shift is not between -12 and 12 semitones",
                    "Choose a pitch from -12 to 12");
    }
    if (!within(options.clarity, 0.0, 1.0)) {
        return fail(ErrorCode::InvalidInput, "the clarity is not between 0 and 1", "Choose a clarity from 0 to 1");
    }
    if (!options.toneLogGain.empty() &&
        options.toneLogGain.size() != grainTransformSize(database.sampleRateHz()) / 2 + 1) {
        return fail(ErrorCode::InvalidInput, "the equaliser does not belong to the voice");
    }
    const bool known =
        std::ranges::all_of(units, [&](std::int32_t id) { return id >= 0 && id < std::ssize(database.units()); });
    if (units.empty() || units.size() != targets.halves.size() || units.size() % 2 != 0 || !known) {
        return fail(ErrorCode::InvalidInput, "the selected units do not belong to the sentence");
    }
    return {};
}

std::vector<HalfSpan> layHalves(const UnitDatabase& database, const SentenceTargets& targets,
                                std::span<const std::int32_t> units) {
    std::vector<HalfSpan> spans;
    double planned = 0.0;
    double wanted = 0.0;
    for (std::size_t i = 0; i < units.size(); ++i) {
        const HalfTarget& target = targets.halves[i];
        HalfSpan span{.unit = &database.units()[static_cast<std::size_t>(units[i])], .pause = target.phone == kPause};
        span.recording = &database.recordings()[static_cast<std::size_t>(span.unit->recording)];
        span.length = static_cast<double>(target.frames);
        if (!span.pause) {
            planned += span.length;
            span.length = std::pow(static_cast<double>(span.unit->frames()), kNaturalLength) *
                          std::pow(span.length, 1.0 - kNaturalLength);
            wanted += span.length;
        }
        span.joined = !spans.empty() && (spans.back().unit->recording != span.unit->recording ||
                                         spans.back().unit->endFrame != span.unit->beginFrame);
        spans.push_back(span);
    }
    const double factor = kKeepPlannedLength && wanted > 0.0
                              ? std::clamp(planned / wanted, 1.0 / kLargestLengthCorrection, kLargestLengthCorrection)
                              : 1.0;
    double end = 0.0;
    for (HalfSpan& span : spans) {
        if (!span.pause)
            span.length *= factor;
        span.begin = end;
        end += span.length;
    }
    return spans;
}

/// The half phone each natural frame lies in.
std::vector<std::size_t> halvesOfFrames(const std::vector<HalfSpan>& spans) {
    const auto frames = static_cast<std::size_t>(std::max(1L, std::lround(spans.back().begin + spans.back().length)));
    std::vector<std::size_t> halves(frames);
    std::size_t half = 0;
    for (std::size_t k = 0; k < frames; ++k) {
        while (half + 1 < spans.size() && static_cast<double>(k) + 0.5 >= spans[half + 1].begin)
            ++half;
        halves[k] = half;
    }
    return halves;
}

double framePosition(std::size_t frame) { return static_cast<double>(frame) + 0.5; }

MelodyInput melodyInput(const std::vector<HalfSpan>& spans, const std::vector<std::size_t>& halves,
                        const SentenceTargets& targets) {
    MelodyInput input{.unitF0Hz = std::vector<float>(halves.size()), .targetLogF0 = std::vector<float>(halves.size())};
    for (std::size_t k = 0; k < halves.size(); ++k) {
        const HalfSpan& span = spans[halves[k]];
        if (!span.pause)
            input.unitF0Hz[k] = span.recording->f0Hz[span.nearestFrame(framePosition(k))];
        // The contour runs through the whole phone: its first half from the first row to the middle, the second on.
        const std::size_t first = halves[k] / 2 * 2;
        const double rows = targets.halves[first + 1].guideEnd - targets.halves[first].guideBegin;
        const double within = 0.5 * (static_cast<double>(halves[k] - first) + span.fraction(framePosition(k)));
        input.targetLogF0[k] = interpolated(targets.logF0, targets.halves[first].guideBegin + within * (rows - 1.0));
    }
    return input;
}

/// What the filter of each frame has to add to the units' cepstra before strength and smoothing: predicted - own.
Matrix cepstralDifference(const std::vector<HalfSpan>& spans, const std::vector<std::size_t>& halves,
                          const SentenceTargets& targets) {
    Matrix difference(halves.size(), kFilterOrder);
    for (std::size_t k = 0; k < halves.size(); ++k) {
        const HalfSpan& span = spans[halves[k]];
        if (span.pause)
            continue;
        const HalfTarget& target = targets.halves[halves[k]];
        const double row =
            target.guideBegin + span.fraction(framePosition(k)) * (target.guideEnd - target.guideBegin - 1);
        const auto before = static_cast<std::size_t>(row);
        const std::size_t after = std::min(before + 1, static_cast<std::size_t>(target.guideEnd) - 1);
        const auto weight = static_cast<float>(row - static_cast<double>(before));
        const auto own = span.recording->cepstrum.row(span.nearestFrame(framePosition(k)));
        for (std::size_t c = 0; c < kFilterOrder; ++c) {
            difference(k, c) =
                (1.0F - weight) * targets.cepstrum(before, c) + weight * targets.cepstrum(after, c) - own[c];
        }
    }
    return difference;
}

/// The level as a whole is not the filter's business, only its course.
void removeMedianLevel(Matrix& difference, const std::vector<HalfSpan>& spans, const std::vector<std::size_t>& halves) {
    std::vector<float> levels;
    for (std::size_t k = 0; k < halves.size(); ++k) {
        if (!spans[halves[k]].pause)
            levels.push_back(difference(k, 0));
    }
    if (levels.empty())
        return;
    const auto middle = levels.begin() + static_cast<std::ptrdiff_t>(levels.size() / 2);
    std::ranges::nth_element(levels, middle);
    for (std::size_t k = 0; k < halves.size(); ++k) {
        if (!spans[halves[k]].pause)
            difference(k, 0) -= *middle;
    }
}

void smoothColumns(Matrix& matrix, double deviationFrames) {
    std::vector<float> column(matrix.rows());
    for (std::size_t c = 0; c < matrix.cols(); ++c) {
        for (std::size_t k = 0; k < matrix.rows(); ++k)
            column[k] = matrix(k, c);
        gaussianSmooth(column, deviationFrames);
        for (std::size_t k = 0; k < matrix.rows(); ++k)
            matrix(k, c) = column[k];
    }
}

/// Spreads what is left of the spectral step at each join over the frames around it.
void smoothJoins(Matrix& correction, const std::vector<HalfSpan>& spans, float clarity) {
    const auto frames = static_cast<std::ptrdiff_t>(correction.rows());
    for (std::size_t half = 1; half < spans.size(); ++half) {
        const HalfSpan& left = spans[half - 1];
        const HalfSpan& right = spans[half];
        if (!right.joined || left.pause || right.pause)
            continue;
        const Matrix& before = left.recording->cepstrum;
        const auto ending = before.row(std::min(static_cast<std::size_t>(left.unit->endFrame), before.rows() - 1));
        const auto beginning = right.recording->cepstrum.row(static_cast<std::size_t>(right.unit->beginFrame));
        const auto join = static_cast<std::ptrdiff_t>(std::lround(right.begin));
        const auto reachLeft = std::min<std::ptrdiff_t>(kJoinFrames, std::lround(left.length));
        const auto reachRight = std::min<std::ptrdiff_t>(kJoinFrames, std::lround(right.length));
        for (std::size_t c = 0; c < kFilterOrder; ++c) {
            const float step = (beginning[c] - ending[c]) * (1.0F - (c == 0 ? kLevelCorrection : clarity));
            const float share = 0.5F * std::clamp(step, -kLargestCorrection, kLargestCorrection);
            for (std::ptrdiff_t n = 0; n < reachLeft && join - 1 - n >= 0; ++n) {
                const float fade = 1.0F - (static_cast<float>(n) + 0.5F) / static_cast<float>(reachLeft);
                if (join - 1 - n < frames)
                    correction(static_cast<std::size_t>(join - 1 - n), c) += share * fade;
            }
            for (std::ptrdiff_t n = 0; n < reachRight && join + n < frames; ++n) {
                const float fade = 1.0F - (static_cast<float>(n) + 0.5F) / static_cast<float>(reachRight);
                correction(static_cast<std::size_t>(join + n), c) -= share * fade;
            }
        }
    }
}

Matrix spectralCorrection(const std::vector<HalfSpan>& spans, const std::vector<std::size_t>& halves,
                          const SentenceTargets& targets, float clarity) {
    Matrix correction = cepstralDifference(spans, halves, targets);
    removeMedianLevel(correction, spans, halves);
    smoothColumns(correction, kCorrectionSmoothing);
    for (std::size_t k = 0; k < correction.rows(); ++k) {
        for (std::size_t c = 0; c < kFilterOrder; ++c) {
            const float strength = c == 0 ? kLevelCorrection : clarity;
            correction(k, c) = strength * std::clamp(correction(k, c), -kLargestCorrection, kLargestCorrection);
        }
    }
    if (kSmoothJoins)
        smoothJoins(correction, spans, clarity);
    return correction;
}

/// Everything the grain loop needs, on the natural time axis.
struct Score {
    std::vector<HalfSpan> spans{};
    std::vector<std::size_t> halves{};  ///< Of each frame.
    std::vector<float> logF0{};         ///< Of each frame.
    Matrix correction{};                ///< [frames, 25].
};

std::optional<double> nearestMark(const std::vector<float>& marks, double sample) {
    if (marks.empty())
        return std::nullopt;
    auto after = std::ranges::lower_bound(marks, static_cast<float>(sample));
    if (after == marks.end())
        return static_cast<double>(marks.back());
    if (after == marks.begin() || static_cast<double>(*after) - sample <= sample - static_cast<double>(*(after - 1))) {
        return static_cast<double>(*after);
    }
    return static_cast<double>(*(after - 1));
}

struct PlannedGrain {
    GrainPlayer::Grain grain;
    double advance = 0.0;
};

/// The grain for output sample `at`, `position` natural frames into the sentence.
PlannedGrain nextGrain(const Score& score, const HalfSpan& span, double position, double at, double rate,
                       const RenderOptions& options) {
    const double hop = rate * kFrameSeconds;
    const double source = span.sourceFrame(position) * hop;
    const double f0 = static_cast<double>(span.recording->f0Hz[span.nearestFrame(position)]);
    if (f0 > 0.0 && !span.pause) {
        const double ownPeriod = rate / f0;
        const auto mark = nearestMark(span.recording->marks, source);
        if (mark && std::abs(*mark - source) <= kFarthestMark * ownPeriod) {
            const double period = rate / std::exp(static_cast<double>(interpolated(score.logF0, position - 0.5)));
            const double halfWidth = period < ownPeriod ? std::min(ownPeriod, kWidestRaisedGrain * period) : ownPeriod;
            return {.grain = {.centre = *mark, .at = at, .halfWidth = halfWidth}, .advance = period};
        }
    }
    const double halfWidth = rate * kUnvoicedHalfWidthSeconds;
    double centre = source;
    if (span.length / options.speedScale > kShuffledStretch * span.unit->frames()) {
        centre += kShuffleSeconds * rate * (2.0 * seededUniform(options.seed, static_cast<std::uint64_t>(at)) - 1.0);
    }
    return {.grain = {.centre = centre, .at = at, .halfWidth = halfWidth}, .advance = halfWidth};
}

Result<std::vector<float>> playScore(const Score& score, int sampleRateHz, const RenderOptions& options,
                                     std::stop_token stop) {
    const double rate = sampleRateHz;
    const double framesPerSample = options.speedScale / (rate * kFrameSeconds);
    const double length = (score.spans.back().begin + score.spans.back().length) / framesPerSample;
    GrainPlayer player(sampleRateHz, static_cast<std::size_t>(std::lround(length)), options.toneLogGain);
    int untilCheck = 0;
    for (double at = 0.0; at < length;) {
        if (--untilCheck < 0) {
            untilCheck = kGrainsPerStopCheck;
            if (stop.stop_requested())
                return fail(ErrorCode::Cancelled, "the speech was stopped");
        }
        const double position = at * framesPerSample;
        const std::size_t frame = std::min(static_cast<std::size_t>(position), score.halves.size() - 1);
        const HalfSpan& span = score.spans[score.halves[frame]];
        const PlannedGrain next = nextGrain(score, span, position, at, rate, options);
        // Where no recording holds a pause, silence stands for it.
        if (!span.pause || span.unit->phone == kPause)
            player.play(*span.recording, next.grain, score.correction.row(frame));
        at += next.advance;
    }
    return player.finish();
}

/// Sentences of one voice come out equally loud, start and end without a click and never clip.
void shapeLevel(std::vector<float>& samples, const UnitDatabase& database) {
    const double rms = activeSpeechRms(samples, database.sampleRateHz());
    const double change = rms > 0.0 ? static_cast<double>(database.speechRms()) / rms : 1.0;
    double gain =
        static_cast<double>(database.outputGain()) * std::clamp(change, 1.0 / kLargestLevelChange, kLargestLevelChange);
    float peak = 0.0F;
    for (const float sample : samples)
        peak = std::max(peak, std::abs(sample));
    if (peak * gain > static_cast<double>(kHighestPeak))
        gain = static_cast<double>(kHighestPeak) / peak;
    for (float& sample : samples)
        sample *= static_cast<float>(gain);

    const auto fade =
        std::min(static_cast<std::size_t>(kEdgeFadeSeconds * database.sampleRateHz()), samples.size() / 2);
    for (std::size_t n = 0; n < fade; ++n) {
        const double phase = std::numbers::pi * (static_cast<double>(n) + 0.5) / static_cast<double>(fade);
        const auto weight = static_cast<float>(0.5 - 0.5 * std::cos(phase));
        samples[n] *= weight;
        samples[samples.size() - 1 - n] *= weight;
    }
}

std::vector<SegmentTime> segmentTimes(const std::vector<HalfSpan>& spans, double speedScale) {
    std::vector<SegmentTime> times;
    for (std::size_t half = 0; half + 1 < spans.size(); half += 2) {
        const double end = spans[half + 1].begin + spans[half + 1].length;
        times.push_back({.startSeconds = spans[half].begin * kFrameSeconds / speedScale,
                         .endSeconds = end * kFrameSeconds / speedScale});
    }
    return times;
}

}  // namespace

Result<RenderedSentence> renderUnits(const UnitDatabase& database, const SentenceTargets& targets,
                                     std::span<const std::int32_t> units, const RenderOptions& options,
                                     std::stop_token stop) {
    if (const auto fine = checkRequest(database, targets, units, options); !fine)
        return tl::unexpected(fine.error());
    Score score{.spans = layHalves(database, targets, units)};
    score.halves = halvesOfFrames(score.spans);
    score.logF0 = shapeMelody(melodyInput(score.spans, score.halves, targets),
                              {.medianLogF0 = static_cast<double>(database.medianLogF0()),
                               .deviation = static_cast<double>(database.logF0Deviation()),
                               .unitShare = database.phones().melodyOfUnits,
                               .pitchSemitones = options.pitchSemitones,
                               .seed = options.seed});
    score.correction = spectralCorrection(score.spans, score.halves, targets, static_cast<float>(options.clarity));
    auto samples = playScore(score, database.sampleRateHz(), options, stop);
    if (!samples)
        return tl::unexpected(samples.error());
    shapeLevel(*samples, database);
    return RenderedSentence{.samples = std::move(*samples),
                            .sampleRateHz = database.sampleRateHz(),
                            .segments = segmentTimes(score.spans, options.speedScale)};
}

}  // namespace timbre::instant
