// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/voice/clip_offer.h"

namespace timbre {

/// The recordings of a command are offered like any other.
using ClipSource = ClipOffer;

}  // namespace timbre
