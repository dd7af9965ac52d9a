// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/commands.h"

namespace timbre::app {

/// Adds `versions`, `rollback`, `compare` and `tag` below `voice`.
void registerVoiceVersions(CLI::App& voice, Program& program);

/// Adds `export` and `import` below `voice`.
void registerVoiceFiles(CLI::App& voice, Program& program);

}  // namespace timbre::app
