// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "core/engine/engine.h"

namespace timbre {

#define TIMBRE_ENGINE(name) extern const EngineEntry k##name##Engine;
#include "core/engine/engines.inc"
#undef TIMBRE_ENGINE

std::span<const EngineEntry> engineEntries() {
#define TIMBRE_ENGINE(name) k##name##Engine,
    static const std::array entries = {
#include "core/engine/engines.inc"
    };
#undef TIMBRE_ENGINE
    return entries;
}

}  // namespace timbre
