// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace timbre::test {

/// A fresh folder below the system's temporary folder, removed with everything in it when this goes out of scope.
class TempDir {
  public:
    TempDir();
    TempDir(const TempDir&) = delete;
    TempDir& operator=(const TempDir&) = delete;
    ~TempDir();
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
    [[nodiscard]] std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

  private:
    std::filesystem::path path_;
};

/// The folder `shared` beside the checkout (real speech, golden vectors), or nullopt in a user's clone.
/// TIMBRE_SHARED_DIR overrides it.
std::optional<std::filesystem::path> sharedDirectory();

/// Installed data of this build (models/, scripts): what the programs find beside their executable.
std::filesystem::path resourceDirectory();

/// A program of this build, e.g. program("timbre").
std::filesystem::path program(const std::string& name);

struct ProcessResult {
    int exitCode = -1;     ///< 128 + signal where a signal ended it.
    std::string output;    ///< stdout.
    std::string errors;    ///< stderr.
    double seconds = 0.0;  ///< Wall clock.
};

struct ProcessOptions {
    std::vector<std::string> environment{};             ///< "NAME=value", added to this process's own.
    std::optional<std::chrono::milliseconds> killAfter{};  ///< Send `killSignal` this long after the start.
    int killSignal = 2;                                 ///< SIGINT.
    std::chrono::seconds timeout{300};                  ///< SIGKILL after this; exitCode is then 137.
    std::string input{};                                ///< Given on stdin.
};

/// Runs a program to its end without a shell. The first element is the program.
ProcessResult runProcess(const std::vector<std::string>& command, const ProcessOptions& options = {});

}  // namespace timbre::test

/// Skips the present test with one clear line where the shared material is absent.
#define TIMBRE_REQUIRE_SHARED(variable)                                                              \
    const auto variable##Optional = ::timbre::test::sharedDirectory();                               \
    if (!variable##Optional) {                                                                       \
        GTEST_SKIP() << "needs the folder `shared` beside the checkout (real speech, golden vectors)"; \
    }                                                                                                \
    const std::filesystem::path& variable = *variable##Optional
