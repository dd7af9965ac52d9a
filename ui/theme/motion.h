// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace timbre::ui {

/// Whether things move into their place or are simply there. The whole program's, as fonts are.
void setLessMotion(bool less);

/// How long a movement of `ms` takes: 0 where people asked for less motion.
[[nodiscard]] int motionMs(int ms);

}  // namespace timbre::ui
