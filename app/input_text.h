// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stop_token>
#include <string>

#include "core/base/result.h"

namespace timbre::app {

/// Reads a script from a file, or from standard input when the name is "-" (waiting for it looks at `stop`). Errors as
/// readTextFile(), and Cancelled.
Result<std::string> readScript(const std::string& file, const std::stop_token& stop);

}  // namespace timbre::app
