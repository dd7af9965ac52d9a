// SPDX-License-Identifier: GPL-3.0-or-later
// cache-bench: how long a sentence takes that was spoken before, out of memory and off the disk.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "core/studio/clip_cache.h"
#include "tests/support/test_support.h"

namespace {

using namespace timbre;
using Clock = std::chrono::steady_clock;

constexpr int kRateHz = 24'000;
constexpr double kSentenceSeconds = 5.0;

ClipKey keyOf(int number) {
    return {.text = fmt::format("Sentence number {}.", number),
            .language = "en",
            .voice = {.voice = "anna", .number = 1},
            .engine = "bench",
            .engineVersion = "1",
            .settings = {}};
}

SharedSpeech speechOf(int number) {
    auto speech = std::make_shared<Speech>();
    speech->audio = {.sampleRateHz = kRateHz, .channels = 1, .samples = {}};
    for (int i = 0; i < static_cast<int>(kSentenceSeconds * kRateHz); ++i) {
        speech->audio.samples.push_back(0.3F * static_cast<float>(std::sin(0.001 * (number + 1) * i)));
    }
    return speech;
}

/// Median milliseconds of finding each sentence once; negative where one was missing.
double findAll(ClipCache& cache, int sentences) {
    std::vector<double> times;
    for (int i = 0; i < sentences; ++i) {
        const auto start = Clock::now();
        const SharedSpeech found = cache.find(keyOf(i));
        times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
        if (!found || found->audio.samples.empty()) {
            return -1.0;
        }
    }
    std::ranges::sort(times);
    return times[times.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"Times of the clip cache: sentences of 5 s that were spoken before."};
    int sentences = 100;
    app.add_option("--sentences", sentences, "How many")->check(CLI::Range(10, 1'000));
    CLI11_PARSE(app, argc, argv);
    const test::TempDir folder;
    ClipCache cache(folder.path(), {});
    for (int i = 0; i < sentences; ++i) {
        cache.store(keyOf(i), speechOf(i));
    }
    const double memory = findAll(cache, sentences);
    ClipCache anew(folder.path(), {});
    const double disk = findAll(anew, sentences);
    if (memory < 0.0 || disk < 0.0) {
        fmt::print(stderr, "cache-bench: a sentence that was stored is missing\n");
        return 1;
    }
    fmt::print("cache hit of {:.0f} s of sound: {:.3f} ms out of memory, {:.3f} ms off the disk (medians of {})\n",
               kSentenceSeconds, memory, disk, sentences);
    return 0;
}
