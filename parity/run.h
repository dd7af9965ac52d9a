// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>

#include "parity/compare.h"
#include "parity/golden_set.h"
#include "parity/suite.h"

namespace timbre::parity {

enum class Outcome { Ok, Failed, NotComputed };

struct CaseReport {
    const Row& row;
    Outcome outcome;
    Verdict verdict;  ///< verdict.why says why a case was not computed, too.
};

/// Whether a case of that name is meant: by a glob pattern (* ? [...]) for the whole name, or else by a part of it.
[[nodiscard]] bool isChosen(const std::string& name, const std::string& pattern);

/// Computes and judges the cases that `only` chooses, in the order of the manifest, and reports each as soon as it is
/// known. A suite runs when the first case of its file comes, so that suites without a chosen case do not run; one that
/// fails or throws leaves its cases NotComputed and the others untouched.
void run(const OpenGoldens& goldens, std::span<const std::unique_ptr<Suite>> suites, Device device,
         const std::string& only, const std::function<void(const CaseReport&)>& report);

}  // namespace timbre::parity
