// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace timbre {

/// Where in a reading a recording was made.
struct TakePlace {
    int line = 0;  ///< From 1, as the list of lines counts them; 0: it is no take of a reading.
    int take = 0;  ///< LineTake::number.
    [[nodiscard]] bool known() const noexcept { return line > 0; }
    bool operator==(const TakePlace&) const = default;
};

/// What people are told that a recording is called: "line 2, take 2", else its name.
[[nodiscard]] std::string calledOf(const std::string& name, const TakePlace& place);

/// A recording that a voice may be made from.
struct ClipOffer {
    std::string name{};  ///< VoiceClip::name: "L05-2"; empty: the file's stem.
    std::filesystem::path file{};  ///< Any sound or video file.
    std::string transcript{};  ///< UTF-8; may be empty for engines that need none.
    /// The user heard what is wrong with it and keeps it: it is taken whatever the quality check says, unless there is
    /// nothing to be made of it (no sound, no speech).
    bool keptKnowingly = false;
    std::vector<std::string> findings{};  ///< Codes of what is known to be wrong (TakeFinding::code); stored with the clip.
    TakePlace place{};
    bool operator==(const ClipOffer&) const = default;
};

/// The empty room, to be kept with a voice.
struct RoomToneOffer {
    std::filesystem::path file{};
    double noiseDbfs = 0.0;
    bool operator==(const RoomToneOffer&) const = default;
};

}  // namespace timbre
