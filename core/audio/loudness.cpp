// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/loudness.h"

#include <ebur128.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <memory>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

#include "core/audio/limiter.h"
#include "core/audio/resample.h"
#include "core/audio/true_peak.h"

namespace timbre {

namespace {

constexpr int kMaximumChannels = 64;
constexpr double kShortestGatedSeconds = 0.4;  // one block of EBU R 128
constexpr double kShortestRangeSeconds = 3.0;  // one short-term block of EBU Tech 3342
// 50 ms of a steady noise differ by a decibel or two; a fan or a far street by a few more.
constexpr double kEvenWithinDb = 8.0;
constexpr double kReachedWithinLu = 0.5;
constexpr double kCloseEnoughLu = 0.05;
constexpr double kShareAfterMeasuring = 0.8;  // of the progress: the first look at the clip is the rest
constexpr double kAudibleLimitingDb = 0.1;
constexpr double kSteepest = 4.0;  // a limiter that eats more than three of four decibels is not asked for more
// The gain is not raised any further once the limiter works as deep as this: speech would be squashed audibly. A lively
// reader (20 LU from loudness to true peak) needs 14 dB for the loudest goal, -14 LUFS below -2 dBTP.
constexpr double kMostLimitingDb = 18.0;

double decibels(double amplitude) {
    return amplitude > 0.0 ? std::max(kSilenceDbfs, 20.0 * std::log10(amplitude)) : kSilenceDbfs;
}

double linear(double db) { return std::pow(10.0, db / 20.0); }

struct DestroyMeter {
    void operator()(ebur128_state* meter) const noexcept { ebur128_destroy(&meter); }
};
using Meter = std::unique_ptr<ebur128_state, DestroyMeter>;

Result<Meter> makeMeter(const AudioClip& clip, int modes = EBUR128_MODE_I | EBUR128_MODE_SAMPLE_PEAK) {
    Meter meter(
        ebur128_init(static_cast<unsigned>(clip.channels), static_cast<unsigned long>(clip.sampleRateHz), modes));
    if (!meter) {
        return fail(ErrorCode::OutOfMemory, "there is not enough memory to measure the loudness");
    }
    // By default channels from the seventh on count nothing; a recording of many microphones has its sound there too.
    for (int c = 6; c < clip.channels; ++c) {
        ebur128_set_channel(meter.get(), static_cast<unsigned>(c), c % 2 == 0 ? EBUR128_Mp135 : EBUR128_Mm135);
    }
    return meter;
}

Result<void> feed(ebur128_state& meter, std::span<const float> samples, int channels, const std::stop_token& stop) {
    constexpr std::size_t kBlockFrames = 4096;
    std::vector<float> block;
    const std::size_t step = kBlockFrames * static_cast<std::size_t>(channels);
    for (std::size_t start = 0; start < samples.size(); start += step) {
        if (stop.stop_requested()) {
            return fail(ErrorCode::Cancelled, "stopped while measuring the loudness");
        }
        const auto part = samples.subspan(start, std::min(step, samples.size() - start));
        block.assign(part.begin(), part.end());
        std::ranges::replace_if(
            block, [](float sample) { return !std::isfinite(sample); }, 0.0F);
        const std::size_t frames = block.size() / static_cast<std::size_t>(channels);
        if (ebur128_add_frames_float(&meter, block.data(), frames) != EBUR128_SUCCESS) {
            return fail(ErrorCode::OutOfMemory, "there is not enough memory to measure the loudness");
        }
    }
    return {};
}

/// Mean square of each frame's samples, NaN as 0.
std::vector<float> framePowers(const AudioClip& clip) {
    const auto channels = static_cast<std::size_t>(clip.channels);
    std::vector<float> powers(clip.frames());
    for (std::size_t i = 0; i < powers.size(); ++i) {
        double sum = 0.0;
        for (std::size_t c = 0; c < channels; ++c) {
            const double sample = clip.samples[i * channels + c];
            sum += std::isfinite(sample) ? sample * sample : 0.0;
        }
        powers[i] = static_cast<float>(sum / clip.channels);
    }
    return powers;
}

double meanPower(std::span<const float> powers) {
    double sum = 0.0;
    for (const float power : powers) {
        sum += power;
    }
    return powers.empty() ? 0.0 : sum / static_cast<double>(powers.size());
}

/// Mean powers of 50 ms each; the last may be shorter.
std::vector<double> stepPowers(std::span<const float> powers, int sampleRateHz) {
    const auto step = static_cast<std::size_t>(std::max(1, sampleRateHz / 20));
    std::vector<double> means;
    for (std::size_t start = 0; start < powers.size(); start += step) {
        means.push_back(meanPower(powers.subspan(start, std::min(step, powers.size() - start))));
    }
    return means;
}

/// A pause is even, as rooms are, or quieter than anybody asks for; speech that falls and rises is neither.
bool isPause(std::span<const double> steps) {
    const auto [least, most] = std::ranges::minmax(steps);
    const double loudest = decibels(std::sqrt(most));
    return loudest <= kAcxMaximumNoiseDb || loudest - decibels(std::sqrt(least)) <= kEvenWithinDb;
}

/// Mean power of the quietest pause of half a second, looked for in steps of 50 ms.
std::optional<double> quietestPause(std::span<const float> powers, int sampleRateHz) {
    constexpr std::size_t kWindow = 10;
    std::vector<double> steps = stepPowers(powers, sampleRateHz);
    if (steps.size() > kWindow) {
        steps.pop_back();  // may be cut short
    }
    std::optional<double> quietest;
    for (std::size_t start = 0; start + kWindow <= steps.size(); ++start) {
        const auto window = std::span<const double>(steps).subspan(start, kWindow);
        const double mean = std::accumulate(window.begin(), window.end(), 0.0) / kWindow;
        if ((!quietest || mean < *quietest) && isPause(window)) {
            quietest = mean;
        }
    }
    return quietest;
}

/// Below one gating block there is nothing to gate: the mean power over what is there. Silence fills the block up and
/// its share is taken out again.
Result<double> shortLoudness(const AudioClip& clip) {
    AudioClip padded = clip;
    const auto frames = static_cast<std::size_t>(std::ceil(kShortestGatedSeconds * clip.sampleRateHz));
    padded.samples.resize(frames * static_cast<std::size_t>(clip.channels), 0.0F);
    auto meter = makeMeter(padded);
    if (!meter) {
        return tl::unexpected(meter.error());
    }
    if (auto fed = feed(**meter, padded.samples, padded.channels, {}); !fed) {
        return tl::unexpected(fed.error());
    }
    double momentary = kSilenceLufs;
    ebur128_loudness_momentary(meter->get(), &momentary);
    return momentary + 10.0 * std::log10(static_cast<double>(frames) / static_cast<double>(clip.frames()));
}

double finiteLoudness(double lufs) { return std::isfinite(lufs) ? std::max(kSilenceLufs, lufs) : kSilenceLufs; }

Result<void> checkClip(const AudioClip& clip) {
    if (clip.frames() == 0) {
        return fail(ErrorCode::InvalidInput, "there is no sound to measure the loudness of");
    }
    if (clip.sampleRateHz < kMinimumSampleRateHz || clip.sampleRateHz > kMaximumSampleRateHz) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("cannot measure loudness at a sample rate of {} Hz", clip.sampleRateHz),
                    fmt::format("Use {} to {} Hz.", kMinimumSampleRateHz, kMaximumSampleRateHz));
    }
    if (clip.channels > kMaximumChannels) {
        return fail(ErrorCode::InvalidInput, fmt::format("cannot measure the loudness of {} channels", clip.channels),
                    "Mix it down to fewer.");
    }
    return {};
}

/// Greatest sample of all channels, linear.
double samplePeakOf(ebur128_state& meter) {
    double greatest = 0.0;
    for (unsigned c = 0; c < meter.channels; ++c) {
        double peak = 0.0;
        ebur128_sample_peak(&meter, c, &peak);
        greatest = std::max(greatest, peak);
    }
    return greatest;
}

/// Integrated loudness and range, from a meter that has heard all of the clip.
Result<void> readGated(ebur128_state& meter, const AudioClip& clip, Loudness& loudness) {
    double lufs = kSilenceLufs;
    ebur128_loudness_global(&meter, &lufs);
    if (loudness.seconds < kShortestGatedSeconds) {
        const auto ungated = shortLoudness(clip);
        if (!ungated) {
            return tl::unexpected(ungated.error());
        }
        lufs = *ungated;
    }
    loudness.integratedLufs = finiteLoudness(lufs);
    loudness.silent = loudness.integratedLufs <= kSilenceLufs;
    double range = 0.0;
    if (loudness.seconds >= kShortestRangeSeconds && (meter.mode & EBUR128_MODE_LRA) == EBUR128_MODE_LRA &&
        ebur128_loudness_range(&meter, &range) == EBUR128_SUCCESS) {
        loudness.rangeLu = std::isfinite(range) ? range : 0.0;
    }
    return {};
}

/// What is measured: between rounds of normalise() only what steers them.
struct Measuring {
    bool all = true;                        ///< Also the range and the noise floor.
    std::optional<double> truePeakDb = {};  ///< Where it is known already.
};

/// measureLoudness() of a valid clip.
Result<Loudness> measure(const AudioClip& clip, const Measuring& what, const std::stop_token& stop) {
    constexpr int kModes = EBUR128_MODE_I | EBUR128_MODE_SAMPLE_PEAK;
    auto meter = makeMeter(clip, what.all ? kModes | EBUR128_MODE_LRA : kModes);
    if (!meter) {
        return tl::unexpected(meter.error());
    }
    // Silence at the end completes the last gating block where next to nothing is missing of it.
    const std::vector<float> tail(64 * static_cast<std::size_t>(clip.channels), 0.0F);
    for (const std::span<const float> part : {std::span<const float>(clip.samples), std::span<const float>(tail)}) {
        if (auto fed = feed(**meter, part, clip.channels, stop); !fed) {
            return tl::unexpected(fed.error());
        }
    }
    Loudness loudness;
    loudness.seconds = clip.seconds();
    if (auto read = readGated(**meter, clip, loudness); !read) {
        return tl::unexpected(read.error());
    }
    const double samplePeak = samplePeakOf(**meter);
    loudness.samplePeakDbfs = decibels(samplePeak);
    if (what.truePeakDb) {
        loudness.truePeakDbtp = std::max(loudness.samplePeakDbfs, *what.truePeakDb);
    } else {
        const auto truePeak = detail::truePeak(clip, samplePeak, stop);
        if (!truePeak) {
            return tl::unexpected(truePeak.error());
        }
        loudness.truePeakDbtp = decibels(*truePeak);
    }
    const auto powers = framePowers(clip);
    loudness.rmsDbfs = decibels(std::sqrt(meanPower(powers)));
    if (const auto pause = what.all ? quietestPause(powers, clip.sampleRateHz) : std::nullopt) {
        loudness.noiseFloorDbfs = decibels(std::sqrt(*pause));
    }
    return loudness;
}

bool isAcx(const LoudnessGoal& goal) { return goal.kind == LoudnessGoal::Kind::Acx; }

constexpr double kAcxTargetRmsDb = -20.0;

double missingDb(const Loudness& measured, const LoudnessGoal& goal) {
    return isAcx(goal) ? kAcxTargetRmsDb - measured.rmsDbfs : goal.targetLufs - measured.integratedLufs;
}

struct Levelled {
    AudioClip clip;
    std::vector<float> limiting;  // empty where the limiter had nothing to do
};

/// What all rounds of normalise() go out from.
struct Source {
    AudioClip clip;
    Loudness loudness;
    std::vector<float> envelope{};  // made when the limiter is needed first
};

/// `clip` times the gain, and times the limiter's where there is one.
void applyGains(AudioClip& clip, double gain, std::span<const float> limiting) {
    const auto channels = static_cast<std::size_t>(clip.channels);
    for (std::size_t frame = 0; frame < clip.frames(); ++frame) {
        const double limited = limiting.empty() ? 1.0 : limiting[frame];
        for (std::size_t i = frame * channels; i < (frame + 1) * channels; ++i) {
            clip.samples[i] = static_cast<float>(clip.samples[i] * gain * limited);
        }
    }
}

Levelled applyLevel(Source& source, double gainDb, double ceilingDb, const std::stop_token& stop) {
    Levelled levelled{.clip = source.clip, .limiting = {}};
    if (source.loudness.truePeakDbtp + gainDb > ceilingDb) {
        if (source.envelope.empty()) {
            source.envelope = detail::peakEnvelope(source.clip, stop);
        }
        levelled.limiting =
            detail::limiterGains(source.envelope, source.clip.sampleRateHz, linear(gainDb), linear(ceilingDb));
    }
    applyGains(levelled.clip, linear(gainDb), levelled.limiting);
    return levelled;
}

double deepestDb(const std::vector<float>& limiting) {
    return limiting.empty() ? 0.0 : std::max(0.0, -decibels(*std::ranges::min_element(limiting)));
}

void describeLimiting(const std::vector<float>& limiting, int sampleRateHz, LoudnessReport& report) {
    const double threshold = linear(-kAudibleLimitingDb);
    const auto limited = std::ranges::count_if(limiting, [threshold](float gain) { return gain < threshold; });
    report.limitedSeconds = static_cast<double>(limited) / sampleRateHz;
    report.deepestLimitingDb = deepestDb(limiting);
}

/// What a constant gain makes of figures that were measured before it.
Loudness afterGain(Loudness loudness, double gainDb) {
    loudness.integratedLufs = finiteLoudness(loudness.integratedLufs + gainDb);
    for (double* level : {&loudness.samplePeakDbfs, &loudness.truePeakDbtp, &loudness.rmsDbfs}) {
        *level = std::max(kSilenceDbfs, *level + gainDb);
    }
    if (loudness.noiseFloorDbfs) {
        loudness.noiseFloorDbfs = std::max(kSilenceDbfs, *loudness.noiseFloorDbfs + gainDb);
    }
    return loudness;
}

/// Measures what came of a round. The moving gain and the meter's own interpolation filter can lift a true peak by some
/// hundredths of a decibel above what the limiter aimed at; then everything is turned down by that much.
Result<Loudness> holdCeiling(Levelled& levelled, const Source& source, double ceilingDb, double& gainDb,
                             const std::stop_token& stop) {
    // Without the limiter the peaks went along with the gain: finding them again would be most of the work.
    const auto knownPeakDb =
        levelled.limiting.empty() ? std::optional(source.loudness.truePeakDbtp + gainDb) : std::nullopt;
    auto measured = measure(levelled.clip, {.all = false, .truePeakDb = knownPeakDb}, stop);
    if (!measured || measured->truePeakDbtp <= ceilingDb) {
        return measured;
    }
    const double down = ceilingDb - measured->truePeakDbtp - 1e-4;
    applyGains(levelled.clip, linear(down), {});
    gainDb += down;
    return afterGain(*measured, down);
}

/// What cannot be measured is not held against it.
bool tooNoisyForAcx(const Loudness& after) { return after.noiseFloorDbfs.value_or(kSilenceDbfs) > kAcxMaximumNoiseDb; }

std::string acxNote(const Loudness& after) {
    if (tooNoisyForAcx(after)) {
        return fmt::format("The noise floor of {:.1f} dB is above ACX's {:.0f} dB; record in a quieter room.",
                           *after.noiseFloorDbfs, kAcxMaximumNoiseDb);
    }
    return fmt::format("The RMS level of {:.1f} dB is outside ACX's {:.0f} to {:.0f} dB.", after.rmsDbfs,
                       kAcxMinimumRmsDb, kAcxMaximumRmsDb);
}

bool goalReached(const Loudness& after, const LoudnessGoal& goal) {
    if (isAcx(goal)) {
        return after.rmsDbfs >= kAcxMinimumRmsDb && after.rmsDbfs <= kAcxMaximumRmsDb &&
               after.samplePeakDbfs <= kAcxMaximumPeakDb && !tooNoisyForAcx(after);
    }
    return std::fabs(missingDb(after, goal)) <= kReachedWithinLu;
}

std::string noteFor(const LoudnessReport& report) {
    if (report.reached) {
        return {};
    }
    if (report.before.silent) {
        return "The sound is silence, so nothing was changed.";
    }
    if (isAcx(report.goal)) {
        return acxNote(report.after);
    }
    if (report.gainDb >= report.goal.maximumGainDb - 0.5) {
        return fmt::format("It is so quiet that more than {:.0f} dB would be needed; record it louder.",
                           report.goal.maximumGainDb);
    }
    return "Its peaks stand so far above its loudness that the ceiling allows no more.";
}

Result<void> checkGoal(const LoudnessGoal& goal) {
    const bool goalExists =
        isAcx(goal) || (goal.targetLufs >= LoudnessGoal::kQuietest && goal.targetLufs <= LoudnessGoal::kLoudest);
    const bool ceilingExists = goal.truePeakCeilingDbtp <= 0.0 && goal.truePeakCeilingDbtp >= -40.0;
    if (goalExists && ceilingExists && goal.maximumGainDb >= 0.0) {
        return {};
    }
    return fail(
        ErrorCode::InvalidInput,
        fmt::format("cannot aim at {} LUFS under a ceiling of {} dBTP", goal.targetLufs, goal.truePeakCeilingDbtp),
        "Choose -40 to -5 LUFS and a ceiling of -40 to 0 dBTP.");
}

void tell(const ProgressSink& progress, double fraction) {
    if (progress) {
        progress({.stage = "setting the level", .fraction = fraction});
    }
}

/// Raises or lowers `result` round by round, since the limiter takes some of each gain away again.
Result<void> raiseByRounds(NormalisedAudio& result, const std::stop_token& stop, const ProgressSink& progress) {
    LoudnessReport& report = result.report;
    const LoudnessGoal& goal = report.goal;
    Source source{.clip = result.clip, .loudness = report.before};
    double gainDb = std::min(missingDb(report.before, goal), goal.maximumGainDb);
    double perDecibel = 1.0;  // gain that it takes to get 1 dB louder; grows as the limiter takes away more
    double ahead = 1.0;       // each round is at most half of what is still to come
    constexpr int kRounds = 8;
    for (int round = 0; round < kRounds; ++round) {
        ahead *= round == 0 ? kShareAfterMeasuring : 0.5;
        tell(progress, 1.0 - ahead);
        double usedGainDb = gainDb;
        Levelled levelled = applyLevel(source, gainDb, goal.truePeakCeilingDbtp, stop);
        const auto after = holdCeiling(levelled, source, goal.truePeakCeilingDbtp, usedGainDb, stop);
        if (!after) {
            return tl::unexpected(after.error());
        }
        const double missing = missingDb(*after, goal);
        const double gained = missingDb(report.after, goal) - missing;
        const double added = usedGainDb - report.gainDb;
        const bool worse = round > 0 && std::fabs(missing) > std::fabs(missingDb(report.after, goal));
        if (worse) {
            break;
        }
        if (round > 0 && deepestDb(levelled.limiting) > kMostLimitingDb) {
            gainDb = 0.5 * (gainDb + report.gainDb);
            continue;
        }
        report.after = *after;
        report.gainDb = usedGainDb;
        describeLimiting(levelled.limiting, source.clip.sampleRateHz, report);
        result.clip = std::move(levelled.clip);
        if (std::fabs(missing) < kCloseEnoughLu) {
            break;
        }
        if (round > 0 && gained > 0.0) {
            perDecibel = std::clamp(added / gained, 1.0, kSteepest);
        }
        gainDb = std::min(gainDb + missing * perDecibel, goal.maximumGainDb);
    }
    return {};
}

/// Raises or lowers `result` to the goal of its report and measures what came out.
Result<void> approachGoal(NormalisedAudio& result, const std::stop_token& stop, const ProgressSink& progress) {
    if (auto raised = raiseByRounds(result, stop, progress); !raised) {
        return raised;
    }
    Loudness& after = result.report.after;
    auto measured = measure(result.clip, {.truePeakDb = after.truePeakDbtp}, stop);
    if (!measured) {
        return tl::unexpected(measured.error());
    }
    after = *measured;
    return {};
}

}  // namespace

Result<Loudness> measureLoudness(const AudioClip& clip, const std::stop_token& stop) {
    if (auto valid = checkClip(clip); !valid) {
        return tl::unexpected(valid.error());
    }
    return measure(clip, {}, stop);
}

LoudnessGoal LoudnessGoal::lufs(double target) {
    // Streaming services that play at -14 encode lossily, which lifts peaks; they ask for 2 dB of room.
    return {.kind = Kind::Lufs, .targetLufs = target, .truePeakCeilingDbtp = target >= -14.0 ? -2.0 : -1.0};
}

LoudnessGoal LoudnessGoal::acx() {
    return {.kind = Kind::Acx, .targetLufs = kAcxTargetRmsDb, .truePeakCeilingDbtp = kAcxMaximumPeakDb - 0.2};
}

Result<LoudnessGoal> LoudnessGoal::parse(std::string_view text) {
    std::string word;
    for (const char c : text) {
        if (c != ' ') {
            word += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
        }
    }
    if (word == "acx") {
        return acx();
    }
    if (word.ends_with("lufs")) {
        word.resize(word.size() - 4);
    }
    double target = 0.0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), target);
    const bool number = error == std::errc() && end == word.data() + word.size();
    if (!number || !(target >= LoudnessGoal::kQuietest && target <= LoudnessGoal::kLoudest)) {
        return fail(ErrorCode::InvalidInput, fmt::format("'{}' is no loudness to aim at", text),
                    "Give -14, -16, -23 or another number from -40 to -5 (LUFS), or acx.");
    }
    return lufs(target);
}

Result<NormalisedAudio> normalise(const AudioClip& clip, const LoudnessGoal& goal, const std::stop_token& stop,
                                  const ProgressSink& progress) {
    if (auto sensible = checkGoal(goal); !sensible) {
        return tl::unexpected(sensible.error());
    }
    auto before = measureLoudness(clip, stop);
    if (!before) {
        return tl::unexpected(before.error());
    }
    NormalisedAudio result{.clip = clip, .report = {.goal = goal, .before = *before, .after = *before, .note = {}}};
    std::ranges::replace_if(
        result.clip.samples, [](float sample) { return !std::isfinite(sample); }, 0.0F);
    if (!before->silent) {
        if (auto approached = approachGoal(result, stop, progress); !approached) {
            return tl::unexpected(approached.error());
        }
        result.report.reached = goalReached(result.report.after, goal);
    }
    result.report.note = noteFor(result.report);
    tell(progress, 1.0);
    return result;
}

std::string LoudnessReport::writtenReport() const {
    const std::string aim =
        isAcx(goal)
            ? fmt::format("ACX: RMS {:.0f} to {:.0f} dB, peak at most {:.0f} dB, noise at most {:.0f} dB",
                          kAcxMinimumRmsDb, kAcxMaximumRmsDb, kAcxMaximumPeakDb, kAcxMaximumNoiseDb)
            : fmt::format("{:.1f} LUFS, true peak at most {:.1f} dBTP", goal.targetLufs, goal.truePeakCeilingDbtp);
    std::string text = fmt::format("Loudness goal: {}\n{:<22}{:>10}{:>10}\n", aim, "", "before", "after");
    const auto row = [&](const char* name, double from, double to, const char* unit) {
        text += fmt::format("{:<22}{:>10.1f}{:>10.1f} {}\n", name, from, to, unit);
    };
    row("Integrated loudness", before.integratedLufs, after.integratedLufs, "LUFS");
    row("Loudness range", before.rangeLu, after.rangeLu, "LU");
    row("True peak", before.truePeakDbtp, after.truePeakDbtp, "dBTP");
    row("Sample peak", before.samplePeakDbfs, after.samplePeakDbfs, "dBFS");
    row("RMS level", before.rmsDbfs, after.rmsDbfs, "dBFS");
    if (before.noiseFloorDbfs && after.noiseFloorDbfs) {
        row("Noise floor", *before.noiseFloorDbfs, *after.noiseFloorDbfs, "dBFS");
    } else {
        text += fmt::format("{:<22}could not be measured: no pause of half a second\n", "Noise floor");
    }
    text += fmt::format("Gain {:+.1f} dB; the limiter worked for {:.2f} s, at most {:.1f} dB.\n", gainDb,
                        limitedSeconds, deepestLimitingDb);
    text += reached ? "Goal reached.\n" : "Goal not reached. " + note + "\n";
    return text;
}

}  // namespace timbre
