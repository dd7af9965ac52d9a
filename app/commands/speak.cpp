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
#include "core/export/exporter.h"
#include "core/studio/pipeline.h"
#include "core/studio/voice_maker.h"

namespace timbre::app {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

/// Audiobook shops take MP3 at this rate.
constexpr int kAcxRateHz = 44'100;
constexpr double kLossyCeilingDbtp = -2.0;

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
    std::vector<std::pair<fs::path, const ExporterEntry*>> outputs;
    std::optional<fs::path> subtitles;
    std::optional<fs::path> sentenceFolder;
    NarrationSettings settings;
    ExportSettings exporting;
};

Result<std::optional<LoudnessGoal>> loudnessGoal(const SpeakOptions& options, bool lossy) {
    if (foldCase(options.loudness) == "off") {
        return std::optional<LoudnessGoal>{};
    }
    auto goal = LoudnessGoal::parse(options.loudness);
    if (!goal) {
        return fail(ErrorCode::InvalidInput, fmt::format("--loudness “{}” is not known", options.loudness),
                    "Choose -14, -16, -23 or another number from -40 to -5, acx, or off.");
    }
    if (lossy) {
        goal->truePeakCeilingDbtp = std::min(goal->truePeakCeilingDbtp, kLossyCeilingDbtp);
    }
    return std::optional(*goal);
}

Result<void> checkSentenceFolder(const fs::path& folder) {
    std::error_code ignored;
    if (fs::exists(folder, ignored) && !fs::is_directory(folder, ignored)) {
        return fail(ErrorCode::InvalidInput, displayPath(folder) + " is a file, not a folder", "Choose another folder.");
    }
    return checkWritable(fs::is_directory(folder, ignored) ? folder / "0001.wav" : folder);
}

Result<SpeakPlan> planWork(const SpeakOptions& options, const std::stop_token& stop) {
    SpeakPlan plan;
    plan.settings = options.settings;
    if (options.clarityOption->count() > 0) {
        plan.settings.speak.advanced["clarity"] = options.clarity;
    }
    for (const std::string& output : options.outputs) {
        const auto exporter = exporterFor(output);
        if (!exporter) {
            return tl::unexpected(exporter.error());
        }
        if (auto writable = checkWritable(output); !writable) {
            return tl::unexpected(writable.error());
        }
        plan.outputs.emplace_back(output, *exporter);
    }
    if (!options.subtitles.empty()) {
        plan.subtitles = options.subtitles;
        if (auto known = checkSubtitleName(*plan.subtitles); !known) {
            return tl::unexpected(known.error());
        }
        if (auto writable = checkWritable(*plan.subtitles); !writable) {
            return tl::unexpected(writable.error());
        }
    }
    if (!options.sentenceFolder.empty()) {
        plan.sentenceFolder = options.sentenceFolder;
        if (auto writable = checkSentenceFolder(*plan.sentenceFolder); !writable) {
            return tl::unexpected(writable.error());
        }
    }
    const bool lossy = std::ranges::any_of(plan.outputs, [](const auto& output) { return output.second->lossy; });
    auto goal = loudnessGoal(options, lossy);
    if (!goal) {
        return tl::unexpected(goal.error());
    }
    plan.settings.loudness = *goal;
    if (*goal && (*goal)->kind == LoudnessGoal::Kind::Acx) {
        plan.exporting.sampleRateHz = kAcxRateHz;
    }
    plan.exporting.stop = stop;
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
                    fmt::format("the voice “{}” was made with the engine “{}”, not “{}”", stored->name, madeWith, options.engine),
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

std::string sentenceFileName(std::size_t number) { return fmt::format("{:04}.wav", number); }

Result<void> writeSentences(const fs::path& folder, const Narration& narration, const ExportSettings& settings) {
    std::error_code error;
    fs::create_directory(folder, error);
    if (error) {
        return fail(ErrorCode::Io, fmt::format("cannot make the folder {}: {}", displayPath(folder), error.message()),
                    "Choose a folder you may write to.");
    }
    const auto exporter = exporterFor(sentenceFileName(1));
    for (std::size_t i = 0; i < narration.sentences.size(); ++i) {
        const AudioClip clip = sentenceAudio(narration, narration.sentences[i]);
        if (auto wrote = (*exporter)->write(clip, folder / sentenceFileName(i + 1), {.stop = settings.stop}); !wrote) {
            return wrote;
        }
    }
    return {};
}

Result<void> writeAll(const SpeakPlan& plan, const Narration& narration, Console& console) {
    const ProgressSink progress = console.progress();
    for (const auto& [target, exporter] : plan.outputs) {
        if (progress) {
            progress({"writing " + displayPath(target.filename()), 1.0});
        }
        ExportSettings settings = plan.exporting;
        settings.title = displayPath(target.stem());
        if (auto wrote = exporter->write(narration.audio, target, settings); !wrote) {
            return wrote;
        }
    }
    if (plan.subtitles) {
        if (auto wrote = writeSubtitles(*plan.subtitles, narrationCues(narration)); !wrote) {
            return wrote;
        }
    }
    return plan.sentenceFolder ? writeSentences(*plan.sentenceFolder, narration, plan.exporting) : Result<void>{};
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

nlohmann::json speakJson(const SpeakPlan& plan, const LoadedVoice& loaded, const Narration& narration, const Measured& measured,
                         int threads) {
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
        if (plan.sentenceFolder) {
            row["file"] = displayPath(*plan.sentenceFolder / sentenceFileName(i + 1));
        }
        sentences.push_back(std::move(row));
    }
    auto skipped = nlohmann::json::array();
    for (const SkippedSentence& sentence : narration.skipped) {
        skipped.push_back({{"text", sentence.span.text}, {"reason", sentence.error.detail}});
    }
    auto outputs = nlohmann::json::array();
    for (const auto& output : plan.outputs) {
        outputs.push_back(displayPath(output.first));
    }
    return {{"output", outputs.front()},
            {"outputs", outputs},
            {"subtitles", plan.subtitles ? nlohmann::json(displayPath(*plan.subtitles)) : nlohmann::json(nullptr)},
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
    for (const auto& output : plan.outputs) {
        console.line(fmt::format("Wrote {}: {:.1f} s, {} sentences", displayPath(output.first), narration.audio.seconds(),
                                 narration.sentences.size()));
    }
    if (plan.subtitles) {
        console.line("Wrote " + displayPath(*plan.subtitles));
    }
    if (plan.sentenceFolder) {
        console.line(fmt::format("Wrote {} files in {}", narration.sentences.size(), displayPath(*plan.sentenceFolder)));
    }
    console.line(fmt::format("  real-time factor {:.3f}, first audio after {:.2f} s", narration.realTimeFactor,
                             measured.firstAudioSeconds));
    if (measured.similarity) {
        console.line(fmt::format("  similarity to the recordings {:.2f}", *measured.similarity));
    }
    if (narration.loudness) {
        const Loudness& after = narration.loudness->after;
        console.line(fmt::format("  loudness {:.1f} LUFS, true peak {:.1f} dBTP{}{}", after.integratedLufs, after.truePeakDbtp,
                                 narration.loudness->note.empty() ? "" : "; ", narration.loudness->note));
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
    const auto narration = renderNarration(*loaded->voice, plan->script, settings, program.console.progress(), program.stop);
    program.console.endLive();
    if (!narration) {
        return tl::unexpected(narration.error());
    }
    measured.firstAudioSeconds = measured.loadSeconds + narration->firstAudioSeconds;
    if (auto wrote = writeAll(*plan, *narration, program.console); !wrote) {
        program.console.endLive();
        return tl::unexpected(wrote.error());
    }
    countUse(composition, *loaded, *narration);
    if (options.similarity) {
        const auto meter = composition.makeSpeakerMeter();
        if (!meter) {
            program.console.endLive();
            return tl::unexpected(meter.error());
        }
        const auto similarity = similarityTo(loaded->stored, narration->audio, **meter, program.stop);
        // The files are written; being stopped while measuring costs only the figure.
        measured.similarity = similarity ? *similarity : std::optional<double>{};
    }
    program.console.endLive();
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
    options.clarityOption =
        addNumber(command, "--clarity", options.clarity, {0.4, 1.0}, "Instant engine: from likeness (0.4) to clear words (1)")
            ->type_name("X");
    addWholeNumber(command, "--pause-ms", options.settings.pauseMs, {0, 10'000},
                   "Silence between sentences; twice that between paragraphs")
        ->type_name("N");
}

}  // namespace

void registerSpeak(CLI::App& root, Program& program) {
    auto* command = root.add_subcommand("speak", "Speak a text with a voice and write it to a file");
    auto options = std::make_shared<SpeakOptions>();
    command->add_option("--voice", options->voice, "The voice (see `timbre voice list`), or version N of it")->required()->type_name("NAME[@N]");
    // By hand: CLI11 takes an empty word for an optional as "not given", but an empty text is a text.
    command->add_option_function<std::string>("--text", [options](const std::string& text) { options->text = text; }, "What to say")
        ->type_name("TEXT");
    command->add_option("--file", options->file, "Text file with what to say; - reads standard input")->type_name("SCRIPT");
    command->add_option("-o,--output", options->outputs, "File to write: .wav, .mp3, .flac or .ogg; may be given several times")
        ->required()
        ->type_name("OUT")
        ->allow_extra_args(false);
    command->add_option("--engine", options->engine, "Engine to use (default: the one the voice was made with)")->type_name("E");
    addVoiceSettings(*command, *options);
    command->add_option("--loudness", options->loudness, "-14, -16, -23 or other LUFS, acx (audiobooks), or off (default -16)")
        ->type_name("L");
    command->add_option("--per-sentence", options->sentenceFolder, "Also write each sentence to DIR/0001.wav, ...")
        ->type_name("DIR");
    command->add_flag("--similarity", options->similarity, "Also measure how alike the speech and the voice's recordings sound");
    command->add_option("--subtitles", options->subtitles, "Also write subtitles, timed by what was spoken: .srt or .vtt")
        ->type_name("OUT");
    command->footer(
        "Everything that could be refused is refused before the work begins. Files appear when they are whole and replace\n"
        "older ones. Ctrl+C stops and leaves no half-written file.\n\n"
        "Examples:\n"
        "  timbre speak --voice anna --text \"Good morning.\" -o morning.wav\n"
        "  timbre speak --voice anna --file chapter1.txt -o chapter1.mp3 -o chapter1.wav --subtitles chapter1.srt\n"
        "  cat news.txt | timbre speak --voice anna --file - -o news.ogg --speed 1.1 --loudness -14 --json\n\n"
        "--json: {\"output\",\"outputs\",\"subtitles\",\"voice\",\"version\",\"engine\",\"seconds\",\"sample_rate_hz\",\"rtf\",\"first_audio_s\",\n"
        "  \"load_s\",\"render_s\",\"threads\",\"seed\",\"similarity\",\"loudness\":{\"integrated_lufs\",\"true_peak_dbtp\",...},\n"
        "  \"sentences\":[{\"text\",\"start_s\",\"end_s\",\"words\"}],\"skipped\":[{\"text\",\"reason\"}]}\n"
        "  rtf: engine seconds per second of speech; first_audio_s: loading the voice included;\n"
        "  similarity: null without --similarity (cosine of GE2E speaker embeddings; recordings of one person: about 0.95).");
    command->callback([&program, options] {
        requireOneText(*options);
        program.job = [&program, options] { return speak(program, *options); };
    });
}

}  // namespace timbre::app
