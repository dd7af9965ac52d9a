// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "parity/array.h"
#include "parity/golden_set.h"

namespace timbre::parity {

enum class Device { Cpu, Cuda };

/// One result, under the name the manifest gives it.
struct Computed {
    std::string file;
    std::string tensor;
    Value value;
};

/// Computes the cases of one golden file from the inputs of a set.
class Suite {
  public:
    Suite() = default;
    Suite(const Suite&) = delete;
    Suite& operator=(const Suite&) = delete;
    virtual ~Suite() = default;

    /// The golden file, relative to the set. Several suites may share one file.
    [[nodiscard]] virtual std::string file() const = 0;

    /// Everything it can compute of that file. May throw what torch throws.
    [[nodiscard]] virtual Result<std::vector<Computed>> compute(const GoldenSet& set, Device device) const = 0;
};

using Suites = std::vector<std::unique_ptr<Suite>>;

/// All suites of this build; the list is parity/suites.inc.
Suites allSuites();

}  // namespace timbre::parity
