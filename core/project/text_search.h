// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// Internal to core/project.
namespace timbre::detail {

struct Replaced {
    std::string text;
    std::size_t count = 0;
};

/// Replaces every occurrence of `find` (not empty), left to right, never inside what was put in. Without `matchCase`
/// Latin, Greek, Cyrillic and full-width letters match in either case. Valid UTF-8 in, valid UTF-8 out.
Replaced replaceAll(std::string_view text, std::string_view find, std::string_view replacement, bool matchCase);

}  // namespace timbre::detail
