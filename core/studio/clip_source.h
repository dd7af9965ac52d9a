// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

namespace timbre {

/// A recording that is offered for a voice, with what is said in it.
struct ClipSource {
    std::filesystem::path file;     ///< Any sound or video file.
    std::string transcript{};       ///< UTF-8; may be empty for engines that need none.
    std::string name{};             ///< What messages and the voice call it; empty: the file's stem.
    bool keepKnowingly = false;     ///< Whoever recorded it heard that it is noisy and wants it all the same.
    bool operator==(const ClipSource&) const = default;
};

}  // namespace timbre
