// SPDX-License-Identifier: GPL-3.0-or-later
// book-victim DATA ID SEED: records takes into a recording book without end, until it is killed. Once a take is entered it
// prints "done LINE NUMBER FRAMES". Every other one goes on from the middle of an earlier take, as the studio does it.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "core/audio/punch.h"
#include "core/audio/take_writer.h"
#include "core/voice/recording_book.h"

namespace {

using namespace timbre;

Result<TakeFile> record(const std::filesystem::path& target, std::mt19937_64& random) {
    auto writer = TakeWriter::create(target, {.sampleRateHz = 8'000, .channels = 1, .bits = 16});
    if (!writer) {
        return tl::unexpected(writer.error());
    }
    const std::vector<float> block(800, 0.25F);
    for (std::uint64_t left = 1 + random() % 12; left > 0; --left) {
        if (auto wrote = writer->append(block); !wrote) {
            return tl::unexpected(wrote.error());
        }
    }
    return writer->finish();
}

Result<TakeFile> punchIn(const std::filesystem::path& before, double atSeconds, const std::filesystem::path& target, std::mt19937_64& random) {
    const std::filesystem::path fresh = punchPathOf(target);
    if (auto file = record(fresh, random); !file) {
        return file;
    }
    auto joined = punchInFile(before, atSeconds, fresh, target);
    std::error_code ignored;
    std::filesystem::remove(fresh, ignored);
    return joined;
}

Result<void> readForever(RecordingBook& book, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    for (;;) {
        const auto& lines = book.state().lines;
        const std::string line = lines[random() % lines.size()].line.id;
        const auto plan = book.planTake(line);
        if (!plan) {
            return tl::unexpected(plan.error());
        }
        RecordedTake recorded;
        const auto& takes = findLine(book.state(), line)->takes;
        const auto before = std::ranges::find_if(takes, [](const LineTake& take) { return take.seconds > 0.2; });
        auto file = before == takes.end() || random() % 2 == 0
                        ? record(plan->file, random)
                        : punchIn(book.pathOf(*before), before->seconds / 2.0, plan->file, random);
        if (!file) {
            return tl::unexpected(file.error());
        }
        recorded.file = std::move(*file);
        recorded.quality.verdict = Verdict::Good;
        const auto take = book.addTake(*plan, recorded);
        if (!take) {
            return tl::unexpected(take.error());
        }
        fmt::print("done {} {} {}\n", line, take->number, recorded.file.frames);
        std::fflush(stdout);
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) {
        return 2;
    }
    auto book = RecordingBook::open(argv[1], argv[2]);
    if (book) {
        if (auto ended = readForever(*book, std::stoull(argv[3])); !ended) {
            fmt::print(stderr, "{}\n", ended.error().message());
        }
    } else {
        fmt::print(stderr, "{}\n", book.error().message());
    }
    return 1;
}
