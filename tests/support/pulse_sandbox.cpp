// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/pulse_sandbox.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace timbre::test {

namespace fs = std::filesystem;

namespace {

int exitCodeOf(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status); }

bool onPath(const std::string& name) {
    const char* path = std::getenv("PATH");
    std::istringstream folders(path != nullptr ? path : "/usr/bin");
    for (std::string folder; std::getline(folders, folder, ':');) {
        if (::access((fs::path(folder) / name).c_str(), X_OK) == 0) {
            return true;
        }
    }
    return false;
}

/// ALSA's plugins lie in the library folder of the machine's architecture.
bool alsaSpeaksPulse() {
    std::error_code error;
    for (const fs::path root : {"/usr/lib", "/usr/lib64", "/usr/local/lib"}) {
        for (const auto& entry : fs::directory_iterator(root, error)) {
            const std::string plugin = "libasound_module_pcm_pulse.so";
            if (fs::exists(entry.path() / "alsa-lib" / plugin, error) || fs::exists(entry.path() / plugin, error)) {
                return true;
            }
        }
    }
    return false;
}

bool takesConnections(const fs::path& socketPath) {
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, socketPath.c_str(), sizeof(address.sun_path) - 1);
    const bool connected = ::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
    ::close(fd);
    return connected;
}

std::string contentsOf(const fs::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

ChildProcess::ChildProcess(const std::vector<std::string>& command, const Options& options) {
    std::vector<char*> argv;
    for (const auto& word : command) {
        argv.push_back(const_cast<char*>(word.c_str()));
    }
    argv.push_back(nullptr);
    const pid_t parent = getpid();
    pid_ = fork();
    if (pid_ < 0) {
        throw std::runtime_error("fork failed");
    }
    if (pid_ == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);  // nothing outlives a test that crashes
        if (getppid() != parent) {
            _exit(127);
        }
        const int out = open(options.output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
        const int err = open(options.errors.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
        const int in = open("/dev/null", O_RDONLY);
        dup2(in, STDIN_FILENO);
        dup2(out, STDOUT_FILENO);
        dup2(err, STDERR_FILENO);
        for (const auto& setting : options.environment) {
            putenv(const_cast<char*>(setting.c_str()));
        }
        execvp(argv[0], argv.data());
        _exit(127);
    }
}

ChildProcess::~ChildProcess() {
    if (!exitCode_) {
        kill(pid_, SIGKILL);
        wait();
    }
}

void ChildProcess::signal(int number) const {
    if (!exitCode_) {
        kill(pid_, number);
    }
}

bool ChildProcess::running() {
    int status = 0;
    if (!exitCode_ && waitpid(pid_, &status, WNOHANG) == pid_) {
        exitCode_ = exitCodeOf(status);
    }
    return !exitCode_;
}

int ChildProcess::wait() {
    int status = 0;
    if (!exitCode_) {
        while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
        }
        exitCode_ = exitCodeOf(status);
    }
    return *exitCode_;
}

bool eventually(const std::function<bool()>& condition) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(1);
    while (!condition()) {
        if (std::chrono::steady_clock::now() > deadline) {
            return false;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return true;
}

std::optional<std::string> PulseSandbox::whatIsMissing() {
    for (const char* name : {"pulseaudio", "paplay"}) {
        if (!onPath(name)) {
            return std::string(name) + " is";
        }
    }
    if (!alsaSpeaksPulse()) {
        return "ALSA's pulse plugin (libasound2-plugins) is";
    }
    return std::nullopt;
}

PulseSandbox::PulseSandbox() {
    const fs::path runtime = folder_ / "run";
    fs::create_directory(runtime);
    fs::permissions(runtime, fs::perms::owner_all);
    std::ofstream(folder_ / "asound.conf") << "</usr/share/alsa/alsa.conf>\n"
                                              "pcm.!default { type pulse device \"sandbox.monitor\" }\n"
                                              "ctl.!default { type pulse }\n";
    const fs::path log = folder_ / "pulseaudio.log";
    server_.emplace(
        std::vector<std::string>{
            "pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--disable-shm=yes", "--use-pid-file=no",
            "--load=module-null-sink sink_name=sandbox rate=48000 format=float32le channels=2",
            "--load=module-native-protocol-unix auth-anonymous=1 socket=" + (folder_ / "socket").string()},
        ChildProcess::Options{.environment = environment(), .output = "/dev/null", .errors = log});
    const bool up = eventually([&] { return !server_->running() || takesConnections(folder_ / "socket"); });
    if (!up || !server_->running()) {
        throw std::runtime_error("the private PulseAudio does not start: " + contentsOf(log));
    }
}

PulseSandbox::~PulseSandbox() { unplug(); }

void PulseSandbox::unplug() { server_.reset(); }

std::vector<std::string> PulseSandbox::environment() const {
    const std::string home = folder_.path().string();
    return {"HOME=" + home,
            "XDG_RUNTIME_DIR=" + home + "/run",
            "XDG_CONFIG_HOME=" + home + "/config",
            "PULSE_RUNTIME_PATH=" + home + "/run",
            "PULSE_SERVER=unix:" + home + "/socket",
            "ALSA_CONFIG_PATH=" + home + "/asound.conf",
            "PULSE_LATENCY_MSEC=50"};  // the null sink otherwise moves sound in steps of two seconds
}

std::vector<std::string> PulseSandbox::silentMachineEnvironment(const TempDir& home) {
    const std::string path = home.path().string();
    return {"HOME=" + path, "XDG_RUNTIME_DIR=" + path, "PULSE_RUNTIME_PATH=" + path,
            "PULSE_SERVER=unix:" + path + "/nobody", "JACK_NO_START_SERVER=1"};
}

void PulseSandbox::play(const fs::path& sound) const {
    ProcessOptions options;
    options.environment = environment();
    const auto played = runProcess({"paplay", "--device=sandbox", sound.string()}, options);
    if (played.exitCode != 0) {
        throw std::runtime_error("paplay failed: " + played.errors);
    }
}

}  // namespace timbre::test
