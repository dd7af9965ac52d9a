// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>

namespace timbre {

/// Where a long job stands. Reported on the worker's own thread, at most about 30 times a second.
struct Progress {
    std::string stage;      ///< Short English name of the present stage ("aligning recordings").
    double fraction = 0.0;  ///< Of the whole job, 0..1, never falling.
};

/// May be empty; callees check before calling.
using ProgressSink = std::function<void(const Progress&)>;

}  // namespace timbre
