// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace timbre::ui {

/// How the whole script is spoken.
struct SpeechShape {
    double speedScale = 1.0;
    double pitchSemitones = 0.0;
    int pauseMs = 350;
    bool operator==(const SpeechShape&) const = default;
};

}  // namespace timbre::ui
