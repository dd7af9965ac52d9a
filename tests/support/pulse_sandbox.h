// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/test_support.h"

namespace timbre::test {

/// A program that runs beside the test. It is killed when this goes out of scope, and when the test dies.
class ChildProcess {
  public:
    /// stdout and stderr go to the files named, or nowhere.
    struct Options {
        std::vector<std::string> environment = {};  ///< "NAME=value", added to this process's own.
        std::filesystem::path output = "/dev/null";
        std::filesystem::path errors = "/dev/null";
    };
    explicit ChildProcess(const std::vector<std::string>& command) : ChildProcess(command, Options{}) {}
    ChildProcess(const std::vector<std::string>& command, const Options& options);
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;
    ~ChildProcess();

    void signal(int number) const;
    [[nodiscard]] bool running();
    /// Waits for the end: the exit code, or 128 + signal.
    int wait();

  private:
    pid_t pid_ = -1;
    std::optional<int> exitCode_;
};

/// Waits until `condition` holds, at most a minute; false when it never did.
bool eventually(const std::function<bool()>& condition);

/// A sound server of the test's own: a private PulseAudio with a null sink, and ALSA's default device is what that sink
/// plays. Sound that play() sends out is what a recorder "hears". Nothing outside a temporary folder is touched.
class PulseSandbox {
  public:
    /// What is not installed on this machine, for GTEST_SKIP; nullopt when all is there.
    static std::optional<std::string> whatIsMissing();

    /// Starts the server and waits until it takes connections. Throws std::runtime_error with its log otherwise.
    PulseSandbox();
    PulseSandbox(const PulseSandbox&) = delete;
    PulseSandbox& operator=(const PulseSandbox&) = delete;
    ~PulseSandbox();

    /// What makes a program use this server.
    [[nodiscard]] std::vector<std::string> environment() const;
    /// The same for ALSA in a machine without any sound server: no device at all.
    static std::vector<std::string> silentMachineEnvironment(const TempDir& home);

    /// Plays a sound file to its end.
    void play(const std::filesystem::path& sound) const;
    /// Ends the server, as if the device were pulled out.
    void unplug();

    [[nodiscard]] const TempDir& folder() const noexcept { return folder_; }

  private:
    TempDir folder_;
    std::optional<ChildProcess> server_;
};

}  // namespace timbre::test

/// Skips the present test with one clear line where no private sound server can be had.
#define TIMBRE_REQUIRE_PULSE()                                                    \
    if (const auto missing = ::timbre::test::PulseSandbox::whatIsMissing()) {     \
        GTEST_SKIP() << "needs a private PulseAudio: " << *missing << " missing"; \
    }
