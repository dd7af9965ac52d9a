// SPDX-License-Identifier: GPL-3.0-or-later
#include "parity/wave_file.h"

#include <cstddef>
#include <string>
#include <string_view>

#include "core/base/files.h"

namespace timbre::parity {
namespace {

constexpr std::size_t kHeaderBytes = 12;  // RIFF, size, WAVE
constexpr std::size_t kChunkBytes = 8;
constexpr std::size_t kFormatBytes = 16;

std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t size) {
    std::uint32_t value = 0;
    for (std::size_t i = size; i-- > 0;)
        value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

/// The chunk's content; empty where there is none of that name.
std::string_view chunk(std::string_view bytes, std::string_view name) {
    for (std::size_t at = kHeaderBytes; at + kChunkBytes <= bytes.size();) {
        const std::size_t size = number(bytes, at + 4, 4);
        const std::string_view content = bytes.substr(at + kChunkBytes, size);
        if (bytes.substr(at, 4) == name)
            return content;
        at += kChunkBytes + size + size % 2;
    }
    return {};
}

}  // namespace

Result<WaveFile> readWaveFile(const std::filesystem::path& path) {
    const auto bytes = readFile(path);
    if (!bytes)
        return tl::unexpected(bytes.error());
    const auto refuse = [&](const char* why) { return fail(ErrorCode::Corrupt, displayPath(path) + why); };
    if (bytes->size() < kHeaderBytes || !bytes->starts_with("RIFF") || bytes->substr(8, 4) != "WAVE")
        return refuse(" is no WAV file");
    const std::string_view format = chunk(*bytes, "fmt ");
    if (format.size() < kFormatBytes || number(format, 0, 2) != 1 || number(format, 2, 2) != 1 ||
        number(format, 14, 2) != 16)
        return refuse(" is not one channel of 16-bit PCM");
    const std::string_view data = chunk(*bytes, "data");
    WaveFile wave{.rateHz = number(format, 4, 4), .samples = {}};
    for (std::size_t at = 0; at + 2 <= data.size(); at += 2)
        wave.samples.push_back(static_cast<float>(static_cast<std::int16_t>(number(data, at, 2))) / 32768.0F);
    if (wave.rateHz < 1 || wave.samples.empty())
        return refuse(" holds no sound");
    return wave;
}

}  // namespace timbre::parity
