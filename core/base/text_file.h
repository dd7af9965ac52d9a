// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace timbre {

/// InvalidInput with the line unless `text` is UTF-8 without zero bytes; `name` is what the message calls it.
Result<void> requireText(std::string_view text, std::string_view name);

/// Turns the bytes of a text file into UTF-8: drops a byte order mark, converts UTF-16 that has one, and makes every
/// line end "\n". Anything else is InvalidInput with the line and what to do; `name` is what messages call the file.
Result<std::string> decodeText(std::string_view bytes, std::string_view name);

/// readFile() and decodeText(). Scripts above 16 MiB (a novel has about one) are InvalidInput.
Result<std::string> readTextFile(const std::filesystem::path& path);

}  // namespace timbre
