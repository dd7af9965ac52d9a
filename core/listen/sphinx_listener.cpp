// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/listen/sphinx_listener.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <mutex>
#include <utility>

#include "core/audio/quality.h"
#include "core/audio/resample.h"
#include "core/base/files.h"
#include "core/listen/line_search.h"
#include "core/listen/line_verdict.h"
#include "core/listen/sphinx_decoder.h"

namespace timbre::listen {

namespace fs = std::filesystem;

namespace {

constexpr double kLongestSeconds = 60.0;
/// Under it there is nothing to compare.
constexpr double kShortestSeconds = 0.2;
/// The library mistakes digital silence for speech at the end of its scale: this much noise is added.
constexpr double kDither = 1.0;
/// Quiet added at both ends: a path has to end in silence, and a take that was cut off in a word does not.
constexpr double kPaddingSeconds = 0.25;
/// Each line leaves its words in the decoder; after so many it is made anew.
constexpr std::size_t kMostWordsAdded = 40'000;
/// Longer lines are no lines, and take memory by the square.
constexpr std::size_t kMostWords = 150;

/// Samples as the decoder takes them.
Result<std::vector<std::int16_t>> forDecoder(const AudioClip& clip) {
    const auto mono = resample(toMono(clip), SphinxDecoder::kSampleRateHz, ResampleQuality::Medium);
    if (!mono) {
        return tl::unexpected(mono.error());
    }
    std::vector<std::int16_t> samples;
    const auto padding = static_cast<std::size_t>(kPaddingSeconds * SphinxDecoder::kSampleRateHz);
    samples.reserve(mono->samples.size() + 2 * padding);
    std::uint32_t random = 1;
    const auto add = [&samples, &random](float sample) {
        random = random * 1'664'525U + 1'013'904'223U;
        const double noise = kDither * (static_cast<double>(random >> 16U) / 32'768.0 - 1.0);
        const double value = std::isfinite(sample) ? double{sample} * 32'767.0 : 0.0;
        samples.push_back(static_cast<std::int16_t>(std::clamp(std::round(value + noise), -32'768.0, 32'767.0)));
    };
    const auto addQuiet = [&add, padding] {
        for (std::size_t i = 0; i < padding; ++i) {
            add(0.0F);
        }
    };
    addQuiet();
    std::ranges::for_each(mono->samples, add);
    addQuiet();
    return samples;
}

/// A time of the padded sound as one of the recording.
double inRecording(double seconds, const AudioClip& clip) {
    return std::clamp(seconds - kPaddingSeconds, 0.0, clip.seconds());
}

Result<void> requireSound(const AudioClip& clip) {
    if (clip.sampleRateHz < kMinimumSampleRateHz || clip.sampleRateHz > kMaximumSampleRateHz || clip.channels < 1) {
        return fail(ErrorCode::InvalidInput, "the recording has an impossible sample rate or channel count");
    }
    return {};
}

class SphinxListener final : public LineListener {
  public:
    explicit SphinxListener(ListenerParts parts) : parts_(std::move(parts)) {}

    [[nodiscard]] Result<LineFit> check(const AudioClip& clip, std::string_view text, std::string_view language,
                                        const std::stop_token& stop) const override;
    [[nodiscard]] DraftReadiness readiness(std::string_view language) const override;
    [[nodiscard]] bool checks(std::string_view language) const override {
        return language == "en" ? model().has_value() : parts_.countSyllables != nullptr;
    }
    [[nodiscard]] std::optional<double> syllables(std::string_view text, std::string_view language) const override {
        return parts_.countSyllables ? parts_.countSyllables(text, language) : std::nullopt;
    }
    [[nodiscard]] Result<Draft> draft(const AudioClip& clip, std::string_view language,
                                      const std::stop_token& stop) const override;

  private:
    [[nodiscard]] std::optional<fs::path> model() const;
    [[nodiscard]] Result<LineFit> checkWords(const AudioClip& clip, std::string_view text, const std::stop_token& stop) const;
    [[nodiscard]] Result<LineFit> checkSyllables(const AudioClip& clip, std::string_view text,
                                                 std::string_view language) const;
    /// Under mutex_.
    [[nodiscard]] Result<std::vector<LineWord>> wordsOf(std::string_view text) const;
    Result<SphinxDecoder*> decoderFor(SphinxDecoder::Use use) const;

    ListenerParts parts_;
    mutable std::mutex mutex_;
    mutable std::optional<SphinxDecoder> graphs_;  ///< Under mutex_, as all below.
    mutable std::optional<SphinxDecoder> texts_;
    mutable std::size_t wordsAdded_ = 0;
};

std::optional<fs::path> SphinxListener::model() const {
    const auto found = std::ranges::find_if(parts_.models, SphinxDecoder::isModel);
    return found == parts_.models.end() ? std::nullopt : std::optional(*found);
}

Result<SphinxDecoder*> SphinxListener::decoderFor(SphinxDecoder::Use use) const {
    std::optional<SphinxDecoder>& decoder = use == SphinxDecoder::Use::Text ? texts_ : graphs_;
    if (use == SphinxDecoder::Use::Graphs && wordsAdded_ > kMostWordsAdded) {
        decoder.reset();
        wordsAdded_ = 0;
    }
    if (!decoder) {
        const auto folder = model();
        if (!folder) {
            return fail(ErrorCode::ModelMissing, "the speech model for English is not installed",
                        "Install the package pocketsphinx-en-us.");
        }
        auto opened = SphinxDecoder::open(*folder, use);
        if (!opened) {
            return tl::unexpected(opened.error());
        }
        decoder.emplace(std::move(*opened));
    }
    return &*decoder;
}

Result<std::vector<LineWord>> SphinxListener::wordsOf(std::string_view text) const {
    if (parts_.readAloud) {
        if (auto words = parts_.readAloud(text); words) {
            return words;
        }
    }
    // Without the front end's data the model's dictionary has to do; a word it does not know is not asked for.
    auto decoder = decoderFor(SphinxDecoder::Use::Graphs);
    if (!decoder) {
        return tl::unexpected(decoder.error());
    }
    std::vector<LineWord> words;
    for (const PlainWord& word : plainWords(text)) {
        if (auto phones = (*decoder)->phonesOf(word.lower); !phones.empty()) {
            words.push_back({word.beginByte, word.endByte, {std::move(phones)}});
        }
    }
    return words;
}

Result<LineFit> SphinxListener::checkWords(const AudioClip& clip, std::string_view text, const std::stop_token& stop) const {
    const std::scoped_lock lock(mutex_);
    const auto words = wordsOf(text);
    if (!words) {
        return tl::unexpected(words.error());
    }
    if (words->empty() || words->size() > kMostWords) {
        return LineFit{};
    }
    const auto samples = forDecoder(clip);
    if (!samples) {
        return tl::unexpected(samples.error());
    }
    auto decoder = decoderFor(SphinxDecoder::Use::Graphs);
    if (!decoder) {
        return tl::unexpected(decoder.error());
    }
    wordsAdded_ += words->size();
    const auto trace = searchLine(**decoder, *words, *samples, {}, stop);
    if (!trace) {
        return tl::unexpected(trace.error());
    }
    LineFit fit = judgeLine(*words, *trace);
    for (WordMark& word : fit.words) {
        word.fromSeconds = inRecording(word.fromSeconds, clip);
        word.toSeconds = inRecording(word.toSeconds, clip);
    }
    return fit;
}

Result<LineFit> SphinxListener::checkSyllables(const AudioClip& clip, std::string_view text,
                                               std::string_view language) const {
    const auto expected = syllables(text, language);
    if (!expected) {
        return LineFit{};
    }
    const auto quality = analyseQuality(clip, parts_.vad);
    if (!quality) {
        return tl::unexpected(quality.error());
    }
    const double speechSeconds = quality->speechShare * quality->seconds;
    // Nothing said, or nothing that can be told from noise: the quality check has words for that.
    if (speechSeconds < kShortestSeconds || quality->snrDb < kMinimumSnrDb) {
        return LineFit{};
    }
    return judgeSyllables(*expected, quality->speechRate * speechSeconds, speechSeconds, language);
}

Result<LineFit> SphinxListener::check(const AudioClip& clip, std::string_view text, std::string_view language,
                                      const std::stop_token& stop) const {
    if (auto sound = requireSound(clip); !sound) {
        return tl::unexpected(sound.error());
    }
    if (stop.stop_requested()) {
        return fail(ErrorCode::Cancelled, "stopped before listening");
    }
    if (clip.seconds() < kShortestSeconds || clip.seconds() > kLongestSeconds) {
        return LineFit{};
    }
    if (language != "en") {
        return checkSyllables(clip, text, language);
    }
    auto fit = checkWords(clip, text, stop);
    if (!fit && fit.error().code != ErrorCode::Cancelled) {
        // A model that is absent or broken is no fault of the take's.
        return LineFit{};
    }
    return fit;
}

DraftReadiness SphinxListener::readiness(std::string_view language) const {
    if (language != "en") {
        return DraftReadiness::NoLanguage;
    }
    return model() ? DraftReadiness::Ready : DraftReadiness::NoModel;
}

Result<Draft> SphinxListener::draft(const AudioClip& clip, std::string_view language, const std::stop_token& stop) const {
    if (language != "en") {
        return fail(ErrorCode::Unsupported, "there is no recogniser for the language “" + std::string(language) + "”",
                    "Type what is said, or give a script file.");
    }
    if (auto sound = requireSound(clip); !sound) {
        return tl::unexpected(sound.error());
    }
    if (clip.seconds() > kLongestSeconds) {
        return fail(ErrorCode::InvalidInput, "the recording is longer than a minute", "Cut it at its pauses first.");
    }
    if (stop.stop_requested()) {
        return fail(ErrorCode::Cancelled, "stopped before listening");
    }
    const std::scoped_lock lock(mutex_);
    auto decoder = decoderFor(SphinxDecoder::Use::Text);
    if (!decoder) {
        return tl::unexpected(decoder.error());
    }
    if (clip.seconds() < kShortestSeconds) {
        return Draft{};
    }
    const auto samples = forDecoder(clip);
    if (!samples) {
        return tl::unexpected(samples.error());
    }
    auto heard = (*decoder)->recognise(*samples, stop);
    if (!heard) {
        return tl::unexpected(heard.error());
    }
    Draft draft;
    double weight = 0.0;
    for (HeardUnit& unit : *heard) {
        if (unit.word.empty() || unit.word.front() == '<' || unit.word.front() == '[' || unit.word.front() == '+') {
            continue;  // silence, breath, noise
        }
        unit.word.resize(std::min(unit.word.find('('), unit.word.size()));  // "read(2)": its second pronunciation
        draft.text += draft.text.empty() ? unit.word : " " + unit.word;
        draft.confidence += unit.confidence * (unit.toSeconds - unit.fromSeconds);
        weight += unit.toSeconds - unit.fromSeconds;
        draft.words.push_back({std::move(unit.word), inRecording(unit.fromSeconds, clip), inRecording(unit.toSeconds, clip),
                               unit.confidence});
    }
    draft.confidence = weight > 0.0 ? draft.confidence / weight : 0.0;
    return draft;
}

}  // namespace

std::vector<fs::path> speechModelFolders(const fs::path& resourceFolder) {
    return {resourceFolder / "models" / "pocketsphinx" / "en-us", fs::path(TIMBRE_SPHINX_MODELS) / "en-us"};
}

std::unique_ptr<LineListener> makeSphinxListener(ListenerParts parts) {
    return std::make_unique<SphinxListener>(std::move(parts));
}

}  // namespace timbre::listen
