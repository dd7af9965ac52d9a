// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <future>
#include <new>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "app/commands/commands.h"
#include "app/options.h"
#include "app/words.h"
#include "app/stop_signals.h"
#include "core/base/half_made.h"
#include "core/base/near_names.h"

namespace timbre::app {

Composition Program::compose() const {
    const int cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    return Composition({.dataFolder = dataFolderFor(options.dataFolder),
                        .resourceFolder = findResourceFolder(),
                        .threads = options.threads > 0 ? options.threads : cores,
                        .device = options.device == "cuda"  ? Device::Cuda
                                  : options.device == "cpu" ? Device::Cpu
                                                            : Device::Automatic,
                        .exact = options.exact,
                        .memoryLimit = static_cast<std::uint64_t>(options.modelMemoryMiB) << 20U,
                        .warn = [this](const Error& error) { console.warn(error.message()); }});
}

void Program::sayStopped() { console.error(stopped); }

SharedVadModel loadVad(const Program& program) { return program.compose().loadVad().value_or(nullptr); }

namespace {

void addGlobalOptions(CLI::App& root, GlobalOptions& options) {
    root.add_flag("--json", options.json, "Answer with one JSON document on standard output, errors too");
    root.add_flag("-q,--quiet", options.quiet, "No progress and no hints; warnings stay");
    root.add_option("--data-dir", options.dataFolder, "Where voices are kept (default: $XDG_DATA_HOME/timbre-studio)")
        ->type_name("DIR")
        ->take_last();
    addWholeNumber(root, "--threads", options.threads, {0, 256}, "Processor threads; 0 is all cores")
        ->type_name("N")
        ->take_last();
    root.add_option_function<std::string>(
            "--compute",
            [&options](const std::string& device) {
                if (device != "auto" && device != "cpu" && device != "cuda") {
                    refuseValue("--compute", device, "auto, cpu or cuda");
                }
                options.device = device;
            },
            "Where GPT-SoVITS computes: auto (CUDA where there is a GPU), cpu or cuda")
        ->type_name("WHERE")
        ->take_last();
    root.add_flag("--exact", options.exact, "GPT-SoVITS computes in float32 throughout: slower, to the last digit");
    addWholeNumber(root, "--model-memory", options.modelMemoryMiB, {0, 1'048'576},
                   "MiB of memory for models that are kept loaded; 0 is half of the machine's")
        ->type_name("MIB")
        ->take_last();
}

void describe(CLI::App& root) {
    root.description("Timbre Studio: a voice of your own, from a minute of recordings, on your own machine.");
    root.set_version_flag("--version", std::string("timbre ") + TIMBRE_VERSION, "Show the version");
    root.footer(
        "From recordings to a narration:\n"
        "  timbre check recordings/*.wav\n"
        "  timbre voice create anna --clips recordings --transcripts recordings/metadata.csv\n"
        "  timbre speak --voice anna --file script.txt -o narration.mp3 --subtitles narration.srt\n\n"
        "Global options may stand before or after the command. `timbre COMMAND --help` tells more.\n\n"
        "Exit codes: 0 done; 1 done, and the answer is no (record again, not healthy, not all of the script spoken);\n"
        "  2 wrong command line; 3 unusable input; 4 not found; 5 not supported; 6 reading or writing failed; 7 a "
        "model is "
        "missing;\n"
        "  8 the name is taken; 9 no device; 10 out of memory; 70 a fault of this program; 130 stopped by Ctrl+C.\n\n"
        "Environment: TIMBRE_RESOURCE_DIR names the folder with models/ (default: beside the program in "
        "../share/timbre).");
    root.require_subcommand(1);
    root.get_formatter()->column_width(30);
    root.get_formatter()->label("REQUIRED", "");
    root.get_formatter()->label("SUBCOMMAND", "COMMAND");
    root.get_formatter()->label("Subcommands", "Commands");
    root.get_formatter()->label("Positionals", "Arguments");
}

/// Global options are found wherever they stand.
void letGlobalsStandAnywhere(CLI::App& command) {
    for (CLI::App* child : command.get_subcommands({})) {
        child->fallthrough();
        letGlobalsStandAnywhere(*child);
    }
}

/// The deepest command that was named.
const CLI::App& namedCommand(const CLI::App& root) {
    const CLI::App* command = &root;
    while (!command->get_subcommands().empty()) {
        command = command->get_subcommands().front();
    }
    return *command;
}

std::string fullName(const CLI::App& command) {
    const CLI::App* parent = command.get_parent();
    return parent == nullptr ? "timbre" : fullName(*parent) + " " + command.get_name();
}

std::vector<std::string> commandNames(const CLI::App& command) {
    std::vector<std::string> names;
    for (const CLI::App* child : command.get_subcommands([](const CLI::App*) { return true; })) {
        names.push_back(child->get_name());
    }
    return names;
}

std::vector<std::string> optionNames(const CLI::App& command) {
    std::vector<std::string> names;
    for (const CLI::App* level = &command; level != nullptr; level = level->get_parent()) {
        for (const CLI::Option* option : level->get_options()) {
            for (const std::string& name : option->get_lnames()) {
                names.push_back("--" + name);
            }
        }
    }
    return names;
}

/// The word that the parser stumbled over, or nothing.
std::string strangeWord(const CLI::App& root) {
    const auto rest = root.remaining(true);
    return rest.empty() ? std::string{} : rest.front();
}

std::string usageAdvice(const CLI::App& root) {
    const CLI::App& command = namedCommand(root);
    const std::string word = strangeWord(root);
    const bool option = word.starts_with("-");
    const std::string question =
        word.empty() ? std::string{} : didYouMean(word, option ? optionNames(command) : commandNames(command));
    return fmt::format("{}{}`{} --help` shows how.", question, question.empty() ? "" : " ", fullName(command));
}

/// The option or argument that the parser names at the beginning of its complaint; null where it names none.
const CLI::Option* optionMeant(const CLI::App& command, const std::string& complaint) {
    for (const CLI::App* level = &command; level != nullptr; level = level->get_parent()) {
        for (const CLI::Option* option : level->get_options()) {
            const std::string& name = option->get_name();
            if (complaint == name || complaint.starts_with(name + ":") || complaint.starts_with(name + " ") ||
                complaint.find(" " + name + " ") != std::string::npos ||
                complaint.find(" " + name + ",") != std::string::npos) {
                return option;
            }
        }
    }
    return nullptr;
}

/// "--voice NAME", or "NAME" for what stands by itself.
std::string howWritten(const CLI::Option& option) {
    const std::string type = option.get_type_name();
    return option.get_positional() || type.empty() ? option.get_name() : option.get_name() + " " + type;
}

/// What the command cannot do without and was not given.
std::string missingMessage(const CLI::App& command) {
    std::vector<std::string> missing;
    for (const CLI::Option* option : command.get_options()) {
        if (option->get_required() && option->count() == 0) {
            missing.push_back(howWritten(*option));
        }
    }
    return missing.empty() ? std::string{} : fmt::format("{} needs {}", fullName(command), fmt::join(missing, " and "));
}

/// An option without its value, or with too many.
std::string mismatchMessage(const CLI::App& command, const std::string& complaint) {
    const CLI::Option* option = optionMeant(command, complaint);
    if (option == nullptr) {
        return complaint;
    }
    if (complaint.find("At Most") != std::string::npos || option->count() > 1) {
        return fmt::format("{} was given {} times, and once is all it takes", option->get_name(), option->count());
    }
    if (complaint.find("override") != std::string::npos) {
        return fmt::format("{} takes no value", option->get_name());
    }
    return option->get_positional() ? fmt::format("{} is missing", option->get_name())
                                    : fmt::format("{} needs a value: {}", option->get_name(), howWritten(*option));
}

/// The parser's own kinds of complaint in our words; nothing where it is about words nobody knows.
std::string parserMessage(const CLI::App& command, const CLI::ParseError& error) {
    const std::string complaint = error.what();
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
        return mismatchMessage(command, complaint);
    }
    if (dynamic_cast<const CLI::ConversionError*>(&error) != nullptr) {
        const CLI::Option* option = optionMeant(command, complaint);
        return option == nullptr
                   ? complaint
                   : fmt::format("{} cannot take “{}”", option->get_name(), fmt::join(option->results(), " "));
    }
    if (dynamic_cast<const CLI::ValidationError*>(&error) != nullptr) {
        return complaint;  // ours
    }
    return {};
}

/// About words that no command or option has.
std::string strangeWordMessage(const CLI::App& command, const std::string& word) {
    if (word.starts_with("-")) {
        return fmt::format("{} has no option “{}”", fullName(command), word);
    }
    if (!commandNames(command).empty()) {
        return fmt::format("{} has no command “{}”", fullName(command), word);
    }
    return fmt::format("“{}” is too much for {}", word, fullName(command));
}

std::string usageMessage(const CLI::App& root, const CLI::ParseError& error) {
    const CLI::App& command = namedCommand(root);
    if (std::string message = parserMessage(command, error); !message.empty()) {
        return message;
    }
    if (const std::string word = strangeWord(root); !word.empty()) {
        return strangeWordMessage(command, word);
    }
    if (!commandNames(command).empty()) {
        return fmt::format("{} needs a command", fullName(command));
    }
    const std::string missing = missingMessage(command);
    return missing.empty() ? error.what() : missing;
}

int endWithUsage(const CLI::App& root, const CLI::ParseError& error, Console& console) {
    console.error("usage", usageMessage(root, error), usageAdvice(root));
    return static_cast<int>(ExitCode::Usage);
}

/// `timbre voice tags --help`: there is nothing that this help could be about.
bool asksForNoCommand(const CLI::App& root) {
    const std::string word = strangeWord(root);
    return !word.empty() && !word.starts_with("-") && !commandNames(namedCommand(root)).empty();
}

Result<ExitCode> runJob(const Program& program) {
    try {
        return program.job();
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, "the memory is full",
                    "Close other programs, or give shorter recordings or texts.");
    } catch (const std::exception& problem) {
        return fail(ErrorCode::Internal, fmt::format("something went wrong inside: {}", problem.what()),
                    "Please report this with the command you gave.");
    }
}

/// The job on a thread of its own. Work that was told to stop gets a moment to end orderly; where it is deep inside a
/// library that knows no stop (flite, opening libtorch, flushing to disk), the process leaves without it.
Result<ExitCode> runAndLeaveWhenStopped(Program& program) {
    constexpr std::chrono::milliseconds kLook{5};
    constexpr std::chrono::milliseconds kGrace{60};
    std::packaged_task<Result<ExitCode>()> task([&program] { return runJob(program); });
    std::future<Result<ExitCode>> done = task.get_future();
    std::thread worker(std::move(task));
    while (!program.stop.stop_requested() && done.wait_for(kLook) != std::future_status::ready) {
    }
    if (done.wait_for(program.stop.stop_requested() ? kGrace : kLook) == std::future_status::ready) {
        worker.join();
        return done.get();
    }
    abandonHalfMade();
    program.sayStopped();
    std::fflush(nullptr);
    ::_exit(static_cast<int>(ExitCode::Cancelled));
}

/// Sounds and pipes are opened by number: a program that was started without these would take one of its own files for
/// its terminal.
void openStandardStreams() {
    for (int handle = ::open("/dev/null", O_RDWR); handle >= 0; handle = ::open("/dev/null", O_RDWR)) {
        if (handle > STDERR_FILENO) {
            ::close(handle);
            return;
        }
    }
}

/// --version and --help, which CLI11 answers by itself, as a document.
int answerInJson(const CLI::App& root, const CLI::Success& asked, Console& console) {
    std::ostringstream text;
    std::ostringstream errors;
    const int code = root.exit(asked, text, errors);
    std::string answer = text.str();
    answer.erase(answer.find_last_not_of('\n') + 1);
    const bool version = asked.get_name() == "CallForVersion";
    console.document(
        nlohmann::json::object({{version ? "version" : "help", version ? std::string(TIMBRE_VERSION) : answer}}));
    return code;
}

int run(int argc, char** argv) {
    openStandardStreams();
    const StopSignals signals;
    Program program;
    program.stop = signals.token();
    // Known before parsing, so that a wrong command line is answered in JSON too.
    const std::vector<std::string_view> words(argv, argv + argc);
    program.console.setJson(std::ranges::find(words, "--json") != words.end());

    CLI::App root{"", "timbre"};
    describe(root);
    addGlobalOptions(root, program.options);
    registerCheck(root, program);
    registerVoice(root, program);
    registerSpeak(root, program);
    registerStream(root, program);
    registerModels(root, program);
    registerDevices(root, program);
    registerRecord(root, program);
    registerEngines(root, program);
    registerLanguages(root, program);
    registerPhonemize(root, program);
    registerSplit(root, program);
    registerImport(root, program);
    registerLexicon(root, program);
    registerDoctor(root, program);
    registerBench(root, program);
    letGlobalsStandAnywhere(root);
    try {
        root.parse(argc, argv);
    } catch (const CLI::Success& help) {
        if (asksForNoCommand(root)) {
            return endWithUsage(root, CLI::ExtrasError({strangeWord(root)}), program.console);
        }
        return program.console.json() ? answerInJson(root, help, program.console) : root.exit(help);
    } catch (const CLI::ParseError& error) {
        return endWithUsage(root, error, program.console);
    }
    program.console.setJson(program.options.json);
    program.console.setQuiet(program.options.quiet);

    const auto code = program.leavesWhenStopped ? runAndLeaveWhenStopped(program) : runJob(program);
    program.console.endLive();
    if (!code && code.error().code == ErrorCode::Cancelled) {
        program.sayStopped();
        return static_cast<int>(ExitCode::Cancelled);
    }
    if (!code) {
        program.console.error(code.error());
        return static_cast<int>(exitCodeFor(code.error().code));
    }
    if (program.console.answerLost()) {
        program.console.complain("timbre: the answer could not be written to the standard output; is the disk full?");
        return static_cast<int>(exitCodeFor(ErrorCode::Io));
    }
    return static_cast<int>(*code);
}

/// Ends the process without the destructors of libtorch's globals: they take a tenth of a second and free what the
/// system takes back anyway. Everything of ours is gone by now. Leak checkers still get their turn.
int end(int code) {
    std::fflush(nullptr);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    ::_exit(code);
#endif
    return code;
}

}  // namespace

}  // namespace timbre::app

int main(int argc, char** argv) { return timbre::app::end(timbre::app::run(argc, argv)); }
