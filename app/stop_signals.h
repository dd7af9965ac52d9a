// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stop_token>
#include <thread>

namespace timbre::app {

/// Turns Ctrl+C (SIGINT), SIGTERM and SIGHUP into a stop request, so that work ends orderly. When the same is asked again
/// more than two seconds later, the process ends at once: something hangs. Make one, first thing in main.
class StopSignals {
  public:
    StopSignals();
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;
    ~StopSignals();

    [[nodiscard]] std::stop_token token() const noexcept { return source_.get_token(); }

  private:
    void watch();

    std::stop_source source_;
    std::jthread watcher_;
};

}  // namespace timbre::app
