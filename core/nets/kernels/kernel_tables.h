// SPDX-License-Identifier: GPL-3.0-or-later
// Inside the kernels: each instruction set's table, or null where the processor cannot run it.
#pragma once

#include "core/nets/kernels/kernels.h"

namespace timbre::nets {

const Kernels* plainKernels();
const Kernels* avx2Kernels();
const Kernels* avx512Kernels();

}  // namespace timbre::nets
