// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What every call into torch begins with.

#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>
#include <torch/cuda.h>

#include <stop_token>

#include "core/nets/errors.h"
#include "core/nets/sovits_net.h"
#include "core/nets/torch/gpt_sovits/layers.h"

namespace timbre::nets {

/// Throws Fault (Unsupported) where there is no such device.
inline at::Device deviceFor(Place place) {
    if (place == Place::Cpu)
        return at::kCPU;
    if (!torch::cuda::is_available())
        throw Fault(ErrorCode::Unsupported, "no CUDA device that this libtorch can use is there",
                    "Choose the CPU, or see `timbre doctor`.");
    return at::kCUDA;
}

/// As long as it lives: no gradients, exact products, the caller's number of threads.
class Computing {
  public:
    explicit Computing(int threads) {
        computeInFullPrecision();
        at::set_num_threads(threads);
    }

  private:
    c10::InferenceMode inference_;
};

inline void lookAt(const std::stop_token& stop) {
    if (stop.stop_requested())
        throw Fault(ErrorCode::Cancelled, "the speech was stopped");
}

}  // namespace timbre::nets
