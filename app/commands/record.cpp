// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/commands/commands.h"
#include "app/options.h"
#include "core/audio/device.h"
#include "core/audio/recorder.h"
#include "core/base/files.h"

namespace timbre::app {

namespace {

struct RecordOptions {
    std::string file;
    std::string device;
    double seconds = 0.0;
    int rateHz = 48'000;
    bool rateChosen = false;  ///< Else the device may have another one.
    bool stereo = false;
    int bits = 24;
    bool force = false;
    bool recover = false;
};

constexpr const char* kHelp =
    R"(While it records it shows the level and peak in dBFS, the signal-to-noise ratio and
what to mend; afterwards the report of `timbre check`. Peaks between -12 and -6 dBFS are
right.

Ctrl+C ends the recording: the file is whole. The sound is on disk all the while, in
OUT.part.wav: after a crash or a power cut at most the last second is missing. The next
recording of the same name, or --recover, keeps it as OUT.recovered.wav.

Exit code: 0 recorded, also when ended by Ctrl+C and whatever the verdict; 6 the disk is
full or fails, 9 no device or it went away (in both the sound so far is kept in OUT.wav);
8 OUT.wav exists; 130 ended before any sound came, and then there is no file.

Examples:
  timbre record take1.wav
  timbre record take2.wav --device yeti --seconds 30

--json: {"file","seconds","sample_rate_hz","channels","bits","dropped_frames","overruns",
  "quality":{as in check},"trouble":null or {"code","message","advice"},"recovered"})";

constexpr int kBarCells = 24;
constexpr double kBarLowestDbfs = -60.0;
constexpr double kRedAboveDbfs = -3.0;  ///< A peak this close to full scale clips with the next louder word.

/// A bar of the level with the peak of the last second as a mark: "#########-----|--------".
std::string levelBar(double levelDbfs, double peakDbfs) {
    const auto cell = [](double dbfs) {
        const double share = std::clamp(1.0 - dbfs / kBarLowestDbfs, 0.0, 1.0);
        return static_cast<std::size_t>(std::lround(share * kBarCells));
    };
    std::string bar(cell(levelDbfs), '#');
    bar.resize(kBarCells, '-');
    if (const std::size_t peak = cell(peakDbfs); peak > 0) {
        bar[peak - 1] = peakDbfs > kRedAboveDbfs ? '!' : '|';
    }
    return bar;
}

/// What to think of the sound so far, in a few words.
std::string_view liveVerdict(const QualityReport& quality) {
    if (quality.findings.empty()) {
        return quality.verdict == Verdict::Good ? "good" : "listening";
    }
    switch (quality.findings.front().problem) {
        case QualityProblem::Empty:
        case QualityProblem::NoSpeech:
            return "no speech yet";
        case QualityProblem::TooShort:
            return "speak on";
        case QualityProblem::Noise:
        case QualityProblem::SomeNoise:
            return "noise in the room";
        case QualityProblem::Clipping:
            return "too loud";
        case QualityProblem::TooQuiet:
            return "too quiet";
        case QualityProblem::TelephoneBand:
        case QualityProblem::DullBand:
            return "muffled";
        case QualityProblem::Reverberation:
            return "echo";
        case QualityProblem::Hum:
            return "mains hum";
        case QualityProblem::CutShort:
        case QualityProblem::Damaged:
            return "damaged";  // of files only
    }
    return "";
}

std::string elapsed(double seconds) {
    const auto whole = static_cast<long>(seconds);
    return fmt::format("{:02}:{:02}", whole / 60, whole % 60);
}

/// Draws the meter on a terminal, and says it once a second elsewhere.
class Meter {
  public:
    explicit Meter(Console& console) : console_(console) {}

    void show(const RecordingStatus& status) {
        const QualityReport& quality = status.quality;
        const std::string snr = quality.speechShare > 0.0 ? fmt::format("{:.0f} dB", quality.snrDb) : "?";
        if (console_.interactive()) {
            console_.live(fmt::format("{} [{}] {:5.1f} dBFS  peak {:5.1f}  SNR {}  {}", elapsed(status.seconds),
                                      levelBar(status.levelDbfs, status.peakDbfs), status.levelDbfs, status.peakDbfs,
                                      snr, liveVerdict(quality)));
        } else if (status.seconds >= nextLine_) {
            nextLine_ = std::floor(status.seconds) + 1.0;
            console_.note(fmt::format("{}  level {:.1f} dBFS  peak {:.1f} dBFS  SNR {}  {}", elapsed(status.seconds),
                                      status.levelDbfs, status.peakDbfs, snr, liveVerdict(quality)));
        }
    }

  private:
    Console& console_;
    double nextLine_ = 1.0;
};

nlohmann::json takeJson(const TakeFile& take) {
    return {{"file", displayPath(take.path)},
            {"seconds", take.seconds()},
            {"sample_rate_hz", take.format.sampleRateHz},
            {"channels", take.format.channels},
            {"bits", take.format.bits}};
}

/// What a recording that was killed has left under this name is made whole before anything else happens to it.
Result<std::optional<TakeFile>> rescueEarlier(Console& console, const std::filesystem::path& target) {
    auto rescued = rescueUnfinishedTake(target);
    if (rescued && *rescued) {
        console.note(fmt::format("An earlier recording was cut short; its {:.1f} s are now in {}.",
                                 (*rescued)->seconds(), displayPath((*rescued)->path)));
    }
    return rescued;
}

Result<ExitCode> recoverOnly(Console& console, const std::filesystem::path& target) {
    const auto rescued = rescueUnfinishedTake(target);
    if (!rescued) {
        return tl::unexpected(rescued.error());
    }
    if (!*rescued) {
        return fail(ErrorCode::NotFound, "there is no unfinished recording of " + displayPath(target),
                    "Give the name that the recording was to have.");
    }
    console.line(fmt::format("{}: {:.1f} s recovered", displayPath((*rescued)->path), (*rescued)->seconds()));
    console.document({{"recovered", takeJson(**rescued)}});
    return ExitCode::Ok;
}

ExitCode report(Console& console, const RecordedTake& take, const std::optional<TakeFile>& rescued) {
    console.line(fmt::format("{}: {:.1f} s, {} Hz, {}, {} bit", displayPath(take.file.path), take.file.seconds(),
                             take.file.format.sampleRateHz, take.file.format.channels == 1 ? "mono" : "stereo",
                             take.file.format.bits));
    printQuality(console, take.quality);
    if (take.droppedFrames > 0 || take.overruns > 0) {
        console.note(
            fmt::format("Some sound was lost on the way ({} frames by the disk, {} times by the device). Close "
                        "other programs and record again if you hear it.",
                        take.droppedFrames, take.overruns));
    }
    auto document = takeJson(take.file);
    document["dropped_frames"] = take.droppedFrames;
    document["overruns"] = take.overruns;
    document["quality"] = qualityJson(take.quality);
    document["trouble"] = take.trouble ? errorJson(*take.trouble) : nlohmann::json(nullptr);
    document["recovered"] = rescued ? takeJson(*rescued) : nlohmann::json(nullptr);
    console.document(document);
    if (take.trouble) {
        if (!console.json()) {
            console.error(*take.trouble);
        }
        return exitCodeFor(take.trouble->code);
    }
    return ExitCode::Ok;
}

Result<ExitCode> recordTake(Program& program, const RecordOptions& options) {
    Console& console = program.console;
    const std::filesystem::path target = options.file;
    if (options.recover) {
        return recoverOnly(console, target);
    }
    auto system = AudioSystem::open();
    if (!system) {
        return tl::unexpected(system.error());
    }
    auto input = system->openInput({.device = options.device, .sampleRateHz = options.rateChosen ? options.rateHz : 0});
    if (!input) {
        return tl::unexpected(input.error());
    }
    const auto rescued = rescueEarlier(console, target);
    if (!rescued) {
        return tl::unexpected(rescued.error());
    }
    const RecorderSettings settings{.target = target,
                                    .channels = options.stereo ? 0 : 1,
                                    .bits = options.bits,
                                    .overwrite = options.force,
                                    .maximumSeconds = options.seconds,
                                    .vad = loadVad(program)};
    console.note(options.seconds > 0.0 ? fmt::format("Recording for {:.1f} s; Ctrl+C ends it earlier.", options.seconds)
                                       : "Recording; Ctrl+C ends it.");
    Meter meter(console);
    const auto take = record(std::move(*input), settings, program.stop,
                             [&meter](const RecordingStatus& status) { meter.show(status); });
    console.endLive();
    if (!take) {
        return tl::unexpected(take.error());
    }
    return report(console, *take, *rescued);
}

}  // namespace

void registerRecord(CLI::App& root, Program& program) {
    auto options = std::make_shared<RecordOptions>();
    auto* command = root.add_subcommand("record", "Record from a microphone, with live level and quality");
    command->add_option("OUT.wav", options->file, "The WAV file to make")->required()->type_name("");
    addNumber(*command, "--seconds", options->seconds, {.least = 0.0, .most = 86'400.0},
              "End after this much sound; 0: when Ctrl+C is pressed")
        ->type_name("N");
    command->add_option("--device", options->device, "Number or part of the name, as `timbre devices` shows them")
        ->type_name("D");
    const auto* rate = addWholeNumber(*command, "--rate", options->rateHz, {.least = 8'000, .most = 384'000},
                                      "Samples a second; not given, what the device has where it cannot do the default")
                           ->type_name("HZ");
    addChoice(*command, "--bits", options->bits, {16, 24}, "Bits a sample")->type_name("N");
    command->add_flag("--stereo", options->stereo,
                      "Keep two channels (default: their mean, which is what a voice needs)");
    command->add_flag("--force", options->force, "Replace OUT.wav if it exists");
    command->add_flag("--recover", options->recover,
                      "Record nothing; only make whole what a killed recording of OUT.wav has left");
    command->footer(kHelp);
    command->callback([&program, options, rate] {
        options->rateChosen = rate->count() > 0;
        program.job = [&program, options] { return recordTake(program, *options); };
    });
}

}  // namespace timbre::app
