// SPDX-License-Identifier: GPL-3.0-or-later
// snr-truth: builds noisy speech of known SNR from the folder `shared`, measures it and prints how far off the measure
// is.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/support/snr_truth.h"
#include "tests/support/test_support.h"

namespace {

using namespace timbre::test;

struct Row {
    std::string noise;
    double levelDb;  ///< NaN: the limits' whole range.
    TruthSummary summary;
};

bool inRange(const TruthCase& one) { return one.levelDb >= kTruthFromDb && one.levelDb <= kTruthToDb; }

std::vector<Row> rowsOf(const TruthResults& results) {
    std::vector<Row> rows;
    for (const NoiseKind noise : kNoiseKinds) {
        for (const double level : kTruthLevelsDb) {
            rows.push_back({std::string(noiseName(noise)), level, summariseIf(results.cases, [&](const TruthCase& one) {
                                return one.noise == noise && one.levelDb == level;
                            })});
        }
        rows.push_back(
            {std::string(noiseName(noise)), std::nan(""),
             summariseIf(results.cases, [&](const TruthCase& one) { return one.noise == noise && inRange(one); })});
    }
    return rows;
}

std::vector<std::string> missedLimits(const TruthResults& results, const std::vector<Row>& rows) {
    std::vector<std::string> missed;
    for (const Row& row : rows) {
        if (std::isnan(row.levelDb) && row.summary.meanAbsoluteErrorDb > kTruthErrorLimitDb) {
            missed.push_back(fmt::format("{}: mean error {:.2f} dB from {} to {} dB, limit {}", row.noise,
                                         row.summary.meanAbsoluteErrorDb, kTruthFromDb, kTruthToDb,
                                         kTruthErrorLimitDb));
        }
    }
    const TruthSummary all = summarise(results.cases);
    if (all.gateShare < kTruthGateLimit) {
        missed.push_back(
            fmt::format("gate right in {:.1f} %, limit {:.0f} %", 100 * all.gateShare, 100 * kTruthGateLimit));
    }
    if (all.liveSpreadDb > kTruthLiveLimitDb) {
        missed.push_back(
            fmt::format("live and file differ by {:.2f} dB, limit {}", all.liveSpreadDb, kTruthLiveLimitDb));
    }
    for (const auto& one : results.clean) {
        if (one.refused) {
            missed.push_back(fmt::format("false alarm on the clean file {}", one.name));
        }
    }
    return missed;
}

void printTable(const TruthResults& results, const std::vector<Row>& rows, const std::vector<std::string>& missed) {
    fmt::print("{:<8}{:>7}{:>6}{:>12}{:>12}{:>9}{:>9}{:>11}\n", "noise", "level", "n", "mean error", "mean |err|", "sd",
               "gate", "live-file");
    for (const Row& row : rows) {
        const TruthSummary& s = row.summary;
        fmt::print("{:<8}{:>7}{:>6}{:>9.2f} dB{:>9.2f} dB{:>6.2f} dB{:>7.1f} %{:>8.2f} dB\n", row.noise,
                   std::isnan(row.levelDb) ? "5..26" : fmt::format("{:.0f}", row.levelDb), s.count, s.meanErrorDb,
                   s.meanAbsoluteErrorDb, s.deviationDb, 100 * s.gateShare, s.liveSpreadDb);
    }
    const TruthSummary all = summarise(results.cases);
    const TruthSummary near =
        summariseIf(results.cases, [](const TruthCase& one) { return one.levelDb >= 12.0 && one.levelDb <= 18.0; });
    const TruthSummary range = summariseIf(results.cases, inRange);
    const auto alarms = std::ranges::count_if(results.clean, [](const CleanCase& one) { return one.refused; });
    fmt::print("\nmean |error| from 5 to 26 dB: {:.2f} dB\n", range.meanAbsoluteErrorDb);
    fmt::print("15 dB gate right: {:.1f} % of {} mixtures ({:.1f} % of the {} at 12 to 18 dB)\n", 100 * all.gateShare,
               all.count, 100 * near.gateShare, near.count);
    fmt::print("live against file, the same sound, after 5 s and later: at most {:.2f} dB\n", all.liveSpreadDb);
    fmt::print("live after 5 s against the whole recording: {:.2f} dB on average from 5 to 26 dB\n", range.earlyAwayDb);
    fmt::print("false alarms on clean files: {} of {}\n", alarms, results.clean.size());
    for (const auto& line : missed) {
        fmt::print("MISSED {}\n", line);
    }
    fmt::print("{}\n", missed.empty() ? "all limits met" : "limits missed");
}

nlohmann::json asJson(const TruthResults& results, const std::vector<Row>& rows,
                      const std::vector<std::string>& missed) {
    nlohmann::json table = nlohmann::json::array();
    for (const Row& row : rows) {
        const nlohmann::json level = std::isnan(row.levelDb) ? nlohmann::json("5..26") : nlohmann::json(row.levelDb);
        table.push_back({{"noise", row.noise},
                         {"level_db", level},
                         {"count", row.summary.count},
                         {"mean_error_db", row.summary.meanErrorDb},
                         {"mean_absolute_error_db", row.summary.meanAbsoluteErrorDb},
                         {"sd_db", row.summary.deviationDb},
                         {"gate_share", row.summary.gateShare},
                         {"live_file_db", row.summary.liveSpreadDb}});
    }
    const auto alarms = std::ranges::count_if(results.clean, [](const CleanCase& one) { return one.refused; });
    return {{"rows", table},
            {"gate_share", summarise(results.cases).gateShare},
            {"live_file_db", summarise(results.cases).liveSpreadDb},
            {"clean_files", results.clean.size()},
            {"false_alarms", alarms},
            {"missed", missed}};
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"Truth test of the SNR measure: clean speech with known noise. Exit code 1 when a limit is missed."};
    TruthOptions options;
    options.threads = std::max(std::thread::hardware_concurrency(), 1U);
    bool json = false;
    app.add_option("--shared", options.shared, "Folder with speech/ (default: `shared` beside the checkout)");
    app.add_option("--seed", options.seed, "Another seed, other cuts and noises");
    app.add_option("--clips", options.clipsPerSpeaker, "Clips per speaker and kind of noise")
        ->check(CLI::Range(1, 1000));
    app.add_option("--speakers", options.speakers, "Only these (LJ, 2033, ...)")->delimiter(',');
    app.add_option("--threads", options.threads, "Threads")->check(CLI::Range(1, 256));
    app.add_flag("--json", json, "Print JSON");
    CLI11_PARSE(app, argc, argv);
    if (options.shared.empty()) {
        const auto found = sharedDirectory();
        if (!found) {
            fmt::print(stderr, "There is no folder `shared` beside the checkout. Name it with --shared DIR.\n");
            return 2;
        }
        options.shared = *found;
    }
    options.vad = vadModelOrNull();
    try {
        const TruthResults results = runTruth(options);
        const auto rows = rowsOf(results);
        const auto missed = missedLimits(results, rows);
        if (json) {
            fmt::print("{}\n", asJson(results, rows, missed).dump(2));
        } else {
            printTable(results, rows, missed);
        }
        return missed.empty() ? 0 : 1;
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 2;
    }
}
