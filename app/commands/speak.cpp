// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/commands/commands.h"
#include "app/commands/voice_references.h"
#include "app/input_text.h"
#include "app/options.h"
#include "app/output_files.h"
#include "app/sentence_list.h"
#include "app/words.h"
#include "core/base/files.h"
#include "core/base/utf8.h"
#include "core/studio/narration_files.h"
#include "core/studio/pipeline.h"
#include "core/studio/voice_maker.h"
#include "core/text/text.h"

namespace timbre::app {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

/// The instant engine's measured best between words and likeness.
constexpr double kDefaultClarity = 0.75;
constexpr double kDefaultLufs = -16.0;
/// So many words are enough to see what a warning is about.
constexpr std::size_t kMostWordsNamed = 8;
/// Shares of the whole for the progress: what is not speaking and setting the level is writing.
constexpr double kRenderedAt = 0.95;

struct SpeakOptions {
    std::string voice;
    std::optional<std::string> text;
    std::string phones;
    std::string sentences;
    std::string file;
    std::vector<std::string> outputs;
    std::string engine;
    std::optional<LoudnessGoal> loudness = LoudnessGoal::lufs(kDefaultLufs);
    std::string sentenceFolder;
    bool removeOlderSentences = false;
    std::string subtitles;
    bool similarity = false;  ///< Measuring it costs more than speaking a sentence.
    double clarity = kDefaultClarity;
    /// Settings of one engine; another must not be handed them.
    CLI::Option* clarityOption = nullptr;
    std::map<std::string, double> advanced{};
    NarrationSettings settings;
};

/// Everything that was asked for, checked before any work begins.
struct SpeakPlan {
    std::string script;
    std::vector<TextSpan> spans{};  ///< In place of the script, where phones were given.
    NarrationFiles files;
    NarrationSettings settings;
};

NarrationFiles filesFor(const SpeakOptions& options) {
    NarrationFiles files;
    files.sounds.assign(options.outputs.begin(), options.outputs.end());
    if (!options.subtitles.empty()) {
        files.subtitles = options.subtitles;
    }
    if (!options.sentenceFolder.empty()) {
        files.sentenceFolder = options.sentenceFolder;
    }
    files.removeOlderSentences = options.removeOlderSentences;
    return files;
}

Result<void> checkFiles(const NarrationFiles& files, const SpeakOptions& options, const Places& places) {
    std::vector<fs::path> outputs = files.sounds;
    if (files.subtitles) {
        outputs.push_back(*files.subtitles);
    }
    std::vector<fs::path> inputs;
    for (const std::string& file : {options.file, options.sentences}) {
        if (!file.empty() && file != "-") {
            inputs.emplace_back(file);
        }
    }
    if (auto harmless = protectInputs(outputs, inputs, places); !harmless) {
        return harmless;
    }
    return checkNarrationFiles(files);
}

/// Sentences whose phones were given: they have no words to show.
Result<void> planPhones(const std::string& phones, SpeakPlan& plan) {
    const auto sentences = parsePhones(phones);
    if (!sentences) {
        return tl::unexpected(sentences.error());
    }
    for (const std::vector<std::int64_t>& sentence : *sentences) {
        TextSpan span{.text = fmt::format("{}", fmt::join(sentence, " "))};
        span.beginByte = plan.script.size();
        plan.script += span.text + "\n";
        span.endByte = plan.script.size() - 1;
        plan.spans.push_back(std::move(span));
        plan.settings.sentences.push_back({.phones = sentence});
    }
    plan.spans.back().breakAfter = TextBreak::Paragraph;
    return {};
}

/// A list of sentences, each with settings of its own.
Result<void> planSentences(const std::string& file, const std::stop_token& stop, SpeakPlan& plan) {
    const auto lines = readScript(file, stop);
    if (!lines) {
        return tl::unexpected(lines.error());
    }
    auto list = readSentenceList(*lines, plan.settings.speak);
    if (!list) {
        return tl::unexpected(list.error());
    }
    plan.script = std::move(list->script);
    plan.spans = std::move(list->spans);
    plan.settings.sentences = std::move(list->settings);
    return checkNarrationSettings(plan.settings);
}

Result<SpeakPlan> planWork(const SpeakOptions& options, const Places& places, const std::stop_token& stop) {
    SpeakPlan plan;
    plan.settings = options.settings;
    if (options.clarityOption->count() > 0) {
        plan.settings.speak.advanced["clarity"] = options.clarity;
    }
    plan.settings.speak.advanced.insert(options.advanced.begin(), options.advanced.end());
    plan.files = filesFor(options);
    if (auto usable = checkFiles(plan.files, options, places); !usable) {
        return tl::unexpected(usable.error());
    }
    plan.settings.loudness = goalFor(plan.files, options.loudness);
    if (!options.phones.empty() || !options.sentences.empty()) {
        auto planned = options.phones.empty() ? planSentences(options.sentences, stop, plan)
                                              : planPhones(options.phones, plan);
        return planned ? Result<SpeakPlan>(std::move(plan)) : tl::unexpected(planned.error());
    }
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
    double writeSeconds = 0.0;
    double totalSeconds = 0.0;  ///< From the start of the command's work; waiting for a script is not counted.
    std::optional<double> similarity;
    std::vector<std::string> warnings;
};

/// Sentences that were left out stand by themselves; this is about what was spoken, but perhaps not as it is meant.
std::vector<std::string> warningsFor(const Narration& narration, const std::string& language) {
    std::string spoken;
    for (const NarrationSentence& sentence : narration.sentences) {
        spoken += sentence.span.text + "\n";
    }
    std::vector<std::string> words = wordsWithForeignLetters(spoken, language);
    if (words.empty()) {
        return {};
    }
    const std::size_t more = words.size() - std::min(words.size(), kMostWordsNamed);
    words.resize(words.size() - more);
    const auto entry = findLanguage(language);
    const std::string_view name = entry ? (*entry)->name : std::string_view(language);
    return {fmt::format("These words have letters that {} does not have and are spoken as if they were {}: {}{}", name,
                        name, fmt::join(words, ", "), more == 0 ? "" : fmt::format(" and {} more", more))};
}

/// A folder with parts of two scripts is easily taken for one.
void warnOfOlderSentences(const NarrationFiles& files, const Narration& narration, std::vector<std::string>& warnings) {
    if (!files.sentenceFolder) {
        return;
    }
    if (const auto older = olderSentences(*files.sentenceFolder, narration); !older.empty()) {
        warnings.push_back(fmt::format("{} holds numbered files that this script has no sentence for, {} the first of {}; "
                                       "--force removes them",
                                       displayPath(*files.sentenceFolder), displayPath(older.front().filename()),
                                       older.size()));
    }
}

nlohmann::json orNull(const std::optional<double>& value) {
    return value ? nlohmann::json(*value) : nlohmann::json(nullptr);
}

nlohmann::json loudnessJson(const std::optional<LoudnessReport>& report) {
    if (!report) {
        return nullptr;
    }
    return {{"integrated_lufs", report->after.integratedLufs},
            {"true_peak_dbtp", report->after.truePeakDbtp},
            {"rms_dbfs", report->after.rmsDbfs},
            {"noise_floor_dbfs", orNull(report->after.noiseFloorDbfs)},
            {"before_lufs", report->before.integratedLufs},
            {"gain_db", report->gainDb},
            {"limited_s", report->limitedSeconds},
            {"reached", report->reached},
            {"note", report->note}};
}

nlohmann::json sentencesJson(const SpeakPlan& plan, const Narration& narration) {
    auto sentences = nlohmann::json::array();
    for (const NarrationSentence& sentence : narration.sentences) {
        nlohmann::json row = {{"number", sentence.number},
                              {"text", sentence.span.text},
                              {"start_s", sentence.startSeconds},
                              {"end_s", sentence.endSeconds},
                              {"attempts", sentence.attempts},
                              {"remark", sentence.remark}};
        auto words = nlohmann::json::array();
        for (const WordTime& word : sentence.words) {
            words.push_back({{"word", word.word}, {"start_s", word.startSeconds}, {"end_s", word.endSeconds}});
        }
        row["words"] = std::move(words);
        if (plan.files.sentenceFolder) {
            row["file"] = displayPath(*plan.files.sentenceFolder / sentenceFileName(sentence.number));
        }
        sentences.push_back(std::move(row));
    }
    return sentences;
}

nlohmann::json speakJson(const SpeakPlan& plan, const LoadedVoice& loaded, const Narration& narration,
                         const Measured& measured, int threads) {
    auto skipped = nlohmann::json::array();
    for (const SkippedSentence& sentence : narration.skipped) {
        skipped.push_back(
            {{"number", sentence.number}, {"text", sentence.span.text}, {"reason", sentence.error.detail}});
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
            {"level_s", narration.levelSeconds},
            {"write_s", measured.writeSeconds},
            {"total_s", measured.totalSeconds},
            {"threads", threads},
            {"seed", plan.settings.speak.seed},
            {"similarity", orNull(measured.similarity)},
            {"loudness", loudnessJson(narration.loudness)},
            {"warnings", measured.warnings},
            {"sentences", sentencesJson(plan, narration)},
            {"skipped", std::move(skipped)}};
}

void printFiles(Console& console, const NarrationFiles& files, const Narration& narration) {
    const std::string sentences = counted(narration.sentences.size(), "sentence");
    for (const fs::path& output : files.sounds) {
        console.line(fmt::format("Wrote {}: {:.1f} s, {}", displayPath(output), narration.audio.seconds(), sentences));
    }
    if (files.subtitles) {
        console.line("Wrote " + displayPath(*files.subtitles));
    }
    if (files.sentenceFolder) {
        console.line(fmt::format("Wrote {} in {}", counted(narration.sentences.size(), "file"),
                                 displayPath(*files.sentenceFolder)));
    }
}

void printLoudness(Console& console, const LoudnessReport& report) {
    const Loudness& after = report.after;
    std::string line =
        fmt::format("  loudness {:.1f} LUFS, true peak {:.1f} dBTP", after.integratedLufs, after.truePeakDbtp);
    if (report.goal.kind == LoudnessGoal::Kind::Acx) {
        line += fmt::format(", RMS {:.1f} dBFS", after.rmsDbfs);
        line += after.noiseFloorDbfs ? fmt::format(", noise floor {:.1f} dBFS", *after.noiseFloorDbfs)
                                     : ", noise floor could not be measured (no pause of half a second)";
    }
    console.line(report.note.empty() ? line : line + "; " + report.note);
}

void printReport(Console& console, const SpeakPlan& plan, const Narration& narration, const Measured& measured) {
    printFiles(console, plan.files, narration);
    console.line(fmt::format(
        "  real-time factor {:.3f}, first audio after {:.2f} s, all done after {:.1f} s ({:.1f} s of "
        "it for the level)",
        narration.realTimeFactor, measured.firstAudioSeconds, measured.totalSeconds, narration.levelSeconds));
    if (measured.similarity) {
        console.line(fmt::format("  similarity to the recordings {:.2f}", *measured.similarity));
    }
    if (narration.loudness) {
        printLoudness(console, *narration.loudness);
    }
    for (const std::string& warning : measured.warnings) {
        console.warn("timbre: " + warning);
    }
    for (const NarrationSentence& sentence : narration.sentences) {
        if (!sentence.remark.empty()) {
            console.warn(fmt::format("timbre: Listen to sentence {}: {} ({}).", sentence.number, sentence.remark,
                                     counted(static_cast<std::size_t>(sentence.attempts), "attempt")));
        }
    }
    for (const SkippedSentence& sentence : narration.skipped) {
        console.warn(fmt::format("timbre: Not spoken: sentence {}, “{}”: {}", sentence.number, sentence.span.text,
                                 sentence.error.detail));
    }
}

/// What --similarity asks for.
Result<std::optional<double>> measureSimilarity(Program& program, const Composition& composition,
                                                const LoadedVoice& loaded, const Narration& narration) {
    if (const ProgressSink progress = program.console.progress()) {
        progress({"comparing with the recordings", kRenderedAt});
    }
    const auto meter = composition.makeSpeakerMeter();
    if (!meter) {
        return tl::unexpected(meter.error());
    }
    return similarityTo(loaded.stored, narration.audio, **meter, program.stop);
}

Result<ExitCode> speak(Program& program, const SpeakOptions& options) {
    const auto started = Clock::now();
    const auto secondsSoFar = [started] { return std::chrono::duration<double>(Clock::now() - started).count(); };
    const Composition composition = program.compose();
    const auto plan = planWork(options, composition.places(), program.stop);
    if (!plan) {
        return tl::unexpected(plan.error());
    }
    const double planSeconds = secondsSoFar();  // Reading from a pipe may take any time; it is nobody's fault.
    const auto loaded = loadVoice(composition, options);
    if (!loaded) {
        return tl::unexpected(loaded.error());
    }
    Measured measured;
    measured.loadSeconds = secondsSoFar() - planSeconds;

    NarrationSettings settings = plan->settings;
    settings.language = loaded->stored.version.language;
    const ProgressSink progress = partOf(program.console.progress(), 0.0, kRenderedAt);
    const auto narration = plan->spans.empty()
                               ? renderNarration(*loaded->voice, plan->script, settings, progress, program.stop)
                               : renderNarration(*loaded->voice, plan->spans, settings, progress, program.stop);
    program.console.endLive();
    if (!narration) {
        return tl::unexpected(narration.error());
    }
    measured.firstAudioSeconds = measured.loadSeconds + narration->firstAudioSeconds;
    if (options.similarity) {
        const auto similarity = measureSimilarity(program, composition, *loaded, *narration);
        if (!similarity) {
            return tl::unexpected(similarity.error());
        }
        measured.similarity = *similarity;
    }
    const double renderedAt = secondsSoFar();
    const auto wrote = writeNarrationFiles(plan->files, *narration, settings.loudness,
                                           partOf(program.console.progress(), kRenderedAt, 1.0), program.stop);
    program.console.endLive();
    if (!wrote) {
        return tl::unexpected(wrote.error());
    }
    measured.writeSeconds = secondsSoFar() - renderedAt;
    measured.totalSeconds = secondsSoFar() - planSeconds;
    measured.warnings = warningsFor(*narration, settings.language);
    warnOfOlderSentences(plan->files, *narration, measured.warnings);
    countUse(composition, *loaded, *narration);
    program.console.document(speakJson(*plan, *loaded, *narration, measured, composition.places().threads));
    printReport(program.console, *plan, *narration, measured);
    // Done, and the answer is no: not all of the script is in the files.
    return narration->skipped.empty() ? ExitCode::Ok : ExitCode::AnswerIsNo;
}

void requireOneText(const SpeakOptions& options) {
    int given = options.text ? 1 : 0;
    for (const std::string* option : {&options.file, &options.phones, &options.sentences}) {
        given += option->empty() ? 0 : 1;
    }
    if (given > 1) {
        throw CLI::ValidationError("--text, --file, --sentences and --phones", "give only one of them");
    }
    if (given == 0) {
        throw CLI::ValidationError("--text or --file", "say what to speak with one of them");
    }
}

/// A level, acx, or off; anything else ends the parsing.
void addLoudness(CLI::App& command, std::optional<LoudnessGoal>& target) {
    const std::string known = fmt::format("{} to {} LUFS (-14 streaming, -16 podcasts, -23 broadcast), acx or off",
                                          LoudnessGoal::kQuietest, LoudnessGoal::kLoudest);
    const auto take = [&target, known](const std::string& text) {
        const auto goal = LoudnessGoal::parse(text);
        const bool off = foldCase(text) == "off";
        if (!goal && !off) {
            refuseValue("--loudness", text, known);
        }
        target = off ? std::optional<LoudnessGoal>{} : std::optional(*goal);
    };
    command.add_option_function<std::string>("--loudness", take, fmt::format("{} (default {})", known, kDefaultLufs))
        ->type_name("L");
}

/// GPT-SoVITS's own settings: the engine checks their ranges, and is not handed what was not given.
void addEngineNumbers(CLI::App& command, SpeakOptions& options) {
    struct Setting {
        const char* option;
        const char* name;
        const char* description;
    };
    static constexpr Setting kSettings[]{
        {"--top-k", "top_k", "Draw from the K likeliest tokens (1 to 100; default 15)"},
        {"--top-p", "top_p", "Draw from the likeliest tokens of this share (0.01 to 1; default 1)"},
        {"--temperature", "temperature", "How freely to draw (0.01 to 2; default 1)"},
        {"--repetition-penalty", "repetition_penalty", "Against repetition (1 to 2; default 1.35)"},
        {"--cfm-steps", "cfm_steps", "v3 and v4: steps of flow matching (1 to 128; default 32 and 8)"},
        {"--rerolls", "rerolls", "Other seeds to try where a sentence cannot be right (0 to 3; default 3)"}};
    for (const Setting& setting : kSettings) {
        const auto take = [&options, setting](const std::string& text) {
            const auto value = parseNumber(text);
            if (!value) {
                refuseValue(setting.option, text, "a number");
            }
            options.advanced[setting.name] = *value;
        };
        command.add_option_function<std::string>(setting.option, take, setting.description)
            ->type_name("X")
            ->group("GPT-SoVITS");
    }
    command.add_option("--style", options.settings.speak.style, "One of the voice's styles (default: its first one)")
        ->type_name("NAME")
        ->group("GPT-SoVITS");
    command
        .add_option("--phones", options.phones,
                    "Phone ids in place of a text, with blanks between them; sentences end with a semicolon")
        ->type_name("IDS")
        ->group("GPT-SoVITS");
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
    addEngineNumbers(command, options);
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
        ->add_option("--sentences", options->sentences,
                     "JSON lines, a sentence each with its own \"speed\", \"pitch\", \"pause_ms\", \"style\", \"seed\", "
                     "\"settings\"")
        ->type_name("JSONL");
    command
        ->add_option("-o,--output", options->outputs,
                     "File to write: .wav, .mp3, .flac or .ogg; may be given several times")
        ->required()
        ->type_name("OUT")
        ->allow_extra_args(false);
    command->add_option("--engine", options->engine, "Engine to use (default: the one the voice was made with)")
        ->type_name("E");
    addVoiceSettings(*command, *options);
    addLoudness(*command, options->loudness);
    command
        ->add_option("--per-sentence", options->sentenceFolder,
                     "Also write each sentence to DIR/0001.wav, ...; 0003 is the script's third")
        ->type_name("DIR");
    command->add_flag("--force", options->removeOlderSentences,
                      "Remove the numbered files in DIR that this script has no sentence for");
    command->add_flag("--similarity", options->similarity,
                      "Also measure how alike the speech and the voice's recordings sound");
    command
        ->add_option("--subtitles", options->subtitles, "Also write subtitles, timed by what was spoken: .srt or .vtt")
        ->type_name("OUT");
    command->footer(
        "Everything that could be refused is refused before the work begins. Files appear when they are whole and "
        "replace\n"
        "older ones, but never the script; a symbolic link stays one. Numbered files that a longer "
        "script\n"
        "left in the folder of --per-sentence are named, and removed with --force. Ctrl+C stops and leaves no half-written file.\n\n"
        "Exit code: 0 all of the script is spoken; 1 the files are there, but a sentence could not be spoken and was "
        "left "
        "out\n"
        "(it is named, also with --quiet, and its number is left out too); others as in `timbre --help`.\n\n"
        "Examples:\n"
        "  timbre speak --voice anna --text \"Good morning.\" -o morning.wav\n"
        "  timbre speak --voice anna --file chapter1.txt -o chapter1.mp3 -o chapter1.wav --subtitles chapter1.srt\n"
        "  cat news.txt | timbre speak --voice anna --file - -o news.ogg --speed 1.1 --loudness -14 --json\n\n"
        "--json: "
        "{\"output\",\"outputs\",\"subtitles\",\"voice\",\"version\",\"engine\",\"seconds\",\"sample_rate_hz\",\"rtf\","
        "\"first_"
        "audio_s\",\n"
        "  "
        "\"load_s\",\"render_s\",\"level_s\",\"write_s\",\"total_s\",\"threads\",\"seed\",\"similarity\",\n"
        "  \"loudness\":{\"integrated_lufs\",\"true_peak_dbtp\",\"noise_floor_dbfs\",...},\"warnings\",\n"
        "  "
        "\"sentences\":[{\"number\",\"text\",\"start_s\",\"end_s\",\"attempts\",\"remark\",\"words\",\"file\"}],\"skipped\":[{\"number\","
        "\"text\","
        "\"reason\"}]}\n"
        "  noise_floor_dbfs: null where no pause of half a second is there to measure it in;\n"
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
