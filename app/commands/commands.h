// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <stop_token>
#include <string>

#include "app/compose.h"
#include "app/console.h"
#include "core/audio/quality.h"
#include "core/audio/vad.h"
#include "core/base/result.h"

namespace CLI {
class App;
}

namespace timbre::app {

/// What `timbre` ends with. Part of the stable command line: numbers never change their meaning.
enum class ExitCode : int {
    Ok = 0,
    AnswerIsNo = 1,  ///< It worked, and the answer is no: a recording must be made again, something is not ready.
    Usage = 2,       ///< The command line itself is wrong.
    BadInput = 3,    ///< A file, text or number that was given cannot be used.
    NotFound = 4,
    Unsupported = 5,
    Io = 6,
    ModelMissing = 7,
    AlreadyExists = 8,
    Device = 9,  ///< No usable sound or compute device.
    OutOfMemory = 10,
    Internal = 70,
    Cancelled = 130,  ///< Ctrl+C or a request to end; nothing half-made remains.
};

ExitCode exitCodeFor(ErrorCode code) noexcept;

/// Options every command has.
struct GlobalOptions {
    std::string dataFolder;  ///< Empty: the XDG folder.
    int threads = 0;         ///< 0: all cores.
    std::string device = "auto";
    bool exact = false;
    int modelMemoryMiB = 0;  ///< 0: half of the machine's.
    bool json = false;
    bool quiet = false;
};

/// What a command gets to work with.
struct Program {
    GlobalOptions options;
    mutable Console console;  ///< Speaking changes nothing of the program.
    std::stop_token stop;  ///< Requested by Ctrl+C and SIGTERM.

    /// The work of the command that was chosen; set by its callback, called by main once the line is parsed.
    std::function<Result<ExitCode>()> job;
    /// Set with the job where Ctrl+C may end the process in the middle of it: everything it writes is a PendingFile or a
    /// PendingVoice until it is whole. Not for recordings, whose sound is to be kept.
    bool leavesWhenStopped = false;

    /// What is said of it then; set with the job where something is kept.
    Error stopped{ErrorCode::Cancelled, "stopped; nothing half-made was left behind",
                  "Give the same command again to start over."};

    /// The same words whatever stage noticed: which one it was says nothing to anybody.
    void sayStopped();

    /// Engines, voices and encoders for the options given. Called by jobs, after parsing.
    [[nodiscard]] Composition compose() const;
};

/// Speech detection for quality checks; null where its weights are not installed (speech is then found by energy).
SharedVadModel loadVad(const Program& program);

/// A quality report as the stable JSON object of `check` and `record`, and as a few lines for people.
nlohmann::json qualityJson(const QualityReport& quality);
void printQuality(Console& console, const QualityReport& quality);

// Each adds its command below `root`: options first, then `command->callback([&program, options] { program.job = ...; })`.
void registerCheck(CLI::App& root, Program& program);
void registerVoice(CLI::App& root, Program& program);
void registerSpeak(CLI::App& root, Program& program);
void registerStream(CLI::App& root, Program& program);
void registerModels(CLI::App& root, Program& program);
void registerDevices(CLI::App& root, Program& program);
void registerRecord(CLI::App& root, Program& program);
void registerEngines(CLI::App& root, Program& program);
void registerLanguages(CLI::App& root, Program& program);
void registerPhonemize(CLI::App& root, Program& program);
void registerSplit(CLI::App& root, Program& program);
void registerImport(CLI::App& root, Program& program);
void registerLexicon(CLI::App& root, Program& program);
void registerDoctor(CLI::App& root, Program& program);
void registerBench(CLI::App& root, Program& program);

}  // namespace timbre::app
