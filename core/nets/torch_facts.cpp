// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/torch_facts.h"

#include <torch/cuda.h>
#include <torch/version.h>

namespace timbre {

TorchFacts torchFacts() {
    TorchFacts facts{.version = TORCH_VERSION};
    facts.cuda = torch::cuda::is_available();
    facts.cudaDevices = facts.cuda ? static_cast<int>(torch::cuda::device_count()) : 0;
    return facts;
}

}  // namespace timbre
