// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/voice_styles.h"

#include <nlohmann/json.hpp>

#include "core/base/files.h"

namespace timbre {

std::vector<std::string> styleNamesIn(const std::filesystem::path& engineFolder) {
    std::vector<std::string> names;
    const auto text = readFile(engineFolder / "voice.json");
    if (!text) {
        return names;
    }
    const auto record = nlohmann::json::parse(*text, nullptr, false);
    const auto styles = record.is_object() ? record.find("styles") : record.end();
    if (!record.is_object() || styles == record.end() || !styles->is_array()) {
        return names;
    }
    for (const auto& style : *styles) {
        if (style.is_object() && style.contains("name") && style["name"].is_string()) {
            names.push_back(style["name"].get<std::string>());
        }
    }
    return names;
}

}  // namespace timbre
