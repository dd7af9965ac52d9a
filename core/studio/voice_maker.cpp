// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/voice_maker.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <numeric>
#include <optional>
#include <span>
#include <utility>

#include "core/audio/best_window.h"
#include "core/audio/decode.h"
#include "core/export/block_writer.h"
#include "core/studio/clip_intake.h"
#include "core/studio/pipeline.h"
#include "core/studio/voice_summary.h"
#include "core/text/text.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;

/// Shares of the whole for the progress: checking, the engine's work, measuring what came out.
constexpr double kCheckedAt = 0.1;
constexpr double kMadeAt = 0.9;
/// Enough speech to know a voice by; more only takes time.
constexpr double kSecondsToCompare = 90.0;
/// Two recordings of one person give about 0.85; under this it is likely somebody else.
constexpr double kOddSpeaker = 0.65;

Error cancelled() { return {ErrorCode::Cancelled, "stopped before the voice was finished; nothing was stored", {}}; }

/// The tag as engines name it ("en" for "EN" and "en-US"). Unsupported where this one does not speak it.
Result<std::string> languageFor(const Engine& engine, const std::string& wanted) {
    const auto known = findLanguage(wanted);
    if (!known) {
        return tl::unexpected(known.error());
    }
    std::string tag((*known)->tag);
    const EngineFacts& facts = engine.facts();
    if (std::ranges::find(facts.languages, tag) != facts.languages.end()) {
        return tag;
    }
    return fail(ErrorCode::Unsupported, fmt::format("the engine “{}” does not speak “{}”", facts.id, wanted),
                fmt::format("It speaks: {}.", fmt::join(facts.languages, ", ")));
}

Result<void> requireEnough(const Intake& intake, const EngineFacts& facts) {
    if (intake.secondsSpoken >= facts.minimumSeconds && !intake.accepted.empty()) {
        return {};
    }
    std::string detail =
        intake.leftOut.empty()
            ? fmt::format("{:.1f} s of usable recordings are too little; the engine “{}” needs {:.0f} s",
                          intake.secondsSpoken, facts.id, facts.minimumSeconds)
            : fmt::format("{:.1f} s of usable recordings are too little; the engine “{}” needs {:.0f} s ({} left out, the "
                          "first: {}: {})",
                          intake.secondsSpoken, facts.id, facts.minimumSeconds, intake.leftOut.size(),
                          calledOf(intake.leftOut.front().name, intake.leftOut.front().place), intake.leftOut.front().reason);
    return fail(ErrorCode::InvalidInput, std::move(detail),
                fmt::format("Record more; {:.0f} s is a good amount.", facts.recommendedSeconds));
}

Result<std::vector<VoiceClip>> storeClips(const Intake& intake, const fs::path& folder, const std::stop_token& stop) {
    std::vector<VoiceClip> stored;
    for (const AcceptedClip& clip : intake.accepted) {
        const std::string file = fmt::format("{:04}.flac", stored.size() + 1);
        const WriteOptions options{.format = AudioFormat::Flac, .sampleKind = SampleKind::Int24};
        if (auto wrote = writeInBlocks(clip.recording.audio, folder / file, options, {.stop = stop}); !wrote) {
            return tl::unexpected(wrote.error());
        }
        stored.push_back({.name = clip.name,
                          .file = "clips/" + file,
                          .transcript = clip.recording.transcript,
                          .seconds = clip.recording.audio.seconds(),
                          .snrDb = clip.quality.snrDb,
                          .verdict = std::string(verdictName(clip.quality.verdict)),
                          .speechDbfs = clip.quality.speechDbfs,
                          .peakDbfs = clip.quality.peakDbfs,
                          .problems = clip.problems,
                          .keptKnowingly = clip.keptKnowingly,
                          .spokenSeconds = clip.quality.spokenSeconds,
                          .place = clip.place});
    }
    return stored;
}

/// The room tone beside the clips; one that cannot be read is no reason to have no voice.
std::optional<StoredRoomTone> storeRoomTone(const RoomToneOffer& offer, const fs::path& folder, const std::stop_token& stop) {
    constexpr double kLongestSeconds = 30.0;
    const auto audio = readAudio(offer.file);
    if (!audio || audio->frames() == 0 || audio->seconds() > kLongestSeconds) {
        return std::nullopt;
    }
    const WriteOptions options{.format = AudioFormat::Flac, .sampleKind = SampleKind::Int24};
    if (!writeInBlocks(*audio, folder / "room-tone.flac", options, {.stop = stop})) {
        return std::nullopt;
    }
    return StoredRoomTone{.file = "clips/room-tone.flac", .seconds = audio->seconds(), .noiseDbfs = offer.noiseDbfs};
}

/// The best window among those of the cleanest recordings; one of a recording with too little speech holds silence.
std::optional<StoredReference> referenceOf(const Intake& intake, const std::vector<VoiceClip>& stored, const SharedVadModel& vad) {
    constexpr std::size_t kMostTries = 4;
    std::vector<std::size_t> order(intake.accepted.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) {
        const QualityReport& quality = intake.accepted[i].quality;
        return std::pair(quality.verdict, -quality.snrDb);
    });
    std::optional<StoredReference> best;
    double score = 0.0;
    for (const std::size_t i : std::span(order).first(std::min(order.size(), kMostTries))) {
        const AudioClip& audio = intake.accepted[i].recording.audio;
        const auto found = scoredBestWindow(audio, vad);
        if (!found || (best && found->score <= score)) {
            continue;
        }
        const auto rate = static_cast<double>(audio.sampleRateHz);
        score = found->score;
        best = StoredReference{.clip = stored[i].file,
                               .fromSeconds = static_cast<double>(found->window.begin) / rate,
                               .toSeconds = static_cast<double>(found->window.end) / rate};
    }
    return best;
}

double medianSnr(const Intake& intake) {
    std::vector<double> values;
    std::ranges::transform(intake.accepted, std::back_inserter(values),
                           [](const AcceptedClip& clip) { return clip.quality.snrDb; });
    std::ranges::sort(values);
    return values.empty() ? 0.0 : values[values.size() / 2];
}

/// Compares the recordings with one another and fills the version's embedding.
Result<void> compareRecordings(const Intake& intake, const SpeakerMeter& meter, const std::stop_token& stop,
                               VoiceVersion& version, MadeVoice& made) {
    struct Heard {
        std::string name;
        std::vector<float> embedding;
    };
    std::vector<Heard> heard;
    std::vector<std::vector<float>> all;
    double seconds = 0.0;
    for (const AcceptedClip& clip : intake.accepted) {
        if (seconds > kSecondsToCompare) {
            break;
        }
        seconds += clip.recording.audio.seconds();
        auto pieces = embedPieces(clip.recording.audio, meter, stop);
        if (!pieces) {
            return tl::unexpected(pieces.error());
        }
        if (!pieces->empty()) {
            heard.push_back({clip.recording.name, meanDirection(*pieces)});
            all.insert(all.end(), pieces->begin(), pieces->end());
        }
    }
    if (heard.empty()) {
        return {};
    }
    version.speakerModel = meter.name();
    version.speakerEmbedding = meanDirection(all);
    double sum = 0.0;
    for (const Heard& clip : heard) {
        const double likeness = cosineSimilarity(clip.embedding, version.speakerEmbedding);
        sum += likeness;
        if (likeness < kOddSpeaker) {
            made.warnings.push_back(
                fmt::format("{} sounds unlike the other recordings (similarity {:.2f}): is it the same person?",
                            clip.name, likeness));
        }
    }
    made.consistency = sum / static_cast<double>(heard.size());
    return {};
}

/// Speaks a sample text with the new voice and compares it with the recordings.
Result<void> tryVoice(Engine& engine, const fs::path& engineFolder, const SpeakerMeter& meter,
                      const std::stop_token& stop, VoiceVersion& version, MadeVoice& made) {
    const auto language = findLanguage(version.language);
    if (!language || version.speakerEmbedding.empty()) {
        return {};
    }
    const auto voice = engine.loadVoice(engineFolder);
    if (!voice) {
        return tl::unexpected(voice.error());
    }
    NarrationSettings settings;
    settings.language = version.language;
    const auto narration = renderNarration(**voice, (*language)->sampleText, settings, {}, stop);
    if (!narration) {
        return tl::unexpected(narration.error());
    }
    const auto pieces = embedPieces(narration->audio, meter, stop);
    if (!pieces) {
        return tl::unexpected(pieces.error());
    }
    if (!pieces->empty()) {
        made.similarity = cosineSimilarity(meanDirection(*pieces), version.speakerEmbedding);
    }
    return {};
}

void takeOverPermission(const VoiceMakerSettings& settings, VoiceVersion& version) {
    if (settings.hasPermission) {
        version.consent = settings.permissionGiven.empty() ? utcNow() : settings.permissionGiven;
        version.consentSentence = settings.permissionSentence;
    }
}

void fillMetrics(const MadeVoice& made, const Intake& intake, VoiceVersion& version) {
    version.metrics = made.report.metrics;
    version.metrics["seconds_used"] = made.report.secondsUsed;
    version.metrics["median_snr_db"] = made.medianSnrDb;
    const auto kept = std::ranges::count_if(intake.accepted, &AcceptedClip::keptKnowingly);
    if (kept > 0) {
        version.metrics[kKeptNoisyMetric] = static_cast<double>(kept);
    }
    if (made.similarity) {
        version.metrics["similarity"] = *made.similarity;
    }
    if (made.consistency) {
        version.metrics["consistency"] = *made.consistency;
    }
}

/// The engine names recordings as messages do; a version knows them by their own names.
LeftOutClip leftOutByEngine(const Intake& intake, const RejectedRecording& rejected) {
    LeftOutClip out{.name = rejected.name, .reason = rejected.reason, .code = std::string(kLeftOutByEngine)};
    const auto clip = std::ranges::find(intake.accepted, rejected.name, [](const AcceptedClip& one) -> const std::string& {
        return one.recording.name;
    });
    if (clip != intake.accepted.end()) {
        out.name = clip->name;
        out.place = clip->place;
    }
    return out;
}

}  // namespace

Result<std::optional<double>> similarityTo(const Voice& voice, const AudioClip& clip, const SpeakerMeter& meter,
                                           const std::stop_token& stop) {
    if (voice.version.speakerEmbedding.empty() || voice.version.speakerModel != meter.name()) {
        return std::optional<double>{};
    }
    const auto pieces = embedPieces(clip, meter, stop);
    if (!pieces) {
        return tl::unexpected(pieces.error());
    }
    if (pieces->empty()) {
        return std::optional<double>{};
    }
    return std::optional(cosineSimilarity(meanDirection(*pieces), voice.version.speakerEmbedding));
}

void offerBook(const BookState& book, VoiceMakerSettings& settings) {
    settings.language = book.language;
    settings.clips = clipOffers(book);
    settings.hasPermission = !book.consent.given.empty();
    settings.permissionGiven = book.consent.given;
    settings.permissionSentence = book.consent.sentence;
    if (book.roomTone) {
        settings.roomTone = RoomToneOffer{.file = book.folder / book.roomTone->file, .noiseDbfs = book.roomTone->noiseDbfs};
    }
}

Result<MadeVoice> makeVoice(const VoiceMakerParts& parts, const VoiceMakerSettings& settings,
                            const ProgressSink& progress, std::stop_token stop) {
    const auto started = Clock::now();
    const EngineFacts& facts = parts.engine.facts();
    const auto language = languageFor(parts.engine, settings.language);
    if (!language) {
        return tl::unexpected(language.error());
    }
    auto pending = settings.newVersion ? parts.store.beginVersion(settings.name) : parts.store.begin(settings.name);
    if (!pending) {
        return tl::unexpected(pending.error());
    }
    const IntakeRules rules{.language = *language,
                            .needsTranscripts = facts.needsTranscripts,
                            .maximumSeconds = facts.maximumSeconds,
                            .keepNoisy = settings.keepNoisy,
                            .vad = parts.vad,
                            .leftOut = settings.leftOut};
    const ProgressSink checking = partOf(progress, 0.0, kCheckedAt);
    const bool fromFolder = settings.clips.empty() && !settings.clipsFolder.empty();
    auto intake = fromFolder ? takeInClips(settings.clipsFolder, settings.transcripts, rules, checking, stop)
                             : takeInClips(settings.clips, rules, checking, stop);
    if (!intake) {
        return tl::unexpected(intake.error());
    }
    if (auto enough = requireEnough(*intake, facts); !enough) {
        return tl::unexpected(enough.error());
    }
    auto clips = storeClips(*intake, pending->clipsFolder(), stop);
    if (!clips) {
        return tl::unexpected(clips.error());
    }

    VoiceRecipe recipe{.recordings = {}, .language = *language, .seed = settings.seed};
    std::ranges::transform(intake->accepted, std::back_inserter(recipe.recordings), &AcceptedClip::recording);
    auto report =
        parts.engine.createVoice(recipe, pending->engineFolder(), partOf(progress, kCheckedAt, kMadeAt), stop);
    if (!report) {
        return tl::unexpected(report.error());
    }

    MadeVoice made;
    made.report = std::move(*report);
    made.leftOut = intake->leftOut;
    made.warnings = intake->warnings;
    if (std::ranges::find(facts.experimentalLanguages, *language) != facts.experimentalLanguages.end()) {
        const auto entry = findLanguage(*language);
        made.warnings.push_back(fmt::format("{} with this engine is experimental: it was tried on synthetic speech only, so listen "
                                            "before you rely on it.",
                                            entry ? std::string((*entry)->name) : *language));
    }
    made.secondsOffered = intake->secondsOffered;
    made.medianSnrDb = medianSnr(*intake);
    VoiceVersion version;
    version.engine = facts.id;
    version.engineVersion = facts.version;
    version.language = *language;
    version.seed = settings.seed;
    version.keptNoisy = settings.keepNoisy || std::ranges::any_of(intake->accepted, &AcceptedClip::keptKnowingly);
    version.reference = referenceOf(*intake, *clips, parts.vad);
    version.clips = std::move(*clips);
    takeOverPermission(settings, version);
    if (settings.roomTone) {
        version.roomTone = storeRoomTone(*settings.roomTone, pending->clipsFolder(), stop);
    }
    for (const RejectedRecording& rejected : made.report.rejected) {
        made.leftOut.push_back(leftOutByEngine(*intake, rejected));
        if (settings.leftOut) {
            settings.leftOut(made.leftOut.back());
        }
    }
    version.leftOut = made.leftOut;
    if (parts.meter != nullptr) {
        if (progress) {
            progress({"comparing with the recordings", kMadeAt});
        }
        if (auto compared = compareRecordings(*intake, *parts.meter, stop, version, made); !compared) {
            return tl::unexpected(compared.error());
        }
        if (auto tried = tryVoice(parts.engine, pending->engineFolder(), *parts.meter, stop, version, made); !tried) {
            return tl::unexpected(tried.error());
        }
    }
    if (stop.stop_requested()) {
        return tl::unexpected(cancelled());
    }
    fillMetrics(made, *intake, version);
    auto voice = pending->commit(std::move(version));
    if (!voice) {
        return tl::unexpected(voice.error());
    }
    made.voice = std::move(*voice);
    made.makingSeconds = std::chrono::duration<double>(Clock::now() - started).count();
    if (progress) {
        progress({"done", 1.0});
    }
    return made;
}

}  // namespace timbre
