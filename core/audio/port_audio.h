// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>
#include <string>

/// What recording and playing share of PortAudio; nothing outside core/audio includes it.
namespace timbre {

/// PortAudio keeps one process-wide state that is not thread-safe: hold this around its calls, but for those that its
/// callbacks make.
std::mutex& portAudioMutex();

/// Turns the process's stderr to /dev/null while it lives (see AudioSystem). Only under portAudioMutex.
class QuietStderr {
  public:
    QuietStderr();
    QuietStderr(const QuietStderr&) = delete;
    QuietStderr& operator=(const QuietStderr&) = delete;
    ~QuietStderr();

  private:
    int saved_ = -1;
};

/// A PaError in words, with those of the host library where it has some.
std::string describePortAudio(int error);

}  // namespace timbre
