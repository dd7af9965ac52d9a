// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "ui/bridge/engine_bridge.h"
#include "ui/settings/settings.h"

namespace timbre::ui {

/// Lets the microphone be heard while it is open, where the settings say so (keys::kMonitor). Never by itself once a
/// device went away or the list of devices was renewed, since loudspeakers may stand where the headphones were: then the
/// user has to switch it on first.
class MonitorFollower final : public QObject {
  public:
    MonitorFollower(EngineBridge& bridge, Settings& settings);

  private:
    bool heldBack_ = false;
};

}  // namespace timbre::ui
