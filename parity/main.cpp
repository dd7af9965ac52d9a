// SPDX-License-Identifier: GPL-3.0-or-later
// timbre-parity: holds our networks and text rules against golden vectors of their references.
#include <cmath>
#include <cstdio>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/nets/torch_room.h"
#include "parity/golden_set.h"
#include "parity/options.h"
#include "parity/run.h"
#include "parity/suite.h"

namespace timbre::parity {

namespace {

constexpr int kAllOk = 0;
constexpr int kSomeFailed = 1;
constexpr int kCannotRun = 2;

struct Totals {
    std::size_t ok = 0;
    std::size_t failed = 0;
    std::size_t notComputed = 0;

    [[nodiscard]] std::size_t cases() const noexcept { return ok + failed + notComputed; }
    void add(Outcome outcome) noexcept {
        ok += outcome == Outcome::Ok ? 1 : 0;
        failed += outcome == Outcome::Failed ? 1 : 0;
        notComputed += outcome == Outcome::NotComputed ? 1 : 0;
    }
};

std::string errorText(double error) {
    if (std::isnan(error)) {
        return "-";
    }
    std::vector<char> text(32);
    std::snprintf(text.data(), text.size(), "%.3e", error);
    return text.data();
}

void print(const CaseReport& report) {
    const std::string name = report.row.name();
    std::printf("%s %s %s %s %s\n", name.c_str(), errorText(report.verdict.maxAbsoluteError).c_str(),
                errorText(report.verdict.maxRelativeError).c_str(), report.row.tolerance.text.c_str(),
                report.outcome == Outcome::Ok ? "ok" : "FAIL");
    std::fflush(stdout);  // Full-size suites take minutes; what is known is shown.
    if (report.outcome != Outcome::Ok) {
        std::fprintf(stderr, "%s: %s\n", name.c_str(), report.verdict.why.c_str());
    }
}

void print(const std::string& what, const Totals& totals) {
    std::printf("%s: %zu cases, %zu ok, %zu failed, %zu not computed\n", what.c_str(), totals.cases(), totals.ok,
                totals.failed, totals.notComputed);
}

int refuse(const Error& error) {
    std::fprintf(stderr, "timbre-parity: %s\n", error.message().c_str());
    return kCannotRun;
}

Result<void> checkDevice(Device device) {
    if (device == Device::Cuda && !TIMBRE_TORCH_ROOM_ENTRY()->facts().cuda) {
        return fail(ErrorCode::DeviceUnavailable, "there is no CUDA device that this libtorch can use",
                    "Run it with --device cpu.");
    }
    return {};
}

int runAndPrint(const Options& options, const OpenGoldens& goldens) {
    std::map<std::string, Totals> files;
    Totals all;
    run(goldens, allSuites(), options.device, options.only, [&](const CaseReport& report) {
        print(report);
        files[report.row.file].add(report.outcome);
        all.add(report.outcome);
    });
    if (all.cases() == 0) {
        return refuse({ErrorCode::InvalidInput, "no case of this set is named like \"" + options.only + "\"", {}});
    }
    for (const auto& [file, totals] : files) {
        print(file, totals);
    }
    print("total", all);
    return all.ok == all.cases() ? kAllOk : kSomeFailed;
}

int runProgram(std::span<const std::string_view> words) {
    const auto options = parseOptions(words);
    if (!options) {
        return refuse(options.error());
    }
    if (options->help) {
        std::fputs(helpText().data(), stdout);
        return kAllOk;
    }
    if (const auto usable = checkDevice(options->device); !usable) {
        return refuse(usable.error());
    }
    const auto goldens = openGoldens(options->folder);
    if (!goldens) {
        return refuse(goldens.error());
    }
    return runAndPrint(*options, *goldens);
}

}  // namespace

}  // namespace timbre::parity

int main(int count, char** words) {
    const std::vector<std::string_view> arguments(words + 1, words + count);
    return timbre::parity::runProgram(arguments);
}
