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

/// For a part of a job that is a job of its own: its 0..1 becomes `from`..`to` of the whole.
inline ProgressSink partOf(const ProgressSink& whole, double from, double to) {
    if (!whole) {
        return {};
    }
    return [whole, from, to](const Progress& part) { whole({part.stage, from + (to - from) * part.fraction}); };
}

}  // namespace timbre
