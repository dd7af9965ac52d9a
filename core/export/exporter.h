// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>

#include "core/audio/audio_clip.h"
#include "core/base/result.h"

namespace timbre {

struct ExportSettings {
    int sampleRateHz = 0;  ///< Convert to this rate; 0 keeps the clip's.
    std::string title{};     ///< Tags where the format has them.
    std::string artist{};
    std::stop_token stop{};  ///< Looked at after every second of sound; then the write fails with Cancelled.
};

/// A kind of file that narrations are written to. New ones are one file in exporters/ and one line in exporters.inc.
struct ExporterEntry {
    std::string_view id;                            ///< "mp3"; also how --help names it.
    std::string_view title;                         ///< For people: "MP3, 192 kbit/s".
    std::span<const std::string_view> extensions;   ///< Lower case, without dot; the first is the usual one.
    bool lossy = false;                             ///< Encoding may push peaks up: leave it 1 dB more room.
    /// Writes the clip; the file appears only when it is whole. Io, InvalidInput, Cancelled.
    Result<void> (*write)(const AudioClip& clip, const std::filesystem::path& target, const ExportSettings& settings);
};

/// All exporters of this build; the list is core/export/exporters.inc.
std::span<const ExporterEntry> exporterEntries();

/// By the extension of `target`, in any case. Unsupported lists what can be written.
Result<const ExporterEntry*> exporterFor(const std::filesystem::path& target);

/// Whether a file of this name could be written, asked before long work: InvalidInput when it is a folder, NotFound when
/// its folder is missing, Io when that is not writable.
Result<void> checkWritable(const std::filesystem::path& target);

}  // namespace timbre
