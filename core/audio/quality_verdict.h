// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/quality.h"

namespace timbre {

/// Fills in findings, verdict and advice from the figures of `report`.
void judge(QualityReport& report);

}  // namespace timbre
