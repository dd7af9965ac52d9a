// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/voice_create.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "app/commands/voice_json.h"
#include "app/commands/voice_models.h"
#include "app/commands/voice_references.h"
#include "app/options.h"
#include "app/words.h"
#include "core/base/files.h"
#include "core/studio/voice_maker.h"

namespace timbre::app {

namespace {

struct CreateOptions {
    std::string name;
    std::string clips;
    std::string transcripts;
    std::string language;
    std::string engine;
    bool newVersion = false;  ///< add-version: language and engine are those of the present version unless given.
    std::uint64_t seed = 0;
    bool keepNoisy = false;
    bool hasPermission = false;
    ReferenceOptions references;
};

nlohmann::json optionalNumber(const std::optional<double>& value) {
    return value ? nlohmann::json(*value) : nlohmann::json(nullptr);
}

nlohmann::json madeJson(const MadeVoice& made) {
    auto leftOut = nlohmann::json::array();
    for (const LeftOutClip& clip : made.leftOut) {
        leftOut.push_back(leftOutJson(clip));
    }
    return {{"voice", made.voice.name},
            {"id", made.voice.id},
            {"engine", made.voice.version.engine},
            {"language", made.voice.version.language},
            {"version", made.voice.version.number},
            {"parent",
             made.voice.version.parent == 0 ? nlohmann::json(nullptr) : nlohmann::json(made.voice.version.parent)},
            {"recordings_used", made.report.recordingsUsed},
            {"seconds_used", made.report.secondsUsed},
            {"seconds_offered", made.secondsOffered},
            {"median_snr_db", made.medianSnrDb},
            {"left_out", std::move(leftOut)},
            {"warnings", made.warnings},
            {"similarity", optionalNumber(made.similarity)},
            {"consistency", optionalNumber(made.consistency)},
            {"making_s", made.makingSeconds},
            {"metrics", made.report.metrics},
            {"folder", displayPath(made.voice.folder)}};
}

/// What to have the new voice say, as an option of `timbre speak`.
std::string_view trialOf(const VoiceVersion& version) {
    return version.language == "zh" ? "--text \"你好。\"" : "--text \"Hello.\"";
}

void printMade(Console& console, const MadeVoice& made) {
    if (made.voice.version.parent != 0) {
        console.line(fmt::format("This is version {}, made from version {}; `timbre voice rollback` goes back.",
                                 made.voice.version.number, made.voice.version.parent));
    }
    console.line(fmt::format(
        "The voice “{}” is ready: {:.1f} s from {}, made in {:.1f} s.", made.voice.name, made.report.secondsUsed,
        counted(static_cast<std::size_t>(made.report.recordingsUsed), "recording"), made.makingSeconds));
    console.line(fmt::format("  SNR of the recordings: {:.1f} dB (median)", made.medianSnrDb));
    if (made.similarity) {
        console.line(fmt::format("  similarity of the voice to the recordings: {:.2f}", *made.similarity));
    }
    if (made.consistency) {
        console.line(fmt::format("  similarity of the recordings to one another: {:.2f}", *made.consistency));
    }
    for (const LeftOutClip& clip : made.leftOut) {
        console.line(fmt::format("  left out: {}: {}", calledOf(clip.name, clip.place), clip.reason));
    }
    for (const std::string& warning : made.warnings) {
        console.line("  note: " + warning);
    }
    console.line(fmt::format("Try it: timbre speak --voice \"{}\" {} -o hello.wav", made.voice.name, trialOf(made.voice.version)));
}

/// What was not given is as in the present version; for a new voice, English with the instant engine.
Result<CreateOptions> completed(const VoiceStore& store, CreateOptions options) {
    std::string language = "en";
    std::string engine = "instant";
    if (options.newVersion) {
        const auto voice = store.find(options.name);
        if (!voice) {
            return tl::unexpected(voice.error());
        }
        language = voice->version.language;
        engine = voice->version.engine;
    }
    options.language = options.language.empty() ? language : options.language;
    options.engine = options.engine.empty() ? engine : options.engine;
    return options;
}

VoiceMakerSettings settingsFor(const CreateOptions& options, Console& console) {
    VoiceMakerSettings settings;
    settings.name = options.name;
    settings.newVersion = options.newVersion;
    settings.clipsFolder = options.clips;
    if (!options.transcripts.empty()) {
        settings.transcripts = options.transcripts;
    }
    settings.language = options.language;
    settings.seed = options.seed;
    settings.keepNoisy = options.keepNoisy;
    settings.hasPermission = options.hasPermission;
    settings.leftOut = [&console](const LeftOutClip& clip) {
        console.note(fmt::format("left out: {}: {}", calledOf(clip.name, clip.place), clip.reason));
    };
    return settings;
}

/// One kind of engine learns from clips, the other imitates references: options of the other kind would do nothing.
Result<void> checkKind(const EngineFacts& facts, const CreateOptions& options) {
    if (facts.imitates && !options.clips.empty()) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("the engine “{}” imitates references and has no use for --clips", facts.id),
                    "Give a recording with --reference FILE.");
    }
    if (!facts.imitates && options.references.given()) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("the engine “{}” learns from clips and has no use for references and models", facts.id),
                    "Leave them out, or add --engine gpt-sovits.");
    }
    if (!facts.imitates && options.clips.empty()) {
        return fail(ErrorCode::InvalidInput, fmt::format("the engine “{}” needs recordings to learn from", facts.id),
                    "Give their folder with --clips DIR.");
    }
    return {};
}

Result<MadeVoice> makeFromReferences(Program& program, const VoiceMakerParts& parts, const CreateOptions& options) {
    auto styles = stylesOf(options.references);
    if (!styles) {
        return tl::unexpected(styles.error());
    }
    auto models = modelsFor(program.compose(), options.references, options.language);
    if (!models) {
        return tl::unexpected(models.error());
    }
    ReferenceVoiceSettings settings{.name = options.name,
                                    .newVersion = options.newVersion,
                                    .language = options.language,
                                    .seed = options.seed,
                                    .models = std::move(*models),
                                    .styles = std::move(*styles),
                                    .keepNoisy = options.keepNoisy,
                                    .hasPermission = options.hasPermission};
    return makeReferenceVoice(parts, settings, program.console.progress(), program.stop);
}

Result<ExitCode> createVoice(Program& program, const CreateOptions& given) {
    const Composition composition = program.compose();
    auto store = composition.openVoices();
    if (!store) {
        return tl::unexpected(store.error());
    }
    const auto complete = completed(*store, given);
    if (!complete) {
        return tl::unexpected(complete.error());
    }
    const CreateOptions& options = *complete;
    auto engine = composition.makeEngine(options.engine);
    if (!engine) {
        return tl::unexpected(engine.error());
    }
    if (const EngineReadiness readiness = (*engine)->readiness(); !readiness.ready) {
        return fail(ErrorCode::ModelMissing,
                    fmt::format("the engine “{}” does not work here: {}", options.engine, readiness.detail),
                    readiness.advice);
    }
    if (auto fits = checkKind((*engine)->facts(), options); !fits) {
        return tl::unexpected(fits.error());
    }
    const auto meter = composition.makeSpeakerMeter();
    if (!meter) {
        program.console.note("The similarity is not measured: " + meter.error().message());
    }
    const VoiceMakerParts parts{
        .store = *store, .engine = **engine, .meter = meter ? meter->get() : nullptr, .vad = loadVad(program)};
    const auto made =
        (*engine)->facts().imitates
            ? makeFromReferences(program, parts, options)
            : makeVoice(parts, settingsFor(options, program.console), program.console.progress(), program.stop);
    program.console.endLive();
    if (!made) {
        return tl::unexpected(made.error());
    }
    program.console.document(madeJson(*made));
    printMade(program.console, *made);
    if (!options.hasPermission) {
        program.console.note(
            "Only clone a voice with its owner's permission; --i-have-permission stores that you have it.");
    }
    return ExitCode::Ok;
}

/// What `create` and `add-version` share.
void addMaking(CLI::App& command, Program& program, const std::shared_ptr<CreateOptions>& options) {
    command.add_option("--clips", options->clips, "Folder with the recordings (WAV, FLAC, OGG, MP3, M4A, video)")
        ->type_name("DIR");
    command
        .add_option(
            "--transcripts", options->transcripts,
            "What is said in them: lines of name|text[|as spoken], or a GPT-SoVITS .list; without it NAME.txt or "
            "NAME.lab beside each recording")
        ->type_name("FILE");
    command
        .add_option("--lang", options->language,
                    "Language of the recordings and, unless said otherwise, of what the voice speaks (see `timbre languages`;\n"
                    "default en, or that of the present version); gpt-sovits also takes auto, all_zh and the like")
        ->type_name("TAG");
    command
        .add_option("--engine", options->engine,
                    "Engine to make it with (see `timbre engines`; default instant, or that of the present version)")
        ->type_name("E");
    addSeed(command, options->seed);
    command.add_flag("--keep-noisy", options->keepNoisy,
                     "Use recordings under 15 dB SNR too; the voice will carry the noise");
    command.add_flag("--i-have-permission", options->hasPermission,
                     "State that the speaker permits this voice; stored with the time");
    addReferenceOptions(command, options->references);
    command.callback([&program, options] {
        if (options->clips.empty() && !options->references.given()) {
            throw CLI::ValidationError("--clips or --reference", "say what to make the voice from with one of them");
        }
        program.job = [&program, options] { return createVoice(program, *options); };
        program.leavesWhenStopped = true;
    });
}

}  // namespace

void registerVoiceCreate(CLI::App& voice, Program& program) {
    auto* command = voice.add_subcommand("create", "Make a voice from recordings of a person");
    auto options = std::make_shared<CreateOptions>();
    command->add_option("NAME", options->name, "What the voice is to be called")->required()->type_name("");
    addMaking(*command, program, options);
    command->footer(
        "Every recording is checked first; those that would harm the voice are left out and named, with the reason.\n"
        "20 s of clean speech are enough to begin, one to three minutes are better. Ctrl+C stops and leaves nothing "
        "behind.\n\n"
        "With --engine gpt-sovits a voice imitates references of 3 to 10 s with models that you have; the models are "
        "used\nwhere they lie.\n\n"
        "Examples:\n"
        "  timbre voice create anna --clips recordings --transcripts metadata.csv\n"
        "  timbre voice create bo --engine gpt-sovits --gpt bo-e15.ckpt --sovits bo_e8_s96.pth --reference calm.wav \\\n"
        "      --style angry --reference shout.wav\n"
        "  timbre voice create \"Grandpa 1998\" --clips tapes --keep-noisy --i-have-permission\n\n"
        "--json: "
        "{\"voice\",\"id\",\"engine\",\"language\",\"version\",\"parent\",\"recordings_used\",\"seconds_used\","
        "\"seconds_offered\",\"median_snr_db\",\n"
        "  "
        "\"left_out\":[{\"name\",\"reason\",[\"line\",\"take\"]}],\"warnings\",\"similarity\",\"consistency\",\"making_s\",\"metrics\","
        "\"folder\"}");
}

void registerVoiceAddVersion(CLI::App& voice, Program& program) {
    auto* command = voice.add_subcommand("add-version", "Make a new version of a voice from other recordings");
    auto options = std::make_shared<CreateOptions>();
    options->newVersion = true;
    command->add_option("NAME", options->name, "The voice")->required()->type_name("");
    addMaking(*command, program, options);
    command->footer(
        "The new version becomes the present one and remembers which one was present before. Older versions stay as "
        "they are;\n"
        "`timbre voice rollback` goes back. Engine and language are those of the present version unless given.\n\n"
        "Example:\n"
        "  timbre voice add-version anna --clips better --transcripts better/metadata.csv\n\n"
        "--json: as `voice create`");
}

}  // namespace timbre::app
