// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/gpt_sovits/imitation.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <string>
#include <utility>

#include "core/audio/time_pitch.h"

namespace timbre::gpt_sovits {
namespace {

std::string shortNumber(double value) {
    std::string text = std::to_string(value);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.'))
        text.pop_back();
    return text;
}

/// Unsupported for a name nobody knows, InvalidInput with the range.
Result<void> checkSettings(const SpeakSettings& settings) {
    for (const auto& [name, value] : settings.advanced) {
        const auto known =
            std::ranges::find_if(kSettings, [&](const SettingRange& range) { return name == range.name; });
        if (known == std::end(kSettings)) {
            std::string names;
            for (const SettingRange& range : kSettings)
                names += (names.empty() ? "" : ", ") + std::string(range.name);
            return fail(ErrorCode::Unsupported, "the engine “gpt-sovits” has no setting “" + name + "”",
                        "It has: " + names + ".");
        }
        if (!(value >= known->least && value <= known->most) || (known->whole && value != std::floor(value))) {
            return fail(ErrorCode::InvalidInput, name + " " + shortNumber(value) + " is out of range",
                        "Choose " + std::string(known->whole ? "a whole number from " : "") +
                            shortNumber(known->least) + " to " + shortNumber(known->most) + ".");
        }
    }
    return {};
}

double settingOr(const SpeakSettings& settings, const char* name, double usual) {
    const auto set = settings.advanced.find(name);
    return set == settings.advanced.end() ? usual : set->second;
}

Speech speechOf(nets::GptSovitsSpeech made, int rateHz) {
    Speech speech{.audio = {.sampleRateHz = rateHz, .channels = 1, .samples = std::move(made.samples)},
                  .words = {},
                  .attempts = made.attempts,
                  .remark = std::move(made.remark)};
    return speech;
}

/// The model has no pitch of its own to turn; the finished sound is shifted, its formants kept.
Result<Speech> atPitch(Result<Speech> speech, double semitones, const std::stop_token& stop) {
    if (!speech || semitones == 0.0)
        return speech;
    auto shifted = changeTimePitch(speech->audio, {.pitchSemitones = semitones}, stop);
    if (!shifted)
        return tl::unexpected(shifted.error());
    speech->audio = std::move(*shifted);
    return speech;
}

void addRemark(Result<Speech>& speech, const std::string& remark) {
    if (speech)
        speech->remark += (speech->remark.empty() ? "" : "; ") + remark;
}

bool ranOut(const Result<Speech>& answer) { return !answer && answer.error().code == ErrorCode::OutOfMemory; }

/// Asks again, in two halves, for what failed for want of memory.
std::vector<Result<Speech>> inHalves(std::span<const nets::GptSovitsSentence> sentences, bool onGpu,
                                     const SpeakAttempt& attempt) {
    std::vector<Result<Speech>> answers = attempt(sentences, onGpu);
    std::vector<std::size_t> failed;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        if (ranOut(answers[i]))
            failed.push_back(i);
    }
    if (failed.empty() || sentences.size() < 2)
        return answers;
    const std::span<const std::size_t> all(failed);
    const std::size_t half = (failed.size() + 1) / 2;
    for (const auto some : {all.first(half), all.subspan(half)}) {
        if (some.empty())
            continue;
        std::vector<nets::GptSovitsSentence> again;
        for (const std::size_t i : some)
            again.push_back(sentences[i]);
        auto spoken = inHalves(again, onGpu, attempt);
        for (std::size_t i = 0; i < some.size(); ++i) {
            addRemark(spoken[i], "memory was short, so fewer sentences were spoken at once");
            answers[some[i]] = std::move(spoken[i]);
        }
    }
    return answers;
}

}  // namespace

std::vector<Result<Speech>> speakWithinMemory(std::span<const nets::GptSovitsSentence> sentences, bool onGpu,
                                              const SpeakAttempt& attempt) {
    std::vector<Result<Speech>> answers = inHalves(sentences, onGpu, attempt);
    std::vector<nets::GptSovitsSentence> left;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        if (ranOut(answers[i]))
            left.push_back(sentences[i]);
    }
    if (!onGpu || left.empty())
        return answers;
    auto spoken = inHalves(left, false, attempt);
    auto next = spoken.begin();
    for (Result<Speech>& answer : answers) {
        if (ranOut(answer)) {
            answer = std::move(*next++);
            addRemark(answer, "the GPU's memory ran out, so the CPU spoke it");
        }
    }
    return answers;
}

Result<void> Imitation::putWords(const SpeakRequest& request, nets::GptSovitsSentence& sentence,
                                 const std::stop_token& stop) const {
    if (!request.phones.empty()) {
        sentence.phones = request.phones;
        return {};
    }
    const auto spoken = reader_.read(
        {.text = request.text, .language = request.language, .readings = request.readings}, voice_.version);
    if (!spoken)
        return tl::unexpected(spoken.error());
    if (TextReader::wantsTextModel(*spoken)) {
        if (auto same = checkTextModel(voice_); !same)
            return same;
    }
    auto features = reader_.features(*spoken, voice_.textModel, stop);
    if (!features)
        return tl::unexpected(features.error());
    sentence.phones = phoneIds(*spoken, voice_.version);
    sentence.bert = std::move(*features);
    return {};
}

Result<nets::GptSovitsSentence> Imitation::sentenceOf(const SpeakRequest& request, const std::stop_token& stop) const {
    if (auto good = checkSettings(request.settings); !good)
        return tl::unexpected(good.error());
    const auto style = voice_.find(request.settings.style);
    if (!style)
        return tl::unexpected(style.error());
    const nets::SamplingOptions usual;
    const auto number = [&](const char* name, double value) { return settingOr(request.settings, name, value); };
    nets::GptSovitsSentence sentence{
        .phones = {},
        .prompt = (*style)->prompt,
        .sampling = {.topK = static_cast<std::int64_t>(number("top_k", static_cast<double>(usual.topK))),
                     .topP = number("top_p", usual.topP),
                     .temperature = number("temperature", usual.temperature),
                     .repetitionPenalty = number("repetition_penalty", usual.repetitionPenalty)},
        .speed = request.settings.speedScale,
        .seed = request.settings.seed,
        .flowSteps = static_cast<std::int64_t>(number("cfm_steps", 0)),
        .rerolls = static_cast<int>(number("rerolls", 3))};
    if (auto put = putWords(request, sentence, stop); !put)
        return tl::unexpected(put.error());
    return sentence;
}

Result<SharedModel> Imitation::takeModel(bool onGpu, const std::stop_token& stop) const {
    // A voice may stay loaded for hours, and its models may be replaced meanwhile.
    if (auto same = checkModels(voice_); !same)
        return tl::unexpected(same.error());
    nets::GptSovitsOptions options = options_;
    options.place = onGpu ? nets::Place::Cuda : nets::Place::Cpu;
    return shelf_->take(voice_.files, options, stop);
}

std::vector<Result<Speech>> Imitation::speakWith(const nets::GptSovitsModel& model,
                                                 std::span<const nets::GptSovitsSentence> sentences,
                                                 const std::stop_token& stop) {
    std::vector<Result<Speech>> answers;
    for (Result<nets::GptSovitsSpeech>& made : model.speak(sentences, stop)) {
        if (made)
            answers.emplace_back(speechOf(std::move(*made), model.sampleRateHz()));
        else
            answers.emplace_back(tl::unexpected(made.error()));
    }
    return answers;
}

std::vector<Result<Speech>> Imitation::speakTogether(std::span<const SpeakRequest> requests,
                                                     const std::stop_token& stop) const {
    std::vector<Result<Speech>> answers(requests.size());
    std::vector<nets::GptSovitsSentence> sentences;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < requests.size(); ++i) {
        auto sentence = sentenceOf(requests[i], stop);
        if (!sentence) {
            answers[i] = tl::unexpected(sentence.error());
            continue;
        }
        sentences.push_back(std::move(*sentence));
        places.push_back(i);
    }
    if (sentences.empty())
        return answers;
    // Taken once for each place: a model that does not fit does not fit for fewer sentences either.
    std::map<bool, Result<SharedModel>> models;
    const auto attempt = [&](std::span<const nets::GptSovitsSentence> some, bool onGpu) -> std::vector<Result<Speech>> {
        auto known = models.find(onGpu);
        if (known == models.end())
            known = models.emplace(onGpu, takeModel(onGpu, stop)).first;
        if (!known->second)
            return {some.size(), tl::unexpected(known->second.error())};
        return speakWith(**known->second, some, stop);
    };
    auto spoken = speakWithinMemory(sentences, options_.place == nets::Place::Cuda, attempt);
    for (std::size_t i = 0; i < spoken.size(); ++i)
        answers[places[i]] = atPitch(std::move(spoken[i]), requests[places[i]].settings.pitchSemitones, stop);
    return answers;
}

Result<Speech> Imitation::speak(const SpeakRequest& request, std::stop_token stop) const {
    return std::move(speakTogether({&request, 1}, stop).front());
}

Result<Speech> Imitation::speakInPieces(const SpeakRequest& request, const SpeechPieces& pieces,
                                        std::stop_token stop) const {
    // A shifted pitch needs the whole sound, and so does whoever does not listen.
    if (!pieces || request.settings.pitchSemitones != 0.0)
        return EngineVoice::speakInPieces(request, pieces, std::move(stop));
    const auto sentence = sentenceOf(request, stop);
    if (!sentence)
        return tl::unexpected(sentence.error());
    const auto model = takeModel(options_.place == nets::Place::Cuda, stop);
    if (!model)
        return tl::unexpected(model.error());
    const int rateHz = (*model)->sampleRateHz();
    const auto sink = [&](std::size_t, std::span<const float> piece) { pieces(piece, rateHz); };
    auto made = std::move((*model)->speak({&*sentence, 1}, stop, sink).front());
    if (!made)
        return tl::unexpected(made.error());
    return speechOf(std::move(*made), rateHz);
}

}  // namespace timbre::gpt_sovits
