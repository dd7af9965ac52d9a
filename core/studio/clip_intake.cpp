// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/clip_intake.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <map>
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

/// A clip and what is said in it, before anybody has listened.
struct Offer {
    fs::path clip;
    std::string transcript;
    LeftOutClip refusal{};  ///< Why it is left out without being read; without a reason: it is not.
    std::string name{};
    bool keepKnowingly = false;
};

/// Without the name.
LeftOutClip refused(std::string reason, std::string code, std::map<std::string, double> numbers = {}) {
    return {.name = {}, .reason = std::move(reason), .code = std::move(code), .numbers = std::move(numbers)};
}

std::string shortList(const std::vector<std::string>& names) {
    const auto shown = std::span(names).first(std::min(names.size(), kMostNamesInAWarning));
    const std::string rest =
        names.size() > shown.size() ? fmt::format(" and {} more", names.size() - shown.size()) : "";
    return fmt::format("{}{}", fmt::join(shown, ", "), rest);
}

LeftOutClip withoutWords(const IntakeRules& rules, const char* reason) {
    return rules.needsTranscripts ? refused(reason, "no_transcript") : LeftOutClip{};
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
        Offer offer{.clip = clip, .transcript = line.text};
        if (!line.language.empty() && line.language != rules.language && line.language != "auto") {
            offer.refusal =
                refused(fmt::format("Its transcript is marked as “{}”, not “{}”.", line.language, rules.language),
                        "other_language");
        }
        offers.push_back(std::move(offer));
    }
    for (const fs::path& clip : matched.clipsWithoutLine) {
        offers.push_back({clip, {}, withoutWords(rules, "It has no line in the transcripts.")});
    }
    return offers;
}

Result<std::vector<Offer>> offersBySidecar(const std::vector<fs::path>& clips, const IntakeRules& rules) {
    std::vector<Offer> offers;
    bool any = false;
    for (const fs::path& clip : clips) {
        auto text = readSidecarTranscript(clip);
        if (!text) {
            offers.push_back({clip, {}, refused(text.error().message(), "unreadable")});
            any = true;
            continue;
        }
        any = any || text->has_value();
        offers.push_back({clip, text->value_or(""),
                          text->has_value() ? LeftOutClip{} : withoutWords(rules, "There is no text for it.")});
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

/// There is nothing in it that anybody could want to keep.
bool isHopeless(const QualityReport& quality) {
    return std::ranges::any_of(quality.findings, [](const QualityFinding& finding) {
        return finding.problem == QualityProblem::Empty || finding.problem == QualityProblem::NoSpeech ||
               finding.problem == QualityProblem::TooShort;
    });
}

LeftOutClip refusalOf(const QualityReport& quality) {
    const bool noisy = !quality.findings.empty() && quality.findings.front().problem == QualityProblem::Noise;
    std::string code(quality.findings.empty() ? "" : problemName(quality.findings.front().problem));
    return noisy ? refused(fmt::format("{} (SNR {:.1f} dB, {:.0f} dB are needed)", quality.advice, quality.snrDb,
                                       kMinimumSnrDb),
                           std::move(code), {{"snr_db", quality.snrDb}, {"needed_db", kMinimumSnrDb}})
                 : refused(std::string(quality.advice), std::move(code), {{"peak_dbfs", quality.peakDbfs}});
}

/// Why this recording cannot be taken, or nothing; a noisy one that is kept leaves a warning.
LeftOutClip judge(AcceptedClip& clip, const Offer& offer, const IntakeRules& rules, Intake& intake) {
    const double seconds = clip.recording.audio.seconds();
    if (clip.quality.verdict == Verdict::RecordAgain) {
        const bool wanted = offer.keepKnowingly && !isHopeless(clip.quality);
        if (!wanted && (!rules.keepNoisy || !onlyNoisy(clip.quality))) {
            return refusalOf(clip.quality);
        }
        clip.keptKnowingly = true;
        intake.warnings.push_back(
            fmt::format("{} was kept although its SNR is only {:.1f} dB: the voice will sound noisy.",
                        clip.recording.name, clip.quality.snrDb));
    }
    if (intake.secondsAccepted + seconds > rules.maximumSeconds) {
        return refused(fmt::format("The voice already has {:.0f} s of recordings; {:.0f} s is the most.",
                                   intake.secondsAccepted, rules.maximumSeconds),
                       "too_much", {{"seconds", intake.secondsAccepted}, {"most", rules.maximumSeconds}});
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

/// Listens to all of them.
Result<Intake> listen(std::vector<Offer> offers, Intake intake, const IntakeRules& rules, const ProgressSink& progress,
                      const std::stop_token& stop) {
    for (std::size_t i = 0; i < offers.size(); ++i) {
        Offer& offer = offers[i];
        if (offer.name.empty()) {
            offer.name = stemOf(offer.clip);
        }
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
        LeftOutClip refusal = std::move(offer.refusal);
        if (refusal.reason.empty()) {
            auto clip = readClip(offer.clip, rules, stop);
            if (!clip && clip.error().code == ErrorCode::Cancelled) {
                return tl::unexpected(clip.error());
            }
            if (clip) {
                intake.secondsOffered += clip->recording.audio.seconds();
                clip->recording.name = offer.name;
                refusal = judge(*clip, offer, rules, intake);
            } else {
                refusal = refused(clip.error().message(), "unreadable");
            }
            if (refusal.reason.empty()) {
                clip->recording.transcript = std::move(offer.transcript);
                intake.secondsAccepted += clip->recording.audio.seconds();
                intake.accepted.push_back(std::move(*clip));
                continue;
            }
        }
        refusal.name = offer.name;
        intake.leftOut.push_back(std::move(refusal));
        if (rules.leftOut) {
            rules.leftOut(intake.leftOut.back());
        }
    }
    return intake;
}

}  // namespace

Result<Intake> takeInClips(std::span<const ClipSource> clips, const IntakeRules& rules, const ProgressSink& progress,
                           const std::stop_token& stop) {
    if (clips.empty()) {
        return fail(ErrorCode::InvalidInput, "there are no recordings to make a voice from", "Record or open some.");
    }
    std::vector<Offer> offers;
    for (const ClipSource& clip : clips) {
        Offer offer{.clip = clip.file, .transcript = clip.transcript, .name = clip.name,
                    .keepKnowingly = clip.keepKnowingly};
        if (offer.transcript.empty()) {
            offer.refusal = withoutWords(rules, "There is no text for it.");
        }
        offers.push_back(std::move(offer));
    }
    return listen(std::move(offers), {}, rules, progress, stop);
}

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
    return listen(std::move(*offers), std::move(intake), rules, progress, stop);
}

}  // namespace timbre
