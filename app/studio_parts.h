// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "app/compose.h"
#include "core/studio/studio.h"

namespace timbre::app {

/// What the studio needs of its surroundings, wired to the engines and networks of this build.
StudioParts studioParts(const std::shared_ptr<Composition>& composition);

}  // namespace timbre::app
