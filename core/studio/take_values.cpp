// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/take_values.h"

#include <nlohmann/json.hpp>

namespace timbre {

namespace {

using nlohmann::json;

/// Words come from engines and files: what is not UTF-8 in them is replaced.
std::string dumped(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

double numberIn(const json& object, const char* name, double fallback) {
    const auto found = object.find(name);
    return found != object.end() && found->is_number() ? found->get<double>() : fallback;
}

}  // namespace

std::string takeSettings(const SpeakSettings& settings) {
    return dumped({{"speed_scale", settings.speedScale},
                   {"pitch_semitones", settings.pitchSemitones},
                   {"advanced", json(settings.advanced)},
                   {"style", settings.style}});
}

std::string takeWords(const std::vector<WordTime>& words) {
    json list = json::array();
    for (const WordTime& word : words) {
        list.push_back({{"word", word.word}, {"start_s", word.startSeconds}, {"end_s", word.endSeconds}});
    }
    return dumped(list);
}

std::string takeChecks(int attempts, const std::string& remark) {
    return dumped({{"attempts", attempts}, {"remark", remark}});
}

SpeechRecipe recipeOf(const Take& take) {
    SpeechRecipe recipe{.voice = take.voice, .language = take.language, .speak = {}};
    recipe.speak.seed = take.seed;
    const json settings = json::parse(take.settings, nullptr, false);
    if (!settings.is_object()) {
        return recipe;
    }
    recipe.speak.speedScale = numberIn(settings, "speed_scale", recipe.speak.speedScale);
    recipe.speak.pitchSemitones = numberIn(settings, "pitch_semitones", recipe.speak.pitchSemitones);
    if (const auto style = settings.find("style"); style != settings.end() && style->is_string()) {
        recipe.speak.style = style->get<std::string>();
    }
    if (const auto advanced = settings.find("advanced"); advanced != settings.end() && advanced->is_object()) {
        for (const auto& [name, value] : advanced->items()) {
            if (value.is_number()) {
                recipe.speak.advanced.emplace(name, value.get<double>());
            }
        }
    }
    return recipe;
}

std::vector<WordTime> wordsOf(const Take& take) {
    std::vector<WordTime> words;
    const json list = json::parse(take.words, nullptr, false);
    if (!list.is_array()) {
        return words;
    }
    for (const json& word : list) {
        if (!word.is_object() || !word.contains("word") || !word["word"].is_string()) {
            return {};
        }
        words.push_back({.word = word["word"].get<std::string>(),
                         .startSeconds = numberIn(word, "start_s", 0.0),
                         .endSeconds = numberIn(word, "end_s", 0.0)});
    }
    return words;
}

double secondsOf(const Take& take) {
    return take.sampleRateHz > 0 ? static_cast<double>(take.frames) / take.sampleRateHz : 0.0;
}

}  // namespace timbre
