// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <memory>
#include <stop_token>
#include <string>
#include <utility>

#include "app/commands/commands.h"
#include "app/commands/speak_options.h"
#include "app/sound_pipe.h"
#include "core/base/files.h"
#include "core/studio/live_speech.h"

namespace timbre::app {

namespace {

Result<ExitCode> stream(Program& program, const SpeakOptions& options) {
    if (program.options.json) {
        return fail(ErrorCode::InvalidInput, "standard output carries the sound here, so there is no place for --json",
                    "Leave --json out; what happened is said on standard error.");
    }
    if (::isatty(STDOUT_FILENO) != 0) {
        return fail(ErrorCode::InvalidInput, "this would write sound to the terminal",
                    "Hand it on: `timbre stream ... | aplay -q`, or use `timbre speak` for a file.");
    }
    const Composition composition = program.compose();
    auto plan = planText(options, program.stop);
    if (!plan) {
        return tl::unexpected(plan.error());
    }
    const auto loaded = loadVoice(composition, options);
    if (!loaded) {
        return tl::unexpected(loaded.error());
    }
    plan->settings.language = languageOf(options, *loaded);
    if (plan->spans.empty()) {
        auto spans = splitSentences(plan->script, plan->settings.language, plan->settings.split);
        if (!spans) {
            return tl::unexpected(spans.error());
        }
        plan->spans = std::move(*spans);
    }

    // Whoever listens may go away: then there is nobody to speak for.
    std::stop_source enough;
    const std::stop_callback stopped(program.stop, [&enough] { enough.request_stop(); });
    SoundPipe pipe(STDOUT_FILENO);
    const SpeechPieces pieces = [&](std::span<const float> samples, int rateHz) {
        if (!pipe.write(samples, rateHz)) {
            enough.request_stop();
        }
    };
    const auto said = speakLive(*loaded->voice, plan->spans, plan->settings, pieces, enough.get_token());
    if (pipe.failure() != 0 && pipe.failure() != EPIPE) {
        return tl::unexpected(ioError("cannot write to", "standard output", pipe.failure()));
    }
    if (pipe.failure() == EPIPE) {
        program.console.note("timbre: The listener has gone; stopped.");
        return ExitCode::Ok;
    }
    if (!said) {
        return tl::unexpected(said.error());
    }
    countUse(composition, *loaded, said->seconds);
    program.console.note(fmt::format("timbre: Said {:.1f} s; first sound after {:.2f} s, all of it after {:.2f} s.",
                                     said->seconds, said->firstAudioSeconds, said->renderSeconds));
    for (const auto& [number, remark] : said->remarks) {
        program.console.warn(fmt::format("timbre: Sentence {}: {}.", number, remark));
    }
    for (const SkippedSentence& sentence : said->skipped) {
        program.console.warn(fmt::format("timbre: Not spoken: sentence {}, “{}”: {}", sentence.number,
                                         sentence.span.text, sentence.error.detail));
    }
    return said->skipped.empty() ? ExitCode::Ok : ExitCode::AnswerIsNo;
}

}  // namespace

void registerStream(CLI::App& root, Program& program) {
    auto* command = root.add_subcommand("stream", "Speak to standard output while the speech is made");
    auto options = std::make_shared<SpeakOptions>();
    addVoiceAndText(*command, *options);
    addVoiceSettings(*command, *options);
    command->footer(
        "A WAV file of unknown length (16 bits, mono, the engine's rate) goes to standard output piece by piece, for "
        "a\n"
        "player or another program. The level is the engine's own, and no sentence is drawn a second time for an ugly\n"
        "end: what was heard cannot be taken back. For a finished file use `timbre speak`.\n\n"
        "Examples:\n"
        "  timbre stream --voice anna --text \"Good morning.\" | aplay -q\n"
        "  timbre stream --voice anna --file news.txt | ffmpeg -i - news.opus");
    command->callback([&program, options] {
        requireOneText(*options);
        program.job = [&program, options] { return stream(program, *options); };
    });
}

}  // namespace timbre::app
