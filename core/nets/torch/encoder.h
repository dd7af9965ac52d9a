// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/nets/torch_room.h"

namespace timbre::nets {

/// See TorchRoom::makeEncoder.
std::unique_ptr<EncoderNet> makeTorchEncoder(const EncoderWeights& weights);

}  // namespace timbre::nets
