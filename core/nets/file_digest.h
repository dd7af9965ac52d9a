// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace timbre::nets {

/// MD5 in hexadecimal, or nullopt in a build without nettle (nets-only). It names known files and protects nothing.
std::optional<std::string> md5Hex(std::string_view bytes);

}  // namespace timbre::nets
