// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/docx_styles.h"

#include <charconv>
#include <optional>
#include <set>

#include "core/base/utf8.h"
#include "core/import/xml_tree.h"

namespace timbre {

namespace {

/// What one style says itself.
struct OwnStyle {
    std::string basedOn;
    std::string name;  ///< In lower case.
    std::optional<int> outline;
    std::optional<bool> listItem;
};

std::optional<int> numberOf(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::string_view valueOf(pugi::xml_node properties, std::string_view name) { return attributeOf(childOf(properties, name), "val"); }

OwnStyle ownStyle(pugi::xml_node style) {
    OwnStyle own{.basedOn = std::string(valueOf(style, "basedOn")), .name = foldCase(valueOf(style, "name")), .outline = {}, .listItem = {}};
    const pugi::xml_node properties = childOf(style, "pPr");
    own.outline = numberOf(valueOf(properties, "outlineLvl"));
    if (const pugi::xml_node numbering = childOf(properties, "numPr")) {
        own.listItem = valueOf(numbering, "numId") != "0";
    }
    return own;
}

/// "heading 2" is called so inside the file whatever the language of Word.
int levelByName(const std::string& name) {
    if (name == "title") {
        return 1;
    }
    constexpr std::string_view kHeading = "heading ";
    return name.starts_with(kHeading) ? numberOf(std::string_view(name).substr(kHeading.size())).value_or(0) : 0;
}

DocxStyle resolved(const std::map<std::string, OwnStyle>& styles, const std::string& id) {
    constexpr int kBodyText = 9;
    constexpr std::size_t kLongestChain = 32;
    DocxStyle style;
    std::optional<int> outline;
    std::optional<bool> listItem;
    std::set<std::string> seen;
    auto at = styles.find(id);
    const int byName = levelByName(at->second.name);
    for (; at != styles.end() && seen.size() < kLongestChain && seen.insert(at->first).second; at = styles.find(at->second.basedOn)) {
        const OwnStyle& own = at->second;
        outline = outline ? outline : own.outline;
        listItem = listItem ? listItem : own.listItem;
        style.quote = style.quote || own.name == "quote" || own.name == "intense quote" || own.name == "block text";
        style.contents = style.contents || own.name.starts_with("toc ") || own.name == "table of figures";
    }
    style.headingLevel = outline ? (*outline >= 0 && *outline < kBodyText ? *outline + 1 : 0) : byName;
    style.listItem = listItem.value_or(false);
    return style;
}

}  // namespace

bool isOn(pugi::xml_node properties, std::string_view name) {
    const pugi::xml_node element = childOf(properties, name);
    const std::string_view value = attributeOf(element, "val");
    return element && value != "0" && value != "false" && value != "off";
}

std::map<std::string, DocxStyle> readDocxStyles(pugi::xml_node document) {
    std::map<std::string, OwnStyle> own;
    for (const pugi::xml_node style : childOf(document, "styles").children()) {
        if (localName(style) == "style" && attributeOf(style, "type") == "paragraph") {
            own.emplace(attributeOf(style, "styleId"), ownStyle(style));
        }
    }
    std::map<std::string, DocxStyle> styles;
    for (const auto& [id, style] : own) {
        styles.emplace(id, resolved(own, id));
    }
    return styles;
}

}  // namespace timbre
