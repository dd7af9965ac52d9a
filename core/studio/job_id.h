// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace timbre {

/// One piece of work asked of the studio; never used twice in a process, so that an answer to a forgotten job is
/// recognised by its id and dropped.
enum class JobId : std::uint64_t {};

}  // namespace timbre
