// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/commands/commands.h"
#include "app/input_text.h"
#include "app/options.h"
#include "core/base/files.h"
#include "core/base/utf8.h"
#include "core/studio/narration_files.h"
#include "core/studio/pipeline.h"
#include "core/studio/voice_maker.h"

namespace timbre::app {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

/// The instant engine's measured best between words and likeness.
constexpr double kDefaultClarity = 0.6;

struct SpeakOptions {
    std::string voice;
    std::optional<std::string> text;
    std::string file;
    std::vector<std::string> outputs;
    std::string engine;
    std::string loudness = "-16";
    std::string sentenceFolder;
    std::string subtitles;
    bool similarity = false;  ///< Measuring it costs more than speaking a sentence.
    double clarity = kDefaultClarity;
    CLI::Option* clarityOption = nullptr;  ///< An engine without this setting must not be handed it.
    NarrationSettings settings;
};

/// Everything that was asked for, checked before any work begins.
struct SpeakPlan {
    std::string script;
    NarrationFiles files;
    NarrationSettings settings;
};

Result<std::optional<LoudnessGoal>> loudnessGoal(const SpeakOptions& options) {
    if (foldCase(options.loudness) == "off") {
        return std::optional<LoudnessGoal>{};
    }
    auto goal = LoudnessGoal::parse(options.loudness);
    if (!goal) {
        return fail(ErrorCode::InvalidInput, fmt::format("--loudness “{}” is not known", options.loudness),
                    "Choose -14, -16, -23 or another number from -40 to -5, acx, or off.");
    }
    return std::optional(*goal);
}

Result<SpeakPlan> planWork(const SpeakOptions& options, const std::stop_token& stop) {
    SpeakPlan plan;
    plan.settings = options.settings;
    if (options.clarityOption->count() > 0) {
        plan.settings.speak.advanced["clarity"] = options.clarity;
    }
    plan.files.sounds.assign(options.outputs.begin(), options.outputs.end());
    if (!options.subtitles.empty()) {
        plan.files.subtitles = options.subtitles;
    }
    if (!options.sentenceFolder.empty()) {
        plan.files.sentenceFolder = options.sentenceFolder;
    }
    if (auto writable = checkNarrationFiles(plan.files); !writable) {
        return tl::unexpected(writable.error());
    }
    auto goal = loudnessGoal(options);
    if (!goal) {
        return tl::unexpected(goal.error());
    }
    plan.settings.loudness = goalFor(plan.files, *goal);
    auto script = options.text ? Result<std::string>(*options.text) : readScript(options.file, stop);
    if (!script) {
        return tl::unexpected(script.error());
    }
    plan.script = std::move(*script);
    return plan;
}

struct LoadedVoice {
    Voice stored;
    std::unique_ptr<Engine> engine;
    std::shared_ptr<const EngineVoice> voice;
};

Result<LoadedVoice> loadVoice(const Composition& composition, const SpeakOptions& options) {
    if (!options.engine.empty()) {
        if (auto known = composition.makeEngine(options.engine); !known) {
            return tl::unexpected(known.error());
        }
    }
    const auto store = composition.openVoices();
    if (!store) {
        return tl::unexpected(store.error());
    }
    auto stored = store->findReference(options.voice);
    if (!stored) {
        return tl::unexpected(stored.error());
    }
    const std::string& madeWith = stored->version.engine;
    if (!options.engine.empty() && options.engine != madeWith) {
        return fail(ErrorCode::Unsupported,
                    fmt::format("the voice “{}” was made with the engine “{}”, not “{}”", stored->name, madeWith,
                                options.engine),
                    fmt::format("Leave --engine out, or make the voice again with --engine {}.", options.engine));
    }
    auto engine = composition.makeEngine(madeWith);
    if (!engine) {
        return tl::unexpected(engine.error());
    }
    auto voice = (*engine)->loadVoice(stored->engineFolder);
    if (!voice) {
        return tl::unexpected(voice.error());
    }
    return LoadedVoice{std::move(*stored), std::move(*engine), std::move(*voice)};
}

/// A library that cannot be written (a read-only folder) still speaks; it only does not count.
void countUse(const Composition& composition, const LoadedVoice& loaded, const Narration& narration) {
    if (const auto store = composition.openVoices()) {
        static_cast<void>(store->countUse(loaded.stored.id, narration.audio.seconds()));
    }
}

/// What was measured on the way.
struct Measured {
    double loadSeconds = 0.0;
    double firstAudioSeconds = 0.0;  ///< From the start of the command's work, loading the voice included.
    std::optional<double> similarity;
};

nlohmann::json loudnessJson(const std::optional<LoudnessReport>& report) {
    if (!report) {
        return nullptr;
    }
    return {{"integrated_lufs", report->after.integratedLufs},
            {"true_peak_dbtp", report->after.truePeakDbtp},
            {"rms_dbfs", report->after.rmsDbfs},
            {"noise_floor_dbfs", report->after.noiseFloorDbfs},
            {"before_lufs", report->before.integratedLufs},
            {"gain_db", report->gainDb},
            {"limited_s", report->limitedSeconds},
            {"reached", report->reached},
            {"note", report->note}};
}

nlohmann::json speakJson(const SpeakPlan& plan, const LoadedVoice& loaded, const Narration& narration,
                         const Measured& measured, int threads) {
    auto sentences = nlohmann::json::array();
    for (std::size_t i = 0; i < narration.sentences.size(); ++i) {
        const NarrationSentence& sentence = narration.sentences[i];
        nlohmann::json row = {
            {"text", sentence.span.text}, {"start_s", sentence.startSeconds}, {"end_s", sentence.endSeconds}};
        auto words = nlohmann::json::array();
        for (const WordTime& word : sentence.words) {
            words.push_back({{"word", word.word}, {"start_s", word.startSeconds}, {"end_s", word.endSeconds}});
        }
        row["words"] = std::move(words);
        if (plan.files.sentenceFolder) {
            row["file"] = displayPath(*plan.files.sentenceFolder / sentenceFileName(i + 1));
        }
        sentences.push_back(std::move(row));
    }
    auto skipped = nlohmann::json::array();
    for (const SkippedSentence& sentence : narration.skipped) {
        skipped.push_back({{"text", sentence.span.text}, {"reason", sentence.error.detail}});
    }
    auto outputs = nlohmann::json::array();
    for (const fs::path& output : plan.files.sounds) {
        outputs.push_back(displayPath(output));
    }
    return {{"output", outputs.front()},
            {"outputs", outputs},
            {"subtitles",
             plan.files.subtitles ? nlohmann::json(displayPath(*plan.files.subtitles)) : nlohmann::json(nullptr)},
            {"voice", loaded.stored.name},
            {"version", loaded.stored.version.number},
            {"engine", loaded.stored.version.engine},
            {"seconds", narration.audio.seconds()},
            {"sample_rate_hz", narration.audio.sampleRateHz},
            {"rtf", narration.realTimeFactor},
            {"first_audio_s", measured.firstAudioSeconds},
            {"load_s", measured.loadSeconds},
            {"render_s", narration.renderSeconds},
            {"threads", threads},
            {"seed", plan.settings.speak.seed},
            {"similarity", measured.similarity ? nlohmann::json(*measured.similarity) : nlohmann::json(nullptr)},
            {"loudness", loudnessJson(narration.loudness)},
            {"sentences", std::move(sentences)},
            {"skipped", std::move(skipped)}};
}

void printReport(Console& console, const SpeakPlan& plan, const Narration& narration, const Measured& measured) {
    for (const fs::path& output : plan.files.sounds) {
        console.line(fmt::format("Wrote {}: {:.1f} s, {} sentences", displayPath(output), narration.audio.seconds(),
                                 narration.sentences.size()));
    }
    if (plan.files.subtitles) {
        console.line("Wrote " + displayPath(*plan.files.subtitles));
    }
    if (plan.files.sentenceFolder) {
        console.line(
            fmt::format("Wrote {} files in {}", narration.sentences.size(), displayPath(*plan.files.sentenceFolder)));
    }
    if (const auto stale = staleSentenceFiles(plan.files, narration.sentences.size()); !stale.empty()) {
        console.note(fmt::format(
            "{} {} from an earlier text; delete what you do not need.", displayPath(stale.front()),
            stale.size() == 1 ? "is still there" : fmt::format("and {} more are still there", stale.size() - 1)));
    }
    console.line(fmt::format("  real-time factor {:.3f}, first audio after {:.2f} s", narration.realTimeFactor,
                             measured.firstAudioSeconds));
    if (measured.similarity) {
        console.line(fmt::format("  similarity to the recordings {:.2f}", *measured.similarity));
    }
    if (narration.loudness) {
        const Loudness& after = narration.loudness->after;
        console.line(fmt::format("  loudness {:.1f} LUFS, true peak {:.1f} dBTP{}{}", after.integratedLufs,
                                 after.truePeakDbtp, narration.loudness->note.empty() ? "" : "; ",
                                 narration.loudness->note));
    }
    for (const SkippedSentence& sentence : narration.skipped) {
        console.note(fmt::format("Not spoken: “{}”: {}", sentence.span.text, sentence.error.detail));
    }
}

Result<ExitCode> speak(Program& program, const SpeakOptions& options) {
    const auto started = Clock::now();
    const auto secondsSoFar = [started] { return std::chrono::duration<double>(Clock::now() - started).count(); };
    const auto plan = planWork(options, program.stop);
    if (!plan) {
        return tl::unexpected(plan.error());
    }
    const double planSeconds = secondsSoFar();  // Reading from a pipe may take any time; it is nobody's fault.
    const Composition composition = program.compose();
    const auto loaded = loadVoice(composition, options);
    if (!loaded) {
        return tl::unexpected(loaded.error());
    }
    Measured measured;
    measured.loadSeconds = secondsSoFar() - planSeconds;

    NarrationSettings settings = plan->settings;
    settings.language = loaded->stored.version.language;
    const auto narration =
        renderNarration(*loaded->voice, plan->script, settings, program.console.progress(), program.stop);
    program.console.endLive();
    if (!narration) {
        return tl::unexpected(narration.error());
    }
    measured.firstAudioSeconds = measured.loadSeconds + narration->firstAudioSeconds;
    if (options.similarity) {
        if (const ProgressSink progress = program.console.progress()) {
            progress({"comparing with the recordings", 1.0});
        }
        const auto meter = composition.makeSpeakerMeter();
        if (!meter) {
            return tl::unexpected(meter.error());
        }
        const auto similarity = similarityTo(loaded->stored, narration->audio, **meter, program.stop);
        if (!similarity) {
            return tl::unexpected(similarity.error());
        }
        measured.similarity = *similarity;
    }
    const auto wrote =
        writeNarrationFiles(plan->files, *narration, settings.loudness, program.console.progress(), program.stop);
    program.console.endLive();
    if (!wrote) {
        return tl::unexpected(wrote.error());
    }
    countUse(composition, *loaded, *narration);
    program.console.document(speakJson(*plan, *loaded, *narration, measured, composition.places().threads));
    printReport(program.console, *plan, *narration, measured);
    return ExitCode::Ok;
}

void requireOneText(const SpeakOptions& options) {
    if (options.text && !options.file.empty()) {
        throw CLI::ValidationError("--text and --file", "give only one of them");
    }
    if (!options.text && options.file.empty()) {
        throw CLI::ValidationError("--text or --file", "say what to speak with one of them");
    }
}

void addVoiceSettings(CLI::App& command, SpeakOptions& options) {
    SpeakSettings& speak = options.settings.speak;
    addSeed(command, speak.seed);
    addNumber(command, "--speed", speak.speedScale, {0.5, 2.0}, "How fast")->type_name("X");
    addNumber(command, "--pitch", speak.pitchSemitones, {-12, 12}, "How much higher, the voice's character kept")
        ->type_name("SEMITONES");
    options.clarityOption = addNumber(command, "--clarity", options.clarity, {0.4, 1.0},
                                      "Instant engine: from likeness (0.4) to clear words (1)")
                                ->type_name("X");
    addWholeNumber(command, "--pause-ms", options.settings.pauseMs, {0, 10'000},
                   "Silence between sentences; twice that between paragraphs")
        ->type_name("N");
}

}  // namespace

void registerSpeak(CLI::App& root, Program& program) {
    auto* command = root.add_subcommand("speak", "Speak a text with a voice and write it to a file");
    auto options = std::make_shared<SpeakOptions>();
    command->add_option("--voice", options->voice, "The voice (see `timbre voice list`), or version N of it")
        ->required()
        ->type_name("NAME[@N]");
    // By hand: CLI11 takes an empty word for an optional as "not given", but an empty text is a text.
    command
        ->add_option_function<std::string>(
            "--text", [options](const std::string& text) { options->text = text; }, "What to say")
        ->type_name("TEXT");
    command->add_option("--file", options->file, "Text file with what to say; - reads standard input")
        ->type_name("SCRIPT");
    command
        ->add_option("-o,--output", options->outputs,
                     "File to write: .wav, .mp3, .flac or .ogg; may be given several times")
        ->required()
        ->type_name("OUT")
        ->allow_extra_args(false);
    command->add_option("--engine", options->engine, "Engine to use (default: the one the voice was made with)")
        ->type_name("E");
    addVoiceSettings(*command, *options);
    command
        ->add_option("--loudness", options->loudness,
                     "-14, -16, -23 or other LUFS, acx (audiobooks), or off (default -16)")
        ->type_name("L");
    command->add_option("--per-sentence", options->sentenceFolder, "Also write each sentence to DIR/0001.wav, ...")
        ->type_name("DIR");
    command->add_flag("--similarity", options->similarity,
                      "Also measure how alike the speech and the voice's recordings sound");
    command
        ->add_option("--subtitles", options->subtitles, "Also write subtitles, timed by what was spoken: .srt or .vtt")
        ->type_name("OUT");
    command->footer(
        "Everything that could be refused is refused before the work begins. Files appear when they are whole and "
        "replace\n"
        "older ones. Ctrl+C stops and leaves no half-written file.\n\n"
        "Examples:\n"
        "  timbre speak --voice anna --text \"Good morning.\" -o morning.wav\n"
        "  timbre speak --voice anna --file chapter1.txt -o chapter1.mp3 -o chapter1.wav --subtitles chapter1.srt\n"
        "  cat news.txt | timbre speak --voice anna --file - -o news.ogg --speed 1.1 --loudness -14 --json\n\n"
        "--json: "
        "{\"output\",\"outputs\",\"subtitles\",\"voice\",\"version\",\"engine\",\"seconds\",\"sample_rate_hz\",\"rtf\",\"first_"
        "audio_s\",\n"
        "  "
        "\"load_s\",\"render_s\",\"threads\",\"seed\",\"similarity\",\"loudness\":{\"integrated_lufs\",\"true_peak_"
        "dbtp\",...},\n"
        "  \"sentences\":[{\"text\",\"start_s\",\"end_s\",\"words\"}],\"skipped\":[{\"text\",\"reason\"}]}\n"
        "  rtf: engine seconds per second of speech; first_audio_s: loading the voice included;\n"
        "  similarity: null without --similarity (cosine of GE2E speaker embeddings; recordings of one person: about "
        "0.95).");
    command->callback([&program, options] {
        requireOneText(*options);
        program.job = [&program, options] { return speak(program, *options); };
        program.leavesWhenStopped = true;
    });
}

}  // namespace timbre::app
