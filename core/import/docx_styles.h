// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace timbre {

/// What a paragraph style of a DOCX says about the paragraphs that have it.
struct DocxStyle {
    int headingLevel = 0;  ///< 1..9; 0: no heading.
    bool listItem = false;
    bool quote = false;
    bool contents = false;  ///< A line of a table of contents.
};

/// The paragraph styles by their ids, which differ from language to language. Headings are known by their outline level,
/// their own or of the style they are based on; only where there is none by the names that Word has in every language.
std::map<std::string, DocxStyle> readDocxStyles(pugi::xml_node document);

/// A switch like <w:vanish/>, <w:vanish w:val="0"/>: whether it is there and on.
bool isOn(pugi::xml_node properties, std::string_view name);

}  // namespace timbre
