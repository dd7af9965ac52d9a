// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/mandarin_front.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/audio/resample.h"
#include "core/engine/engines/instant/espeak.h"
#include "core/engine/engines/instant/features.h"
#include "core/engine/engines/instant/mandarin_seeds.h"
#include "core/engine/engines/instant/mandarin_text.h"
#include "core/engine/engines/instant/mfcc.h"
#include "core/engine/engines/instant/seeded_noise.h"
#include "core/engine/engines/instant/text_plain.h"

namespace timbre::instant {
namespace {

/// What espeak-ng is given at once; its own buffers hold some more.
constexpr std::size_t kSyllablesAtOnce = 60;
constexpr double kEdgeSeconds = 0.1;
/// Shorter gaps between two syllables are none: a closure that espeak-ng counts to neither.
constexpr double kShortestPause = 0.03;
/// espeak-ng's silence is nothing at all; rooms are some 60 dB below the voice.
constexpr double kRoomTone = 1e-4;
constexpr std::size_t kBaseCepstra = 25;

/// The reading as one sound with the syllables' times in it.
struct Utterance {
    AudioClip audio;
    std::vector<EspeakSyllable> times;
};

/// How many syllables to read together: up to a pause, where one is near enough.
std::size_t groupSize(std::span<const SpokenSyllable> syllables) {
    if (syllables.size() <= kSyllablesAtOnce)
        return syllables.size();
    for (std::size_t size = kSyllablesAtOnce; size > kSyllablesAtOnce / 3; --size) {
        if (!syllables[size - 1].mark.empty())
            return size;
    }
    return kSyllablesAtOnce;
}

void addSilence(AudioClip& audio) {
    const auto samples = static_cast<std::size_t>(kEdgeSeconds * audio.sampleRateHz);
    audio.samples.resize(audio.samples.size() + samples, 0.0F);
}

Result<Utterance> say(std::span<const SpokenSyllable> syllables, const std::string& variant, const std::stop_token& stop) {
    Utterance whole;
    while (!syllables.empty()) {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "reading the text was cancelled");
        const auto group = syllables.first(groupSize(syllables));
        std::vector<PinyinToken> tokens;
        for (const SpokenSyllable& syllable : group) {
            // A full stop before small letters is none to espeak-ng.
            const bool last = tokens.size() + 1 == group.size();
            const std::string mark = syllable.mark == "." && !last ? ";" : syllable.mark;
            tokens.push_back({pinyinOf(syllable.sound), mark, syllable.sound.initial != 0});
        }
        auto part = espeakReads(tokens, variant);
        if (!part)
            return tl::unexpected(part.error());
        if (whole.audio.samples.empty()) {
            whole.audio.sampleRateHz = part->audio.sampleRateHz;
            whole.audio.channels = 1;
            addSilence(whole.audio);
        }
        const double shift = whole.audio.seconds();
        whole.audio.samples.insert(whole.audio.samples.end(), part->audio.samples.begin(), part->audio.samples.end());
        for (const EspeakSyllable& time : part->syllables)
            whole.times.push_back({time.startSeconds + shift, time.finalSeconds + shift, time.endSeconds + shift});
        syllables = syllables.subspan(group.size());
    }
    addSilence(whole.audio);
    for (std::size_t i = 0; i < whole.audio.samples.size(); ++i)
        whole.audio.samples[i] += static_cast<float>(kRoomTone * seededNormal(1, i));
    return whole;
}

/// Pauses, initials and finals that follow each other without gaps from the sound's beginning to its end.
std::vector<FrontSegment> segmentsOf(std::span<const SpokenSyllable> syllables, const Utterance& spoken) {
    std::vector<FrontSegment> segments;
    double at = 0.0;
    const auto add = [&](PhoneId phone, double end, int word, int tone) {
        segments.push_back({.phone = phone, .startSeconds = at, .endSeconds = std::max(at, end), .word = word, .tone = tone});
        at = segments.back().endSeconds;
    };
    add(kPause, spoken.times.front().startSeconds, -1, 0);
    for (std::size_t i = 0; i < syllables.size(); ++i) {
        const MandarinSyllable& sound = syllables[i].sound;
        const bool last = i + 1 == syllables.size();
        const double next = last ? spoken.audio.seconds() : spoken.times[i + 1].startSeconds;
        const bool pause = last || !syllables[i].mark.empty() || next - spoken.times[i].endSeconds > kShortestPause;
        const auto word = static_cast<int>(i);
        if (sound.initial != 0)
            add(sound.initial, spoken.times[i].finalSeconds, word, sound.tone);
        add(sound.final, pause ? spoken.times[i].endSeconds : next, word, sound.tone);
        if (pause) {
            segments.back().breakIndex = 4;
            add(kPause, next, -1, 0);
        }
    }
    return segments;
}

FrontUtterance describe(const MandarinText& text, const Utterance& spoken) {
    FrontUtterance utterance;
    utterance.segments = segmentsOf(text.syllables, spoken);
    for (const SpokenSyllable& syllable : text.syllables) {
        const auto word = static_cast<int>(utterance.words.size());
        utterance.words.push_back(pinyinOf(syllable.sound));
        const std::string& token = text.tokens[static_cast<std::size_t>(syllable.token)];
        const bool goesOn = word > 0 && text.syllables[static_cast<std::size_t>(word - 1)].token == syllable.token;
        if (goesOn) {
            ++utterance.tokens.back().wordCount;
        } else {
            utterance.tokens.push_back({.text = token, .firstWord = word, .wordCount = 1});
        }
    }
    return utterance;
}

Result<FrontUtterance> readForGuide(const MandarinText& text, const std::stop_token& stop) {
    const auto spoken = say(text.syllables, {}, stop);
    if (!spoken)
        return tl::unexpected(spoken.error());
    auto features = extractFeatures(spoken->audio, stop);
    if (!features)
        return tl::unexpected(features.error());
    FrontUtterance utterance = describe(text, *spoken);
    utterance.base.f0Hz = std::move(features->f0Hz);
    utterance.base.mfcc = std::move(features->mfcc);
    utterance.base.cepstrum = Matrix(features->cepstrum.rows(), kBaseCepstra);
    for (std::size_t t = 0; t < features->cepstrum.rows(); ++t)
        std::ranges::copy(features->cepstrum.row(t).first(kBaseCepstra), utterance.base.cepstrum.row(t).begin());
    return utterance;
}

/// A speaker of the seed sentences: one of espeak-ng's variants with a vocal tract that is shorter by `scale` (all
/// formants, and the pitch with them, are higher) in a room that is more or less quiet.
struct SeedSpeaker {
    const char* variant;
    double scale;
    double roomTone;
};

// espeak-ng's variants are much alike. These reach from low men to children: models of the plain ones alone did not know a
// voice whose formants were 15 % higher.
constexpr std::array<SeedSpeaker, 6> kSeedSpeakers = {
    {{"", 1.0, 1e-4}, {"m1", 0.85, 3e-3}, {"f1", 1.1, 1e-3}, {"f2", 1.25, 3e-3}, {"m1", 0.95, 1e-2}, {"f1", 1.18, 1e-2}}};

void change(Utterance& spoken, const SeedSpeaker& speaker) {
    spoken.audio.sampleRateHz = static_cast<int>(std::lround(spoken.audio.sampleRateHz * speaker.scale));
    for (EspeakSyllable& time : spoken.times) {
        time.startSeconds /= speaker.scale;
        time.finalSeconds /= speaker.scale;
        time.endSeconds /= speaker.scale;
    }
    for (std::size_t i = 0; i < spoken.audio.samples.size(); ++i)
        spoken.audio.samples[i] += static_cast<float>(speaker.roomTone * seededNormal(2, i));
}

/// Only what the first phone models are learnt from.
Result<FrontUtterance> readForSeed(const MandarinText& text, const SeedSpeaker& speaker, const std::stop_token& stop) {
    auto spoken = say(text.syllables, speaker.variant, stop);
    if (!spoken)
        return tl::unexpected(spoken.error());
    change(*spoken, speaker);
    const auto samples =
        resampleMono(spoken->audio.samples, spoken->audio.sampleRateHz, kFeatureRateHz, ResampleQuality::Medium);
    if (!samples)
        return tl::unexpected(samples.error());
    const auto coefficients = mfcc(*samples, stop);
    if (!coefficients)
        return tl::unexpected(coefficients.error());
    FrontUtterance utterance = describe(text, *spoken);
    utterance.base.mfcc = alignmentFeatures(*coefficients);
    return utterance;
}

class MandarinFront final : public LinguisticFront {
  public:
    explicit MandarinFront(std::shared_ptr<const frontend::TextFrontEnd> text) : text_(std::move(text)) {}

    [[nodiscard]] const PhoneSet& phones() const override { return mandarinPhones(); }

    [[nodiscard]] Result<void> ready() const override {
        const auto text = readable({.text = "好", .readings = {}});
        if (!text)
            return tl::unexpected(text.error());
        return espeakInstalled();
    }

    [[nodiscard]] Result<std::vector<TextPiece>> pieces(std::string_view text,
                                                        std::span<const GivenReading> readings) const override {
        if (auto checked = checkMandarin(text); !checked)
            return tl::unexpected(checked.error());
        auto pieces = withReadings(text, splitMandarin(text, kReadingBytes), readings);
        std::vector<TextPiece> spoken;
        for (TextPiece& piece : pieces) {
            const auto read = readable(piece);
            if (read) {
                spoken.push_back(std::move(piece));
            } else if (read.error().code != ErrorCode::InvalidInput || pieces.size() == 1) {
                return tl::unexpected(read.error());
            }
        }
        if (spoken.empty())
            return fail(ErrorCode::InvalidInput, "there is no word to speak in the text", "Write at least one word.");
        return spoken;
    }

    [[nodiscard]] Result<FrontResult> read(const TextPiece& piece, const std::stop_token& stop) const override {
        const auto text = readable(piece);
        if (!text)
            return tl::unexpected(text.error());
        auto utterance = readForGuide(*text, stop);
        if (!utterance)
            return tl::unexpected(utterance.error());
        FrontResult result;
        result.voices.push_back(std::move(*utterance));
        return result;
    }

    [[nodiscard]] Result<std::vector<FrontResult>> seedReadings(const std::stop_token& stop) const override {
        std::vector<FrontResult> readings;
        for (const std::string_view sentence : kMandarinSeedSentences) {
            const auto text = readable({.text = sentence, .readings = {}});
            if (!text)
                return tl::unexpected(text.error());
            FrontResult& reading = readings.emplace_back();
            for (const SeedSpeaker& speaker : kSeedSpeakers) {
                auto utterance = readForSeed(*text, speaker, stop);
                if (!utterance)
                    return tl::unexpected(utterance.error());
                reading.voices.push_back(std::move(*utterance));
            }
        }
        return readings;
    }

    [[nodiscard]] bool isExperimental() const override { return true; }

    [[nodiscard]] std::string remark(const TextPiece& piece) const override {
        const auto text = readable(piece);
        if (!text || text->foreign.empty())
            return {};
        return fmt::format("said with Chinese sounds, since the voice has no others: {}", fmt::join(text->foreign, ", "));
    }

  private:
    [[nodiscard]] Result<MandarinText> readable(const TextPiece& piece) const {
        if (!text_) {
            return fail(ErrorCode::ModelMissing, "the dictionary of the language \"zh\" is not installed",
                        "Run `make setup`, which fetches and makes it.");
        }
        return readMandarin(*text_, piece.text, piece.readings);
    }

    std::shared_ptr<const frontend::TextFrontEnd> text_;
};

}  // namespace

std::shared_ptr<const LinguisticFront> makeMandarinFront(std::shared_ptr<const frontend::TextFrontEnd> text) {
    return std::make_shared<const MandarinFront>(std::move(text));
}

}  // namespace timbre::instant
