// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/base/result.h"

namespace timbre {

/// What the libtorch of this build can use here; for `timbre doctor`.
struct TorchFacts {
    std::string version;  ///< "2.13.0".
    bool cuda = false;    ///< A CUDA device is there and this libtorch can use it.
    int cudaDevices = 0;
};

/// Loads libtorch and looks at the machine; the first call takes some tenths of a second. Unsupported where libtorch
/// cannot be loaded.
Result<TorchFacts> torchFacts();

}  // namespace timbre
