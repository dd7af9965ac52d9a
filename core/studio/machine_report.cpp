// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/machine_report.h"

#include <algorithm>

namespace timbre {

std::string_view machineHealthName(MachineHealth health) noexcept {
    switch (health) {
        case MachineHealth::Good:
            return "good";
        case MachineHealth::Note:
            return "note";
        case MachineHealth::Trouble:
            return "trouble";
    }
    return "";
}

bool MachineReport::healthy() const noexcept {
    return std::ranges::none_of(findings,
                                [](const MachineFinding& finding) { return finding.health == MachineHealth::Trouble; });
}

}  // namespace timbre
