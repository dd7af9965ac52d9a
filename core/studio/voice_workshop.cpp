// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/voice_workshop.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "core/audio/loudness.h"
#include "core/audio/mix.h"
#include "core/audio/pitch_track.h"
#include "core/audio/resample.h"
#include "core/studio/best_reference.h"
#include "core/studio/pipeline.h"
#include "core/studio/reference_voice.h"
#include "core/studio/studio.h"
#include "core/studio/voice_face.h"
#include "core/studio/voice_summary.h"
#include "core/text/text.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

constexpr int kProgressSteps = 1000;
/// True peaks stay under this when two versions are brought to one loudness.
constexpr double kCeilingDbtp = -1.0;
constexpr double kPitchHopSeconds = 0.01;
/// Share of making an imitating voice in which its reference is looked for among the lines of a reading.
constexpr double kReferenceChosenAt = 0.2;

ProgressSink progressOf(JobContext& job) {
    return [&job](const Progress& at) {
        job.progress(static_cast<int>(at.fraction * kProgressSteps), kProgressSteps, at.stage);
    };
}

/// The recordings of a version as sources of the next one.
std::vector<ClipSource> sourcesOf(const Voice& voice) {
    std::vector<ClipSource> sources;
    for (const VoiceClip& clip : voice.version.clips) {
        sources.push_back({.name = clip.name,
                           .file = voice.folder / clip.file,
                           .transcript = clip.transcript,
                           .keptKnowingly = true,  // it was good enough for the version there is
                           .findings = clip.problems,
                           .place = clip.place});
    }
    return sources;
}

std::optional<RoomToneOffer> roomToneOf(const Voice& voice) {
    const auto& tone = voice.version.roomTone;
    return tone ? std::optional(RoomToneOffer{.file = voice.folder / tone->file, .noiseDbfs = tone->noiseDbfs})
                : std::nullopt;
}

Result<std::vector<ClipSource>> changedSources(const Voice& voice, const NewVersionFromClips& command) {
    std::vector<ClipSource> sources = sourcesOf(voice);
    const auto known = [&](int clip) { return clip >= 0 && std::cmp_less(clip, sources.size()); };
    const auto unknown = [&](int clip) {
        return fail(ErrorCode::NotFound, fmt::format("version {} of {} has no recording {}", voice.version.number,
                                                     inQuotes(voice.name), clip + 1));
    };
    for (const ClipReplacement& replacement : command.replace) {
        if (!known(replacement.clip)) {
            return unknown(replacement.clip);
        }
        ClipSource& source = sources[static_cast<std::size_t>(replacement.clip)];
        ClipSource with = replacement.with;
        with.transcript = with.transcript.empty() ? source.transcript : with.transcript;
        with.name = with.name.empty() ? source.name : with.name;
        source = std::move(with);
    }
    std::vector<int> out = command.leaveOut;
    std::ranges::sort(out, std::ranges::greater{});
    const auto [first, last] = std::ranges::unique(out);
    out.erase(first, last);
    for (const int clip : out) {
        if (!known(clip)) {
            return unknown(clip);
        }
        sources.erase(sources.begin() + clip);
    }
    std::ranges::copy(command.add, std::back_inserter(sources));
    return sources;
}

std::vector<ReferenceStyle> stylesOf(const std::vector<ReferenceSource>& sources) {
    std::vector<ReferenceStyle> styles;
    std::ranges::transform(sources, std::back_inserter(styles), [](const ReferenceSource& source) {
        return ReferenceStyle{.name = source.style,
                              .recording = source.recording,
                              .window = source.window,
                              .promptText = source.transcript,
                              .promptLanguage = source.language};
    });
    return styles;
}

/// Pitch is an ornament of the picture: where it cannot be tracked there is none.
std::shared_ptr<const std::vector<double>> pitchOf(const AudioClip& clip) {
    const auto track = trackPitch(clip.samples, clip.sampleRateHz,
                                  {.hopSeconds = kPitchHopSeconds, .method = PitchMethod::Dio});
    auto pitch = std::make_shared<std::vector<double>>();
    if (track) {
        pitch->assign(track->f0Hz.begin(), track->f0Hz.end());
    }
    return pitch;
}

/// Gains that bring both to one loudness without a peak beyond the ceiling; the same is taken off both for that.
Result<std::pair<double, double>> matchedGains(const AudioClip& left, const AudioClip& right, double lufs,
                                               const std::stop_token& stop) {
    const auto leftLoudness = measureLoudness(left, stop);
    const auto rightLoudness = measureLoudness(right, stop);
    if (!leftLoudness || !rightLoudness) {
        return tl::unexpected(leftLoudness ? rightLoudness.error() : leftLoudness.error());
    }
    double leftGain = leftLoudness->silent ? 0.0 : lufs - leftLoudness->integratedLufs;
    double rightGain = rightLoudness->silent ? 0.0 : lufs - rightLoudness->integratedLufs;
    const double over = std::max({leftLoudness->truePeakDbtp + leftGain - kCeilingDbtp,
                                  rightLoudness->truePeakDbtp + rightGain - kCeilingDbtp, 0.0});
    return std::pair(leftGain - over, rightGain - over);
}

}  // namespace

const SpeakerMeter* VoiceWorkshop::meter() {
    if (!std::exchange(meterTried_, true) && parts_.makeMeter) {
        if (auto made = parts_.makeMeter()) {
            meter_ = std::move(*made);
        }
    }
    return meter_.get();
}

Result<VoiceMakerParts> VoiceWorkshop::partsFor(const std::string& id) {
    const auto store = services_.store();
    if (!store) {
        return tl::unexpected(store.error());
    }
    const auto engine = services_.engine(id);
    if (!engine) {
        return tl::unexpected(engine.error());
    }
    return VoiceMakerParts{.store = **store, .engine = **engine, .meter = meter(), .vad = desk_.vad()};
}

Result<void> VoiceWorkshop::tellMade(JobContext& job, Result<MadeVoice> made, const std::string& book) {
    if (!made) {
        return tl::unexpected(made.error());
    }
    if (!book.empty() && services_.bindBook) {
        if (auto bound = services_.bindBook(book, made->voice.id, made->voice.version.number); !bound) {
            made->warnings.push_back(bound.error().message());
        }
    }
    auto summary = desk_.summary(made->voice.id);
    if (!summary) {
        return tl::unexpected(summary.error());
    }
    const auto store = services_.store();
    // The voice is there whatever happens now: a face that cannot be made, or a stop that came too late, takes nothing.
    auto face = store ? faceOf((*store)->catalogue().data(), made->voice, desk_.vad(), {})
                      : tl::unexpected(store.error());
    job.emit(VoiceMade{.job = job.id(),
                       .voice = std::move(*summary),
                       .version = made->voice.version.number,
                       .report = std::move(made->report),
                       .leftOut = std::move(made->leftOut),
                       .warnings = std::move(made->warnings),
                       .secondsOffered = made->secondsOffered,
                       .makingSeconds = made->makingSeconds,
                       .face = face ? std::move(*face) : VoiceFace{}});
    return {};
}

Result<void> VoiceWorkshop::make(JobContext& job, const std::string& engine, VoiceMakerSettings settings,
                                 const std::string& book) {
    const auto parts = partsFor(engine);
    if (!parts) {
        return tl::unexpected(parts.error());
    }
    settings.leftOut = [&job](const LeftOutClip& clip) {
        job.emit(RecordingRefused{.job = job.id(), .recording = clip});
    };
    return tellMade(job, makeVoice(*parts, settings, progressOf(job), job.stopToken()), book);
}

bool VoiceWorkshop::learns(const std::string& engine, const std::string& language) {
    const auto known = services_.engine(engine);
    const auto entry = findLanguage(language);
    return !known || !entry || std::ranges::find((*known)->facts().languages, (*entry)->tag) != (*known)->facts().languages.end();
}

Result<void> VoiceWorkshop::imitate(JobContext& job, const CreateVoice& command) {
    auto reference = bestReference(command.clips, desk_.vad(), partOf(progressOf(job), 0.0, kReferenceChosenAt), job.stopToken());
    if (!reference) {
        return tl::unexpected(reference.error());
    }
    const auto chosen = std::ranges::find(command.clips, reference->recording, &ClipSource::file);
    return imitate(job, Imitation{.engine = kImitatingEngine,
                         .models = {},
                         .modelVersion = {},
                         .settings = {.name = command.name,
                                      .newVersion = command.newVersion,
                                      .language = command.language,
                                      .seed = command.seed,
                                      .models = {},
                                      .styles = {std::move(*reference)},
                                      .keepNoisy = command.keepNoisy || chosen->keptKnowingly,
                                      .hasPermission = command.consent.given,
                                      .permissionGiven = command.consent.when,
                                      .permissionSentence = command.consent.sentence},
                         .book = command.book,
                         .begunAt = kReferenceChosenAt});
}

Result<void> VoiceWorkshop::perform(JobContext& job, const CreateVoice& command) {
    if (!command.clips.empty() && !learns(command.engine, command.language) && learns(kImitatingEngine, command.language) &&
        services_.engine(kImitatingEngine)) {
        return imitate(job, command);
    }
    return make(job, command.engine,
                {.name = command.name,
                 .newVersion = command.newVersion,
                 .clips = command.clips,
                 .clipsFolder = command.clipsFolder,
                 .transcripts = command.transcripts,
                 .language = command.language,
                 .seed = command.seed,
                 .keepNoisy = command.keepNoisy,
                 .hasPermission = command.consent.given,
                 .permissionGiven = command.consent.when,
                 .permissionSentence = command.consent.sentence,
                 .roomTone = command.roomTone},
                command.book);
}

Result<void> VoiceWorkshop::perform(JobContext& job, const NewVersionFromClips& command) {
    const auto store = services_.store();
    const auto voice = store ? (*store)->find(command.voice.voice, command.voice.number)
                             : Result<Voice>(tl::unexpected(store.error()));
    if (!voice) {
        return tl::unexpected(voice.error());
    }
    const VoiceVersion& version = voice->version;
    if (version.engine == kImitatingEngine) {
        return fail(ErrorCode::Unsupported, inQuotes(voice->name) + " imitates a reference and learns from no recordings",
                    "Make a new version of it from another reference.");
    }
    auto sources = changedSources(*voice, command);
    if (!sources) {
        return tl::unexpected(sources.error());
    }
    return make(job, version.engine,
                {.name = voice->id,
                 .newVersion = true,
                 .clips = std::move(*sources),
                 .language = version.language,
                 .seed = version.seed,
                 .keepNoisy = command.keepNoisy,
                 .hasPermission = !version.consent.empty(),
                 .permissionGiven = version.consent,
                 .permissionSentence = version.consentSentence,
                 .roomTone = roomToneOf(*voice)},
                command.book);
}

Result<void> VoiceWorkshop::imitate(JobContext& job, Imitation imitation) {
    const auto parts = partsFor(imitation.engine);
    if (!parts) {
        return tl::unexpected(parts.error());
    }
    ReferenceVoiceSettings& settings = imitation.settings;
    auto complete = parts_.completeModels ? parts_.completeModels(imitation.models, imitation.modelVersion, settings.language)
                                          : Result<std::map<std::string, fs::path>>(imitation.models);
    if (!complete) {
        return tl::unexpected(complete.error());
    }
    settings.models = std::move(*complete);
    const ProgressSink progress = partOf(progressOf(job), imitation.begunAt, 1.0);
    return tellMade(job, makeReferenceVoice(*parts, settings, progress, job.stopToken()), imitation.book);
}

Result<void> VoiceWorkshop::perform(JobContext& job, const MakeReferenceVoice& command) {
    if (command.references.empty()) {
        return fail(ErrorCode::InvalidInput, "there is no reference to imitate",
                    "Choose a recording of 3 to 10 s of the voice.");
    }
    return imitate(job, Imitation{.engine = command.engine,
                         .models = command.models,
                         .modelVersion = command.modelVersion,
                         .settings = {.name = command.name,
                                      .newVersion = command.newVersion,
                                      .language = command.language,
                                      .seed = command.seed,
                                      .models = {},
                                      .styles = stylesOf(command.references),
                                      .keepNoisy = command.keepNoisy,
                                      .hasPermission = command.consent.given,
                                      .permissionGiven = command.consent.when,
                                      .permissionSentence = command.consent.sentence}});
}

Result<VersionSpoken> VoiceWorkshop::speak(JobContext& job, const SpeakVersions& command, Side side) {
    const VoiceVersionId& wanted = side == Side::Left ? command.left : command.right;
    const auto speaker = services_.load(wanted);
    if (!speaker) {
        return tl::unexpected(speaker.error());
    }
    NarrationSettings settings;
    settings.speak = command.speak;
    settings.language = command.language;
    auto narration = renderNarration(*speaker->voice, command.text, settings, {}, job.stopToken());
    if (!narration) {
        return tl::unexpected(narration.error());
    }
    auto words = std::make_shared<std::vector<WordTime>>();
    for (NarrationSentence& sentence : narration->sentences) {
        std::ranges::move(sentence.words, std::back_inserter(*words));
    }
    return VersionSpoken{.job = job.id(),
                         .side = side,
                         .voice = speaker->id,
                         .clip = std::make_shared<const AudioClip>(std::move(narration->audio)),
                         .peaks = {},
                         .words = std::move(words),
                         .pitchHz = {},
                         .pitchStepSeconds = kPitchHopSeconds,
                         .lufs = command.lufs,
                         .gainDb = 0.0,
                         .similarity = 0.0};
}

Result<void> VoiceWorkshop::perform(JobContext& job, const SpeakVersions& command) {
    auto left = speak(job, command, Side::Left);
    auto right = left ? speak(job, command, Side::Right) : tl::unexpected(left.error());
    if (!right) {
        return tl::unexpected(right.error());
    }
    const auto gains = matchedGains(*left->clip, *right->clip, command.lufs, job.stopToken());
    if (!gains) {
        return tl::unexpected(gains.error());
    }
    const auto store = services_.store();
    for (auto* spoken : {&*left, &*right}) {
        const auto voice = store ? (*store)->find(spoken->voice.voice, spoken->voice.number)
                                 : Result<Voice>(tl::unexpected(store.error()));
        if (const SpeakerMeter* meter = this->meter(); meter != nullptr && voice) {
            spoken->similarity =
                similarityTo(*voice, *spoken->clip, *meter, job.stopToken()).value_or(std::nullopt).value_or(0.0);
        }
        AudioClip clip = toMono(*spoken->clip);
        spoken->gainDb = spoken->side == Side::Left ? gains->first : gains->second;
        applyGain(clip, spoken->gainDb);
        const auto loudness = measureLoudness(clip, job.stopToken());
        spoken->lufs = loudness ? loudness->integratedLufs : command.lufs;
        spoken->pitchHz = pitchOf(clip);
        spoken->peaks = std::make_shared<const Peaks>(clip);
        spoken->clip = std::make_shared<const AudioClip>(std::move(clip));
    }
    if (job.stopToken().stop_requested()) {
        return fail(ErrorCode::Cancelled, "stopped before both versions had spoken");
    }
    job.emit(std::move(*left));
    job.emit(std::move(*right));
    return {};
}

}  // namespace timbre
