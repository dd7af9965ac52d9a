// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "core/engine/engines/instant/types.h"

namespace timbre::instant {

/// How differently two phones colour the phone beside them: 0 for the same one, 1 for the most unlike.
/// Source: the design study, 3.5 (ctx).
float contextDistance(PhoneId a, PhoneId b) noexcept;

/// Phones to borrow units from when the user's recordings hold too few of `phone`, best first; may be empty.
std::span<const PhoneId> substitutePhones(PhoneId phone) noexcept;

}  // namespace timbre::instant
