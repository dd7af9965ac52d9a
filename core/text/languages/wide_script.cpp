// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/languages/wide_script.h"

#include "core/text/languages/english.h"
#include "core/text/splitter.h"

namespace timbre {

std::vector<TextSpan> splitWideScript(std::string_view script, const SplitLimits& limits) {
    return splitWide(endsEnglishSentence, script, limits);
}

}  // namespace timbre
