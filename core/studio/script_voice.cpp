// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/script_voice.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <utility>

#include "core/base/utf8.h"
#include "core/text/characters.h"
#include "core/text/markup.h"

namespace timbre {

namespace {

bool hasWords(std::string_view text) {
    for (std::size_t at = 0; at < text.size();)
        if (isSpeakable(decodeUtf8(text, at)))
            return true;
    return false;
}

std::size_t samplesOf(int milliseconds, int rateHz) {
    return static_cast<std::size_t>(std::llround(milliseconds * static_cast<double>(rateHz) / 1000.0));
}

/// Joins what was said of a sentence, in order.
Result<Speech> joined(std::span<Result<Speech>> parts, std::span<const int> pausesMs) {
    for (Result<Speech>& part : parts)
        if (!part)
            return std::move(part);
    Speech whole = std::move(*parts.front());
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const AudioClip& next = parts[i]->audio;
        if (next.sampleRateHz != whole.audio.sampleRateHz || next.channels != whole.audio.channels)
            return fail(ErrorCode::Internal, "the engine changed its sample rate within a sentence");
        auto& samples = whole.audio.samples;
        samples.insert(samples.end(), samplesOf(pausesMs[i - 1], next.sampleRateHz), 0.0F);
        const double shift = whole.audio.seconds();
        for (WordTime word : parts[i]->words) {
            word.startSeconds += shift;
            word.endSeconds += shift;
            whole.words.push_back(std::move(word));
        }
        samples.insert(samples.end(), next.samples.begin(), next.samples.end());
        whole.attempts = std::max(whole.attempts, parts[i]->attempts);
        if (whole.remark.empty())
            whole.remark = parts[i]->remark;
    }
    return whole;
}

/// All silence at one end of a sentence.
std::optional<int> pauseAtEnd(std::string_view sentence, bool atBegin) {
    const auto plain = withoutMarkup(sentence);
    if (!plain || plain->pauses.empty())
        return std::nullopt;
    const std::string_view text = plain->text;
    std::optional<int> total;
    for (const PlainText::Pause& pause : plain->pauses)
        if (!hasWords(atBegin ? text.substr(0, pause.atByte) : text.substr(pause.atByte)))
            total = std::min(total.value_or(0) + pause.milliseconds, kLongestPauseMs);
    return total;
}

}  // namespace

std::optional<int> leadingPauseMs(std::string_view sentence) { return pauseAtEnd(sentence, true); }

std::optional<int> trailingPauseMs(std::string_view sentence) { return pauseAtEnd(sentence, false); }

std::vector<frontend::LexiconWord> lexiconWords(std::span<const LexiconEntry> entries) {
    std::vector<frontend::LexiconWord> words;
    for (const LexiconEntry& entry : entries) {
        if (entry.scope.empty()) {
            words.push_back({.word = entry.word,
                             .reading = entry.reading,
                             .language = entry.language,
                             .priority = entry.priority,
                             .note = entry.note});
        }
    }
    return words;
}

Result<std::vector<ScriptVoice::Part>> ScriptVoice::partsOf(const SpeakRequest& request) const {
    std::vector<Part> parts;
    if (!request.phones.empty()) {
        parts.push_back({request});
        return parts;
    }
    auto plain = withoutMarkup(request.text);
    if (!plain)
        return tl::unexpected(plain.error());
    const auto mode = frontend::languageModeOf(request.language).value_or(frontend::LanguageMode::Auto);
    const std::vector<GivenReading>& given = plain->readings.empty() ? request.readings : plain->readings;
    const auto lexicon = lexicon_ ? lexicon_() : nullptr;
    const std::string_view text = plain->text;
    std::size_t begin = 0;
    const auto cut = [&](std::size_t end) {
        Part part{.request = request};
        part.request.text = std::string(text.substr(begin, end - begin));
        part.request.readings.clear();
        for (const GivenReading& one : given)
            if (one.beginByte >= begin && one.endByte <= end)
                part.request.readings.push_back({one.beginByte - begin, one.endByte - begin, one.reading});
        if (lexicon)
            part.request.readings = lexicon->readings(part.request.text, mode, part.request.readings);
        parts.push_back(std::move(part));
        begin = end;
    };
    for (const PlainText::Pause& pause : plain->pauses) {
        const bool inside = hasWords(text.substr(begin, pause.atByte - begin)) && hasWords(text.substr(pause.atByte));
        if (inside)
            cut(pause.atByte);
        const bool between = !hasWords(text.substr(begin, pause.atByte - begin)) && hasWords(text.substr(pause.atByte));
        if (!parts.empty() && between)
            parts.back().pauseMs = std::min(parts.back().pauseMs + pause.milliseconds, kLongestPauseMs);
    }
    cut(text.size());
    return parts;
}

Result<Speech> ScriptVoice::speak(const SpeakRequest& request, std::stop_token stop) const {
    return std::move(speakTogether(std::span(&request, 1), stop).front());
}

bool ScriptVoice::isReady(const SpeakRequest& request) const {
    const auto parts = partsOf(request);
    return parts && std::ranges::all_of(*parts, [&](const Part& part) { return voice_->isReady(part.request); });
}

std::vector<Result<Speech>> ScriptVoice::speakTogether(std::span<const SpeakRequest> requests,
                                                       const std::stop_token& stop) const {
    std::vector<Result<std::vector<Part>>> plans;
    std::vector<SpeakRequest> all;
    for (const SpeakRequest& request : requests) {
        plans.push_back(partsOf(request));
        if (plans.back())
            for (const Part& part : *plans.back())
                all.push_back(part.request);
    }
    std::vector<Result<Speech>> spoken;
    if (all.size() == 1)
        spoken.push_back(voice_->speak(all.front(), stop));
    else if (!all.empty())
        spoken = voice_->speakTogether(all, stop);
    std::vector<Result<Speech>> answers;
    std::size_t next = 0;
    for (const auto& plan : plans) {
        if (!plan) {
            answers.emplace_back(tl::unexpected(plan.error()));
            continue;
        }
        std::vector<int> pauses;
        std::ranges::transform(*plan, std::back_inserter(pauses), &Part::pauseMs);
        answers.push_back(joined(std::span(spoken).subspan(next, plan->size()), pauses));
        next += plan->size();
    }
    return answers;
}

Result<Speech> ScriptVoice::speakInPieces(const SpeakRequest& request, const SpeechPieces& pieces,
                                          std::stop_token stop) const {
    const auto parts = partsOf(request);
    if (!parts)
        return tl::unexpected(parts.error());
    if (parts->size() == 1)
        return voice_->speakInPieces(parts->front().request, pieces, std::move(stop));
    std::vector<Result<Speech>> spoken;
    std::vector<int> pauses;
    for (const Part& part : *parts) {
        spoken.push_back(voice_->speakInPieces(part.request, pieces, stop));
        if (!spoken.back())
            return std::move(spoken.back());
        pauses.push_back(part.pauseMs);
        const int rateHz = spoken.back()->audio.sampleRateHz;
        if (const std::size_t silence = samplesOf(part.pauseMs, rateHz); silence > 0)
            pieces(std::vector<float>(silence), rateHz);
    }
    return joined(spoken, pauses);
}

}  // namespace timbre
