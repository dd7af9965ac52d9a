// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/pipeline.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <map>
#include <utility>

#include "core/audio/mix.h"
#include "core/audio/resample.h"
#include "core/base/utf8.h"
#include "core/studio/script_voice.h"
#include "core/text/markup.h"

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

/// What is asked of one sentence.
const SentenceSettings& settingsOf(const NarrationSettings& settings, std::size_t index) {
    static const SentenceSettings asForAll;
    return index < settings.sentences.size() ? settings.sentences[index] : asForAll;
}

/// The sentence as its subtitle shows it.
TextSpan asHeard(TextSpan span) {
    if (auto plain = withoutMarkup(span.text)) {
        span.text = std::string(trimSpace(plain->text));
    }
    return span;
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
            .span = asHeard(span), .number = number, .startSeconds = audio.seconds(), .endSeconds = 0.0, .words = speech.words,
            .attempts = speech.attempts, .remark = speech.remark};
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

    /// Silence that a sentence asks for before its first word.
    void pauseBefore(double pauseMs) { pendingPauseMs_ += pauseMs; }

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

/// Sentences from the engine, their edges clean, asked for a few at a time where the engine gains by that: the first one
/// alone, so that it is soon heard, then twice as many each time.
class Ahead {
  public:
    Ahead(const EngineVoice& voice, std::span<const TextSpan> sentences, const NarrationSettings& settings,
          const std::stop_token& stop)
        : voice_(voice), sentences_(sentences), settings_(settings), stop_(stop) {}

    /// Each index once, in order. What is there already needs no engine.
    Result<Speech> take(std::size_t index) {
        if (!there_.contains(index)) {
            ask(index);
        }
        return std::move(there_.extract(index).mapped());
    }
    /// Spent in the engine.
    [[nodiscard]] double engineSeconds() const noexcept { return engineSeconds_; }

  private:
    void ask(std::size_t first) {
        std::vector<SpeakRequest> requests;
        std::vector<std::size_t> places;
        for (std::size_t i = first; i < sentences_.size() && requests.size() < together_; ++i) {
            if (there_.contains(i)) {
                continue;
            }
            if (settings_.ready) {
                if (auto ready = settings_.ready(i)) {
                    there_.emplace(i, std::move(*ready));
                    if (i == first) {
                        return;  // nobody asked for more yet
                    }
                    continue;
                }
            }
            requests.push_back(requestFor(sentences_[i], i, settings_));
            places.push_back(i);
        }
        const auto started = Clock::now();
        auto answers = requests.size() == 1 ? std::vector{voice_.speak(requests.front(), stop_)}
                                            : voice_.speakTogether(requests, stop_);
        engineSeconds_ += secondsSince(started);
        for (std::size_t i = 0; i < answers.size(); ++i) {
            there_.emplace(places[i], clean(std::move(answers[i])));
        }
        together_ = std::min(2 * together_, voice_.sentencesAtOnce());
    }

    static Result<Speech> clean(Result<Speech> speech) {
        if (!speech) {
            return speech;
        }
        Speech trimmed = withoutSilence(std::move(*speech));
        applyFades(trimmed.audio, {.inMs = kFadeMs, .outMs = kFadeMs});
        return trimmed;
    }

    const EngineVoice& voice_;
    std::span<const TextSpan> sentences_;
    const NarrationSettings& settings_;
    const std::stop_token& stop_;
    std::map<std::size_t, Result<Speech>> there_;
    std::size_t together_ = 1;
    double engineSeconds_ = 0.0;
};

/// The next sentence, at the narration's rate where it came from elsewhere.
Result<Speech> speechFor(Ahead& ahead, std::size_t index, const NarrationSettings& settings,
                         const Narration& narration) {
    auto speech = ahead.take(index);
    const int rate = narration.audio.sampleRateHz;
    if (speech && settings.ready && !narration.sentences.empty() && speech->audio.sampleRateHz != rate) {
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

Result<void> checkSpeak(const SpeakSettings& settings) {
    if (auto speed = requireWithin("the speed", settings.speedScale, 0.5, 2.0, ""); !speed) {
        return speed;
    }
    return requireWithin("the pitch", settings.pitchSemitones, -12.0, 12.0, " semitones");
}

}  // namespace

double pauseAfterMs(const TextSpan& span, std::size_t index, const NarrationSettings& settings) {
    if (const auto written = trailingPauseMs(span.text)) {
        return *written;
    }
    if (const auto& own = settingsOf(settings, index).pauseMs) {
        return *own;
    }
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

SpeakRequest requestFor(const TextSpan& span, std::size_t index, const NarrationSettings& settings) {
    const SentenceSettings& own = settingsOf(settings, index);
    return {.text = span.text,
            .language = settings.language,
            .settings = own.speak.value_or(settings.speak),
            .phones = own.phones};
}

Result<void> checkNarrationSettings(const NarrationSettings& settings) {
    if (auto good = checkSpeak(settings.speak); !good) {
        return good;
    }
    if (auto pause = requireWithin("the pause", settings.pauseMs, 0, kMaximumPauseMs, " ms"); !pause) {
        return pause;
    }
    for (const SentenceSettings& own : settings.sentences) {
        if (auto good = checkSpeak(own.speak.value_or(settings.speak)); !good) {
            return good;
        }
        if (auto pause = requireWithin("the pause", own.pauseMs.value_or(0), 0, kMaximumPauseMs, " ms"); !pause) {
            return pause;
        }
    }
    return {};
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
    Ahead ahead(voice, sentences, settings, stop);
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
        auto speech = speechFor(ahead, i, settings, narration);
        narration.renderSeconds = ahead.engineSeconds();
        const bool unspeakable = !speech && (speech.error().code == ErrorCode::InvalidInput ||
                                             speech.error().code == ErrorCode::Unsupported);
        if (unspeakable) {
            narration.skipped.push_back({span, i + 1, speech.error()});
            joiner.keepLongerPause(pauseAfterMs(span, i, settings));
            continue;
        }
        if (!speech) {
            return tl::unexpected(speech.error());
        }
        spokenSeconds += speech->audio.seconds();
        joiner.pauseBefore(leadingPauseMs(span.text).value_or(0));
        const auto sentence = joiner.add(span, i + 1, *speech, pauseAfterMs(span, i, settings));
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
