// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stop_token>
#include <vector>

#include "core/audio/vad.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/studio/clip_source.h"
#include "core/studio/reference_voice.h"

namespace timbre {

/// The usual style of an imitating engine out of the lines of a reading: the recording whose speech, without the
/// silence around it, lasts 3 to 10 s, is nearest to 6 s and has nothing wrong with it, with up to four others beside it for
/// the timbre. The window of the style is that speech (bestWindow()). InvalidInput where none has that length; files that
/// cannot be read are passed over. Cancelled.
Result<ReferenceStyle> bestReference(const std::vector<ClipSource>& clips, const SharedVadModel& vad, const ProgressSink& progress,
                                     const std::stop_token& stop);

}  // namespace timbre
