// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Voices of references for the tests of the engine gpt-sovits.

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/engine/engine.h"
#include "tests/support/small_models.h"

namespace timbre::test {

inline std::unique_ptr<Engine> makeGptSovits(EngineContext context = {}) {
    context.device = Device::Cpu;
    for (const EngineEntry& entry : engineEntries()) {
        if (entry.id == "gpt-sovits")
            return entry.make(context);
    }
    ADD_FAILURE() << "the engine is not in the list";
    return nullptr;
}

/// Something with the rhythm of speech.
inline Recording reference(const std::string& name, double seconds, double hz = 130.0) {
    Recording recording{
        .name = name, .audio = {.sampleRateHz = 22'050, .channels = 1, .samples = {}}, .transcript = {}};
    const auto frames = static_cast<std::size_t>(seconds * recording.audio.sampleRateHz);
    for (std::size_t i = 0; i < frames; ++i) {
        const double t = static_cast<double>(i) / recording.audio.sampleRateHz;
        double sum = 0.0;
        for (int harmonic = 1; harmonic < 20; ++harmonic)
            sum += std::sin(6.283185307 * hz * harmonic * t + harmonic) / harmonic;
        recording.audio.samples.push_back(static_cast<float>(0.2 * sum * (0.6 + 0.4 * std::sin(25.0 * t))));
    }
    return recording;
}

inline VoiceRecipe recipeFor(const SmallModels& models, std::vector<std::int64_t> promptPhones = {5, 6, 7, 8, 9, 10, 11, 12}) {
    VoiceRecipe recipe;
    recipe.models = {{"gpt", models.gpt}, {"sovits", models.sovits}, {"hubert", models.hubert}};
    if (!models.speakerNet.empty())
        recipe.models["speaker"] = models.speakerNet;
    if (!models.bigvgan.empty())
        recipe.models["vocoder"] = models.bigvgan;
    if (!models.v4Vocoder.empty())
        recipe.models["vocoder"] = models.v4Vocoder;
    recipe.styles.push_back(
        {.name = "neutral", .reference = reference("calm", 4.0), .phones = std::move(promptPhones)});
    return recipe;
}

}  // namespace timbre::test
