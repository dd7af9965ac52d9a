// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <algorithm>
#include <chrono>
#include <ctime>

namespace timbre::test {

/// How long the event loop of the thread that made it could not turn: the longest time between two beats of a timer. By
/// the clock on the wall, and by the processor time that the thread itself spent, which no other program lengthens.
class StallMeter final : public QObject {
  public:
    StallMeter() {
        timer_.setTimerType(Qt::PreciseTimer);
        timer_.setInterval(1);
        connect(&timer_, &QTimer::timeout, this, &StallMeter::beat);
        restart();
        timer_.start();
    }

    void restart() {
        longestWallMs_ = longestBusyMs_ = 0.0;
        lastWall_ = std::chrono::steady_clock::now();
        lastBusyMs_ = busyMs();
    }
    [[nodiscard]] double longestWallMs() const noexcept { return longestWallMs_; }
    [[nodiscard]] double longestBusyMs() const noexcept { return longestBusyMs_; }

  private:
    static double busyMs() {
        timespec now{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
    }

    void beat() {
        const auto wall = std::chrono::steady_clock::now();
        const double busy = busyMs();
        longestWallMs_ =
            std::max(longestWallMs_, std::chrono::duration<double, std::milli>(wall - lastWall_).count());
        longestBusyMs_ = std::max(longestBusyMs_, busy - lastBusyMs_);
        lastWall_ = wall;
        lastBusyMs_ = busy;
    }

    QTimer timer_;
    std::chrono::steady_clock::time_point lastWall_;
    double lastBusyMs_ = 0.0;
    double longestWallMs_ = 0.0;
    double longestBusyMs_ = 0.0;
};

}  // namespace timbre::test
