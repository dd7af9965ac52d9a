// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <stop_token>

#include "app/compose.h"
#include "core/studio/machine_report.h"

namespace timbre::app {

/// Tells what works on this machine, what does not, and what to do; `found` may be empty. The data folder is really
/// tried: a file is made in it and removed again. Takes some seconds; ends between two looks when it is asked to.
MachineReport examineMachine(const Composition& composition, const std::function<void(const MachineFinding&)>& found,
                             const std::stop_token& stop);

}  // namespace timbre::app
