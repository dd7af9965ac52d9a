// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "core/base/result.h"

/// Internal to core/audio: what the first and last bytes of a file tell about it, without decoding anything.
namespace timbre::detail {

struct Sniffed {
    std::string name;           ///< "WAV", "MP4", ... when the beginning is a known signature, else empty.
    bool text = false;          ///< Readable text, so no sound whatever it is called.
    bool sndfileFirst = false;  ///< libsndfile is the better reader of this kind.
    bool mpeg = false;          ///< Begins like MPEG sound or its tag: libsndfile would hand it to libmpg123.
};

/// NotFound, InvalidInput (a folder, a pipe or device, an empty file) or Io; each names the file.
Result<Sniffed> sniff(const std::filesystem::path& path);

/// Whether the file ends before what its own structure promises: the sound chunk of a WAV or AIFF file is longer than
/// the file, or the last page of an Ogg file is cut or not marked as the last. False where that cannot be told.
bool endsEarly(const std::filesystem::path& path);

}  // namespace timbre::detail
