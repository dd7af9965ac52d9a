// SPDX-License-Identifier: GPL-3.0-or-later
#include "parity/json_fields.h"

#include "core/base/files.h"

namespace timbre::parity {

Result<JsonValue> readJsonFile(const std::filesystem::path& path) {
    const auto text = readFile(path);
    if (!text) {
        return tl::unexpected(text.error());
    }
    auto value = parseJson(*text);
    if (!value) {
        return fail(ErrorCode::Corrupt, displayPath(path) + ": " + value.error().detail);
    }
    return value;
}

std::string jsonOf(std::string_view text) {
    constexpr std::string_view kHexDigits = "0123456789abcdef";
    std::string json = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            json.append({'\\', c});
        } else if (c == '\n') {
            json += "\\n";
        } else if (byte < 0x20) {
            json.append("\\u00").append({kHexDigits[byte >> 4U], kHexDigits[byte & 0xFU]});
        } else {
            json += c;
        }
    }
    return json + '"';
}

std::string jsonOf(const std::vector<std::string>& texts) {
    std::string json = "[";
    for (const std::string& text : texts) {
        json += (json.size() > 1 ? ", " : "") + jsonOf(text);
    }
    return json + "]";
}

}  // namespace timbre::parity
