// SPDX-License-Identifier: GPL-3.0-or-later
#include "parity/text_table.h"

#include "core/base/files.h"
#include "parity/json_fields.h"

namespace timbre::parity {

namespace {

Result<std::string> jsonOfTexts(const JsonValue::Array& values) {
    std::vector<std::string> texts;
    for (const JsonValue& value : values) {
        const auto* text = std::get_if<std::string>(&value.value);
        if (text == nullptr) {
            return fail(ErrorCode::Corrupt, "a list has something else than strings");
        }
        texts.push_back(*text);
    }
    return jsonOf(texts);
}

/// Adds the column `name`, or, where it is an object, one column for each of its members.
Result<void> addColumns(const std::string& name, const JsonValue& value, std::map<std::string, std::string>& columns) {
    if (const auto* members = std::get_if<JsonValue::Object>(&value.value)) {
        for (const auto& [key, member] : *members) {
            if (auto added = addColumns(name + "." + key, member, columns); !added) {
                return added;
            }
        }
        return {};
    }
    if (const auto* text = std::get_if<std::string>(&value.value)) {
        columns.emplace(name, jsonOf(*text));
        return {};
    }
    const auto* list = std::get_if<JsonValue::Array>(&value.value);
    const auto json = list == nullptr ? fail(ErrorCode::Corrupt, "it is neither string nor list") : jsonOfTexts(*list);
    if (!json) {
        return fail(ErrorCode::Corrupt, "\"" + name + "\": " + json.error().detail);
    }
    columns.emplace(name, *json);
    return {};
}

Result<SplitText> readText(const JsonValue& value) {
    const auto language = field<std::string>(value, "lang");
    if (!language) {
        return tl::unexpected(language.error());
    }
    const auto text = field<std::string>(value, "text");
    if (!text) {
        return tl::unexpected(text.error());
    }
    SplitText result{*language, *text, {}};
    for (const auto& [key, member] : std::get<JsonValue::Object>(value.value)) {
        if (key == "lang" || key == "text") {
            continue;
        }
        if (const auto added = addColumns(key, member, result.columns); !added) {
            return tl::unexpected(added.error());
        }
    }
    return result;
}

}  // namespace

std::string textCaseName(std::size_t index, const std::string& column) { return std::to_string(index) + "." + column; }

Result<std::vector<SplitText>> readTextTable(const std::filesystem::path& path) {
    const auto root = readJsonFile(path);
    if (!root) {
        return tl::unexpected(root.error());
    }
    const auto* values = std::get_if<JsonValue::Array>(&root->value);
    if (values == nullptr) {
        return fail(ErrorCode::Corrupt, displayPath(path) + " is no list of texts");
    }
    std::vector<SplitText> texts;
    for (const JsonValue& value : *values) {
        auto text = readText(value);
        if (!text) {
            return fail(ErrorCode::Corrupt,
                        displayPath(path) + ": text " + std::to_string(texts.size()) + ": " + text.error().detail);
        }
        texts.push_back(std::move(*text));
    }
    return texts;
}

}  // namespace timbre::parity
