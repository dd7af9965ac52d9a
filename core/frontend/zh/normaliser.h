// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/frontend/data_file.h"
#include "core/frontend/phones.h"

namespace timbre::frontend::zh {

/// Chinese text as it is spoken: sentences, numbers in words, simplified characters. Mandarin and Cantonese share it.
class Normaliser {
  public:
    Normaliser() = default;
    static Result<Normaliser> open(const DataFile& file);

    /// The sentences of a text, each rewritten. InvalidInput for digits of other scripts with Reading::Compatible, as
    /// the reference has no word for them; Corrected takes them for the digits they are.
    [[nodiscard]] Result<std::vector<std::u32string>> sentences(std::u32string_view text, Reading reading) const;

    /// The simplified character for a traditional one; others as they are.
    [[nodiscard]] char32_t simplified(char32_t c) const;

  private:
    [[nodiscard]] std::u32string rewrite(std::u32string_view sentence) const;

    std::span<const std::uint32_t> from_;
    std::span<const std::uint32_t> to_;
};

/// One of ! ? … , . -
[[nodiscard]] constexpr bool isMark(char32_t c) noexcept {
    return c == U'!' || c == U'?' || c == U'…' || c == U',' || c == U'.' || c == U'-';
}

/// How a language writes the marks of a sentence.
enum class MarkStyle {
    Mandarin,   ///< ～ is …, and 嗯 and 呣 become characters that can be spoken.
    Cantonese,  ///< ～ is -.
};

/// A rewritten sentence with the marks that models know; everything that is neither Han nor such a mark goes.
[[nodiscard]] std::u32string withPlainMarks(std::u32string_view sentence, MarkStyle style);

/// Of marks in a row only the first.
[[nodiscard]] std::u32string withoutRepeatedMarks(std::u32string_view text);

/// '0' to '9' for a decimal digit of any script.
[[nodiscard]] std::optional<char32_t> digitValue(char32_t c);

/// UTF-8 to code points. InvalidInput, with the place, for what is none.
[[nodiscard]] Result<std::u32string> codePoints(std::string_view utf8);

[[nodiscard]] std::string toUtf8(std::u32string_view text);

}  // namespace timbre::frontend::zh
