// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace timbre::parity {

/// Most memory this process ever held since the last reset, MiB; 0 where the system does not tell.
double peakMiB();

/// Begins a new peak; false where the system does not allow it.
bool resetPeak();

}  // namespace timbre::parity
