// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"

namespace timbre::parity {

/// Reads a JSON file. NotFound, Io, or Corrupt that names the file.
Result<JsonValue> readJsonFile(const std::filesystem::path& path);

/// The member `key` of an object as T (a type JsonValue holds). Corrupt, naming the key, where it is absent or another
/// kind of value.
template <typename T>
Result<T> field(const JsonValue& object, const std::string& key) {
    const JsonValue* member = object.find(key);
    const T* value = member == nullptr ? nullptr : std::get_if<T>(&member->value);
    if (value == nullptr) {
        return fail(ErrorCode::Corrupt, "\"" + key + "\" is absent or of another kind");
    }
    return *value;
}

/// A text as JSON: quoted, with what must be escaped escaped. Two texts are equal where these are.
[[nodiscard]] std::string jsonOf(std::string_view text);

/// A list of texts as JSON on one line.
[[nodiscard]] std::string jsonOf(const std::vector<std::string>& texts);

}  // namespace timbre::parity
