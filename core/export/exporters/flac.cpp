// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "core/audio/encode.h"
#include "core/export/block_writer.h"
#include "core/export/exporter.h"

namespace timbre {

namespace {

constexpr std::array kExtensions = std::to_array<std::string_view>({"flac"});

/// 24 bit costs little in FLAC and keeps what loudness gain leaves below the 16th bit.
Result<void> writeFlac(const AudioClip& clip, const std::filesystem::path& target, const ExportSettings& settings) {
    WriteOptions options;
    options.format = AudioFormat::Flac;
    options.sampleKind = SampleKind::Int24;
    return writeInBlocks(clip, target, options, settings);
}

}  // namespace

extern const ExporterEntry kFlacExporter;
const ExporterEntry kFlacExporter{.id = "flac", .title = "FLAC, 24 bit, lossless", .extensions = kExtensions, .lossy = false, .write = writeFlac};

}  // namespace timbre
