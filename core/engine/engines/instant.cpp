// SPDX-License-Identifier: GPL-3.0-or-later
// The instant engine: clones a voice from the user's own recordings with nothing to download. flite's stock voices give
// phones, timing and a guide spectrum (for Chinese the text front end and espeak-ng); a small net learns to turn it into the user's; that prediction steers a half-phone
// selection over the recordings, whose real waveform is replayed pitch-synchronously.
#include <algorithm>
#include <chrono>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/audio/resample.h"
#include "core/engine/engine.h"
#include "core/engine/engines/instant/aligner.h"
#include "core/engine/engines/instant/features.h"
#include "core/engine/engines/instant/guide.h"
#include "core/engine/engines/instant/instant_voice.h"
#include "core/engine/engines/instant/linguistic_front.h"
#include "core/engine/engines/instant/tone.h"
#include "core/engine/engines/instant/voice_file.h"
#include "core/frontend/text_front_end.h"

namespace timbre {
namespace {

using namespace timbre::instant;
using Clock = std::chrono::steady_clock;

constexpr double kMinimumSeconds = 20.0;
constexpr double kRecommendedSeconds = 150.0;
constexpr double kMaximumSeconds = 300.0;

// Shares of the whole job, for the progress bar; measured on 150 s of speech.
constexpr double kFeaturesUntil = 0.35;
constexpr double kAlignmentUntil = 0.6;
constexpr double kTrainingUntil = 0.95;

/// Fewer recordings want more rounds over them: the study's 60 for 150 s and 90 for 60 s, continued both ways.
int epochsFor(double seconds) {
    constexpr double kSlope = 30.0 / 90.0;
    return static_cast<int>(std::clamp(60.0 + (150.0 - seconds) * kSlope, 40.0, 100.0));
}

/// One recording on its way into the voice.
struct Candidate {
    const Recording* recording = nullptr;
    AudioClip audio;
    FrontResult front;
    RecordingFeatures features;
    Alignment alignment;
};

double secondsSince(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// Above it lies nothing anybody hears, and sample positions of long recordings would no longer be exact in a voice file.
constexpr int kHighestRateHz = 48'000;

/// The rate most of the speech was recorded at, at most 48 kHz; the others are converted to it.
int commonRate(const std::vector<Candidate>& candidates) {
    std::map<int, double> seconds;
    for (const Candidate& candidate : candidates) {
        seconds[candidate.audio.sampleRateHz] += candidate.audio.seconds();
    }
    const int usual = std::ranges::max_element(seconds, {}, [](const auto& entry) { return entry.second; })->first;
    return std::min(usual, kHighestRateHz);
}

Result<void> bringToOneRate(std::vector<Candidate>& candidates, const std::stop_token& stop) {
    const int rate = commonRate(candidates);
    for (Candidate& candidate : candidates) {
        if (stop.stop_requested()) {
            return fail(ErrorCode::Cancelled, "making the voice was cancelled");
        }
        auto converted = resample(candidate.audio, rate);
        if (!converted) {
            return tl::unexpected(converted.error());
        }
        candidate.audio = std::move(*converted);
    }
    return {};
}

/// Takes recordings in order until five minutes are full; those that cannot be used are named in `report`.
std::vector<Candidate> chooseRecordings(const VoiceRecipe& recipe, VoiceReport& report) {
    std::vector<Candidate> chosen;
    double seconds = 0.0;
    for (const Recording& recording : recipe.recordings) {
        if (recording.transcript.empty()) {
            report.rejected.push_back({recording.name, "it has no transcript"});
        } else if (recording.audio.seconds() > kMaximumSeconds) {
            report.rejected.push_back({recording.name, "it is longer than five minutes"});
        } else if (seconds + recording.audio.seconds() > kMaximumSeconds) {
            report.rejected.push_back({recording.name, "five minutes of recordings are used already"});
        } else {
            seconds += recording.audio.seconds();
            Candidate candidate;
            candidate.recording = &recording;
            candidate.audio = toMono(recording.audio);
            chosen.push_back(std::move(candidate));
        }
    }
    return chosen;
}

double totalSeconds(const std::vector<Candidate>& candidates) {
    double seconds = 0.0;
    for (const Candidate& candidate : candidates) {
        seconds += candidate.audio.seconds();
    }
    return seconds;
}

double spokenSeconds(const std::vector<Candidate>& candidates) {
    double seconds = 0.0;
    for (const Candidate& candidate : candidates) {
        seconds += spokenSecondsOf(*candidate.recording);
    }
    return seconds;
}

Result<void> checkAmount(const std::vector<Candidate>& candidates, const VoiceReport& report) {
    const double seconds = spokenSeconds(candidates);
    if (seconds >= kMinimumSeconds) {
        return {};
    }
    std::string detail = "only " + std::to_string(static_cast<int>(seconds)) + " s of usable recordings, at least 20 s are needed";
    if (!report.rejected.empty()) {
        detail += " (left out: ";
        for (std::size_t i = 0; i < report.rejected.size(); ++i) {
            detail += (i > 0 ? "; " : "") + report.rejected[i].name + ": " + report.rejected[i].reason;
        }
        detail += ")";
    }
    return fail(ErrorCode::InvalidInput, std::move(detail), "Record more lines; one to three minutes are good.");
}

bool isCancelled(const Error& error) { return error.code == ErrorCode::Cancelled; }

/// Text and features of every recording; one that cannot be analysed is named and left out.
Result<void> analyse(std::vector<Candidate>& candidates, const LinguisticFront& language, VoiceReport& report,
                     const ProgressSink& progress, const std::stop_token& stop) {
    const double total = totalSeconds(candidates);
    double done = 0.0;
    std::vector<Candidate> kept;
    for (Candidate& candidate : candidates) {
        if (progress) {
            progress({"analysing the recordings", done / total});
        }
        done += candidate.audio.seconds();
        auto front = language.read({.text = candidate.recording->transcript, .readings = {}}, stop);
        auto features = front ? extractFeatures(candidate.audio, stop) : Result<RecordingFeatures>(tl::unexpected(front.error()));
        if (!features) {
            if (isCancelled(features.error())) {
                return tl::unexpected(features.error());
            }
            report.rejected.push_back({candidate.recording->name, features.error().detail});
            continue;
        }
        candidate.front = std::move(*front);
        candidate.features = std::move(*features);
        kept.push_back(std::move(candidate));
    }
    candidates = std::move(kept);
    return {};
}

Result<void> align(std::vector<Candidate>& candidates, const LinguisticFront& language, VoiceReport& report,
                   const ProgressSink& progress, const std::stop_token& stop) {
    std::vector<AlignmentTask> tasks;
    for (const Candidate& candidate : candidates) {
        tasks.push_back({&candidate.front, &candidate.features});
    }
    auto outcomes = alignRecordings(tasks, language, progress, stop);
    if (!outcomes) {
        return tl::unexpected(outcomes.error());
    }
    std::vector<Candidate> kept;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        AlignmentOutcome& outcome = (*outcomes)[i];
        if (!outcome.matches) {
            report.rejected.push_back({candidates[i].recording->name, outcome.mismatch});
            continue;
        }
        candidates[i].alignment = std::move(outcome.alignment);
        kept.push_back(std::move(candidates[i]));
    }
    candidates = std::move(kept);
    return {};
}

Result<UnitDatabase> buildUnits(const std::vector<Candidate>& candidates, const PhoneSet& phones) {
    std::vector<UnitSource> sources;
    for (const Candidate& candidate : candidates) {
        sources.push_back({.audio = candidate.audio.samples,
                           .sampleRateHz = candidate.audio.sampleRateHz,
                           .features = &candidate.features,
                           .front = &candidate.front.voices.front(),
                           .alignment = &candidate.alignment});
    }
    return UnitDatabase::build(sources, phones);
}

/// Per frame, over all recordings; the higher, the clearer the recordings fit their transcripts.
double meanAlignmentScore(const std::vector<Candidate>& candidates) {
    double sum = 0.0;
    for (const Candidate& candidate : candidates) {
        sum += candidate.alignment.logLikelihoodPerFrame;
    }
    return sum / static_cast<double>(candidates.size());
}

DurationModel learnDurations(const std::vector<Candidate>& candidates, const PhoneSet& phones) {
    std::vector<TimedReading> readings;
    for (const Candidate& candidate : candidates) {
        readings.push_back({&candidate.front.voices.front(), &candidate.alignment});
    }
    return DurationModel::learn(readings, phones.size());
}

class InstantEngine final : public Engine {
  public:
    explicit InstantEngine(const EngineContext& context) : threads_(std::max(1, context.threads)), text_(context.text) {}

    [[nodiscard]] const EngineFacts& facts() const override {
        static const EngineFacts facts{.id = "instant",
                                       .title = "Instant (built in)",
                                       .version = "5-reading" + std::string(frontend::kReadingVersion),
                                       .languages = {"en", "zh"},
                                       .experimentalLanguages = {"zh"},
                                       .minimumSeconds = kMinimumSeconds,
                                       .recommendedSeconds = kRecommendedSeconds,
                                       .maximumSeconds = kMaximumSeconds,
                                       .needsTranscripts = true};
        return facts;
    }

    [[nodiscard]] EngineReadiness readiness() const override {
        return {.ready = true,
                .detail = "works on the CPU, " + std::to_string(threads_) + (threads_ == 1 ? " thread" : " threads"),
                .advice = {}};
    }

    Result<VoiceReport> createVoice(const VoiceRecipe& recipe, const std::filesystem::path& directory,
                                    const ProgressSink& progress, std::stop_token stop) override {
        const auto front = linguisticFront(recipe.language, text_);
        if (!front) {
            return tl::unexpected(front.error());
        }
        const LinguisticFront& language = **front;
        if (auto ready = language.ready(); !ready) {
            return tl::unexpected(ready.error());
        }
        VoiceReport report;
        std::vector<Candidate> candidates = chooseRecordings(recipe, report);
        if (auto enough = checkAmount(candidates, report); !enough) {
            return tl::unexpected(enough.error());
        }
        auto start = Clock::now();
        if (auto converted = bringToOneRate(candidates, stop); !converted) {
            return tl::unexpected(converted.error());
        }
        if (auto analysed = analyse(candidates, language, report, partOf(progress, 0.0, kFeaturesUntil), stop); !analysed) {
            return tl::unexpected(analysed.error());
        }
        if (auto enough = checkAmount(candidates, report); !enough) {
            return tl::unexpected(enough.error());
        }
        report.metrics["analysis_s"] = secondsSince(start);
        start = Clock::now();
        if (auto aligned = align(candidates, language, report, partOf(progress, kFeaturesUntil, kAlignmentUntil), stop); !aligned) {
            return tl::unexpected(aligned.error());
        }
        if (auto enough = checkAmount(candidates, report); !enough) {
            return tl::unexpected(enough.error());
        }
        report.metrics["alignment_s"] = secondsSince(start);
        return finishVoice(candidates, language.phones(), std::move(report), recipe.seed, directory, progress, stop);
    }

    Result<std::shared_ptr<const EngineVoice>> loadVoice(const std::filesystem::path& directory) override {
        auto model = loadVoiceModel(directory);
        if (!model) {
            return tl::unexpected(model.error());
        }
        auto front = linguisticFront(model->language, text_);
        if (!front) {
            return tl::unexpected(front.error());
        }
        return std::make_shared<const InstantVoice>(std::move(*model), std::move(*front));
    }

  private:
    Result<VoiceReport> finishVoice(const std::vector<Candidate>& candidates, const PhoneSet& phones, VoiceReport report,
                                    std::uint64_t seed, const std::filesystem::path& directory, const ProgressSink& progress,
                                    const std::stop_token& stop) const {
        auto start = Clock::now();
        auto units = buildUnits(candidates, phones);
        if (!units) {
            return tl::unexpected(units.error());
        }
        report.metrics["units_s"] = secondsSince(start);
        report.metrics["alignment_log_likelihood"] = meanAlignmentScore(candidates);
        start = Clock::now();
        std::vector<GuideSentence> sentences;
        for (const Candidate& candidate : candidates) {
            sentences.push_back(trainingSentence(candidate.front, candidate.alignment, candidate.features,
                                                 static_cast<double>(units->medianLogF0())));
        }
        report.secondsUsed = spokenSeconds(candidates);
        report.recordingsUsed = static_cast<int>(candidates.size());
        auto guide = GuideNet::train(sentences,
                                     {.baseVoices = candidates.front().front.voices.size(),
                                      .phoneCount = phones.size(),
                                      .epochs = epochsFor(totalSeconds(candidates)),
                                      .threads = threads_,
                                      .seed = seed},
                                     partOf(progress, kAlignmentUntil, kTrainingUntil), stop);
        if (!guide) {
            return tl::unexpected(guide.error());
        }
        report.metrics["training_s"] = secondsSince(start);
        report.metrics["units"] = static_cast<double>(units->units().size());
        report.metrics["guide_loss"] = static_cast<double>(guide->statistics().finalLoss);
        VoiceModel model{std::move(*units), learnDurations(candidates, phones), std::move(*guide),
                         std::string(phones.language)};
        start = Clock::now();
        std::vector<const FrontResult*> readings;
        for (const Candidate& candidate : candidates) {
            readings.push_back(&candidate.front);
        }
        auto tone = learnTone(model, readings, stop);
        if (!tone) {
            return tl::unexpected(tone.error());
        }
        model.toneLogGain = std::move(*tone);
        report.metrics["tone_s"] = secondsSince(start);
        if (auto saved = saveVoice(directory, model); !saved) {
            return tl::unexpected(saved.error());
        }
        if (progress) {
            progress({"storing what was learnt", 1.0});  // the caller goes on: only it knows when all is done
        }
        return report;
    }

    int threads_;
    std::shared_ptr<const frontend::TextFrontEnd> text_;
};

}  // namespace

extern const EngineEntry kInstantEngine;
const EngineEntry kInstantEngine{"instant", [](const EngineContext& context) -> std::unique_ptr<Engine> {
                                     return std::make_unique<InstantEngine>(context);
                                 }};

}  // namespace timbre
