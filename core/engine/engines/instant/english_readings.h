// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/engine/engines/instant/text_plain.h"
#include "core/text/markup.h"

namespace timbre::instant {

/// A stretch of plain text that is not read as it is written.
struct ReadSpan {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string phones;         ///< As flite writes them ("k ae1 t"); empty where the text was replaced by other words.
    std::string written;        ///< What stood there.
};

/// A plain text in which each span is one word to flite, or other words.
struct TextWithReadings {
    PlainText plain;
    std::vector<ReadSpan> spans;  ///< In bytes of plain.text, in order.
};

/// "K AE1 T" -> "k ae1 t"; nullopt where something is no ARPAbet phone.
std::optional<std::string> flitePhones(std::string_view arpabet);

/// Puts `readings`, in bytes of `original`, into the plain text that was made of it: ARPAbet, or words to say instead.
/// A reading that is neither is InvalidInput, as is one outside the text. Without readings the text stays as it is.
Result<TextWithReadings> withGivenReadings(PlainText plain, std::string_view original, std::span<const GivenReading> readings);

}  // namespace timbre::instant
