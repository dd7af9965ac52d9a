// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>

#include "core/audio/decode.h"
#include "core/base/result.h"

/// Internal to core/audio: one opened file behind AudioReader, by one of the two decoding libraries.
namespace timbre::detail {

class SoundSource {
  public:
    SoundSource() = default;
    SoundSource(const SoundSource&) = delete;
    SoundSource& operator=(const SoundSource&) = delete;
    virtual ~SoundSource() = default;

    /// Fills `interleaved` (whole frames of facts().channels) as far as possible; frames read, 0 at the end. Damage is
    /// marked in facts() and skipped or ends the sound.
    virtual std::size_t read(std::span<float> interleaved) = 0;

    [[nodiscard]] const AudioFacts& facts() const noexcept { return facts_; }

  protected:
    AudioFacts facts_;
};

/// By libsndfile. Corrupt where it cannot read the file (the caller tries the other library then).
Result<std::unique_ptr<SoundSource>> openWithSndfile(const std::filesystem::path& path);

/// By FFmpeg's libraries. InvalidInput: there is no sound in it. Unsupported: no decoder for its codec. Corrupt: not a
/// media file, or a damaged one.
Result<std::unique_ptr<SoundSource>> openWithFfmpeg(const std::filesystem::path& path);

}  // namespace timbre::detail
