// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/commands.h"

namespace timbre::app {

/// Adds `fetch` below `models`.
void registerModelsFetch(CLI::App& models, Program& program);

}  // namespace timbre::app
