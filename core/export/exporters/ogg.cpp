// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "core/audio/encode.h"
#include "core/export/block_writer.h"
#include "core/export/exporter.h"

namespace timbre {

namespace {

constexpr std::array kExtensions = std::to_array<std::string_view>({"ogg", "oga"});

Result<void> writeOgg(const AudioClip& clip, const std::filesystem::path& target, const ExportSettings& settings) {
    WriteOptions options;
    options.format = AudioFormat::OggVorbis;
    return writeInBlocks(clip, target, options, settings);
}

}  // namespace

extern const ExporterEntry kOggExporter;
const ExporterEntry kOggExporter{.id = "ogg", .title = "OGG Vorbis", .extensions = kExtensions, .lossy = true, .write = writeOgg};

}  // namespace timbre
