// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/sentence.h"

#include "core/engine/engines/instant/guide.h"
#include "core/engine/engines/instant/targets.h"

namespace timbre::instant {

Result<RenderedSentence> renderSentence(const VoiceModel& model, const FrontResult& front, const RenderOptions& options,
                                        std::int32_t withoutRecording, const std::stop_token& stop) {
    const FrontUtterance& sentence = front.voices.front();
    const auto plan = model.durations.plan(sentence, {.seed = options.seed});
    if (!plan) {
        return tl::unexpected(plan.error());
    }
    const auto guide = model.guide.predict(plannedSentence(front, *plan));
    if (!guide) {
        return tl::unexpected(guide.error());
    }
    const auto targets = makeTargets(sentence, *plan, *guide, model.guide.statistics(), model.units);
    if (!targets) {
        return tl::unexpected(targets.error());
    }
    const auto selection = selectUnits(
        model.units, *targets, {.weights = {}, .seed = options.seed, .withoutRecording = withoutRecording}, stop);
    if (!selection) {
        return tl::unexpected(selection.error());
    }
    return renderUnits(model.units, *targets, selection->units, options, stop);
}

}  // namespace timbre::instant
