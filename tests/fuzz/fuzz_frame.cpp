// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzz_frame.h"

#include <sys/time.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>

// Of the sanitizers' runtime, where the program has it.
extern "C" void __sanitizer_set_death_callback(void (*callback)()) __attribute__((weak));

namespace timbre::test {
namespace {

constexpr long kHangSeconds = 20;
constexpr unsigned kAsleepSeconds = 900;
char present[512] = {};  ///< The program and its case; empty between cases.

void say(const char* line) { [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line, std::strlen(line)); }

void sayWhatHangs(int /*signal*/) {
    say(present);
    say(" hangs\n");
    _exit(EXIT_FAILURE);
}

/// Libraries that call exit(), and what the sanitizers find.
void sayWhatEnds() {
    if (present[0] != '\0') {
        say(present);
        say(" ends the program\n");
    }
}

void sayWhatCrashes(int signal) {
    sayWhatEnds();
    std::signal(signal, SIG_DFL);
    std::raise(signal);
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
    static const bool watched = [] {
        std::atexit(sayWhatEnds);
        std::signal(SIGALRM, sayWhatHangs);
        std::signal(SIGPROF, sayWhatHangs);
        if (__sanitizer_set_death_callback != nullptr) {
            __sanitizer_set_death_callback(sayWhatEnds);
        } else {
            for (const int signal : {SIGSEGV, SIGABRT, SIGFPE, SIGILL, SIGBUS}) {
                std::signal(signal, sayWhatCrashes);
            }
        }
        return true;
    }();
    static_cast<void>(watched);
    std::snprintf(present, sizeof(present), "%s: %s", program.c_str(), fuzzCase.c_str());
    const itimerval work{.it_interval = {}, .it_value = {.tv_sec = kHangSeconds, .tv_usec = 0}};
    setitimer(ITIMER_PROF, &work, nullptr);
    alarm(kAsleepSeconds);
}

HangGuard::~HangGuard() {
    const itimerval none{};
    setitimer(ITIMER_PROF, &none, nullptr);
    alarm(0);
    present[0] = '\0';
}

}  // namespace timbre::test
