// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/splitter.h"

namespace timbre {

/// What a full stop means in English; texts of other languages read their Latin words by it too.
bool endsEnglishSentence(const PeriodContext& context);

}  // namespace timbre
