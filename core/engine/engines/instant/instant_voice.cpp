// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/instant_voice.h"

#include <utility>

#include "core/engine/engines/instant/sentence.h"

namespace timbre::instant {
namespace {

constexpr double kLowestClarity = 0.4;
constexpr double kHighestClarity = 1.0;

Result<double> clarityOf(const SpeakSettings& settings) {
    for (const auto& [name, value] : settings.advanced) {
        if (name != "clarity") {
            return fail(ErrorCode::InvalidInput, "the instant engine has no setting \"" + name + "\"",
                        "Its only setting of its own is clarity, 0.4 to 1.");
        }
        if (!(value >= kLowestClarity && value <= kHighestClarity)) {
            return fail(ErrorCode::InvalidInput, "the clarity is not between 0.4 and 1",
                        "Choose a clarity from 0.4 to 1.");
        }
    }
    const auto set = settings.advanced.find("clarity");
    return set == settings.advanced.end() ? RenderOptions{}.clarity : set->second;
}

/// When each written word is heard: from its first phone's begin to its last one's end.
std::vector<WordTime> wordTimes(const FrontUtterance& sentence, const std::vector<SegmentTime>& times) {
    std::vector<WordTime> words;
    for (const FrontToken& token : sentence.tokens) {
        WordTime word{.word = token.text, .startSeconds = -1.0, .endSeconds = -1.0};
        for (std::size_t i = 0; i < sentence.segments.size() && i < times.size(); ++i) {
            const int spoken = sentence.segments[i].word;
            if (spoken < token.firstWord || spoken >= token.firstWord + token.wordCount) {
                continue;
            }
            if (word.startSeconds < 0.0) {
                word.startSeconds = times[i].startSeconds;
            }
            word.endSeconds = times[i].endSeconds;
        }
        if (word.startSeconds >= 0.0) {
            words.push_back(std::move(word));
        }
    }
    return words;
}

/// A voice speaks the language of its recordings.
Result<void> checkLanguage(const std::string& tag, const std::string& own) {
    const auto front = linguisticFront(tag, nullptr);
    if (!front) {
        return tl::unexpected(front.error());
    }
    const std::string asked((*front)->phones().language);
    if (asked != own) {
        return fail(ErrorCode::Unsupported, "the voice speaks \"" + own + "\", not \"" + asked + "\"",
                    "Choose a voice of that language, or make one from recordings in it.");
    }
    return {};
}

/// Puts `next` behind `whole`.
void append(Speech& whole, Speech next) {
    if (whole.audio.samples.empty()) {
        whole = std::move(next);
        return;
    }
    const double shift = whole.audio.seconds();
    whole.audio.samples.insert(whole.audio.samples.end(), next.audio.samples.begin(), next.audio.samples.end());
    for (WordTime& word : next.words) {
        word.startSeconds += shift;
        word.endSeconds += shift;
        whole.words.push_back(std::move(word));
    }
    if (!next.remark.empty()) {
        whole.remark += (whole.remark.empty() ? "" : "; ") + next.remark;
    }
}

}  // namespace

Result<Speech> InstantVoice::speak(const SpeakRequest& request, std::stop_token stop) const {
    if (auto spoken = checkLanguage(request.language, model_.language); !spoken) {
        return tl::unexpected(spoken.error());
    }
    const auto clarity = clarityOf(request.settings);
    if (!clarity) {
        return tl::unexpected(clarity.error());
    }
    if (!request.phones.empty()) {
        return fail(ErrorCode::Unsupported, "the engine “instant” speaks texts, not phone ids", "Give the text.");
    }
    if (!request.settings.style.empty()) {
        return fail(ErrorCode::InvalidInput,
                    "the engine “instant” has no styles, and “" + request.settings.style + "” was asked for",
                    "Leave the style out.");
    }
    const auto pieces = front_->pieces(request.text, request.readings);
    if (!pieces) {
        return tl::unexpected(pieces.error());
    }
    Speech speech;
    for (const TextPiece& piece : *pieces) {
        auto spoken = speakPiece(piece, request.settings, *clarity, stop);
        if (!spoken) {
            return spoken;
        }
        append(speech, std::move(*spoken));
    }
    return speech;
}

Result<Speech> InstantVoice::speakPiece(const TextPiece& piece, const SpeakSettings& settings, double clarity,
                                        const std::stop_token& stop) const {
    const auto front = front_->read(piece, stop);
    if (!front) {
        return tl::unexpected(front.error());
    }
    auto rendered = renderSentence(model_, *front,
                                   {.clarity = clarity,
                                    .speedScale = settings.speedScale,
                                    .pitchSemitones = settings.pitchSemitones,
                                    .seed = settings.seed,
                                    .toneLogGain = model_.toneLogGain},
                                   kUseAllRecordings, stop);
    if (!rendered) {
        return tl::unexpected(rendered.error());
    }
    Speech speech;
    speech.remark = front_->remark(piece);
    speech.words = wordTimes(front->voices.front(), rendered->segments);
    speech.audio = {.sampleRateHz = rendered->sampleRateHz, .channels = 1, .samples = std::move(rendered->samples)};
    return speech;
}

}  // namespace timbre::instant
