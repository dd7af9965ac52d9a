// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/linguistic_front.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "core/engine/engines/instant/front.h"
#include "core/engine/engines/instant/mandarin_front.h"
#include "core/engine/engines/instant/seed_sentences.h"
#include "core/engine/engines/instant/text_plain.h"
#include "core/frontend/text_front_end.h"

namespace timbre::instant {
namespace {

/// Gives the words of a reading the spelling they have in the source: "2026" for "twenty twenty-six".
void restoreSpelling(const frontend::TextInWords& words, std::string_view source, FrontUtterance& utterance) {
    std::vector<FrontToken> tokens;
    std::size_t searchFrom = 0;
    std::size_t lastEnd = 0;  // Of the source.
    for (FrontToken& token : utterance.tokens) {
        const std::size_t at = words.text.find(token.text, searchFrom);
        if (at == std::string::npos || token.text.empty()) {
            tokens.push_back(std::move(token));
            continue;
        }
        searchFrom = at + token.text.size();
        const std::size_t begin = words.sourceBytes[at];
        std::size_t behind = searchFrom;
        while (behind + 1 < words.sourceBytes.size() && words.sourceBytes[behind] <= words.sourceBytes[searchFrom - 1])
            ++behind;
        const std::size_t end = words.sourceBytes[behind];
        if (!tokens.empty() && begin < lastEnd) {
            tokens.back().wordCount = token.firstWord + token.wordCount - tokens.back().firstWord;
        } else {
            token.text = std::string(source.substr(begin, end - begin));
            tokens.push_back(std::move(token));
        }
        lastEnd = std::max(lastEnd, end);
    }
    utterance.tokens = std::move(tokens);
}

/// flite reads; where our own front end is there, it says first how numbers, units and addresses are spoken.
class EnglishFront final : public LinguisticFront {
  public:
    EnglishFront() = default;
    explicit EnglishFront(std::shared_ptr<const frontend::TextFrontEnd> text) : text_(std::move(text)) {}

    [[nodiscard]] const PhoneSet& phones() const override { return englishPhones(); }

    [[nodiscard]] Result<void> ready() const override { return {}; }

    [[nodiscard]] Result<std::vector<TextPiece>> pieces(std::string_view text,
                                                        std::span<const GivenReading> readings) const override {
        if (const auto readable = plainText(text); !readable)
            return tl::unexpected(readable.error());
        auto pieces = withReadings(text, splitForReading(text, kReadingBytes), readings);
        std::erase_if(pieces, [](const TextPiece& piece) { return !plainText(piece.text); });  // nothing but marks
        return pieces;
    }

    [[nodiscard]] Result<FrontResult> read(const TextPiece& piece, const std::stop_token& stop) const override {
        if (!text_ || !text_->reader(frontend::Language::English))
            return readText(piece.text, piece.readings, stop);
        const auto words = text_->inWords(piece.text, frontend::LanguageMode::English, piece.readings);
        if (!words)
            return readText(piece.text, piece.readings, stop);  // flite says what is wrong with the text.
        auto reading = readText(words->text, words->readings, stop);
        if (reading && words->text != piece.text)
            for (FrontUtterance& voice : reading->voices)
                restoreSpelling(*words, piece.text, voice);
        return reading;
    }

    [[nodiscard]] Result<std::vector<FrontResult>> seedReadings(const std::stop_token& stop) const override {
        constexpr std::array kSeedVoices = {BaseVoice::Slt, BaseVoice::Rms, BaseVoice::Awb};
        std::vector<FrontResult> readings;
        for (const std::string_view sentence : kSeedSentences) {
            auto reading = readText(sentence, kSeedVoices, {}, stop);
            if (!reading)
                return tl::unexpected(reading.error());
            readings.push_back(std::move(*reading));
        }
        return readings;
    }

  private:
    std::shared_ptr<const frontend::TextFrontEnd> text_;
};

std::string primaryTag(const std::string& tag) {
    std::string primary = tag.substr(0, tag.find_first_of("-_"));
    std::ranges::transform(primary, primary.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return primary;
}

}  // namespace

const LinguisticFront& englishFront() {
    static const EnglishFront front;
    return front;
}

Result<std::shared_ptr<const LinguisticFront>> linguisticFront(const std::string& languageTag,
                                                               std::shared_ptr<const frontend::TextFrontEnd> text) {
    const std::string primary = primaryTag(languageTag);
    if (primary == "en")
        return std::make_shared<const EnglishFront>(std::move(text));
    if (primary == "zh" || primary == "cmn")
        return makeMandarinFront(std::move(text));
    return fail(ErrorCode::Unsupported, "the instant engine cannot speak \"" + languageTag + "\" yet",
                "It speaks English (en) and, experimentally, Chinese (zh).");
}

std::vector<TextPiece> withReadings(std::string_view text, std::span<const std::pair<std::size_t, std::size_t>> ranges,
                                    std::span<const GivenReading> readings) {
    std::vector<TextPiece> pieces;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < ranges.size(); ++i) {
        std::size_t end = ranges[i].second;
        for (const GivenReading& given : readings) {
            if (given.beginByte < end && end < given.endByte)
                end = given.beginByte > begin ? given.beginByte : given.endByte;
        }
        if (end <= begin)
            continue;
        TextPiece piece{.text = text.substr(begin, end - begin), .readings = {}};
        for (const GivenReading& given : readings) {
            if (given.beginByte >= begin && given.endByte <= end)
                piece.readings.push_back({given.beginByte - begin, given.endByte - begin, given.reading});
        }
        pieces.push_back(std::move(piece));
        begin = end;
    }
    return pieces;
}

}  // namespace timbre::instant
