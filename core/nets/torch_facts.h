// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace timbre {

/// What the libtorch of this build can use here; for `timbre doctor`.
struct TorchFacts {
    std::string version;  ///< "2.13.0".
    bool cuda = false;    ///< A CUDA device is there and this libtorch can use it.
    int cudaDevices = 0;
};

/// Looks at the machine; the first call may take some tenths of a second where CUDA is present.
TorchFacts torchFacts();

}  // namespace timbre
