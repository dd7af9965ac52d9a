// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "core/audio/audio_clip.h"
#include "core/audio/take_writer.h"
#include "core/base/result.h"

namespace timbre {

/// How long the old take fades into the new one, in milliseconds.
inline constexpr double kPunchFadeMs = 10.0;

/// `before` up to `atSeconds`, then `after`, with a cross-fade of kPunchFadeMs that begins there: the result is as long as
/// both parts together. InvalidInput when the two differ in channels, `after` is empty or the time lies outside `before`;
/// a different rate is converted to that of `before`.
Result<AudioClip> punchIn(const AudioClip& before, double atSeconds, const AudioClip& after);

/// Where the sound of a punch-in goes until it is joined: NAME.punch.wav beside the target NAME.wav.
std::filesystem::path punchPathOf(const std::filesystem::path& target);

/// Whether a recording of one channel can go on from there, told before it is made. Errors of probe() and punchIn.
Result<void> checkPunch(const std::filesystem::path& before, double atSeconds);

/// punchIn() with files: the joined take appears as `target`, which may be `before`, when it is whole; until then
/// `before` stays as it is. `after` is left alone. Errors of readAudio, punchIn and TakeWriter.
Result<TakeFile> punchInFile(const std::filesystem::path& before, double atSeconds, const std::filesystem::path& after,
                             const std::filesystem::path& target);

}  // namespace timbre
