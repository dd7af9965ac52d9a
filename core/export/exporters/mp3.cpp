// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "core/audio/encode.h"
#include "core/export/block_writer.h"
#include "core/export/exporter.h"

namespace timbre {

namespace {

constexpr std::array kExtensions = std::to_array<std::string_view>({"mp3"});

Result<void> writeMp3(const AudioClip& clip, const std::filesystem::path& target, const ExportSettings& settings) {
    WriteOptions options;
    options.format = AudioFormat::Mp3;
    options.mp3Mode = Mp3Mode::ConstantRate;  // What audiobook shops ask for.
    options.mp3KbitPerSecond = 192;           // Less where the sample rate allows less.
    return writeInBlocks(clip, target, options, settings);
}

}  // namespace

extern const ExporterEntry kMp3Exporter;
const ExporterEntry kMp3Exporter{.id = "mp3", .title = "MP3, 192 kbit/s", .extensions = kExtensions, .lossy = true, .write = writeMp3};

}  // namespace timbre
