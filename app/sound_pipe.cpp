// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sound_pipe.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <csignal>
#include <string_view>

namespace timbre::app {

namespace {

constexpr std::uint32_t kUnknown = 0xFFFFFFFF;
constexpr std::uint32_t kBytesPerSample = 2;
constexpr float kFullScale = 32767.0F;

/// Little endian, as RIFF wants it.
class Bytes {
  public:
    void text(std::string_view text) { bytes_.insert(bytes_.end(), text.begin(), text.end()); }
    void number(std::uint32_t value, int size) {
        for (int i = 0; i < size; ++i)
            bytes_.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
    }
    [[nodiscard]] const std::vector<std::uint8_t>& get() const noexcept { return bytes_; }

  private:
    std::vector<std::uint8_t> bytes_;
};

Bytes header(int rateHz) {
    const auto rate = static_cast<std::uint32_t>(rateHz);
    Bytes bytes;
    bytes.text("RIFF");
    bytes.number(kUnknown, 4);
    bytes.text("WAVEfmt ");
    bytes.number(16, 4);
    bytes.number(1, 2);  // PCM
    bytes.number(1, 2);  // mono
    bytes.number(rate, 4);
    bytes.number(rate * kBytesPerSample, 4);
    bytes.number(kBytesPerSample, 2);
    bytes.number(8 * kBytesPerSample, 2);
    bytes.text("data");
    bytes.number(kUnknown, 4);
    return bytes;
}

}  // namespace

bool SoundPipe::write(std::span<const float> samples, int rateHz) {
    if (!begun_) {
        begun_ = true;
        // A reader that goes away is an answer of write(), not the end of the program.
        std::signal(SIGPIPE, SIG_IGN);
        if (!put(header(rateHz).get()))
            return false;
    }
    Bytes bytes;
    for (const float sample : samples) {
        const auto whole = static_cast<std::int16_t>(std::lrint(std::clamp(sample, -1.0F, 1.0F) * kFullScale));
        bytes.number(static_cast<std::uint16_t>(whole), 2);
    }
    return put(bytes.get());
}

bool SoundPipe::put(const std::vector<std::uint8_t>& bytes) {
    for (std::size_t done = 0; done < bytes.size() && failure_ == 0;) {
        const ssize_t wrote = ::write(descriptor_, bytes.data() + done, bytes.size() - done);
        if (wrote >= 0)
            done += static_cast<std::size_t>(wrote);
        else if (errno != EINTR)
            failure_ = errno;
    }
    return failure_ == 0;
}

}  // namespace timbre::app
