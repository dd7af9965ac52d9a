// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/xml_tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "core/base/utf8.h"

namespace timbre {

namespace {

/// What becomes a node: at most so many elements begin here, and so many attributes.
std::size_t nodesIn(std::string_view bytes) {
    std::size_t nodes = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        nodes += bytes[i] == '=' || (bytes[i] == '<' && i + 1 < bytes.size() && bytes[i + 1] != '/') ? 1 : 0;
    }
    return nodes;
}

/// What the declaration at the beginning names, in lower case; empty where it names nothing.
std::string declaredEncoding(std::string_view bytes) {
    constexpr std::size_t kLongestDeclaration = 200;
    const std::string_view head = bytes.substr(0, std::min(bytes.find("?>"), kLongestDeclaration));
    const std::size_t at = head.find("encoding");
    if (head.find("<?xml") == std::string_view::npos || at == std::string_view::npos) {
        return {};
    }
    const std::size_t open = head.find_first_of("\"'", at);
    const std::size_t close = open == std::string_view::npos ? open : head.find(head[open], open + 1);
    return close == std::string_view::npos ? std::string{} : foldCase(head.substr(open + 1, close - open - 1));
}

bool isReadEncoding(const std::string& encoding) {
    constexpr std::array<std::string_view, 8> kEncodings{"",         "utf-8",      "utf8",   "utf-16",
                                                         "us-ascii", "iso-8859-1", "latin1", "ascii"};
    return std::ranges::find(kEncodings, encoding) != kEncodings.end();
}

}  // namespace

Result<void> parseXml(pugi::xml_document& tree, std::string_view bytes, unsigned options, const ImportLimits& limits,
                      const std::string& name) {
    if (nodesIn(bytes) > limits.nodes) {
        return fail(ErrorCode::InvalidInput, fmt::format("{} has more than {} elements, which no text needs", name, limits.nodes),
                    "Split the document into several, or save its text alone.");
    }
    if (const std::string encoding = declaredEncoding(bytes); !isReadEncoding(encoding)) {
        return fail(ErrorCode::Corrupt, fmt::format("{} is written in the encoding {}, which is not read", name, encoding),
                    "Open the document in the program it comes from and save it anew, or save its text as UTF-8.");
    }
    const auto parsed = tree.load_buffer(bytes.data(), bytes.size(), options);
    if (!parsed || !tree.document_element()) {
        return fail(ErrorCode::Corrupt, fmt::format("{} is damaged at byte {}: {}", name, parsed.offset, parsed.description()),
                    "Open the document in the program it comes from and save it anew, or get another copy of it.");
    }
    return {};
}

std::string_view localName(const char* name) noexcept {
    const std::string_view whole = name;
    const std::size_t colon = whole.find(':');
    return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

std::string_view attributeOf(pugi::xml_node node, std::string_view name) noexcept {
    for (const pugi::xml_attribute attribute : node.attributes()) {
        if (localName(attribute.name()) == name) {
            return attribute.value();
        }
    }
    return {};
}

pugi::xml_node childOf(pugi::xml_node node, std::string_view name) noexcept {
    for (const pugi::xml_node child : node.children()) {
        if (localName(child) == name) {
            return child;
        }
    }
    return {};
}

pugi::xml_node nextInTree(pugi::xml_node node, pugi::xml_node root, bool inside) noexcept {
    if (inside && node.first_child()) {
        return node.first_child();
    }
    while (node && node != root) {
        if (node.next_sibling()) {
            return node.next_sibling();
        }
        node = node.parent();
    }
    return {};
}

pugi::xml_node findInTree(pugi::xml_node root, std::string_view name) noexcept {
    for (pugi::xml_node node = root.first_child(); node; node = nextInTree(node, root, true)) {
        if (localName(node) == name) {
            return node;
        }
    }
    return {};
}

}  // namespace timbre
