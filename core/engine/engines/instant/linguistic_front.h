// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/engine/engines/instant/phone_set.h"
#include "core/engine/engines/instant/types.h"
#include "core/text/markup.h"

namespace timbre::frontend {
class TextFrontEnd;
}

namespace timbre::instant {

/// Part of a text that is read, and spoken, in one go.
struct TextPiece {
    std::string_view text;
    std::vector<GivenReading> readings;  ///< In bytes of `text`.
};

/// A language's way from text to phones with a base voice that says them. Everything behind it works on phones alone.
/// Immutable; safe to use from several threads.
class LinguisticFront {
  public:
    LinguisticFront() = default;
    LinguisticFront(const LinguisticFront&) = delete;
    LinguisticFront& operator=(const LinguisticFront&) = delete;
    virtual ~LinguisticFront() = default;

    [[nodiscard]] virtual const PhoneSet& phones() const = 0;

    /// ModelMissing where what it reads with is not installed here.
    [[nodiscard]] virtual Result<void> ready() const = 0;

    /// The text in pieces, without those that hold nothing to speak. Texts that cannot be read are refused as a whole:
    /// InvalidInput, Unsupported. The pieces point into `text`.
    [[nodiscard]] virtual Result<std::vector<TextPiece>> pieces(std::string_view text,
                                                                std::span<const GivenReading> readings) const = 0;

    /// A piece, or a recording's transcript, as the guide's base voices say it.
    [[nodiscard]] virtual Result<FrontResult> read(const TextPiece& piece, const std::stop_token& stop) const = 0;

    /// Sentences that hold every phone, read by several voices, to learn the first phone models from.
    [[nodiscard]] virtual Result<std::vector<FrontResult>> seedReadings(const std::stop_token& stop) const = 0;

    /// The seed voices were never held against people: where most recordings do not match their transcripts, the phone models
    /// are to blame.
    [[nodiscard]] virtual bool isExperimental() const { return false; }

    /// What a listener should know of a text that read() takes, one sentence; empty: nothing.
    [[nodiscard]] virtual std::string remark(const TextPiece& /*piece*/) const { return {}; }
};

/// English by flite (front.h).
const LinguisticFront& englishFront();

/// The front of a language tag ("en", "zh-CN"); Unsupported names the languages there are.
/// @param text  how Chinese is read; without it the Chinese front is not ready.
Result<std::shared_ptr<const LinguisticFront>> linguisticFront(const std::string& languageTag,
                                                               std::shared_ptr<const frontend::TextFrontEnd> text);

/// Pieces with their own share of `readings`; a cut inside a reading moves to its beginning or its end.
std::vector<TextPiece> withReadings(std::string_view text, std::span<const std::pair<std::size_t, std::size_t>> ranges,
                                    std::span<const GivenReading> readings);

}  // namespace timbre::instant
