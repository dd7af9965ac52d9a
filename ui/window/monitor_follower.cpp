// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/monitor_follower.h"

namespace timbre::ui {

MonitorFollower::MonitorFollower(EngineBridge& bridge, Settings& settings) {
    connect(&bridge, &EngineBridge::inputLost, this, [this] { heldBack_ = true; });
    // That it is heard then shows that the user switched it on.
    connect(&bridge, &EngineBridge::inputStatusChanged, this,
            [this](const InputStatusChanged& event) { heldBack_ = heldBack_ && !event.status.monitoring; });
    connect(&bridge, &EngineBridge::inputOpened, this, [this, &bridge, &settings](const InputOpened& event) {
        heldBack_ = heldBack_ || event.job == JobId{};  // opened again by itself
        if (!heldBack_ && settings.get(keys::kMonitor)) {
            bridge.setMonitor(true);
        }
    });
}

}  // namespace timbre::ui
