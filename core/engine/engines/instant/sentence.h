// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <stop_token>

#include "core/base/result.h"
#include "core/engine/engines/instant/renderer.h"
#include "core/engine/engines/instant/selection.h"
#include "core/engine/engines/instant/types.h"
#include "core/engine/engines/instant/voice_file.h"

namespace timbre::instant {

/// Plans, predicts, selects and renders one sentence that the front end has read, with the seed of `options` in every stage;
/// the equaliser is the options', not the model's. `withoutRecording` as in SelectionOptions.
/// InvalidInput for a sentence without a phone, Cancelled when `stop` is asked. Thread: any; deterministic.
Result<RenderedSentence> renderSentence(const VoiceModel& model, const FrontResult& front, const RenderOptions& options,
                                        std::int32_t withoutRecording, const std::stop_token& stop);

}  // namespace timbre::instant
