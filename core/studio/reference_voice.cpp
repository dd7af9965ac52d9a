// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/reference_voice.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <string_view>

#include "core/audio/best_window.h"
#include "core/audio/decode.h"
#include "core/audio/quality.h"
#include "core/audio/resample.h"
#include "core/audio/slicer.h"
#include "core/base/files.h"
#include "core/base/utf8.h"
#include "core/export/block_writer.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;

/// Shares of the whole for the progress.
constexpr double kHeardAt = 0.2;
constexpr double kMadeAt = 0.9;
constexpr std::string_view kAllOf = "all_";

Error cancelled() { return {ErrorCode::Cancelled, "stopped before the voice was finished; nothing was stored", {}}; }

/// What was cut out of a file.
struct Excerpt {
    Recording recording;
    QualityReport quality;
    double from = 0.0;  ///< Seconds into the file.
    double to = 0.0;
    bool found = false;  ///< Not told by the user, and not all that is said in the file.
};

Error about(const fs::path& file, const Error& error) {
    return {error.code, displayPath(file.filename()) + ": " + error.detail, error.advice};
}

/// The part that is listened to, and whether words outside of it may be missing.
struct ReferencePart {
    FrameRange window;
    bool partial = false;
};

Result<ReferencePart> heardPart(const AudioClip& clip, const ReferenceStyle& style, const SharedVadModel& vad) {
    if (!style.window) {
        return scoredBestWindow(clip, vad).map(
            [](const ScoredWindow& found) { return ReferencePart{found.window, !found.holdsAllSpeech}; });
    }
    const auto [from, to] = *style.window;
    if (!(from >= 0.0 && to > from && to <= clip.seconds() + 0.01)) {
        return fail(
            ErrorCode::InvalidInput,
            fmt::format("the part from {:.2f} to {:.2f} s does not lie within its {:.2f} s", from, to, clip.seconds()),
            "Choose a part of the recording.");
    }
    const auto frameAt = [&](double seconds) {
        return std::min(clip.frames(), static_cast<std::size_t>(std::llround(seconds * clip.sampleRateHz)));
    };
    return ReferencePart{{frameAt(from), frameAt(to)}};
}

Result<void> checkQuality(const Excerpt& excerpt, bool keepNoisy) {
    if (excerpt.quality.verdict != Verdict::RecordAgain)
        return {};
    const bool onlyNoise = std::ranges::all_of(excerpt.quality.findings, [](const QualityFinding& finding) {
        return finding.problem == QualityProblem::Noise || finding.verdict != Verdict::RecordAgain;
    });
    if (onlyNoise && keepNoisy)
        return {};
    return fail(
        ErrorCode::InvalidInput,
        fmt::format("the reference cannot be used: {} (SNR {:.1f} dB)", excerpt.quality.advice, excerpt.quality.snrDb),
        onlyNoise ? "Choose another recording, or keep the noise with --keep-noisy." : "Choose another recording.");
}

/// The words of a long file are known, but not which of them fall into the part that was found.
Result<void> checkWords(const ReferenceStyle& style, const Excerpt& excerpt) {
    if (!excerpt.found || (style.promptText.empty() && style.promptPhones.empty()))
        return {};
    return fail(
        ErrorCode::InvalidInput,
        fmt::format("the recording is longer than 10 s; its best part is from {:.2f} to {:.2f} s, and what is "
                    "said just there has to be known",
                    excerpt.from, excerpt.to),
        fmt::format("Give --window {:.2f}-{:.2f} with the words of that part, or leave the words out: then only "
                    "the sound of it is used.",
                    excerpt.from, excerpt.to));
}

Result<Excerpt> readExcerpt(const ReferenceStyle& style, const VoiceMakerParts& parts, bool keepNoisy) {
    const auto clip = readAudio(style.recording);
    if (!clip)
        return tl::unexpected(clip.error());
    const auto part = heardPart(*clip, style, parts.vad);
    if (!part)
        return tl::unexpected(about(style.recording, part.error()));
    const FrameRange& window = part->window;
    Excerpt excerpt;
    excerpt.recording = {.name = displayPath(style.recording.stem()),
                         .audio = toMono(cutOut(*clip, window)),
                         .transcript = style.promptText};
    excerpt.from = static_cast<double>(window.begin) / clip->sampleRateHz;
    excerpt.to = static_cast<double>(window.end) / clip->sampleRateHz;
    excerpt.found = part->partial;
    if (auto known = checkWords(style, excerpt); !known)
        return tl::unexpected(about(style.recording, known.error()));
    auto quality = analyseQuality(excerpt.recording.audio, parts.vad);
    if (!quality)
        return tl::unexpected(about(style.recording, quality.error()));
    excerpt.quality = std::move(*quality);
    if (auto good = checkQuality(excerpt, keepNoisy); !good)
        return tl::unexpected(about(style.recording, good.error()));
    return excerpt;
}

Result<Recording> readOther(const fs::path& file) {
    auto clip = readAudio(file);
    if (!clip)
        return tl::unexpected(clip.error());
    return Recording{.name = displayPath(file.stem()), .audio = toMono(*clip), .transcript = {}};
}

Result<VoiceClip> storeClip(const Excerpt& excerpt, const fs::path& folder, std::size_t number,
                            const std::stop_token& stop) {
    const std::string file = fmt::format("{:04}.flac", number);
    const WriteOptions options{.format = AudioFormat::Flac, .sampleKind = SampleKind::Int24};
    if (auto wrote = writeInBlocks(excerpt.recording.audio, folder / file, options, {.stop = stop}); !wrote)
        return tl::unexpected(wrote.error());
    VoiceClip clip{.name = excerpt.recording.name,
                   .file = "clips/" + file,
                   .transcript = excerpt.recording.transcript,
                   .seconds = excerpt.recording.audio.seconds(),
                   .snrDb = excerpt.quality.snrDb,
                   .verdict = std::string(verdictName(excerpt.quality.verdict)),
                   .speechDbfs = excerpt.quality.speechDbfs,
                   .peakDbfs = excerpt.quality.peakDbfs,
                   .spokenSeconds = excerpt.quality.spokenSeconds};
    for (const QualityFinding& finding : excerpt.quality.findings) {
        clip.problems.emplace_back(problemName(finding.problem));
    }
    return clip;
}

/// What all references together sound like.
Result<void> embed(const std::vector<Recording>& heard, const SpeakerMeter& meter, const std::stop_token& stop,
                   VoiceVersion& version) {
    std::vector<std::vector<float>> all;
    for (const Recording& recording : heard) {
        auto pieces = embedPieces(recording.audio, meter, stop);
        if (!pieces)
            return tl::unexpected(pieces.error());
        all.insert(all.end(), pieces->begin(), pieces->end());
    }
    if (!all.empty()) {
        version.speakerModel = meter.name();
        version.speakerEmbedding = meanDirection(all);
    }
    return {};
}

double medianSnr(const std::vector<VoiceClip>& clips) {
    std::vector<double> values;
    std::ranges::transform(clips, std::back_inserter(values), &VoiceClip::snrDb);
    std::ranges::sort(values);
    return values[values.size() / 2];
}

/// The tag without its region; what is said beside it of mixed texts ("all_zh", "auto_yue") stays.
Result<std::string> languageFor(const EngineFacts& facts, const std::string& wanted) {
    const std::string folded = foldCase(wanted);
    const std::string tag = folded.substr(0, folded.find('-'));
    const std::string plain = tag.starts_with(kAllOf) ? tag.substr(kAllOf.size()) : tag.substr(0, tag.find('_'));
    if (std::ranges::find(facts.languages, plain) != facts.languages.end())
        return tag;
    return fail(ErrorCode::Unsupported, fmt::format("the engine “{}” does not speak “{}”", facts.id, wanted),
                fmt::format("It speaks: {}.", fmt::join(facts.languages, ", ")));
}

}  // namespace

Result<MadeVoice> makeReferenceVoice(const VoiceMakerParts& parts, const ReferenceVoiceSettings& settings,
                                     const ProgressSink& progress, std::stop_token stop) {
    const auto started = Clock::now();
    const EngineFacts& facts = parts.engine.facts();
    const auto language = languageFor(facts, settings.language);
    if (!language)
        return tl::unexpected(language.error());
    auto pending = settings.newVersion ? parts.store.beginVersion(settings.name) : parts.store.begin(settings.name);
    if (!pending)
        return tl::unexpected(pending.error());

    MadeVoice made;
    VoiceVersion version;
    version.engine = facts.id;
    version.engineVersion = facts.version;
    version.language = *language;
    version.seed = settings.seed;
    version.keptNoisy = settings.keepNoisy;
    if (settings.hasPermission) {
        version.consent = settings.permissionGiven.empty() ? utcNow() : settings.permissionGiven;
        version.consentSentence = settings.permissionSentence;
    }
    VoiceRecipe recipe{.recordings = {}, .language = *language, .seed = settings.seed, .models = settings.models};
    std::vector<Recording> heard;
    for (const ReferenceStyle& style : settings.styles) {
        if (stop.stop_requested())
            return tl::unexpected(cancelled());
        if (progress)
            progress({"listening to the references", kHeardAt * static_cast<double>(recipe.styles.size()) /
                                                         static_cast<double>(settings.styles.size())});
        auto excerpt = readExcerpt(style, parts, settings.keepNoisy);
        if (!excerpt)
            return tl::unexpected(excerpt.error());
        auto clip = storeClip(*excerpt, pending->clipsFolder(), version.clips.size() + 1, stop);
        if (!clip)
            return tl::unexpected(clip.error());
        if (excerpt->found) {
            made.warnings.push_back(fmt::format("{} is heard from {:.2f} to {:.2f} s, its best part.",
                                                displayPath(style.recording.filename()), excerpt->from, excerpt->to));
        }
        if (excerpt->quality.verdict != Verdict::Good)
            made.warnings.push_back(displayPath(style.recording.filename()) + ": " +
                                    std::string(excerpt->quality.advice));
        made.secondsOffered += clip->seconds;
        version.clips.push_back(std::move(*clip));
        VoiceStyle imitated{.name = style.name,
                            .reference = std::move(excerpt->recording),
                            .phones = style.promptPhones,
                            .language = style.promptLanguage};
        for (const fs::path& file : style.others) {
            auto other = readOther(file);
            if (!other)
                return tl::unexpected(other.error());
            imitated.others.push_back(std::move(*other));
        }
        heard.push_back(imitated.reference);
        recipe.styles.push_back(std::move(imitated));
    }
    auto report = parts.engine.createVoice(recipe, pending->engineFolder(), partOf(progress, kHeardAt, kMadeAt), stop);
    if (!report)
        return tl::unexpected(report.error());
    made.report = std::move(*report);
    made.medianSnrDb = medianSnr(version.clips);
    if (parts.meter != nullptr) {
        if (progress)
            progress({"remembering the voice", kMadeAt});
        if (auto embedded = embed(heard, *parts.meter, stop, version); !embedded)
            return tl::unexpected(embedded.error());
    }
    if (stop.stop_requested())
        return tl::unexpected(cancelled());
    version.metrics = made.report.metrics;
    version.metrics["seconds_used"] = made.report.secondsUsed;
    version.metrics["median_snr_db"] = made.medianSnrDb;
    auto voice = pending->commit(std::move(version));
    if (!voice)
        return tl::unexpected(voice.error());
    made.voice = std::move(*voice);
    made.makingSeconds = std::chrono::duration<double>(Clock::now() - started).count();
    if (progress)
        progress({"done", 1.0});
    return made;
}

}  // namespace timbre
