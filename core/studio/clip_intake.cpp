// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/clip_intake.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <utility>

#include "core/base/files.h"
#include "core/studio/file_check.h"
#include "core/voice/transcripts.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMostNamesInAWarning = 5;
/// With less room left than this, further recordings cannot add anything.
constexpr double kShortestUsefulSeconds = 1.0;

std::string stemOf(const fs::path& clip) { return displayPath(clip.stem()); }

/// Why a recording is left out; an empty sentence: it is not.
struct Refusal {
    std::string sentence{};
    std::string code{};                       ///< LeftOutClip::code.
    std::map<std::string, double> numbers{};  ///< LeftOutClip::numbers.
};

/// A clip and what is said in it, before anybody has listened.
struct Offer {
    ClipOffer clip;
    Refusal refusal{};  ///< Known without reading it.
};

Offer offerOf(const fs::path& file, std::string transcript) {
    ClipOffer clip;
    clip.name = stemOf(file);
    clip.file = file;
    clip.transcript = std::move(transcript);
    return {.clip = std::move(clip)};
}

std::string shortList(const std::vector<std::string>& names) {
    const auto shown = std::span(names).first(std::min(names.size(), kMostNamesInAWarning));
    const std::string rest =
        names.size() > shown.size() ? fmt::format(" and {} more", names.size() - shown.size()) : "";
    return fmt::format("{}{}", fmt::join(shown, ", "), rest);
}

Result<std::vector<Offer>> offersByFile(const std::vector<fs::path>& clips, const fs::path& file,
                                        const IntakeRules& rules, std::vector<std::string>& warnings) {
    const auto transcripts = readTranscripts(file);
    if (!transcripts) {
        return tl::unexpected(transcripts.error());
    }
    const MatchedTranscripts matched = matchTranscripts(clips, *transcripts);
    if (matched.pairs.empty()) {
        return fail(
            ErrorCode::InvalidInput,
            fmt::format("no line of {} belongs to a recording in {}", displayPath(file),
                        displayPath(clips.front().parent_path())),
            fmt::format(
                "Lines must begin with the file name without extension, such as “{}|”; the first line has “{}”.",
                stemOf(clips.front()), transcripts->lines.front().stem));
    }
    if (!matched.linesWithoutClip.empty()) {
        std::vector<std::string> names;
        std::ranges::transform(matched.linesWithoutClip, std::back_inserter(names), &TranscriptLine::stem);
        warnings.push_back(fmt::format(
            "{} {} without a recording: {}.", names.size(),
            names.size() == 1 ? "line of the transcripts is" : "lines of the transcripts are", shortList(names)));
    }
    std::vector<Offer> offers;
    for (const auto& [clip, line] : matched.pairs) {
        Offer offer = offerOf(clip, line.text);
        if (!line.language.empty() && line.language != rules.language && line.language != "auto") {
            offer.refusal = {fmt::format("Its transcript is marked as “{}”, not “{}”.", line.language, rules.language),
                             "other_language"};
        }
        offers.push_back(std::move(offer));
    }
    for (const fs::path& clip : matched.clipsWithoutLine) {
        offers.push_back(offerOf(clip, {}));
        if (rules.needsTranscripts) {
            offers.back().refusal = {"It has no line in the transcripts.", "no_transcript"};
        }
    }
    return offers;
}

Result<std::vector<Offer>> offersBySidecar(const std::vector<fs::path>& clips, const IntakeRules& rules) {
    std::vector<Offer> offers;
    bool any = false;
    for (const fs::path& clip : clips) {
        auto text = readSidecarTranscript(clip);
        if (!text) {
            offers.push_back(offerOf(clip, {}));
            offers.back().refusal = {text.error().message(), "unreadable"};
            any = true;
            continue;
        }
        any = any || text->has_value();
        const bool missing = !text->has_value() && rules.needsTranscripts;
        offers.push_back(offerOf(clip, text->value_or("")));
        if (missing) {
            offers.back().refusal = {"There is no text for it.", "no_transcript"};
        }
    }
    if (!any && rules.needsTranscripts) {
        const std::string stem = stemOf(clips.front());
        return fail(
            ErrorCode::InvalidInput,
            fmt::format("there are no transcripts for the recordings in {}", displayPath(clips.front().parent_path())),
            fmt::format("Give --transcripts FILE with lines like “{}|what is said”, or write {}.txt beside {}.", stem,
                        stem, displayPath(clips.front().filename())));
    }
    return offers;
}

/// Refused for noise and for nothing else that bad.
bool onlyNoisy(const QualityReport& quality) {
    return std::ranges::all_of(quality.findings, [](const QualityFinding& finding) {
        return finding.problem == QualityProblem::Noise || finding.verdict != Verdict::RecordAgain;
    });
}

Refusal refusalOf(const QualityReport& quality) {
    if (quality.findings.empty()) {
        return {std::string(quality.advice), {}, {{"snr_db", quality.snrDb}}};
    }
    const QualityProblem worst = quality.findings.front().problem;
    Refusal refusal{std::string(quality.advice),
                    std::string(problemName(worst)),
                    {{"snr_db", quality.snrDb}, {"peak_dbfs", quality.peakDbfs}}};
    if (worst == QualityProblem::Noise) {
        refusal.sentence =
            fmt::format("{} (SNR {:.1f} dB, {:.0f} dB are needed)", quality.advice, quality.snrDb, kMinimumSnrDb);
        refusal.numbers.emplace("needed_db", kMinimumSnrDb);
    }
    return refusal;
}

/// There is nothing to make a voice of, whatever its maker wants.
bool isHopeless(const QualityReport& quality) {
    return std::ranges::any_of(quality.findings, [](const QualityFinding& finding) {
        return finding.verdict == Verdict::RecordAgain &&
               (finding.problem == QualityProblem::Empty || finding.problem == QualityProblem::NoSpeech ||
                finding.problem == QualityProblem::TooShort);
    });
}

/// Why this recording cannot be taken, or nothing; a noisy one that is kept leaves a warning.
Refusal judge(AcceptedClip& clip, const ClipOffer& offer, const IntakeRules& rules, Intake& intake) {
    const double seconds = clip.recording.audio.seconds();
    if (clip.quality.verdict == Verdict::RecordAgain) {
        clip.keptKnowingly = (offer.keptKnowingly && !isHopeless(clip.quality)) || (rules.keepNoisy && onlyNoisy(clip.quality));
        if (!clip.keptKnowingly) {
            return refusalOf(clip.quality);
        }
    }
    if (clip.keptKnowingly && clip.quality.snrDb < kMinimumSnrDb) {
        intake.warnings.push_back(
            fmt::format("{} was kept although its SNR is only {:.1f} dB: the voice will sound noisy.",
                        clip.recording.name, clip.quality.snrDb));
    }
    if (intake.secondsAccepted + seconds > rules.maximumSeconds) {
        return {fmt::format("The voice already has {:.0f} s of recordings; {:.0f} s is the most.", intake.secondsAccepted,
                            rules.maximumSeconds),
                "enough",
                {{"seconds", intake.secondsAccepted}, {"most", rules.maximumSeconds}}};
    }
    return {};
}

/// Reads a recording as mono (the mean of its channels) and judges it.
Result<AcceptedClip> readClip(const fs::path& file, const IntakeRules& rules, const std::stop_token& stop) {
    AcceptedClip clip;
    auto& samples = clip.recording.audio.samples;
    const auto keepMono = [&samples](std::span<const float> interleaved, int channels) {
        const auto width = static_cast<std::size_t>(channels);
        for (std::size_t i = 0; i + width <= interleaved.size(); i += width) {
            float sum = 0.0F;
            for (std::size_t channel = 0; channel < width; ++channel) {
                sum += interleaved[i + channel];
            }
            samples.push_back(sum / static_cast<float>(channels));
        }
    };
    auto checked =
        checkFile(file, {.vad = rules.vad, .maximumSeconds = rules.maximumSeconds, .block = keepMono}, {}, stop);
    if (!checked) {
        return tl::unexpected(checked.error());
    }
    clip.recording.name = stemOf(file);
    clip.recording.audio.sampleRateHz = checked->facts.sampleRateHz;
    clip.quality = std::move(checked->quality);
    return clip;
}

/// The quality check's findings and what was known before, each once.
std::vector<std::string> problemsOf(const QualityReport& quality, const std::vector<std::string>& known) {
    std::vector<std::string> problems;
    for (const QualityFinding& finding : quality.findings) {
        problems.emplace_back(problemName(finding.problem));
    }
    for (const std::string& code : known) {
        if (std::ranges::find(problems, code) == problems.end()) {
            problems.push_back(code);
        }
    }
    return problems;
}

/// Reads and judges one; what is accepted goes into the intake. Cancelled.
Result<Refusal> consider(Offer& offer, const IntakeRules& rules, Intake& intake, const std::stop_token& stop) {
    if (!offer.refusal.sentence.empty()) {
        return offer.refusal;
    }
    auto clip = readClip(offer.clip.file, rules, stop);
    if (!clip) {
        if (clip.error().code == ErrorCode::Cancelled) {
            return tl::unexpected(clip.error());
        }
        return Refusal{clip.error().message(), "unreadable"};
    }
    intake.secondsOffered += clip->recording.audio.seconds();
    clip->name = offer.clip.name;
    clip->place = offer.clip.place;
    clip->recording.name = calledOf(clip->name, clip->place);
    clip->recording.spokenSeconds = clip->quality.spokenSeconds;
    Refusal refusal = judge(*clip, offer.clip, rules, intake);
    if (refusal.sentence.empty()) {
        clip->recording.transcript = std::move(offer.clip.transcript);
        clip->problems = problemsOf(clip->quality, offer.clip.findings);
        intake.secondsAccepted += clip->recording.audio.seconds();
        intake.secondsSpoken += spokenSecondsOf(clip->recording);
        intake.accepted.push_back(std::move(*clip));
    }
    return refusal;
}

Result<void> takeIn(std::vector<Offer> offers, const IntakeRules& rules, const ProgressSink& progress,
                    const std::stop_token& stop, Intake& intake) {
    for (std::size_t i = 0; i < offers.size(); ++i) {
        if (progress) {
            progress({"checking the recordings", static_cast<double>(i) / static_cast<double>(offers.size())});
        }
        if (rules.maximumSeconds - intake.secondsAccepted < kShortestUsefulSeconds) {
            // A folder may hold a whole day of speech: nobody wants it read for nothing.
            const std::size_t rest = offers.size() - i;
            intake.warnings.push_back(
                fmt::format("{} more {} not looked at: {:.0f} s of recordings is the most a voice takes.", rest,
                            rest == 1 ? "recording was" : "recordings were", rules.maximumSeconds));
            break;
        }
        const std::string name = offers[i].clip.name;
        const TakePlace place = offers[i].clip.place;
        auto refusal = consider(offers[i], rules, intake, stop);
        if (!refusal) {
            return tl::unexpected(refusal.error());
        }
        if (refusal->sentence.empty()) {
            continue;
        }
        intake.leftOut.push_back({.name = name,
                                  .reason = std::move(refusal->sentence),
                                  .code = std::move(refusal->code),
                                  .numbers = std::move(refusal->numbers),
                                  .place = place});
        if (rules.leftOut) {
            rules.leftOut(intake.leftOut.back());
        }
    }
    return {};
}

}  // namespace

Result<Intake> takeInClips(const fs::path& folder, const std::optional<fs::path>& transcripts, const IntakeRules& rules,
                           const ProgressSink& progress, const std::stop_token& stop) {
    const auto clips = listClips(folder);
    if (!clips) {
        return tl::unexpected(clips.error());
    }
    Intake intake;
    auto offers =
        transcripts ? offersByFile(*clips, *transcripts, rules, intake.warnings) : offersBySidecar(*clips, rules);
    if (!offers) {
        return tl::unexpected(offers.error());
    }
    if (auto taken = takeIn(std::move(*offers), rules, progress, stop, intake); !taken) {
        return tl::unexpected(taken.error());
    }
    return intake;
}

Result<Intake> takeInClips(std::span<const ClipOffer> clips, const IntakeRules& rules, const ProgressSink& progress,
                           const std::stop_token& stop) {
    if (clips.empty()) {
        return fail(ErrorCode::InvalidInput, "there are no recordings to make a voice from", "Record or open some.");
    }
    std::vector<Offer> all;
    for (const ClipOffer& clip : clips) {
        all.push_back({.clip = clip});
        if (clip.name.empty()) {
            all.back().clip.name = stemOf(clip.file);
        }
        if (rules.needsTranscripts && clip.transcript.empty()) {
            all.back().refusal = {"There is no text for it.", "no_transcript"};
        }
    }
    Intake intake;
    if (auto taken = takeIn(std::move(all), rules, progress, stop, intake); !taken) {
        return tl::unexpected(taken.error());
    }
    return intake;
}

}  // namespace timbre
