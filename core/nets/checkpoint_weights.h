// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/nets/checkpoint.h"

namespace timbre::nets {

/// A weight on its way into a packed network: its numbers row by row, and what each dimension holds.
struct TakenWeight {
    std::vector<std::size_t> shape;
    std::vector<float> numbers;
};

/// The weights below one name of a file, by their names, for networks without torch (torch/gpt_sovits/weights.h is the
/// room's own). What is missing or misshapen is collected, so that a reader learns of all of it at once.
class CheckpointWeights {
  public:
    /// Borrows the file. What is taken together stays below twice the file's size and 1 MiB: a file whose tensors share
    /// their numbers many times over is refused. @param prefix  put before every name: "dec.".
    CheckpointWeights(const Checkpoint& checkpoint, std::string prefix);

    [[nodiscard]] bool has(const std::string& name) const { return checkpoint_->tensors.contains(prefix_ + name); }
    /// A tensor of this shape; -1 accepts any extent. Zeros, and a note, where the file has none or another; an extent
    /// that is not told is 1 there. Throws Fault (Corrupt) for whole numbers and above the budget.
    [[nodiscard]] TakenWeight take(const std::string& name, const std::vector<std::int64_t>& shape);
    /// The weight of layer `name`, which may be stored plain ("weight"), or split into direction and length ("weight_v"
    /// and "weight_g", or "parametrizations.weight.original1" and "0"), the length kept for the first dimension.
    [[nodiscard]] TakenWeight takeFolded(const std::string& name, const std::vector<std::int64_t>& shape);
    void noteMisshapen(const std::string& what) { misshapen_.push_back(prefix_ + what); }

    /// Throws Fault (Corrupt) that names the missing tensors, or, when none is missing, the misshapen ones. @param
    /// whose  "the SoVITS model".
    void check(const std::string& whose) const;

  private:
    const Checkpoint* checkpoint_;
    std::string prefix_;
    std::uint64_t budget_;  ///< Bytes that may still be taken.
    std::vector<std::string> missing_;
    std::vector<std::string> misshapen_;
};

}  // namespace timbre::nets
