// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/audio/audio_clip.h"
#include "core/audio/loudness.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/engine/engine.h"
#include "core/export/subtitles.h"
#include "core/text/text.h"

namespace timbre {

/// One sentence where it ended up in the narration.
struct NarrationSentence {
    TextSpan span;
    std::size_t number = 0;  ///< Its place among the script's sentences, from 1; skipped ones count.
    double startSeconds = 0.0;
    double endSeconds = 0.0;
    std::vector<WordTime> words;  ///< In the narration's time; empty where the engine cannot tell.
    int attempts = 1;             ///< How often the engine drew it until its own checks were content.
    std::string remark{};         ///< What they still find wrong; empty: nothing.
};

/// A sentence the engine could not speak.
struct SkippedSentence {
    TextSpan span;
    std::size_t number = 0;  ///< As in NarrationSentence.
    Error error;
};

/// A script as sound.
struct Narration {
    AudioClip audio;  ///< Mono, at the engine's rate.
    std::vector<NarrationSentence> sentences;
    std::vector<SkippedSentence> skipped;
    std::optional<LoudnessReport> loudness;  ///< When a goal was set.
    double firstAudioSeconds = 0.0;          ///< From the call until the first sentence was there.
    double renderSeconds = 0.0;              ///< Spent in the engine.
    double levelSeconds = 0.0;               ///< Spent in setting the level.
    double realTimeFactor = 0.0;             ///< renderSeconds per second of the sentences' sound (pauses not counted).
};

/// Where a sentence differs from the others; what is unset is as for all.
struct SentenceSettings {
    std::optional<SpeakSettings> speak{};
    std::optional<int> pauseMs{};        ///< Behind it, whatever its break is; 0..10000.
    std::vector<std::int64_t> phones{};  ///< In place of its text.
};

struct NarrationSettings {
    SpeakSettings speak{};
    std::string language = "en";
    SplitLimits split{};
    /// Silence between two sentences, 0..10000. Twice that between paragraphs, a third where a long sentence was cut.
    int pauseMs = 350;
    std::optional<LoudnessGoal> loudness{};  ///< Unset: the engine's own level, turned down only if it would clip.
    std::vector<SentenceSettings> sentences{};  ///< By index; those beyond its end differ in nothing.
    /// Speech that is there already for the sentence of this index, mono and with clean edges; nothing: the engine is
    /// asked. Of another rate than the narration's (that of its first sentence), it is converted.
    std::function<std::optional<Speech>(std::size_t)> ready{};
    /// Called with each sentence as soon as it is there (before loudness, edges faded), for playing it at once. An error
    /// ends the narration with that error.
    std::function<Result<void>(const NarrationSentence&, const AudioClip&)> sentenceReady{};
};

/// The one way to make speech: script -> sentences -> engine -> clips -> narration. Window, command line and service
/// call this. Sentences are joined with pauses and 5 ms fades; silence that the engine puts around a sentence is cut, so
/// that pauses are as long as asked.
/// InvalidInput: not UTF-8, nothing speakable, a setting out of range (the detail gives the range). Unsupported: the
/// language. Cancelled. A sentence that the engine finds unspeakable (InvalidInput) is skipped and listed; if that leaves
/// none, it is the error.
Result<Narration> renderNarration(const EngineVoice& voice, std::string_view script, const NarrationSettings& settings,
                                  const ProgressSink& progress, std::stop_token stop);

/// The same for sentences that were split, edited or chosen before. An empty list is InvalidInput.
Result<Narration> renderNarration(const EngineVoice& voice, std::span<const TextSpan> sentences,
                                  const NarrationSettings& settings, const ProgressSink& progress, std::stop_token stop);

/// The narration's subtitles, timed by what was rendered.
std::vector<Cue> narrationCues(const Narration& narration, const CueLimits& limits = {});

/// The part of the narration that holds one of its sentences, without the pause.
AudioClip sentenceAudio(const Narration& narration, const NarrationSentence& sentence);

/// What the engine is asked for the sentence of this index.
SpeakRequest requestFor(const TextSpan& span, std::size_t index, const NarrationSettings& settings);

/// Silence behind the sentence of this index.
double pauseAfterMs(const TextSpan& span, std::size_t index, const NarrationSettings& settings);

/// InvalidInput with the allowed range for speed (0.5..2), pitch (-12..12 semitones) or pause (0..10000 ms).
Result<void> checkNarrationSettings(const NarrationSettings& settings);

}  // namespace timbre
