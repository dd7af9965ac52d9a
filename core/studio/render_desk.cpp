// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/render_desk.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/export/exporter.h"
#include "core/export/subtitles.h"
#include "core/studio/narration_files.h"
#include "core/studio/pipeline.h"
#include "core/studio/script_voice.h"
#include "core/text/text.h"

namespace timbre {

namespace {

constexpr int kProgressSteps = 1000;

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

/// A line as it is.
TextSpan wholeOf(const ScriptSentence& sentence) {
    TextSpan span{.text = sentence.text, .beginByte = 0, .endByte = sentence.text.size()};
    span.breakAfter = sentence.breakAfter;
    return span;
}

/// A line of the script may hold several sentences, or one that is too long for an engine: cut as any script is, so
/// that rendering it alone and within a file give the same sound. One without a word stays, for the engine to refuse.
Result<std::vector<TextSpan>> spansOf(const ScriptSentence& sentence, const std::string& language) {
    auto spans = splitSentences(sentence.text, language);
    if (!spans) {
        return spans;
    }
    if (spans->empty()) {
        spans->push_back(wholeOf(sentence));
    }
    spans->back().breakAfter = sentence.breakAfter;
    return spans;
}

/// The sentences of a narration, and for each the take that it is.
struct ScriptSpans {
    std::vector<TextSpan> spans;
    std::vector<std::optional<TakeId>> takes;
};

Result<ScriptSpans> spansOf(const std::vector<ScriptSentence>& sentences, const std::string& language) {
    ScriptSpans all;
    std::size_t paragraph = 0;
    for (const ScriptSentence& sentence : sentences) {
        // A take is heard as a whole.
        auto spans =
            sentence.take ? Result<std::vector<TextSpan>>(std::vector{wholeOf(sentence)}) : spansOf(sentence, language);
        if (!spans) {
            return tl::unexpected(spans.error());
        }
        for (TextSpan& span : *spans) {
            span.paragraph = paragraph;
            all.spans.push_back(std::move(span));
            all.takes.push_back(sentence.take);
        }
        paragraph += sentence.breakAfter == TextBreak::Paragraph ? 1 : 0;
    }
    return all;
}

/// A voice that is loaded when it is first asked to speak: what is there already needs none.
class LateVoice final : public EngineVoice {
  public:
    explicit LateVoice(std::function<Result<const EngineVoice*>()> load) : load_(std::move(load)) {}
    Result<Speech> speak(const SpeakRequest& request, std::stop_token stop) const override {
        const auto voice = load_();
        return voice ? (*voice)->speak(request, std::move(stop)) : tl::unexpected(voice.error());
    }
    /// Asked after a sentence was spoken, so that the voice is there by then.
    [[nodiscard]] std::size_t sentencesAtOnce() const override {
        const auto voice = load_();
        return voice ? (*voice)->sentencesAtOnce() : 1;
    }
    std::vector<Result<Speech>> speakTogether(std::span<const SpeakRequest> requests,
                                              const std::stop_token& stop) const override {
        const auto voice = load_();
        return voice ? (*voice)->speakTogether(requests, stop)
                     : std::vector<Result<Speech>>(requests.size(), tl::unexpected(voice.error()));
    }

  private:
    std::function<Result<const EngineVoice*>()> load_;
};

NarrationFiles filesOf(const RenderToFile& command) {
    return {.sounds = {command.target}, .subtitles = command.subtitles, .sentenceFolder = {}, .title = command.title};
}

}  // namespace

RenderDesk::RenderDesk(VoiceRack& rack, ProjectDesk& projects, std::shared_ptr<ClipCache> cache, EventSink sink)
    : rack_(rack), projects_(projects), cache_(std::move(cache)), sink_(std::move(sink)) {}

Result<void> RenderDesk::takeLexicon(ProjectId project) {
    std::vector<frontend::LexiconWord> own;
    if (project != ProjectId{}) {
        const auto entries = projects_.lexicon(project);
        if (!entries && entries.error().code != ErrorCode::NotFound) {  // The project may be closed meanwhile.
            return tl::unexpected(entries.error());
        }
        if (entries) {
            own = lexiconWords(*entries);
        }
    }
    return rack_.readWith(own);
}

Result<void> RenderDesk::perform(JobContext& job, const RenderSentences& command) {
    if (auto taken = takeLexicon(command.project); !taken) {
        return taken;
    }
    const int total = static_cast<int>(command.sentences.size());
    int done = 0;
    Ahead ahead;
    for (const ScriptSentence& sentence : command.sentences) {
        if (job.stopToken().stop_requested()) {
            return fail(ErrorCode::Cancelled, "stopped before all sentences were there");
        }
        job.emit(SentenceStarted{.job = job.id(), .sentence = sentence.id});
        if (!answerWithTake(job, sentence, command.project)) {
            speakAhead(job, command, static_cast<std::size_t>(done), ahead);
            if (auto rendered = renderSentence(job, sentence, command, ahead); !rendered) {
                return rendered;
            }
        }
        job.progress(++done, total);
    }
    return {};
}

/// Rows that come next are spoken together where the engine gains by that, the first one alone, so that it is soon
/// heard, then twice as many each time; they wait in the cache for their turn. What cannot be spoken fails at its turn.
void RenderDesk::speakAhead(JobContext& job, const RenderSentences& command, std::size_t from, Ahead& ahead) {
    if (from < ahead.until) {
        return;
    }
    const auto loaded = rack_.load(command.recipe.voice);
    const std::size_t most = loaded ? (*loaded)->voice->sentencesAtOnce() : 1;
    const std::size_t rows = std::min(std::exchange(ahead.together, std::min(2 * ahead.together, most)), most);
    ahead.until = from + 1;
    if (rows < 2) {
        return;
    }
    std::vector<SpeakRequest> requests;
    std::vector<SentenceId> owners;
    std::size_t taken = 0;
    for (std::size_t i = from; i < command.sentences.size() && taken < rows; ++i) {
        ahead.until = i + 1;
        const auto spans = command.sentences[i].take ? Result<std::vector<TextSpan>>(std::vector<TextSpan>{})
                                                     : spansOf(command.sentences[i], command.recipe.language);
        if (!spans || spans->empty()) {
            continue;
        }
        ++taken;
        for (const TextSpan& span : *spans) {
            SpeakRequest request{
                .text = span.text, .language = command.recipe.language, .settings = command.recipe.speak, .phones = {}};
            if ((*loaded)->voice->isReady(request)) {
                continue;
            }
            requests.push_back(std::move(request));
            owners.push_back(command.sentences[i].id);
        }
    }
    if (requests.empty()) {
        return;
    }
    const auto begin = Clock::now();
    static_cast<void>((*loaded)->voice->speakTogether(requests, job.stopToken()));
    for (const SentenceId owner : owners) {
        ahead.seconds[owner] += secondsSince(begin) / static_cast<double>(requests.size());
    }
}

bool RenderDesk::answerWithTake(JobContext& job, const ScriptSentence& sentence, ProjectId project) {
    if (!sentence.take) {
        return false;
    }
    auto speech = projects_.speech(project, *sentence.take);
    if (!speech) {
        return false;  // made anew
    }
    auto clip = std::make_shared<const AudioClip>(std::move(speech->audio));
    auto peaks = std::make_shared<const Peaks>(*clip);
    job.emit(SentenceReady{.job = job.id(),
                           .sentence = sentence.id,
                           .clip = std::move(clip),
                           .peaks = std::move(peaks),
                           .words = std::make_shared<const std::vector<WordTime>>(std::move(speech->words)),
                           .facts = {.fromTake = true},
                           .take = sentence.take});
    return true;
}

/// A sentence that cannot be spoken is reported and left behind; cancellation and a voice that is not there are errors.
Result<void> RenderDesk::renderSentence(JobContext& job, const ScriptSentence& sentence, const RenderSentences& command,
                                    const Ahead& ahead) {
    const auto loaded = rack_.load(command.recipe.voice);
    if (!loaded) {
        return tl::unexpected(loaded.error());
    }
    const std::uint64_t missesBefore = cache_->statistics().misses;
    const auto begin = Clock::now();
    NarrationSettings settings;
    settings.speak = command.recipe.speak;
    settings.language = command.recipe.language;
    settings.pauseMs = command.pauseMs;
    const auto spans = spansOf(sentence, settings.language);
    auto narration = spans ? renderNarration(*(*loaded)->voice, *spans, settings, {}, job.stopToken())
                           : Result<Narration>(tl::unexpected(spans.error()));
    if (!narration) {
        if (narration.error().code == ErrorCode::Cancelled || job.stopToken().stop_requested()) {
            return tl::unexpected(narration.error());
        }
        job.emit(SentenceFailed{.job = job.id(), .sentence = sentence.id, .error = narration.error()});
        return {};
    }
    auto words = std::make_shared<std::vector<WordTime>>();
    TakeFacts facts{.seed = command.recipe.speak.seed};
    for (NarrationSentence& part : narration->sentences) {
        std::ranges::move(part.words, std::back_inserter(*words));
        facts.attempts = std::max(facts.attempts, part.attempts);
        if (facts.remark.empty()) {
            facts.remark = std::move(part.remark);
        }
    }
    auto clip = std::make_shared<const AudioClip>(std::move(narration->audio));
    auto peaks = std::make_shared<const Peaks>(*clip);
    const auto before = ahead.seconds.find(sentence.id);
    facts.renderSeconds = secondsSince(begin) + (before == ahead.seconds.end() ? 0.0 : before->second);
    facts.fromCache = before == ahead.seconds.end() && cache_->statistics().misses == missesBefore;
    job.emit(SentenceReady{.job = job.id(),
                           .sentence = sentence.id,
                           .clip = clip,
                           .peaks = std::move(peaks),
                           .words = words,
                           .facts = facts});
    if (command.project == ProjectId{}) {
        return {};
    }
    // Heard first, kept then: the first sound does not wait for a disk.
    const auto kept = projects_.keep(command.project, {.sentence = sentence.id,
                                                   .text = sentence.text,
                                                   .recipe = command.recipe,
                                                   .engine = (*loaded)->engine,
                                                   .engineVersion = (*loaded)->engineVersion,
                                                   .clip = std::move(clip),
                                                   .words = std::move(words),
                                                   .renderSeconds = facts.renderSeconds,
                                                   .attempts = facts.attempts,
                                                   .remark = facts.remark});
    if (!kept && kept.error().code != ErrorCode::NotFound) {
        sink_(RenderingNotKept{
            .job = job.id(), .project = command.project, .sentence = sentence.id, .error = kept.error()});
    }
    return {};
}

Result<void> RenderDesk::perform(JobContext& job, const RenderToFile& command) {
    const NarrationFiles files = filesOf(command);
    if (auto checked = checkNarrationFiles(files); !checked) {
        return checked;
    }
    const auto script = spansOf(command.sentences, command.recipe.language);
    if (!script) {
        return tl::unexpected(script.error());
    }
    if (auto taken = takeLexicon(command.project); !taken) {
        return taken;
    }
    const LateVoice voice([&]() -> Result<const EngineVoice*> {
        const auto loaded = rack_.load(command.recipe.voice);
        return loaded ? Result<const EngineVoice*>((*loaded)->voice.get()) : tl::unexpected(loaded.error());
    });
    const NarrationSettings settings{.speak = command.recipe.speak,
                                     .language = command.recipe.language,
                                     .split = {},
                                     .pauseMs = command.pauseMs,
                                     .loudness = goalFor(files, command.loudness),
                                     .sentences = {},
                                     .ready = [&](std::size_t index) -> std::optional<Speech> {
                                         const auto take = script->takes[index];
                                         auto speech = take ? projects_.speech(command.project, *take)
                                                            : Result<Speech>(fail(ErrorCode::NotFound, "no take"));
                                         return speech ? std::optional(std::move(*speech)) : std::nullopt;
                                     },
                                     .sentenceReady = {}};
    const ProgressSink progress = [&job](const Progress& at) {
        job.progress(static_cast<int>(at.fraction * kProgressSteps), kProgressSteps);
    };
    const auto narration = renderNarration(voice, script->spans, settings, progress, job.stopToken());
    if (!narration) {
        return tl::unexpected(narration.error());
    }
    if (auto wrote = writeNarrationFiles(files, *narration, settings.loudness, {}, job.stopToken()); !wrote) {
        return wrote;
    }
    FileWritten written{.job = job.id(),
                        .target = command.target,
                        .subtitles = command.subtitles,
                        .seconds = narration->audio.seconds(),
                        .renderSeconds = narration->renderSeconds,
                        .loudness = narration->loudness,
                        .skipped = {}};
    for (const SkippedSentence& skipped : narration->skipped) {
        written.skipped.push_back(skipped.span.text);
    }
    job.emit(std::move(written));
    if (const auto store = rack_.store()) {  // A library that cannot be written still speaks; it only does not count.
        static_cast<void>((*store)->countUse(command.recipe.voice.voice, narration->audio.seconds()));
    }
    return {};
}

}  // namespace timbre
