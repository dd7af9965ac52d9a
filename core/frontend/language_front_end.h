// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/frontend/phones.h"

namespace timbre::frontend {

/// What decides how Chinese characters with several readings are read.
enum class Polyphones {
    ByWord,      ///< Each word for itself, as v1 does and v2 without its network.
    BySentence,  ///< Phrases across words first, then words that are known: what stands in for v2's network.
};

struct PhoneOptions {
    PhoneSet set = PhoneSet::V2;
    Reading reading = Reading::Corrected;
    Polyphones polyphones = Polyphones::BySentence;  ///< V1 reads by word whatever this says.
};

/// One language's way from text to phones. Immutable once it is open, so that several threads may share it.
class LanguageFrontEnd {
  public:
    LanguageFrontEnd() = default;
    LanguageFrontEnd(const LanguageFrontEnd&) = delete;
    LanguageFrontEnd& operator=(const LanguageFrontEnd&) = delete;
    virtual ~LanguageFrontEnd() = default;

    /// The text as it is spoken, and its phones, which may be others than those of `options.set`: the mixed front end maps
    /// them to UNK. Any bytes are a text; InvalidInput says what cannot be read.
    [[nodiscard]] virtual Result<PhoneText> phones(std::string_view utf8, const PhoneOptions& options) const = 0;

    // The corrected reading goes in two steps, so that a text of several languages can be rewritten as one.

    /// What of a text is spoken otherwise than it is written, in order and without overlap. The text may hold words of
    /// other languages. Time in proportion to the text.
    [[nodiscard]] virtual std::vector<Rewrite> rewrites(std::u32string_view text) const;

    /// A rewritten text, its phones and its words. Parts with a reading given by hand are words of their own; those
    /// readings are in order and without overlap. InvalidInput names a reading that is none of this language.
    [[nodiscard]] virtual Result<PhoneText> speak(std::u32string_view text, std::span<const FixedReading> fixed,
                                                  const PhoneOptions& options) const;
};

}  // namespace timbre::frontend
