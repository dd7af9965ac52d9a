// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_support.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <stdexcept>

namespace timbre::test {

namespace fs = std::filesystem;

TempDir::TempDir() {
    std::string pattern = (fs::temp_directory_path() / "timbre-test-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) {
        throw std::runtime_error("cannot make a temporary folder below " + fs::temp_directory_path().string());
    }
    path_ = pattern;
}

TempDir::~TempDir() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

std::optional<fs::path> sharedDirectory() {
    const char* set = std::getenv("TIMBRE_SHARED_DIR");
    const fs::path path = set != nullptr ? fs::path(set) : fs::path(TIMBRE_SOURCE_DIR).parent_path() / "shared";
    if (fs::is_directory(path / "speech")) {
        return path;
    }
    return std::nullopt;
}

fs::path resourceDirectory() { return TIMBRE_TEST_RESOURCE_DIR; }

fs::path program(const std::string& name) { return fs::path(TIMBRE_BIN_DIR) / name; }

ProcessResult runProcess(const std::vector<std::string>& command, const ProcessOptions& options) {
    std::array<int, 2> out{};
    std::array<int, 2> err{};
    std::array<int, 2> in{};
    if (pipe2(out.data(), O_CLOEXEC) != 0 || pipe2(err.data(), O_CLOEXEC) != 0 || pipe2(in.data(), O_CLOEXEC) != 0) {
        throw std::runtime_error("pipe failed");
    }
    std::vector<char*> argv;
    argv.reserve(command.size() + 1);
    for (const auto& word : command) {
        argv.push_back(const_cast<char*>(word.c_str()));
    }
    argv.push_back(nullptr);
    const auto start = std::chrono::steady_clock::now();
    const pid_t pid = fork();
    if (pid < 0) {
        throw std::runtime_error("fork failed");
    }
    if (pid == 0) {
        dup2(in[0], STDIN_FILENO);
        dup2(out[1], STDOUT_FILENO);
        dup2(err[1], STDERR_FILENO);
        for (const auto& setting : options.environment) {
            putenv(const_cast<char*>(setting.c_str()));
        }
        execvp(argv[0], argv.data());
        _exit(127);
    }
    close(out[1]);
    close(err[1]);
    close(in[0]);
    if (!options.input.empty()) {
        std::signal(SIGPIPE, SIG_IGN);
        [[maybe_unused]] const auto written = write(in[1], options.input.data(), options.input.size());
    }
    close(in[1]);

    ProcessResult result;
    bool killed = false;
    bool timedOut = false;
    std::array<pollfd, 2> fds = {pollfd{out[0], POLLIN, 0}, pollfd{err[0], POLLIN, 0}};
    int open = 2;
    std::array<char, 65536> buffer{};
    while (open > 0) {
        poll(fds.data(), fds.size(), 20);
        const auto elapsed = std::chrono::steady_clock::now() - start;
        if (options.killAfter && !killed && elapsed >= *options.killAfter) {
            kill(pid, options.killSignal);
            killed = true;
        }
        if (!timedOut && elapsed >= options.timeout) {
            kill(pid, SIGKILL);
            timedOut = true;
        }
        for (std::size_t i = 0; i < fds.size(); ++i) {
            if (fds[i].fd < 0 || fds[i].revents == 0) {
                continue;
            }
            const ssize_t got = read(fds[i].fd, buffer.data(), buffer.size());
            if (got <= 0) {
                close(fds[i].fd);
                fds[i].fd = -1;
                --open;
            } else {
                (i == 0 ? result.output : result.errors).append(buffer.data(), static_cast<std::size_t>(got));
            }
        }
    }
    int status = 0;
    waitpid(pid, &status, 0);
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    result.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return result;
}

}  // namespace timbre::test
