// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/port_audio.h"

#include <fcntl.h>
#include <portaudio.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace timbre {

std::mutex& portAudioMutex() {
    static std::mutex mutex;
    return mutex;
}

QuietStderr::QuietStderr() {
    const char* wanted = std::getenv("TIMBRE_AUDIO_LOG");
    if (wanted != nullptr && std::string_view(wanted) == "1") {
        return;
    }
    const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nowhere < 0) {
        return;
    }
    saved_ = ::fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    if (saved_ >= 0) {
        ::dup2(nowhere, STDERR_FILENO);
    }
    ::close(nowhere);
}

QuietStderr::~QuietStderr() {
    if (saved_ >= 0) {
        ::dup2(saved_, STDERR_FILENO);
        ::close(saved_);
    }
}

std::string describePortAudio(int error) {
    std::string text = Pa_GetErrorText(error);
    if (error == paUnanticipatedHostError) {
        const PaHostErrorInfo* host = Pa_GetLastHostErrorInfo();
        if (host != nullptr && host->errorText != nullptr && *host->errorText != '\0') {
            text += ": " + std::string(host->errorText);
        }
    }
    return text;
}

}  // namespace timbre
