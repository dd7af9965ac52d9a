// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <stop_token>

#include "core/audio/vad.h"
#include "core/base/result.h"
#include "core/studio/voice_protocol.h"
#include "core/voice/voice.h"

namespace timbre {

/// Columns of a face's wave.
inline constexpr std::size_t kFaceColumns = 200;

/// Listens to a version's recordings: its seal, the recording that stands for it and the best part of that. NotFound for
/// a version without recordings; errors of readAudio; Cancelled. Takes some tenths of a second.
Result<VoiceFace> makeFace(const Voice& voice, const SharedVadModel& vad, const std::stop_token& stop);

/// Where a version's face is kept: `<data>/cache/faces/<id>-v3.json`, so that whoever removes the voice finds it.
std::filesystem::path faceFile(const std::filesystem::path& dataFolder, const VoiceVersionId& voice);

/// NotFound; Corrupt for what is no face: it is made again then.
Result<VoiceFace> readFace(const std::filesystem::path& file);
Result<void> writeFace(const std::filesystem::path& file, const VoiceFace& face);

/// The kept face, or a new one, which is kept where that is possible. A version never changes, so its face does not.
Result<VoiceFace> faceOf(const std::filesystem::path& dataFolder, const Voice& voice, const SharedVadModel& vad,
                         const std::stop_token& stop);

}  // namespace timbre
