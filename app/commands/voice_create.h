// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/commands.h"

namespace timbre::app {

/// Adds `create` below the command `voice`.
void registerVoiceCreate(CLI::App& voice, Program& program);

/// Adds `add-version`.
void registerVoiceAddVersion(CLI::App& voice, Program& program);

}  // namespace timbre::app
