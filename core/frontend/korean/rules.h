// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The rewriting rules of a Korean text. Each looks at one place of it and says what stands there, if it is of its kind, and
// how it is spoken. Numbers and counters have a blank between them; ranges of two neighbours are said as pairs (한두 명,
// 이삼 일), others with 에서 and the counter twice.

#include <optional>

#include "core/frontend/ja/source.h"
#include "core/frontend/phones.h"

namespace timbre::frontend::korean {

using ja::Number;
using ja::Source;
using Spoken = std::optional<Rewrite>;

/// A blank where a number directly follows a word, which it does not do in speech: 약50명.
[[nodiscard]] std::u32string blankBefore(const Source& text, std::size_t place);

/// "2026-11-22", "2026.3.1.", "2026/3".
[[nodiscard]] Spoken readDate(const Source& text, std::size_t place);
/// "3:15", "14:30:05"; "3:2" of a match.
[[nodiscard]] Spoken readTime(const Source& text, std::size_t place);
/// Groups of digits with hyphens: telephone numbers and others; telephone numbers without hyphens.
[[nodiscard]] Spoken readCallNumber(const Source& text, std::size_t place);
/// "1~2명", "3-5일".
[[nodiscard]] Spoken readRange(const Source& text, std::size_t place);
/// "1/2".
[[nodiscard]] Spoken readFraction(const Source& text, std::size_t place);
/// "1.2.3" and "6·25".
[[nodiscard]] Spoken readDotted(const Source& text, std::size_t place);
/// Every other number, with the counter behind it.
[[nodiscard]] Spoken readNumber(const Source& text, std::size_t place);

/// "₩5,000", "$10".
[[nodiscard]] Spoken readMoney(const Source& text, std::size_t place);
/// Names of a letter and a digit that are said in English: 3D, MP3.
[[nodiscard]] Spoken readName(const Source& text, std::size_t place);
/// Letters that stand alone, as in chats: ㅋㅋ is 크크, ㅇㅇ is 응응, ㅠㅠ is 유유.
[[nodiscard]] Spoken readLoneLetters(const Source& text, std::size_t place);
/// Signs of sums, tildes, ½, ①, @ and others.
[[nodiscard]] Spoken readSign(const Source& text, std::size_t place);

}  // namespace timbre::frontend::korean
