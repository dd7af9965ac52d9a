// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/input_text.h"

#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>

#include "core/base/text_file.h"

namespace timbre::app {

namespace {

constexpr std::size_t kMaximumBytes = std::size_t{16} << 20U;
constexpr int kLookAtStopMs = 50;

Result<std::string> readStandardInput(const std::stop_token& stop) {
    std::string bytes;
    std::array<char, 65536> block{};
    for (;;) {
        if (stop.stop_requested()) {
            return fail(ErrorCode::Cancelled, "stopped while waiting for the text");
        }
        pollfd input{STDIN_FILENO, POLLIN, 0};
        if (::poll(&input, 1, kLookAtStopMs) <= 0) {
            continue;
        }
        const ssize_t got = ::read(STDIN_FILENO, block.data(), block.size());
        if (got < 0 && errno != EINTR) {
            return fail(ErrorCode::Io, "reading standard input failed", "Give the text with --text, or a file with --file.");
        }
        if (got == 0) {
            return bytes;
        }
        bytes.append(block.data(), static_cast<std::size_t>(got > 0 ? got : 0));
        if (bytes.size() > kMaximumBytes) {
            return fail(ErrorCode::InvalidInput, "the text on standard input is larger than 16 MiB", "Split it into several.");
        }
    }
}

}  // namespace

Result<std::string> readScript(const std::string& file, const std::stop_token& stop) {
    if (file != "-") {
        return readTextFile(file);
    }
    const auto bytes = readStandardInput(stop);
    if (!bytes) {
        return bytes;
    }
    return decodeText(*bytes, "standard input");
}

}  // namespace timbre::app
