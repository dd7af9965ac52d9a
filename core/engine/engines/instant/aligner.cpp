// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/aligner.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <utility>

#include "core/engine/engines/instant/phone_search.h"
#include "core/engine/engines/instant/transcript_check.h"

namespace timbre::instant {

namespace {

constexpr int kRounds = 6;
constexpr int kRoundsWithOneGaussian = 3;
constexpr int kJudgeAfterRound = 3;

tl::unexpected<Error> cancelled() { return fail(ErrorCode::Cancelled, "aligning the recordings was cancelled"); }

/// Learns from the base voices' readings, where the timing is known: a third of each phone for each of its states.
class Seed {
  public:
    explicit Seed(std::size_t phones) : frames_(phones * kStatesPerPhone) {}

    void add(const FrontUtterance& reading) {
        const BaseTrack& base = reading.base;
        const Matrix& features =
            features_.emplace_back(base.mfcc.rows() > 0 ? base.mfcc : alignmentFeatures(mfccOfCepstra(base.cepstrum)));
        const int last = static_cast<int>(features.rows());
        for (const FrontSegment& s : reading.segments) {
            const int begin = std::min(last, static_cast<int>(std::lround(s.startSeconds / kFrameSeconds)));
            const int end = std::min(last, static_cast<int>(std::lround(s.endSeconds / kFrameSeconds)));
            const int length = end - begin;
            for (int t = begin; t < end; ++t) {
                const auto position =
                    static_cast<std::size_t>((t - begin) * static_cast<int>(kStatesPerPhone) / length);
                frames_.add(stateOf(s.phone, position), features.row(static_cast<std::size_t>(t)));
            }
        }
    }
    [[nodiscard]] const StateFrames& frames() const noexcept { return frames_; }

  private:
    std::deque<Matrix> features_;  // frames_ points into them
    StateFrames frames_;
};

struct SeedResult {
    PhoneModels models;
    std::vector<ExpectedPhone> strangers;  ///< The seed sentences, one after the other.
};

Result<SeedResult> learnSeed(std::span<const AlignmentTask> tasks, const LinguisticFront& front,
                             const std::stop_token& stop) {
    Seed seed(front.phones().size());
    std::vector<ExpectedPhone> strangers;
    const auto readings = front.seedReadings(stop);
    if (!readings)
        return tl::unexpected(readings.error());
    for (const FrontResult& reading : *readings) {
        for (const FrontUtterance& voice : reading.voices) {
            if (stop.stop_requested())
                return cancelled();
            seed.add(voice);
        }
        const auto phones = expectedPhones(reading.voices.front());
        strangers.insert(strangers.end(), phones.begin() + 1, phones.end() - 1);
    }
    for (const AlignmentTask& task : tasks) {
        for (const FrontUtterance& voice : task.front->voices) {
            if (stop.stop_requested())
                return cancelled();
            seed.add(voice);
        }
    }
    auto models = PhoneModels::fit(seed.frames(), 2, nullptr, stop);
    if (stop.stop_requested())
        return cancelled();
    return SeedResult{std::move(models), std::move(strangers)};
}

/// One recording through all rounds.
struct Work {
    const FrontUtterance* front = nullptr;
    const Matrix* features = nullptr;
    std::vector<ExpectedPhone> expected;
    PhonePath path;
    TranscriptFit fit;
    FitVerdict verdict;
};

/// Highest score that still counts as a match. The limits behind it were set on English; on synthetic Chinese right
/// transcripts reach 1.1 (a stretch of rare finals in few recordings) and those of other recordings begin at 5.6.
double highestScore(const LinguisticFront& front) { return front.isExperimental() ? 2.0 : 1.0; }

void judge(std::span<Work> works, FitStage stage, double highest) {
    std::vector<const FrontUtterance*> fronts;
    std::vector<TranscriptFit> fits;
    for (const Work& work : works) {
        fronts.push_back(work.front);
        fits.push_back(work.fit);
    }
    auto verdicts = judgeFits(fronts, fits, stage);
    for (std::size_t i = 0; i < works.size(); ++i) {
        works[i].verdict = std::move(verdicts[i]);
        if (works[i].verdict.score <= highest) {
            works[i].verdict.matches = true;
            works[i].verdict.reason.clear();
        }
    }
}

/// With phone models that may not know such voices at all, recordings are judged once the models have heard them.
void forgiveStrangeVoices(std::span<Work> works) {
    const auto matching = std::ranges::count_if(works, [](const Work& work) { return work.verdict.matches; });
    if (2 * matching > std::ssize(works))
        return;
    for (Work& work : works)
        work.verdict.matches = work.fit.aligned;
}

StateFrames framesOf(std::span<const Work> works, std::size_t phones) {
    StateFrames frames(phones * kStatesPerPhone);
    for (const Work& work : works) {
        if (!work.verdict.matches)
            continue;
        for (std::size_t t = 0; t < work.path.state.size(); ++t) {
            const auto state = static_cast<std::size_t>(work.path.state[t]);
            const PhoneId phone = work.expected[state / kStatesPerPhone].phone;
            frames.add(stateOf(phone, state % kStatesPerPhone), work.features->row(t));
        }
    }
    return frames;
}

std::vector<AlignmentOutcome> outcomesOf(std::span<const Work> works) {
    std::vector<AlignmentOutcome> outcomes;
    for (const Work& work : works) {
        AlignmentOutcome outcome;
        outcome.alignment.segments = segmentsOf(work.path, work.expected);
        const auto frames = static_cast<double>(std::max<std::size_t>(1, work.path.state.size()));
        outcome.alignment.logLikelihoodPerFrame = static_cast<double>(work.path.score) / frames;
        outcome.matches = work.verdict.matches;
        outcome.mismatch = work.verdict.reason;
        outcome.mismatchScore = work.verdict.score;
        outcomes.push_back(std::move(outcome));
    }
    return outcomes;
}

}  // namespace

Result<std::vector<AlignmentOutcome>> alignRecordings(std::span<const AlignmentTask> tasks, const LinguisticFront& front,
                                                      const ProgressSink& progress, const std::stop_token& stop) {
    const auto report = [&](double fraction) {
        if (progress)
            progress({"aligning the recordings", fraction});
    };
    report(0.0);
    auto seed = learnSeed(tasks, front, stop);
    if (!seed)
        return tl::unexpected(seed.error());
    PhoneModels models = std::move(seed->models);

    std::vector<Work> works;
    for (const AlignmentTask& task : tasks) {
        const FrontUtterance& reading = task.front->voices.front();
        works.push_back({&reading, &task.features->mfcc, expectedPhones(reading), {}, {}, {}});
    }
    // The last pass only aligns; judging looks at every recording, also those that were left out of the learning.
    for (int round = 0; round <= kRounds; ++round) {
        report(0.3 + 0.7 * round / (kRounds + 1));
        const bool judges = round == 0 || round == kJudgeAfterRound;
        for (Work& work : works) {
            const Matrix likelihoods = models.logLikelihoods(*work.features, stop);
            work.path = forcedPath(work.expected, likelihoods, stop);
            if (judges)
                work.fit = measureFit(*work.front, work.expected, work.path, *work.features, likelihoods, seed->strangers, stop);
            if (stop.stop_requested())
                return cancelled();
        }
        if (judges)
            judge(works, round == 0 ? FitStage::StrangeVoice : FitStage::KnownVoice, highestScore(front));
        if (round == 0 && front.isExperimental())
            forgiveStrangeVoices(works);
        if (round == kRounds || std::ranges::none_of(works, [](const Work& w) { return w.verdict.matches; }))
            break;
        models = PhoneModels::fit(framesOf(works, front.phones().size()), round < kRoundsWithOneGaussian ? 1 : 2, &models, stop);
        if (stop.stop_requested())
            return cancelled();
    }
    report(1.0);
    return outcomesOf(works);
}

}  // namespace timbre::instant
