// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <iterator>
#include <utility>

#include "parity/suite.h"

namespace timbre::parity {

#define TIMBRE_PARITY_SUITES(name) Suites make##name##Suites();
#include "parity/suites.inc"
#undef TIMBRE_PARITY_SUITES

Suites allSuites() {
    Suites all;
    const auto add = [&all](Suites family) { std::ranges::move(family, std::back_inserter(all)); };
#define TIMBRE_PARITY_SUITES(name) add(make##name##Suites());
#include "parity/suites.inc"
#undef TIMBRE_PARITY_SUITES
    return all;
}

}  // namespace timbre::parity
