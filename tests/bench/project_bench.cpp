// SPDX-License-Identifier: GPL-3.0-or-later
// project-bench: how fast a project of a 3-hour narration opens, with the file in the system's cache and without, and
// how long an edit and its undo take. Exit code 1 when either opening takes longer than its limit.

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/support/project_tools.h"
#include "tests/support/test_support.h"

namespace {

using namespace timbre;
using Clock = std::chrono::steady_clock;

constexpr double kOpenLimitMs = 1'000.0;

double millisecondsSince(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

constexpr double kSentenceSeconds = 1.08;  // 10,000 of them are three hours

/// As large as speech packs.
PackedSound sentenceSound() {
    constexpr int kRateHz = 24'000;
    AudioClip clip{.sampleRateHz = kRateHz, .channels = 1, .samples = {}};
    std::uint64_t random = 1;
    for (int i = 0; i < static_cast<int>(kRateHz * kSentenceSeconds); ++i) {
        random = random * 6364136223846793005U + 1442695040888963407U;
        clip.samples.push_back(static_cast<float>(static_cast<int>(random >> 55U) - 256) / 32'768.0F);
    }
    return packSound(clip).value();
}

/// Takes the file out of the system's cache. Only a wish; where it is not granted the cold figure is a warm one.
void forgetCached(const std::filesystem::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file >= 0) {
        static_cast<void>(::fsync(file));
        static_cast<void>(::posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED));
        static_cast<void>(::close(file));
    }
}

/// A project of `sentences` rows, each with one take.
void build(const std::filesystem::path& path, int sentences) {
    Project project = Project::create(path).value();
    std::vector<ScriptRow> rows(static_cast<std::size_t>(sentences));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i].text = fmt::format("Sentence {} of a long narration, which is about as long as sentences are.", i);
    }
    const auto ids = project.insert(rows, {}).value();
    const PackedSound sound = sentenceSound();
    const auto filled = project.group("import", [&]() -> Result<void> {
        for (const SentenceId id : ids) {
            const auto seed = static_cast<std::uint64_t>(id);
            Take take{
                .sentence = id, .text = rows.front().text, .engine = "instant", .engineVersion = "1", .seed = seed};
            take.words = R"([{"word":"Sentence","start":0.0,"end":0.4},{"word":"of","start":0.4,"end":0.5}])";
            take.checks = R"({"cer":0.01,"similarity":0.82})";
            if (auto added = project.addTake(take, sound, true); !added) {
                return tl::unexpected(added.error());
            }
        }
        return {};
    });
    if (!filled) {
        throw std::runtime_error(filled.error().message());
    }
    static_cast<void>(project.close());
}

struct Spread {
    double medianMs = 0.0;
    double p99Ms = 0.0;
};

Spread spreadOf(std::vector<double> values) {
    std::ranges::sort(values);
    return {.medianMs = values[values.size() / 2], .p99Ms = values[values.size() * 99 / 100]};
}

template <typename Deed>
Spread measure(int times, Deed&& deed) {
    std::vector<double> values;
    for (int i = 0; i < times; ++i) {
        const auto start = Clock::now();
        if (const auto done = deed(i); !done) {
            throw std::runtime_error(done.error().message());
        }
        values.push_back(millisecondsSince(start));
    }
    return spreadOf(std::move(values));
}

double openingMs(const std::filesystem::path& path) {
    const auto start = Clock::now();
    Project project = Project::open(path).value();
    static_cast<void>(project.rows().value());
    static_cast<void>(project.takes().value());
    const double spent = millisecondsSince(start);
    static_cast<void>(project.close());
    return spent;
}

nlohmann::json run(const std::filesystem::path& path, int edits) {
    nlohmann::json report;
    report["file_mib"] = static_cast<double>(std::filesystem::file_size(path)) / 1048576.0;
    forgetCached(path);
    report["open_cold_ms"] = openingMs(path);
    const auto start = Clock::now();
    Project project = Project::open(path).value();
    const auto rows = project.rows().value();
    const auto takes = project.takes().value();
    report["open_ms"] = millisecondsSince(start);
    report["sentences"] = rows.size();
    report["takes"] = takes.size();
    const auto add = [&](const std::string& name, const Spread& spread) {
        report[name] = {{"median_ms", spread.medianMs}, {"p99_ms", spread.p99Ms}};
    };
    const auto one = [&](int i) { return rows[static_cast<std::size_t>(i * 37) % rows.size()].id; };
    add("edit_text", measure(edits, [&](int i) { return project.setText(one(i), fmt::format("Text {}.", i)); }));
    add("undo", measure(edits, [&](int) { return project.undo(); }));
    add("redo", measure(edits, [&](int) { return project.redo(); }));
    add("insert_row", measure(edits, [&](int i) { return project.insert(test::rowsOf({"New."}), one(i)); }));
    const auto sound = test::packedSoundOf(1);
    add("add_take",
        measure(edits, [&](int i) { return project.addTake({.sentence = one(i), .seed = 1}, sound, true); }));
    add("replace_in_all", measure(3, [&](int i) {
            const TextReplacement wish{.find = i % 2 == 0 ? "narration" : "story",
                                       .replacement = i % 2 == 0 ? "story" : "narration"};
            return project.replaceText(wish);
        }));
    add("undo_replace_in_all", measure(3, [&](int) { return project.undo(); }));
    add("close", measure(1, [&](int) { return project.close(); }));
    return report;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"Times of a big project: opening with all rows and takes, edits, undo."};
    int sentences = 10'000;
    int edits = 300;
    bool json = false;
    app.add_option("--sentences", sentences, "Rows of the project, each with a take")
        ->check(CLI::Range(100, 1'000'000));
    app.add_option("--edits", edits, "How often each edit is timed")->check(CLI::Range(10, 100'000));
    app.add_flag("--json", json, "Print JSON");
    CLI11_PARSE(app, argc, argv);
    try {
        const test::TempDir folder;
        const auto path = folder / "bench.timbre";
        build(path, sentences);
        const nlohmann::json report = run(path, edits);
        if (json) {
            fmt::print("{}\n", report.dump(2));
        } else {
            fmt::print("open with {} rows and {} takes, {:.0f} MiB: {:.0f} ms; out of the disk cache: {:.0f} ms\n",
                       report["sentences"].get<int>(), report["takes"].get<int>(), report["file_mib"].get<double>(),
                       report["open_ms"].get<double>(), report["open_cold_ms"].get<double>());
            for (const auto& [name, times] : report.items()) {
                if (times.is_object()) {
                    fmt::print("{:<20} median {:>8.2f} ms   p99 {:>8.2f} ms\n", name, times["median_ms"].get<double>(),
                               times["p99_ms"].get<double>());
                }
            }
        }
        const double slower = std::max(report["open_ms"].get<double>(), report["open_cold_ms"].get<double>());
        return slower <= kOpenLimitMs ? 0 : 1;
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 2;
    }
}
