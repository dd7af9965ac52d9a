// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "core/audio/encode.h"
#include "core/export/exporter.h"

namespace timbre {

/// writeAudio() second by second, so that a long encoding can be cancelled. Rate and tags come from `settings`, the rest
/// from `options`.
Result<void> writeInBlocks(const AudioClip& clip, const std::filesystem::path& target, WriteOptions options,
                           const ExportSettings& settings);

}  // namespace timbre
