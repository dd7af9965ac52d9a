// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace timbre {

/// Text with the character references of HTML 4 and XML in place of their characters: "&nbsp;", "&mdash;", "&#8212;",
/// "&#x2014;", "&apos;". Each is read once ("&amp;lt;" is "&lt;"). What is none ("AT&T", "&unknown;", "&#xD800;") stays as
/// it is written; "&#0;" and other characters that no text may hold vanish. Linear time.
[[nodiscard]] std::string decodeHtmlEntities(std::string_view text);

}  // namespace timbre
