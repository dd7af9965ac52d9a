// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace timbre {

/// A recording that a voice may be made from.
struct ClipOffer {
    std::string name{};  ///< For messages and VoiceClip::name: "L05-2"; empty: the file's stem.
    std::filesystem::path file{};  ///< Any sound or video file.
    std::string transcript{};  ///< UTF-8; may be empty for engines that need none.
    /// The user heard what is wrong with it and keeps it: it is taken whatever the quality check says, unless there is
    /// nothing to be made of it (no sound, no speech).
    bool keptKnowingly = false;
    std::vector<std::string> findings{};  ///< Codes of what is known to be wrong (TakeFinding::code); stored with the clip.
    bool operator==(const ClipOffer&) const = default;
};

/// The empty room, to be kept with a voice.
struct RoomToneOffer {
    std::filesystem::path file{};
    double noiseDbfs = 0.0;
    bool operator==(const RoomToneOffer&) const = default;
};

}  // namespace timbre
