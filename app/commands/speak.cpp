// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/commands/commands.h"
#include "app/commands/speak_options.h"
#include "app/commands/speak_report.h"
#include "app/words.h"
#include "app/options.h"
#include "app/output_files.h"
#include "core/base/files.h"
#include "core/base/utf8.h"
#include "core/studio/voice_maker.h"

namespace timbre::app {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

/// Shares of the whole for the progress: what is not speaking and setting the level is writing.
constexpr double kRenderedAt = 0.95;

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

/// Everything that could be refused is refused before the work begins.
Result<SpeakPlan> planWork(const SpeakOptions& options, const Places& places, const std::stop_token& stop) {
    NarrationFiles files = filesFor(options);
    if (auto usable = checkFiles(files, options, places); !usable) {
        return tl::unexpected(usable.error());
    }
    auto plan = planText(options, stop);
    if (!plan) {
        return plan;
    }
    plan->settings.loudness = goalFor(files, options.loudness);
    plan->files = std::move(files);
    return plan;
}

/// A folder with parts of two scripts is easily taken for one.
void warnOfOlderSentences(const NarrationFiles& files, const Narration& narration, std::vector<std::string>& warnings) {
    if (!files.sentenceFolder) {
        return;
    }
    if (const auto older = olderSentences(*files.sentenceFolder, narration); !older.empty()) {
        warnings.push_back(
            fmt::format("{} holds numbered files that this script has no sentence for, {} the first of {}; "
                        "--force removes them",
                        displayPath(*files.sentenceFolder), displayPath(older.front().filename()), older.size()));
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
    settings.language = languageOf(options, *loaded);
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
    countUse(composition, *loaded, narration->audio.seconds());
    program.console.document(speakJson(*plan, *loaded, *narration, measured, composition.places().threads));
    printReport(program.console, *plan, *narration, measured);
    // Done, and the answer is no: not all of the script is in the files.
    return narration->skipped.empty() ? ExitCode::Ok : ExitCode::AnswerIsNo;
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

}  // namespace

void registerSpeak(CLI::App& root, Program& program) {
    auto* command = root.add_subcommand("speak", "Speak a text with a voice and write it to a file");
    auto options = std::make_shared<SpeakOptions>();
    addVoiceAndText(*command, *options);
    command
        ->add_option("-o,--output", options->outputs,
                     "File to write: .wav, .mp3, .flac or .ogg; may be given several times")
        ->required()
        ->type_name("OUT")
        ->allow_extra_args(false);
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
        "left in the folder of --per-sentence are named, and removed with --force. Ctrl+C stops and leaves no "
        "half-written file.\n\n"
        "Exit code: 0 all of the script is spoken; 1 the files are there, but a sentence could not be spoken and was "
        "left "
        "out\n"
        "(it is named, also with --quiet, and its number is left out too); others as in `timbre --help`.\n\n"
        "Examples:\n"
        "  timbre speak --voice anna --text \"Good morning.\" -o morning.wav\n"
        "  timbre speak --voice anna --file chapter1.txt -o chapter1.mp3 -o chapter1.wav --subtitles chapter1.srt\n"
        "  timbre speak --voice bo --lang auto --text \"我在 Berlin 等你。 See you there.\" -o mixed.wav\n"
        "  cat news.txt | timbre speak --voice anna --file - -o news.ogg --speed 1.1 --loudness -14 --json\n\n"
        "--json: "
        "{\"output\",\"outputs\",\"subtitles\",\"voice\",\"version\",\"engine\",\"seconds\",\"sample_rate_hz\",\"rtf\","
        "\"first_"
        "audio_s\",\n"
        "  "
        "\"load_s\",\"render_s\",\"level_s\",\"write_s\",\"total_s\",\"threads\",\"seed\",\"similarity\",\n"
        "  \"loudness\":{\"integrated_lufs\",\"true_peak_dbtp\",\"noise_floor_dbfs\",...},\"warnings\",\n"
        "  "
        "\"sentences\":[{\"number\",\"text\",\"start_s\",\"end_s\",\"attempts\",\"remark\",\"words\",\"file\"}],"
        "\"skipped\":[{\"number\","
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
