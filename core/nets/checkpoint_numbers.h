// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/nets/checkpoint.h"

namespace timbre::nets {

/// The tensor's numbers as float32, row by row. Throws Fault (Corrupt) where it holds no real numbers. @param name  for
/// the message.
std::vector<float> floatsOf(const TensorView& view, const std::string& name);

}  // namespace timbre::nets
