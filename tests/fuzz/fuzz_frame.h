// SPDX-License-Identifier: GPL-3.0-or-later
// What the fuzz programs share: their options, and an alarm for what never comes back.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace timbre::test {

struct FuzzOptions {
    std::uint64_t count = 5000;
    std::uint64_t seed = 1;
    std::optional<std::uint64_t> only{};
    std::filesystem::path corpus{};
    std::filesystem::path data{};
    std::string of{};  ///< One subject alone.

    [[nodiscard]] std::uint64_t first() const { return only.value_or(0); }
    [[nodiscard]] std::uint64_t last() const { return only ? *only + 1 : count; }
    /// What decides about case i.
    [[nodiscard]] std::uint64_t seedOf(std::uint64_t i) const { return seed * 0x9E3779B97F4A7C15U + i; }
};

/// [--count N] [--seed S] [--only I] [--corpus DIR] [--data DIR] [--of SUBJECT]; nullopt where that is not what the words say.
std::optional<FuzzOptions> parseFuzzOptions(const std::vector<std::string>& words);

/// Ends the program with the name of the case when one works longer than 20 s (processor time: machines are
/// busy) or sleeps for 15 minutes, and names it when one ends the program by
/// itself. One at a time.
class HangGuard {
  public:
    HangGuard(const std::string& program, const std::string& fuzzCase);
    ~HangGuard();
    HangGuard(const HangGuard&) = delete;
    HangGuard& operator=(const HangGuard&) = delete;
};

}  // namespace timbre::test
