// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/language_front_end.h"

#include <string>

#include "core/base/utf8.h"

namespace timbre::frontend {

// What a language does that has no corrected reading of its own: it reads as the reference does.

std::vector<Rewrite> LanguageFrontEnd::rewrites(std::u32string_view /*text*/) const { return {}; }

Result<PhoneText> LanguageFrontEnd::speak(std::u32string_view text, std::span<const FixedReading> fixed,
                                          const PhoneOptions& options) const {
    if (!fixed.empty())
        return fail(ErrorCode::Unsupported, "readings by hand are not known in this language",
                    "Take the reading \"" + fixed.front().reading + "\" out.");
    std::string utf8;
    utf8.reserve(text.size() * 3);
    for (const char32_t c : text)
        appendUtf8(utf8, c);
    return phones(utf8, options);
}

}  // namespace timbre::frontend
