// SPDX-License-Identifier: GPL-3.0-or-later
#include "parity/run.h"

#include <fnmatch.h>

#include <exception>
#include <map>
#include <utility>

namespace timbre::parity {

namespace {

/// What the suites of one golden file gave.
struct FileResults {
    std::map<std::string, Value> values;           ///< By tensor.
    std::string trouble = "no suite computes it";  ///< Why a value is missing.
};

Result<std::vector<Computed>> computeSafely(const Suite& suite, const GoldenSet& set, Device device) {
    try {
        return suite.compute(set, device);
    } catch (const std::exception& exception) {
        return fail(ErrorCode::Internal, exception.what());
    }
}

FileResults computeFile(const std::string& file, std::span<const std::unique_ptr<Suite>> suites, const GoldenSet& set,
                        Device device) {
    FileResults results;
    for (const auto& suite : suites) {
        if (suite->file() != file) {
            continue;
        }
        auto computed = computeSafely(*suite, set, device);
        if (!computed) {
            results.trouble = "its suite failed: " + computed.error().message();
            continue;
        }
        for (Computed& one : *computed) {
            if (one.file == file) {
                results.values.insert_or_assign(std::move(one.tensor), std::move(one.value));
            }
        }
    }
    return results;
}

CaseReport judgeCase(const Row& row, const FileResults& results, const GoldenAnswers& answers) {
    const auto computed = results.values.find(row.tensor);
    if (computed == results.values.end()) {
        return {row, Outcome::NotComputed, {.why = "not computed: " + results.trouble}};
    }
    const auto stored = answers.expected(row);
    if (!stored) {
        return {row, Outcome::Failed, {.why = stored.error().detail}};
    }
    Verdict verdict = judge(computed->second, *stored, row.tolerance);
    const Outcome outcome = verdict.ok ? Outcome::Ok : Outcome::Failed;
    return {row, outcome, std::move(verdict)};
}

}  // namespace

bool isChosen(const std::string& name, const std::string& pattern) {
    if (pattern.find_first_of("*?[") == std::string::npos) {
        return name.find(pattern) != std::string::npos;
    }
    return fnmatch(pattern.c_str(), name.c_str(), 0) == 0;
}

void run(const OpenGoldens& goldens, std::span<const std::unique_ptr<Suite>> suites, Device device,
         const std::string& only, const std::function<void(const CaseReport&)>& report) {
    std::map<std::string, FileResults> files;
    for (const Row& row : goldens.answers.cases()) {
        if (!isChosen(row.name(), only)) {
            continue;
        }
        if (!files.contains(row.file)) {
            files.emplace(row.file, computeFile(row.file, suites, goldens.set, device));
        }
        report(judgeCase(row, files.at(row.file), goldens.answers));
    }
}

}  // namespace timbre::parity
