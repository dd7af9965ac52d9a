// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// XML from strangers: parsed by pugixml, which knows no DTD and no external entities, and walked without recursion.

#include <cstddef>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/import/document.h"

namespace timbre {

/// Parses one part of a document. Corrupt: no well-formed XML, an encoding that is not read (other than UTF-8, UTF-16 and
/// Latin 1); InvalidInput: more nodes than `limits` allow.
/// @param name  what messages call it.
Result<void> parseXml(pugi::xml_document& tree, std::string_view bytes, unsigned options, const ImportLimits& limits,
                      const std::string& name);

/// For parts in which blanks between words stand in elements of their own; character references stay as they are.
inline constexpr unsigned kProseXml = (pugi::parse_default | pugi::parse_ws_pcdata) & ~pugi::parse_escapes;
/// For parts that are data.
inline constexpr unsigned kDataXml = pugi::parse_default;

/// "p" of "w:p".
std::string_view localName(const char* name) noexcept;
inline std::string_view localName(pugi::xml_node node) noexcept { return localName(node.name()); }

/// The attribute of that local name; empty where there is none.
std::string_view attributeOf(pugi::xml_node node, std::string_view name) noexcept;

/// The first child of that local name, or a null node.
pugi::xml_node childOf(pugi::xml_node node, std::string_view name) noexcept;

/// The next node in document order below `root`, not into `node` where `inside` is false; null at the end.
pugi::xml_node nextInTree(pugi::xml_node node, pugi::xml_node root, bool inside) noexcept;

/// The first element of that local name below `root`, in document order.
pugi::xml_node findInTree(pugi::xml_node root, std::string_view name) noexcept;

/// Walks everything below `root` in order. enter(node) of each node says whether to go inside it; leave(node) is called
/// for each that was entered, when all inside it was seen. False as soon as either says Stop or it goes deeper than
/// `deepest`.
enum class Step { Inside, Past, Stop };

template <typename Enter, typename Leave>
bool walkTree(pugi::xml_node root, std::size_t deepest, Enter enter, Leave leave) {
    pugi::xml_node node = root.first_child();
    std::size_t depth = 1;
    while (node) {
        const Step step = depth > deepest ? Step::Stop : enter(node);
        if (step == Step::Stop) {
            return false;
        }
        if (step == Step::Inside && node.first_child()) {
            node = node.first_child();
            ++depth;
            continue;
        }
        if (step == Step::Inside) {
            leave(node);
        }
        while (!node.next_sibling()) {
            node = node.parent();
            if (node == root) {
                return true;
            }
            --depth;
            leave(node);
        }
        node = node.next_sibling();
    }
    return true;
}

}  // namespace timbre
