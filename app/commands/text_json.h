// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/frontend/lexicon.h"
#include "core/frontend/text_front_end.h"

namespace timbre::app {

// `timbre phonemize` and `timbre split`, one line of JSON at a time: any line gets an answer with its id.

/// What texts are read with.
struct TextReader {
    const frontend::TextFrontEnd& text;
    std::shared_ptr<const frontend::Lexicon> lexicon{};  ///< May be null; not for the compatible reading.
};

/// {"id","lang","version","text"} and perhaps "variant" -> {"id","norm_text","phones","word2ph","ids"} or
/// {"id","error"}. "lang" is a language or a mode of mixed text ("auto"); names that are both ("zh") are the language
/// where the line says no more, and the mode where "variant" ends with "+rule_seg". "variant" is "pypinyin" for
/// Mandarin read word by word. With Reading::Corrected markup (core/text/markup.h) counts, and the answer has "words" too:
/// [{"begin","end","lang","spoken","reading","alternatives"}], places in code points of the text, and "pauses":
/// [{"at","ms"}] where there are any.
[[nodiscard]] std::string phonemizeLine(const TextReader& reader, std::string_view line, frontend::Reading reading);

/// {"id","text","lang","method"} -> {"id","out"}, with "error" too where "out" is no list.
[[nodiscard]] std::string splitLine(std::string_view line);

}  // namespace timbre::app
