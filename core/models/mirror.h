// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stop_token>
#include <string>

#include "core/models/model_fetch.h"
#include "core/models/part_file.h"

namespace timbre {

/// Why a mirror did not give the file.
struct MirrorFailure {
    Error error{};       ///< The detail follows a colon; where it is final, it stands by itself.
    bool final = false;  ///< No other mirror would help: stopped, the disk cannot take it.
};

/// Fetches the file, or the rest of it, from one address, again and again while it gets on, and checks it.
/// @param wanted  `sha256` empty: any content is taken; then what is there from elsewhere is not gone on from.
/// @return the SHA-256 of the part, which is whole.
tl::expected<std::string, MirrorFailure> fetchFromMirror(const std::string& url, const WantedFile& wanted,
                                                         PartFile& part, const FetchLimits& limits,
                                                         const std::stop_token& stop);

}  // namespace timbre
