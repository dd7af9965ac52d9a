// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>
#include <numbers>
#include <string>
#include <vector>

#include "app/commands/commands.h"
#include "app/options.h"
#include "core/audio/decode.h"
#include "core/studio/pipeline.h"
#include "core/text/text.h"

namespace timbre::app {

namespace {

using Clock = std::chrono::steady_clock;

struct BenchOptions {
    std::string voice;
    std::string text;
    std::string file;
    int runs = 5;
};

double secondsSince(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

double median(std::vector<double> values) {
    std::ranges::sort(values);
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2.0;
}

/// Syllable-like bursts over a little noise, where no recording was named: the analysis costs the same for any sound.
AudioClip syntheticSpeech() {
    constexpr int kRateHz = 22'050;
    constexpr int kSeconds = 60;
    AudioClip clip{.sampleRateHz = kRateHz, .channels = 1, .samples = {}};
    clip.samples.reserve(static_cast<std::size_t>(kRateHz) * kSeconds);
    std::uint32_t noise = 1;
    for (int i = 0; i < kRateHz * kSeconds; ++i) {
        const double seconds = static_cast<double>(i) / kRateHz;
        noise = noise * 1664525U + 1013904223U;
        const double hiss = (static_cast<double>(noise >> 8U) / (1U << 24U) - 0.5) * 0.002;
        const double syllable = std::max(0.0, std::sin(2.0 * std::numbers::pi * 4.0 * seconds));
        const double talking = std::fmod(seconds, 3.0) < 2.4 ? 1.0 : 0.0;
        const double tone = std::sin(2.0 * std::numbers::pi * 140.0 * seconds) + 0.5 * std::sin(2.0 * std::numbers::pi * 700.0 * seconds);
        clip.samples.push_back(static_cast<float>(0.1 * talking * syllable * tone + hiss));
    }
    return clip;
}

Result<ExitCode> benchCheck(Program& program, const BenchOptions& options) {
    AudioClip clip = syntheticSpeech();
    if (!options.file.empty()) {
        auto read = readAudio(options.file);
        if (!read) {
            return tl::unexpected(read.error());
        }
        clip = std::move(*read);
    }
    const SharedVadModel vad = loadVad(program);
    std::vector<double> ratios;
    for (int run = 0; run < options.runs; ++run) {
        if (program.stop.stop_requested()) {
            return fail(ErrorCode::Cancelled, "stopped before all runs were done");
        }
        const auto started = Clock::now();
        const auto report = analyseQuality(clip, vad);
        if (!report) {
            return tl::unexpected(report.error());
        }
        ratios.push_back(secondsSince(started) / clip.seconds());
    }
    const double ratio = median(ratios);
    program.console.document({{"bench", "check"},
                              {"sound_s", clip.seconds()},
                              {"runs", ratios},
                              {"rtf_median", ratio},
                              {"times_real_time", 1.0 / ratio},
                              {"network", vad != nullptr}});
    program.console.line(fmt::format("check: real-time factor {:.5f} (median of {}; {:.0f} times real time), {:.1f} s of sound, "
                                     "speech found by {}",
                                     ratio, options.runs, 1.0 / ratio, clip.seconds(), vad ? "network" : "energy"));
    return ExitCode::Ok;
}

Result<ExitCode> benchSpeak(Program& program, const BenchOptions& options) {
    const Composition composition = program.compose();
    const auto store = composition.openVoices();
    if (!store) {
        return tl::unexpected(store.error());
    }
    const auto stored = store->find(options.voice);
    if (!stored) {
        return tl::unexpected(stored.error());
    }
    const auto engine = composition.makeEngine(stored->version.engine);
    if (!engine) {
        return tl::unexpected(engine.error());
    }
    const auto language = findLanguage(stored->version.language);
    if (!language) {
        return tl::unexpected(language.error());
    }
    const std::string text = options.text.empty() ? std::string((*language)->sampleText) : options.text;

    const auto loading = Clock::now();
    const auto voice = (*engine)->loadVoice(stored->engineFolder);
    if (!voice) {
        return tl::unexpected(voice.error());
    }
    const double loadSeconds = secondsSince(loading);
    std::vector<double> factors;
    std::vector<double> firstAudio;
    double sound = 0.0;
    for (int run = 0; run < options.runs; ++run) {
        NarrationSettings settings;
        settings.language = stored->version.language;
        // Another seed each time, so that nothing an engine remembers makes a run look quicker.
        settings.speak.seed = static_cast<std::uint64_t>(run);
        const auto narration = renderNarration(**voice, text, settings, {}, program.stop);
        if (!narration) {
            return tl::unexpected(narration.error());
        }
        factors.push_back(narration->realTimeFactor);
        firstAudio.push_back(narration->firstAudioSeconds);
        sound = narration->audio.seconds();
    }
    program.console.document({{"bench", "speak"},
                              {"voice", stored->name},
                              {"engine", stored->version.engine},
                              {"threads", composition.places().threads},
                              {"sound_s", sound},
                              {"load_s", loadSeconds},
                              {"runs", factors},
                              {"rtf_first", factors.front()},
                              {"rtf_median", median(factors)},
                              {"first_audio_s_median", median(firstAudio)}});
    program.console.line(fmt::format("speak: real-time factor {:.3f} (median of {}; the first {:.3f}), first audio after {:.3f} s, "
                                     "voice loaded in {:.3f} s, {} threads",
                                     median(factors), options.runs, factors.front(), median(firstAudio), loadSeconds,
                                     composition.places().threads));
    return ExitCode::Ok;
}

}  // namespace

void registerBench(CLI::App& root, Program& program) {
    auto* bench = root.add_subcommand("bench", "Measure how fast checking and speaking are on this machine");
    bench->require_subcommand(1);
    bench->footer(
        "Each measures several runs and gives the median. The machine should have nothing else to do meanwhile.\n\n"
        "Examples:\n"
        "  timbre bench speak --voice anna --threads 1\n"
        "  timbre bench check take1.wav --runs 9 --json\n\n"
        "--json: the figures of each run and their median; `timbre bench speak --help` and `timbre bench check --help` "
        "list "
        "them.");
    auto options = std::make_shared<BenchOptions>();

    auto* speak = bench->add_subcommand("speak", "Time an engine with one of your voices");
    speak->add_option("--voice", options->voice, "The voice")->required()->type_name("NAME");
    speak->add_option("--text", options->text, "What to speak (default: two sentences)")->type_name("TEXT");
    addWholeNumber(*speak, "--runs", options->runs, {1, 100}, "How often; the median counts")->type_name("N");
    speak->footer("Real-time factor: seconds of work per second of speech. --threads 1 measures one core.\n"
                  "--json: {\"rtf_median\",\"rtf_first\",\"first_audio_s_median\",\"load_s\",\"runs\",\"threads\",\"sound_s\",...}");
    speak->callback([&program, options] { program.job = [&program, options] { return benchSpeak(program, *options); }; });

    auto* check = bench->add_subcommand("check", "Time the quality check");
    check->add_option("FILE", options->file, "A recording (default: 60 s of made-up sound)")->type_name("");
    addWholeNumber(*check, "--runs", options->runs, {1, 100}, "How often; the median counts")->type_name("N");
    check->footer("--json: {\"rtf_median\",\"times_real_time\",\"runs\",\"sound_s\",\"network\"}");
    check->callback([&program, options] { program.job = [&program, options] { return benchCheck(program, *options); }; });
}

}  // namespace timbre::app
