// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "app/compose.h"
#include "core/studio/narration_files.h"
#include "core/studio/pipeline.h"

namespace timbre::app {

/// The instant engine's measured best between words and likeness.
inline constexpr double kDefaultClarity = 0.75;
inline constexpr double kDefaultLufs = -16.0;

/// What the words of the command line say about a text and the voice that speaks it.
struct SpeakOptions {
    std::string voice;
    std::optional<std::string> text;
    std::optional<std::string> phones;
    std::string sentences;
    std::string file;
    std::vector<std::string> outputs;
    std::string engine;
    std::string lexiconProject;  ///< Whose words are read as its lexicon says, beside that of all projects.
    std::string language;  ///< Of the text; empty: the voice's.
    std::optional<LoudnessGoal> loudness = LoudnessGoal::lufs(kDefaultLufs);
    std::string sentenceFolder;
    bool removeOlderSentences = false;
    std::string subtitles;
    bool similarity = false;  ///< Measuring it costs more than speaking a sentence.
    double clarity = kDefaultClarity;
    /// Settings of one engine; another must not be handed them.
    CLI::Option* clarityOption = nullptr;
    std::map<std::string, double> advanced{};
    NarrationSettings settings;
};

/// Everything that was asked for, checked before any work begins.
struct SpeakPlan {
    std::string script;
    std::vector<TextSpan> spans{};  ///< In place of the script, where phones were given.
    NarrationFiles files;
    NarrationSettings settings;
};

/// A voice of the library in memory.
struct LoadedVoice {
    Voice stored;
    std::unique_ptr<Engine> engine;
    std::shared_ptr<const EngineVoice> voice;
};

/// --voice, --text, --file, --sentences, --phones, --lang and --engine.
void addVoiceAndText(CLI::App& command, SpeakOptions& options);
/// Everything that changes how the voice speaks.
void addVoiceSettings(CLI::App& command, SpeakOptions& options);
/// Ends the parsing where there is no text to speak, or more than one.
void requireOneText(const SpeakOptions& options);

/// What to speak and how: reads files and checks settings. @return a plan without files to write.
Result<SpeakPlan> planText(const SpeakOptions& options, const std::stop_token& stop);
/// NotFound; Unsupported for an engine that the voice was not made with.
Result<LoadedVoice> loadVoice(const Composition& composition, const SpeakOptions& options);
/// What the text is to be read as.
std::string languageOf(const SpeakOptions& options, const LoadedVoice& loaded);
/// Counts seconds of speech for the library. One that cannot be written (a read-only folder) still speaks; it only does
/// not count.
void countUse(const Composition& composition, const LoadedVoice& loaded, double seconds);

}  // namespace timbre::app
