// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/pipeline.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <utility>

#include "core/audio/mix.h"
#include "core/audio/resample.h"

namespace timbre {

namespace {

using Clock = std::chrono::steady_clock;

constexpr double kFadeMs = 5.0;
constexpr double kParagraphPauses = 2.0;
constexpr double kClausePauses = 1.0 / 3.0;
constexpr int kMaximumPauseMs = 10'000;
/// What an engine puts around a sentence counts as silence when it lies this far below the sentence's peak ...
constexpr double kSilenceBelowPeakDb = 50.0;
/// ... and this much of it stays, so that soft consonants keep their tails.
constexpr double kKeptSilenceSeconds = 0.03;
/// Of the progress, where there is a level to set.
constexpr double kSpokenAt = 0.9;
/// Without a loudness goal peaks may not pass this.
constexpr double kCeilingDbfs = -1.0;

double secondsSince(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

Error cancelled() { return {ErrorCode::Cancelled, "stopped before the narration was finished", {}}; }

double decibelsToGain(double db) { return std::pow(10.0, db / 20.0); }

/// Sound without the silence around it; word times move along.
Speech withoutSilence(Speech speech) {
    auto& samples = speech.audio.samples;
    float peak = 0.0F;
    for (const float sample : samples) {
        peak = std::max(peak, std::abs(sample));
    }
    const auto threshold = static_cast<float>(peak * decibelsToGain(-kSilenceBelowPeakDb));
    const auto loud = [threshold](float sample) { return std::abs(sample) > threshold; };
    const auto first = std::find_if(samples.begin(), samples.end(), loud);
    if (first == samples.end()) {
        return speech;
    }
    const auto last = std::find_if(samples.rbegin(), samples.rend(), loud).base();
    const auto kept = static_cast<std::ptrdiff_t>(kKeptSilenceSeconds * speech.audio.sampleRateHz);
    const std::ptrdiff_t begin = std::max<std::ptrdiff_t>(0, first - samples.begin() - kept);
    const std::ptrdiff_t end = std::min<std::ptrdiff_t>(std::ssize(samples), last - samples.begin() + kept);
    samples.erase(samples.begin() + end, samples.end());
    samples.erase(samples.begin(), samples.begin() + begin);
    const double shift = static_cast<double>(begin) / speech.audio.sampleRateHz;
    const double length = speech.audio.seconds();
    for (WordTime& word : speech.words) {
        word.startSeconds = std::clamp(word.startSeconds - shift, 0.0, length);
        word.endSeconds = std::clamp(word.endSeconds - shift, 0.0, length);
    }
    return speech;
}

double pauseAfterMs(const TextSpan& span, const NarrationSettings& settings) {
    switch (span.breakAfter) {
        case TextBreak::Clause:
            return settings.pauseMs * kClausePauses;
        case TextBreak::Sentence:
            return settings.pauseMs;
        case TextBreak::Paragraph:
            return settings.pauseMs * kParagraphPauses;
    }
    return settings.pauseMs;
}

/// Grows the narration sentence by sentence.
class Joiner {
  public:
    explicit Joiner(Narration& narration) : narration_(narration) {}

    /// Internal when an engine changes its sample rate on the way.
    Result<const NarrationSentence*> add(const TextSpan& span, std::size_t number, const Speech& speech,
                                         double pauseMs) {
        AudioClip& audio = narration_.audio;
        if (narration_.sentences.empty()) {
            audio.sampleRateHz = speech.audio.sampleRateHz;
            audio.channels = 1;
        }
        if (speech.audio.channels != 1 || speech.audio.sampleRateHz != audio.sampleRateHz || audio.sampleRateHz <= 0) {
            return fail(ErrorCode::Internal, fmt::format("the engine gave {} channels at {} Hz for “{}”",
                                                         speech.audio.channels, speech.audio.sampleRateHz, span.text));
        }
        const auto pause = static_cast<std::size_t>(std::llround(pendingPauseMs_ * audio.sampleRateHz / 1000.0));
        audio.samples.insert(audio.samples.end(), pause, 0.0F);
        NarrationSentence sentence{
            .span = span, .number = number, .startSeconds = audio.seconds(), .endSeconds = 0.0, .words = speech.words};
        for (WordTime& word : sentence.words) {
            word.startSeconds += sentence.startSeconds;
            word.endSeconds += sentence.startSeconds;
        }
        audio.samples.insert(audio.samples.end(), speech.audio.samples.begin(), speech.audio.samples.end());
        sentence.endSeconds = audio.seconds();
        narration_.sentences.push_back(std::move(sentence));
        pendingPauseMs_ = pauseMs;
        return &narration_.sentences.back();
    }

    /// A skipped sentence still ends its paragraph.
    void keepLongerPause(double pauseMs) {
        if (!narration_.sentences.empty()) {
            pendingPauseMs_ = std::max(pendingPauseMs_, pauseMs);
        }
    }

  private:
    Narration& narration_;
    double pendingPauseMs_ = 0.0;
};

Result<void> setLevel(Narration& narration, const std::optional<LoudnessGoal>& goal, const ProgressSink& progress,
                      const std::stop_token& stop) {
    const auto started = Clock::now();
    if (progress) {
        progress({.stage = "setting the level", .fraction = goal ? 0.0 : 1.0});
    }
    if (!goal) {
        float peak = 0.0F;
        for (const float sample : narration.audio.samples) {
            peak = std::max(peak, std::abs(sample));
        }
        if (const double ceiling = decibelsToGain(kCeilingDbfs); peak > ceiling) {
            applyGain(narration.audio, 20.0 * std::log10(ceiling / static_cast<double>(peak)));
        }
        return {};
    }
    auto normalised = normalise(narration.audio, *goal, stop, progress);
    if (!normalised) {
        return tl::unexpected(normalised.error());
    }
    narration.audio = std::move(normalised->clip);
    narration.loudness = std::move(normalised->report);
    narration.levelSeconds = secondsSince(started);
    return {};
}

/// One sentence from the engine, its edges clean; the engine's time is added to `engineSeconds`.
Result<Speech> speakTimed(const EngineVoice& voice, const TextSpan& span, const NarrationSettings& settings,
                          const std::stop_token& stop, double& engineSeconds) {
    const auto started = Clock::now();
    auto speech = voice.speak({.text = span.text, .language = settings.language, .settings = settings.speak}, stop);
    engineSeconds += secondsSince(started);
    if (!speech) {
        return speech;
    }
    Speech trimmed = withoutSilence(std::move(*speech));
    applyFades(trimmed.audio, {.inMs = kFadeMs, .outMs = kFadeMs});
    return trimmed;
}

/// What is there already for a sentence, or what the engine makes of it, at the narration's rate.
Result<Speech> speechFor(const EngineVoice& voice, std::span<const TextSpan> sentences, std::size_t index,
                         const NarrationSettings& settings, const std::stop_token& stop, Narration& narration) {
    if (!settings.ready) {
        return speakTimed(voice, sentences[index], settings, stop, narration.renderSeconds);
    }
    auto there = settings.ready(index);
    auto speech = there ? Result<Speech>(std::move(*there))
                        : speakTimed(voice, sentences[index], settings, stop, narration.renderSeconds);
    const int rate = narration.audio.sampleRateHz;
    if (speech && !narration.sentences.empty() && speech->audio.sampleRateHz != rate) {
        auto converted = resample(speech->audio, rate);
        if (!converted) {
            return tl::unexpected(converted.error());
        }
        speech->audio = std::move(*converted);
    }
    return speech;
}

template <typename T>
Result<void> requireWithin(const char* what, T value, T least, T most, const char* unit) {
    if (value >= least && value <= most) {  // NaN fails both.
        return {};
    }
    return fail(ErrorCode::InvalidInput, fmt::format("{} {} is out of range", what, value),
                fmt::format("Choose {} to {}{}.", least, most, unit));
}

}  // namespace

Result<void> checkNarrationSettings(const NarrationSettings& settings) {
    if (auto speed = requireWithin("the speed", settings.speak.speedScale, 0.5, 2.0, ""); !speed) {
        return speed;
    }
    if (auto pitch = requireWithin("the pitch", settings.speak.pitchSemitones, -12.0, 12.0, " semitones"); !pitch) {
        return pitch;
    }
    return requireWithin("the pause", settings.pauseMs, 0, kMaximumPauseMs, " ms");
}

Result<Narration> renderNarration(const EngineVoice& voice, std::string_view script, const NarrationSettings& settings,
                                  const ProgressSink& progress, std::stop_token stop) {
    const auto spans = splitSentences(script, settings.language, settings.split);
    if (!spans) {
        return tl::unexpected(spans.error());
    }
    return renderNarration(voice, *spans, settings, progress, std::move(stop));
}

Result<Narration> renderNarration(const EngineVoice& voice, std::span<const TextSpan> sentences,
                                  const NarrationSettings& settings, const ProgressSink& progress,
                                  std::stop_token stop) {
    const auto started = Clock::now();
    if (auto good = checkNarrationSettings(settings); !good) {
        return tl::unexpected(good.error());
    }
    if (sentences.empty()) {
        return fail(ErrorCode::InvalidInput, "there is nothing to speak in the text", "Give at least one word.");
    }

    Narration narration;
    Joiner joiner(narration);
    double spokenSeconds = 0.0;
    const double spokenAt = settings.loudness ? kSpokenAt : 1.0;  // of the progress
    for (std::size_t i = 0; i < sentences.size(); ++i) {
        const TextSpan& span = sentences[i];
        if (progress) {
            progress({.stage = fmt::format("speaking sentence {} of {}", i + 1, sentences.size()),
                      .fraction = spokenAt * static_cast<double>(i) / static_cast<double>(sentences.size())});
        }
        if (stop.stop_requested()) {
            return tl::unexpected(cancelled());
        }
        auto speech = speechFor(voice, sentences, i, settings, stop, narration);
        const bool unspeakable = !speech && (speech.error().code == ErrorCode::InvalidInput ||
                                             speech.error().code == ErrorCode::Unsupported);
        if (unspeakable) {
            narration.skipped.push_back({span, i + 1, speech.error()});
            joiner.keepLongerPause(pauseAfterMs(span, settings));
            continue;
        }
        if (!speech) {
            return tl::unexpected(speech.error());
        }
        spokenSeconds += speech->audio.seconds();
        const auto sentence = joiner.add(span, i + 1, *speech, pauseAfterMs(span, settings));
        if (!sentence) {
            return tl::unexpected(sentence.error());
        }
        if (narration.sentences.size() == 1) {
            narration.firstAudioSeconds = secondsSince(started);
        }
        if (settings.sentenceReady) {
            if (auto taken = settings.sentenceReady(**sentence, speech->audio); !taken) {
                return tl::unexpected(taken.error());
            }
        }
    }
    if (narration.sentences.empty()) {
        return tl::unexpected(narration.skipped.front().error);
    }
    if (stop.stop_requested()) {
        return tl::unexpected(cancelled());
    }
    if (auto set = setLevel(narration, settings.loudness, partOf(progress, spokenAt, 1.0), stop); !set) {
        return tl::unexpected(set.error());
    }
    narration.realTimeFactor = spokenSeconds > 0.0 ? narration.renderSeconds / spokenSeconds : 0.0;
    return narration;
}

std::vector<Cue> narrationCues(const Narration& narration, const CueLimits& limits) {
    std::vector<CueSource> sources;
    for (const NarrationSentence& sentence : narration.sentences) {
        CueSource source{.text = sentence.span.text,
                         .startSeconds = sentence.startSeconds,
                         .endSeconds = sentence.endSeconds,
                         .wordStartSeconds = {}};
        for (const WordTime& word : sentence.words) {
            source.wordStartSeconds.push_back(word.startSeconds);
        }
        sources.push_back(std::move(source));
    }
    return makeCues(sources, limits);
}

AudioClip sentenceAudio(const Narration& narration, const NarrationSentence& sentence) {
    const AudioClip& audio = narration.audio;
    const auto frameAt = [&audio](double seconds) {
        const auto frame = static_cast<std::ptrdiff_t>(std::llround(seconds * audio.sampleRateHz));
        return std::clamp<std::ptrdiff_t>(frame, 0, std::ssize(audio.samples));
    };
    AudioClip clip{.sampleRateHz = audio.sampleRateHz, .channels = 1, .samples = {}};
    clip.samples.assign(audio.samples.begin() + frameAt(sentence.startSeconds),
                        audio.samples.begin() + frameAt(sentence.endSeconds));
    return clip;
}

}  // namespace timbre
