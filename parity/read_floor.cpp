// SPDX-License-Identifier: GPL-3.0-or-later
#include "parity/read_floor.h"

#include <algorithm>
#include <chrono>
#include <numeric>
#include <span>

namespace timbre {
namespace {

constexpr std::size_t kPartWords = std::size_t{32} << 10U;  // 128 KiB: as a block of weights

}  // namespace

double medianOf(std::vector<double> times) {
    const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
    std::nth_element(times.begin(), middle, times.end());
    return *middle;
}

ReadFloor::ReadFloor(std::size_t bytes, int threads)
    : team_(threads), memory_(bytes / sizeof(std::int32_t)), sums_(memory_.size() / kPartWords + 1) {}

double ReadFloor::read() {
    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    team_.run(static_cast<std::uint32_t>(sums_.size()), [&](std::uint32_t part) {
        const std::size_t first = std::min(part * kPartWords, memory_.size());
        const auto words =
            std::span(memory_.data(), memory_.size()).subspan(first, std::min(kPartWords, memory_.size() - first));
        sums_[part] += std::accumulate(words.begin(), words.end(), 0);
    });
    readings_.push_back(std::chrono::duration<double>(Clock::now() - start).count());
    return readings_.back();
}

double ReadFloor::median() const { return medianOf(readings_); }

}  // namespace timbre
