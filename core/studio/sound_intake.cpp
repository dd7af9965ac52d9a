// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/sound_intake.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/audio/best_window.h"
#include "core/audio/decode.h"
#include "core/audio/slicer.h"
#include "core/base/files.h"
#include "core/base/utf8.h"
#include "core/studio/script_match.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

constexpr int kHighestRateHz = 48'000;
/// So much sound is cut at once; what lies behind the last cut waits for the next block.
constexpr double kBlockSeconds = 60.0;
constexpr double kReadSeconds = 1.0;
/// Shorter slices hold no line.
constexpr double kShortestSeconds = 1.0;
/// A slice is not ended before it is this long.
constexpr int kWantedMs = 3'000;
/// Under it the text is another than what is heard.
constexpr double kLeastShareHeard = 0.4;
/// Shares of the progress bar.
constexpr double kReadShare = 0.95;

tl::unexpected<Error> cancelled() { return fail(ErrorCode::Cancelled, "stopped while taking in recordings"); }

/// Problems that stand for themselves keep 0.
std::pair<double, double> figuresOf(QualityProblem problem, const QualityReport& quality) {
    switch (problem) {
        case QualityProblem::Noise: return {quality.snrDb, kMinimumSnrDb};
        case QualityProblem::TooQuiet: return {quality.speechDbfs, 0.0};
        case QualityProblem::Clipping: return {static_cast<double>(quality.clippedSamples), 0.0};
        case QualityProblem::Reverberation: return {quality.reverbSeconds, 0.0};
        case QualityProblem::TelephoneBand:
        case QualityProblem::DullBand: return {quality.bandwidthHz, 0.0};
        default: return {0.0, 0.0};
    }
}

std::optional<SliceRefusal> refusalOf(const QualityReport& quality) {
    if (quality.verdict != Verdict::RecordAgain || quality.findings.empty()) {
        return std::nullopt;
    }
    const QualityProblem problem = quality.findings.front().problem;
    if (problem == QualityProblem::TooShort) {
        return SliceRefusal{SliceRefusal::Code::TooShort, problem, quality.speechShare * quality.seconds, kShortestSeconds};
    }
    const auto [measured, limit] = figuresOf(problem, quality);
    return SliceRefusal{SliceRefusal::Code::Quality, problem, measured, limit};
}

double countedSyllables(const QualityReport& quality) {
    return quality.speechRate * quality.speechShare * quality.seconds;
}

/// One intake under way.
class Taker {
  public:
    Taker(const IntakeRequest& request, const IntakeParts& parts, const IntakeSink& sink, const std::stop_token& stop)
        : request_(request), parts_(parts), sink_(sink), stop_(stop) {
        cuts_ = {.minimumLengthMs = std::min(kWantedMs, static_cast<int>(request.longestSliceSeconds * 500.0)),
                 .maximumLengthMs = static_cast<int>(request.longestSliceSeconds * 1000.0)};
        intake_.drafts = parts.listener != nullptr ? parts.listener->readiness(request.language) : DraftReadiness::NoModel;
    }

    Result<SoundIntake> run() {
        std::vector<std::string> script;
        if (request_.script) {
            auto lines = readScriptLines(*request_.script);
            if (!lines) {
                return tl::unexpected(lines.error());
            }
            script = std::move(*lines);
        }
        for (std::size_t i = 0; i < request_.files.size(); ++i) {
            fileIndex_ = i;
            auto taken = takeFile(request_.files[i]);
            if (taken) {
                continue;
            }
            if (taken.error().code == ErrorCode::Cancelled) {
                return tl::unexpected(taken.error());
            }
            intake_.refusedFiles.push_back({request_.files[i], taken.error()});
            if (sink_.refused) {
                sink_.refused(intake_.refusedFiles.back());
            }
        }
        if (intake_.refusedFiles.size() == request_.files.size()) {
            return tl::unexpected(intake_.refusedFiles.front().error);
        }
        report("matching", kReadShare);
        if (!script.empty()) {
            giveScript(script);
        }
        auto reference = chooseReference(intake_.slices, parts_.vad, stop_);
        if (!reference) {
            return tl::unexpected(reference.error());
        }
        intake_.reference = *reference;
        report("matching", 1.0);
        return std::move(intake_);
    }

  private:
    void report(const char* stage, double fraction) const {
        if (sink_.progress) {
            sink_.progress({stage, std::min(1.0, fraction)});
        }
    }

    /// So much of the present file was listened to.
    void reportFile(double seconds) const {
        const double share = fileSeconds_ > 0.0 ? std::min(1.0, seconds / fileSeconds_) : 0.0;
        report("reading", kReadShare * (static_cast<double>(fileIndex_) + share) / static_cast<double>(request_.files.size()));
    }

    void tellDecoded(const fs::path& file, double seconds, PeaksBuilder peaks) const {
        if (sink_.decoded && seconds > 0.0) {
            sink_.decoded({.file = file, .seconds = seconds, .peaks = std::make_shared<const Peaks>(peaks.finish())});
        }
    }

    Result<void> takeFile(const fs::path& file) {
        const auto facts = probe(file);
        if (!facts) {
            return tl::unexpected(facts.error());
        }
        const int rate = facts->sampleRateHz > kHighestRateHz ? kHighestRateHz : 0;
        auto reader = AudioReader::open(
            file, {.sampleRateHz = rate, .mono = true, .maximumSeconds = request_.longestFileSeconds});
        if (!reader) {
            return tl::unexpected(reader.error());
        }
        AudioClip waiting{.sampleRateHz = reader->sampleRateHz(), .channels = 1, .samples = {}};
        PeaksBuilder peaks(waiting.sampleRateHz);
        std::uint64_t gone = 0;  // frames of the file before `waiting`
        std::vector<float> block(static_cast<std::size_t>(kReadSeconds * waiting.sampleRateHz));
        for (bool ended = false; !ended;) {
            if (stop_.stop_requested()) {
                return cancelled();
            }
            const auto got = reader->read(block);
            if (!got) {
                return tl::unexpected(got.error());
            }
            ended = *got == 0;
            peaks.push(std::span(block).first(*got));
            waiting.samples.insert(waiting.samples.end(), block.begin(), block.begin() + static_cast<std::ptrdiff_t>(*got));
            if (!ended && waiting.seconds() < kBlockSeconds) {
                continue;
            }
            const double decoded = static_cast<double>(gone) / waiting.sampleRateHz + waiting.seconds();
            fileSeconds_ = ended ? decoded : std::max(decoded, std::min(facts->seconds, request_.longestFileSeconds));
            tellDecoded(file, decoded, peaks);
            if (auto cut = cutBlock(file, waiting, gone, ended); !cut) {
                return cut;
            }
        }
        if (reader->facts().cutAtMaximum) {
            intake_.cutFiles.push_back(file);
        }
        if (gone == 0) {
            return fail(ErrorCode::InvalidInput, "there is no sound in " + displayPath(file), "Choose another file.");
        }
        intake_.files.push_back({.file = file,
                                 .seconds = static_cast<double>(gone) / waiting.sampleRateHz,
                                 .peaks = std::make_shared<const Peaks>(peaks.finish())});
        if (sink_.heard) {
            sink_.heard(intake_.files.back());
        }
        return {};
    }

    /// Cuts what is waiting and takes it away, but for what the last cut leaves open.
    Result<void> cutBlock(const fs::path& file, AudioClip& waiting, std::uint64_t& gone, bool ended) {
        if (waiting.samples.empty()) {
            return {};
        }
        auto ranges = sliceBySilence(waiting, cuts_);
        if (!ranges) {
            return tl::unexpected(ranges.error());
        }
        std::size_t keepFrom = waiting.frames();
        if (!ended && ranges->size() > 1) {
            keepFrom = ranges->back().begin;
            ranges->pop_back();
        }
        for (const FrameRange& range : *ranges) {
            if (auto taken = takeSlice(file, cutOut(waiting, range), gone + range.begin); !taken) {
                return taken;
            }
        }
        waiting.samples.erase(waiting.samples.begin(), waiting.samples.begin() + static_cast<std::ptrdiff_t>(keepFrom));
        gone += keepFrom;
        return {};
    }

    Result<void> takeSlice(const fs::path& file, AudioClip clip, std::uint64_t begin) {
        if (stop_.stop_requested()) {
            return cancelled();
        }
        SoundSlice slice;
        slice.index = intake_.slices.size();
        slice.file = file;
        slice.fromSeconds = static_cast<double>(begin) / clip.sampleRateHz;
        slice.toSeconds = slice.fromSeconds + clip.seconds();
        auto quality = analyseQuality(clip, parts_.vad);
        if (!quality) {
            return tl::unexpected(quality.error());
        }
        slice.quality = std::move(*quality);
        slice.refusal = refusalOf(slice.quality);
        slice.peaks = std::make_shared<const Peaks>(clip);
        slice.clip = std::make_shared<const AudioClip>(std::move(clip));
        if (auto drafted = draftInto(slice); !drafted) {
            return drafted;
        }
        intake_.slices.push_back(std::move(slice));
        if (sink_.found) {
            sink_.found(intake_.slices.back());
        }
        reportFile(intake_.slices.back().toSeconds);
        return {};
    }

    /// The draft is needed for a script too; a listener that fails leaves the slice without text.
    Result<void> draftInto(SoundSlice& slice) {
        const bool wanted = request_.draft || request_.script;
        if (!wanted || slice.refusal || intake_.drafts != DraftReadiness::Ready) {
            return {};
        }
        const auto draft = parts_.listener->draft(*slice.clip, request_.language, stop_);
        if (!draft) {
            if (draft.error().code == ErrorCode::Cancelled) {
                return tl::unexpected(draft.error());
            }
            // A model that turns out to be unusable: the rest need not try.
            intake_.drafts = draft.error().code == ErrorCode::InvalidInput ? intake_.drafts : DraftReadiness::NoModel;
            return {};
        }
        if (!draft->text.empty()) {
            slice.transcript = draft->text;
            slice.source = TranscriptSource::Draft;
            slice.confidence = draft->confidence;
        }
        return {};
    }

    void giveScript(const std::vector<std::string>& script) {
        std::vector<HeardSlice> heard;
        std::vector<SoundSlice*> slices;
        for (SoundSlice& slice : intake_.slices) {
            if (!slice.refusal) {
                heard.push_back({slice.source == TranscriptSource::Draft ? slice.transcript : std::string{},
                                 countedSyllables(slice.quality)});
                slices.push_back(&slice);
            }
        }
        const ScriptMatch match = matchScript(script, heard, [this](std::string_view text) {
            return parts_.listener != nullptr ? parts_.listener->syllables(text, request_.language) : std::nullopt;
        });
        for (std::size_t k = 0; k < slices.size(); ++k) {
            if (const SliceText& found = match.slices[k]; !found.text.empty()) {
                slices[k]->transcript = found.text;
                slices[k]->source = TranscriptSource::Script;
                slices[k]->confidence = found.similarity;
                slices[k]->textIsGuess = found.guess;
            } else if (!request_.draft) {
                slices[k]->transcript.clear();
                slices[k]->source = TranscriptSource::None;
                slices[k]->confidence = 0.0;
            }
        }
        intake_.linesWithoutSlice = match.linesWithoutSlice;
    }

    const IntakeRequest& request_;
    const IntakeParts& parts_;
    const IntakeSink& sink_;
    const std::stop_token& stop_;
    SliceSettings cuts_;
    SoundIntake intake_;
    std::size_t fileIndex_ = 0;
    double fileSeconds_ = 0.0;  // of the present file, as far as is known yet
};

}  // namespace

std::string_view refusalName(SliceRefusal::Code code) noexcept {
    switch (code) {
        case SliceRefusal::Code::TooShort: return "too_short";
        case SliceRefusal::Code::NotTheText: return "not_the_text";
        case SliceRefusal::Code::Quality: break;
    }
    return "quality";
}

Result<SoundIntake> takeInSounds(const IntakeRequest& request, const IntakeParts& parts, const IntakeSink& sink,
                                 const std::stop_token& stop) {
    if (request.files.empty()) {
        return fail(ErrorCode::InvalidInput, "there is no file to take in", "Choose a sound or video file.");
    }
    if (!(request.longestSliceSeconds >= 2.0 && request.longestSliceSeconds <= 30.0)) {
        return fail(ErrorCode::InvalidInput, fmt::format("slices cannot be {} s long", request.longestSliceSeconds),
                    "Use 2 to 30 s.");
    }
    return Taker(request, parts, sink, stop).run();
}

void setTranscript(SoundSlice& slice, std::string_view text) {
    slice.transcript = trimSpace(text);
    slice.source = slice.transcript.empty() ? TranscriptSource::None : TranscriptSource::Hand;
    slice.confidence = slice.transcript.empty() ? 0.0 : 1.0;
    slice.textIsGuess = false;
    if (slice.refusal && slice.refusal->code == SliceRefusal::Code::NotTheText) {
        slice.refusal.reset();
    }
}

Result<void> checkTranscript(SoundSlice& slice, std::string_view language, const LineListener& listener,
                             const std::stop_token& stop) {
    const bool judgeable = !slice.refusal || slice.refusal->code == SliceRefusal::Code::NotTheText;
    if (!judgeable || slice.transcript.empty() || slice.source == TranscriptSource::Draft) {
        return {};
    }
    const auto fit = listener.check(*slice.clip, slice.transcript, language, stop);
    if (!fit) {
        return tl::unexpected(fit.error());
    }
    slice.refusal.reset();
    if (fit->kind == LineFit::Kind::Wrong) {
        slice.refusal = SliceRefusal{SliceRefusal::Code::NotTheText, QualityProblem::Empty, fit->score, kLeastShareHeard};
    }
    return {};
}

Result<SoundSlice> joinSlices(const SoundSlice& first, const SoundSlice& second, double longestSeconds,
                              const SharedVadModel& vad) {
    if (first.file != second.file || second.fromSeconds < first.toSeconds - 1e-6 ||
        first.clip->sampleRateHz != second.clip->sampleRateHz) {
        return fail(ErrorCode::InvalidInput, "these slices do not follow one another", "Choose two neighbours of one file.");
    }
    const double together = second.toSeconds - first.fromSeconds;
    if (together > longestSeconds) {
        return fail(ErrorCode::InvalidInput, fmt::format("together they last {:.1f} s, and {:.0f} s is the most", together, longestSeconds),
                    "Join shorter slices.");
    }
    AudioClip clip = *first.clip;
    // What lay between was silent, or it would be part of a slice.
    const auto begin = static_cast<std::size_t>(std::llround((second.fromSeconds - first.fromSeconds) * clip.sampleRateHz));
    clip.samples.resize(std::max(begin, clip.samples.size()), 0.0F);
    clip.samples.insert(clip.samples.end(), second.clip->samples.begin(), second.clip->samples.end());
    auto quality = analyseQuality(clip, vad);
    if (!quality) {
        return tl::unexpected(quality.error());
    }
    SoundSlice joined = first;
    joined.toSeconds = second.toSeconds;
    joined.quality = std::move(*quality);
    joined.refusal = refusalOf(joined.quality);
    joined.transcript += (joined.transcript.empty() || second.transcript.empty() ? "" : " ") + second.transcript;
    // The less certain of the two speaks for both.
    joined.source = std::max(first.source, second.source);
    if (first.source == TranscriptSource::None || second.source == TranscriptSource::None) {
        joined.source = joined.transcript.empty() ? TranscriptSource::None : TranscriptSource::Draft;
    }
    joined.confidence = std::min(first.confidence, second.confidence);
    joined.textIsGuess = first.textIsGuess || second.textIsGuess;
    joined.peaks = std::make_shared<const Peaks>(clip);
    joined.clip = std::make_shared<const AudioClip>(std::move(clip));
    return joined;
}

Result<std::optional<ReferenceWindow>> chooseReference(const std::vector<SoundSlice>& slices, const SharedVadModel& vad,
                                                       const std::stop_token& stop) {
    std::optional<ReferenceWindow> best;
    for (const SoundSlice& slice : slices) {
        if (stop.stop_requested()) {
            return cancelled();
        }
        if (slice.refusal || !slice.clip) {
            continue;
        }
        const auto window = scoredBestWindow(*slice.clip, vad);
        if (!window || (best && window->score <= best->score)) {
            continue;  // too short for a reference, or no better
        }
        const double rate = slice.clip->sampleRateHz;
        best = ReferenceWindow{slice.index, static_cast<double>(window->window.begin) / rate,
                               static_cast<double>(window->window.end) / rate, window->score};
    }
    return best;
}

}  // namespace timbre
