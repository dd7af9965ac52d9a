// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stop_signals.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>

namespace timbre::app {

namespace {

constexpr std::chrono::seconds kPatience{2};
constexpr int kCancelledCode = 130;
constexpr char kSignalled = 's';
constexpr char kEnd = 'e';

/// A handler may only write; the pipe carries the news to a thread that may do more.
std::array<int, 2> newsPipe = {-1, -1};

void tellWatcher(int /*signal*/) {
    const int saved = errno;
    [[maybe_unused]] const auto written = ::write(newsPipe[1], &kSignalled, 1);
    errno = saved;
}

}  // namespace

StopSignals::StopSignals() {
    if (::pipe(newsPipe.data()) != 0) {
        return;  // Without the pipe the signals end the process as they always do.
    }
    for (const int end : newsPipe) {
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
    }
    ::fcntl(newsPipe[1], F_SETFL, O_NONBLOCK);
    watcher_ = std::jthread([this] { watch(); });
    struct sigaction action {};
    action.sa_handler = tellWatcher;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction before {};
        // Started with a signal ignored (nohup), it stays ignored.
        if (::sigaction(signal, nullptr, &before) == 0 && before.sa_handler != SIG_IGN) {
            ::sigaction(signal, &action, nullptr);
        }
    }
}

StopSignals::~StopSignals() {
    if (watcher_.joinable()) {
        [[maybe_unused]] const auto written = ::write(newsPipe[1], &kEnd, 1);
    }
}

void StopSignals::watch() {
    auto first = std::chrono::steady_clock::time_point{};
    char news = 0;
    for (;;) {
        const auto got = ::read(newsPipe[0], &news, 1);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got != 1 || news == kEnd) {
            return;
        }
        const auto now = std::chrono::steady_clock::now();
        if (!source_.stop_requested()) {
            first = now;
            source_.request_stop();
        } else if (now - first > kPatience) {
            ::_exit(kCancelledCode);
        }
    }
}

}  // namespace timbre::app
