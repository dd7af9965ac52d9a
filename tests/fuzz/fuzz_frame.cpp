// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzz_frame.h"

#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace timbre::test {
namespace {

constexpr unsigned kHangSeconds = 20;
char hangLine[512] = {};

void sayWhatHangs(int /*signal*/) {
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, hangLine, std::strlen(hangLine));
    _exit(EXIT_FAILURE);
}

}  // namespace

std::optional<FuzzOptions> parseFuzzOptions(const std::vector<std::string>& words) {
    FuzzOptions options;
    for (std::size_t i = 0; i < words.size(); i += 2) {
        if (i + 1 == words.size()) {
            return std::nullopt;
        }
        const std::string& value = words[i + 1];
        if (words[i] == "--corpus") {
            options.corpus = value;
            continue;
        }
        if (words[i] == "--data") {
            options.data = value;
            continue;
        }
        if (words[i] == "--of") {
            options.of = value;
            continue;
        }
        char* end = nullptr;
        const std::uint64_t number = std::strtoull(value.c_str(), &end, 10);
        if (value.empty() || *end != '\0') {
            return std::nullopt;
        }
        if (words[i] == "--count") {
            options.count = number;
        } else if (words[i] == "--seed") {
            options.seed = number;
        } else if (words[i] == "--only") {
            options.only = number;
        } else {
            return std::nullopt;
        }
    }
    return options;
}

HangGuard::HangGuard(const std::string& program, const std::string& fuzzCase) {
    std::snprintf(hangLine, sizeof(hangLine), "%s: %s hangs\n", program.c_str(), fuzzCase.c_str());
    std::signal(SIGALRM, sayWhatHangs);
    alarm(kHangSeconds);
}

HangGuard::~HangGuard() { alarm(0); }

}  // namespace timbre::test
