// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "core/audio/encode.h"
#include "core/export/block_writer.h"
#include "core/export/exporter.h"

namespace timbre {

namespace {

constexpr std::array kExtensions = std::to_array<std::string_view>({"wav"});

Result<void> writeWav(const AudioClip& clip, const std::filesystem::path& target, const ExportSettings& settings) {
    WriteOptions options;
    options.format = AudioFormat::Wav;
    options.sampleKind = SampleKind::Int16;
    return writeInBlocks(clip, target, options, settings);
}

}  // namespace

extern const ExporterEntry kWavExporter;
const ExporterEntry kWavExporter{.id = "wav", .title = "WAV, 16 bit", .extensions = kExtensions, .lossy = false, .write = writeWav};

}  // namespace timbre
