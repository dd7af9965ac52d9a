// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

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
};

}  // namespace timbre::frontend
