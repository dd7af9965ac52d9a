// SPDX-License-Identifier: GPL-3.0-or-later
// How long a library of many voices takes to list. Prints one line.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <functional>
#include <vector>

#include "core/voice/voice_store.h"
#include "tests/support/test_support.h"
#include "tests/support/voices.h"

namespace {

using namespace timbre;

constexpr int kRounds = 11;
constexpr std::size_t kClips = 40;  // as a voice of three minutes has
constexpr std::size_t kEmbedding = 256;

double milliseconds(const std::function<void()>& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

/// Records as large as real ones; the sounds themselves are not read by a list.
bool addVoice(VoiceStore& store, int number) {
    auto pending = store.begin(fmt::format("Voice {:03}", number));
    if (!pending) {
        return false;
    }
    VoiceVersion version = test::versionFacts();
    version.clips.assign(kClips, version.clips.front());
    version.speakerEmbedding.assign(kEmbedding, 0.0625F);
    return pending->commit(std::move(version)).has_value();
}

}  // namespace

int main(int argc, char** argv) {
    int voices = 200;
    CLI::App app{"Times listing a library of small voices"};
    app.add_option("--voices", voices);
    CLI11_PARSE(app, argc, argv);

    const test::TempDir data;
    auto store = VoiceStore::open(data.path()).value();
    for (int i = 0; i < voices; ++i) {
        if (!addVoice(store, i)) {
            fmt::print(stderr, "voice {} could not be made\n", i);
            return 1;
        }
    }
    std::size_t listed = 0;
    const auto list = [&] { listed = VoiceStore::open(data.path()).value().list().value().voices.size(); };
    std::vector<double> times;
    for (int round = 0; round < kRounds; ++round) {
        times.push_back(milliseconds(list));
    }
    std::ranges::sort(times);
    std::filesystem::remove(data / "library.db");
    const double rebuilding = milliseconds(list);
    fmt::print(
        "{} voices list in {:.1f} ms (median of {}, worst {:.1f} ms; opening the library included); {:.1f} ms where "
        "the "
        "index is rebuilt\n",
        listed, times[times.size() / 2], kRounds, times.back(), rebuilding);
    return 0;
}
