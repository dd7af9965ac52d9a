// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/transcript_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "core/engine/engines/instant/mfcc.h"

namespace timbre::instant {

namespace {

constexpr std::size_t kStretch = 140;  // frames: 0.7 s, two or three words
constexpr std::size_t kPhonesInARow = 10;
constexpr int kStrangers = 3;

// Set on real speech with its transcripts swapped, halved and shortened (docs/instant-engine.md). Right transcripts
// gain 2.7..4.3 over foreign ones with the seed models and 5..7.5 with the speaker's own; in noise of 12 dB half of
// that. Swapped ones gain -1..0.6.
constexpr double kLeastGain = 0.9;
constexpr double kGainShare = 0.45;
// Right transcripts lose at most 3.8 (5.5 in noise) in their worst 0.7 s; three words left out cost 5.8 and more.
constexpr double kWorstStretch = -5.7;
// As much as right transcripts lose in their worst 0.7 s.
constexpr double kQuietPause = -2.0;
// Before the models know the voice: right ones -3.4..-7.5, in noise of 8 dB down to -12.2 and 6.9 times their gain. Where
// no other recording shows the usual level, a wrong transcript of a clear voice may gain 1.4..4.2 over other texts, but
// it loses 17 and more somewhere, or 8.4 times its gain.
constexpr double kWorstStretchOfAStranger = -15.0;
constexpr double kLossPerGain = 7.5;
// Ten phones in a row never took less than 0.57 of flite's time at the speaker's usual pace.
constexpr double kQuickestShare = 0.42;

double median(std::vector<double> values, double otherwise) {
    if (values.empty())
        return otherwise;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

/// What each frame of a path loses against the best sequence of any phones.
std::vector<double> lossesOf(const PhonePath& path, std::span<const ExpectedPhone> expected,
                             const Matrix& logLikelihoods, std::span<const float> freeScores) {
    std::vector<double> losses(path.state.size());
    for (std::size_t t = 0; t < losses.size(); ++t) {
        const auto state = static_cast<std::size_t>(path.state[t]);
        const std::size_t model = stateOf(expected[state / kStatesPerPhone].phone, state % kStatesPerPhone);
        losses[t] = static_cast<double>(logLikelihoods(t, model)) - static_cast<double>(freeScores[t]);
    }
    return losses;
}

/// Where the transcript has a pause and nobody speaks, and before and behind all speech, it is right whatever else the room
/// does there: a noise gate that closes, a breath, the room's noise in another recording than the models know it from.
std::vector<double> withQuietPausesForgiven(std::vector<double> losses, const PhonePath& path,
                                            std::span<const ExpectedPhone> expected, const Matrix& features) {
    const float speech = levelOfSpeech(features);
    const FrameSpan spoken = spokenFrames(features);
    for (std::size_t t = 0; t < losses.size(); ++t) {
        const bool pause = expected[static_cast<std::size_t>(path.state[t]) / kStatesPerPhone].phone == kPause;
        const bool inSpeech = t >= spoken.begin && t < spoken.end;
        if (features(t, 0) < speech && (pause || !inSpeech))
            losses[t] = std::max(losses[t], kQuietPause);
    }
    return losses;
}

double mean(std::span<const double> values) {
    double sum = 0.0;
    for (const double v : values)
        sum += v;
    return values.empty() ? 0.0 : sum / static_cast<double>(values.size());
}

/// Phones of other texts, as many as the transcript has, beginning somewhere else each time.
std::vector<ExpectedPhone> strangeText(std::span<const ExpectedPhone> strangers, std::size_t count,
                                       std::size_t offset) {
    std::vector<ExpectedPhone> text = {{kPause, -1, false}};
    for (std::size_t i = offset; text.size() + 1 < count; ++i) {
        const ExpectedPhone& next = strangers[i % strangers.size()];
        if (next.optional && text.back().phone == kPause)
            continue;
        text.push_back(next);
    }
    if (text.back().optional)
        text.pop_back();
    text.push_back({kPause, -1, false});
    return text;
}

/// Mean loss under unrelated texts of the same length.
std::optional<double> strangeLoss(std::span<const ExpectedPhone> strangers, std::size_t count,
                                  const Matrix& logLikelihoods, std::span<const float> freeScores,
                                  const std::stop_token& stop) {
    std::vector<double> losses;
    for (int i = 0; i < kStrangers; ++i) {
        const std::size_t offset = strangers.size() * static_cast<std::size_t>(i) / kStrangers;
        const auto text = strangeText(strangers, count, offset);
        const PhonePath path = forcedPath(text, logLikelihoods, stop);
        if (!path.state.empty())
            losses.push_back(mean(lossesOf(path, text, logLikelihoods, freeScores)));
    }
    if (losses.empty())
        return std::nullopt;
    return mean(losses);
}

void findWorstStretch(std::span<const double> losses, TranscriptFit& fit) {
    const std::size_t window = std::min(kStretch, losses.size());
    if (window == 0)
        return;
    double sum = 0.0;
    fit.worstStretch = 0.0;
    for (std::size_t t = 0; t < losses.size(); ++t) {
        sum += losses[t];
        if (t >= window)
            sum -= losses[t - window];
        const double here = sum / static_cast<double>(window);
        if (t + 1 >= window && here < fit.worstStretch) {
            fit.worstStretch = here;
            fit.worstStretchAt = (static_cast<double>(t + 1) - 0.5 * static_cast<double>(window)) * kFrameSeconds;
        }
    }
}

void findQuickest(const FrontUtterance& front, std::span<const AlignedSegment> segments, TranscriptFit& fit) {
    struct Timing {
        double spoken = 0.0;
        double planned = 0.0;
        int segment = 0;
    };
    std::vector<Timing> timings;
    Timing all;
    for (const AlignedSegment& s : segments) {
        if (s.phone == kPause || s.frontIndex < 0)
            continue;
        const FrontSegment& plan = front.segments[static_cast<std::size_t>(s.frontIndex)];
        const double spoken = (s.endFrame - s.beginFrame) * kFrameSeconds;
        const double planned = std::max(kFrameSeconds, plan.endSeconds - plan.startSeconds);
        timings.push_back({spoken, planned, s.frontIndex});
        all.spoken += spoken;
        all.planned += planned;
    }
    if (all.planned > 0.0)
        fit.pace = all.spoken / all.planned;
    fit.quickest = fit.pace;
    for (std::size_t i = 0; i + kPhonesInARow <= timings.size(); ++i) {
        double spoken = 0.0;
        double planned = 0.0;
        for (std::size_t k = i; k < i + kPhonesInARow; ++k) {
            spoken += timings[k].spoken;
            planned += timings[k].planned;
        }
        if (spoken / planned < fit.quickest) {
            fit.quickest = spoken / planned;
            fit.quickestSegment = timings[i].segment;
        }
    }
}

double worstStretchAllowed(double gain, FitStage stage) {
    if (stage == FitStage::KnownVoice)
        return kWorstStretch;
    return std::max(kWorstStretchOfAStranger, -kLossPerGain * std::max(kLeastGain, gain));
}

std::string wordsFrom(const FrontUtterance& front, int segment) {
    const int first = front.segments[static_cast<std::size_t>(segment)].word;
    std::string words;
    for (const FrontToken& token : front.tokens) {
        if (token.firstWord + token.wordCount <= first || token.firstWord > first + 2)
            continue;
        words += (words.empty() ? "" : " ") + token.text;
    }
    return words;
}

}  // namespace

TranscriptFit measureFit(const FrontUtterance& front, std::span<const ExpectedPhone> expected, const PhonePath& path,
                         const Matrix& features, const Matrix& logLikelihoods,
                         std::span<const ExpectedPhone> strangers, const std::stop_token& stop) {
    TranscriptFit fit;
    if (path.state.empty())
        return fit;
    const std::vector<float> freeScores = freePathScores(logLikelihoods);
    const std::vector<double> losses = lossesOf(path, expected, logLikelihoods, freeScores);
    const auto strange = strangeLoss(strangers, expected.size(), logLikelihoods, freeScores, stop);
    fit.aligned = true;
    // Where no other text of that length fits in at all, the worst stretch must decide.
    fit.gain = mean(losses) - strange.value_or(2.0 * kWorstStretch);
    findWorstStretch(withQuietPausesForgiven(losses, path, expected, features), fit);
    findQuickest(front, segmentsOf(path, expected), fit);
    return fit;
}

std::vector<FitVerdict> judgeFits(std::span<const FrontUtterance* const> fronts, std::span<const TranscriptFit> fits,
                                  FitStage stage) {
    std::vector<double> gains;
    for (const TranscriptFit& fit : fits) {
        if (fit.aligned && fit.gain > kLeastGain)
            gains.push_back(fit.gain);
    }
    const double leastGain = std::max(kLeastGain, kGainShare * median(gains, kLeastGain));
    std::vector<double> paces;
    for (const TranscriptFit& fit : fits) {
        if (fit.aligned && fit.gain >= leastGain)
            paces.push_back(fit.pace);
    }
    const double quickest = kQuickestShare * median(paces, 1.0);

    std::vector<FitVerdict> verdicts(fits.size());
    for (std::size_t i = 0; i < fits.size(); ++i) {
        const TranscriptFit& fit = fits[i];
        FitVerdict& verdict = verdicts[i];
        constexpr double kHopeless = 10.0;
        if (!fit.aligned) {
            verdict = {false, "its transcript has more words than the recording has room for", kHopeless};
            continue;
        }
        const double byGain = fit.gain > leastGain / kHopeless ? leastGain / fit.gain : kHopeless;
        const double byStretch = fit.worstStretch / worstStretchAllowed(fit.gain, stage);
        const double byPace = stage == FitStage::KnownVoice ? quickest / std::max(0.01, fit.quickest) : 0.0;
        verdict.score = std::max({byGain, byStretch, byPace});
        verdict.matches = verdict.score <= 1.0;
        if (byGain > 1.0) {
            verdict.reason = "it does not say what its transcript says";
        } else if (byPace > 1.0 && byPace >= byStretch) {
            verdict.reason = fmt::format("words of its transcript are not spoken, near \"{}\"",
                                         wordsFrom(*fronts[i], fit.quickestSegment));
        } else if (byStretch > 1.0) {
            verdict.reason =
                fmt::format("it says something else than its transcript around {:.1f} s", fit.worstStretchAt);
        }
    }
    return verdicts;
}

}  // namespace timbre::instant
