// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/trie.h"

#include <algorithm>
#include <string>

namespace timbre::frontend {

namespace {

constexpr std::size_t kBasicPlane = 0x10000;

}  // namespace

Result<Trie> Trie::open(const DataFile& file, std::string_view name) {
    const std::string prefix(name);
    const auto root = file.section<std::uint32_t>(prefix + ".root");
    const auto edges = file.section<std::uint32_t>(prefix + ".edges");
    const auto labels = file.section<std::uint16_t>(prefix + ".labels");
    const auto values = file.section<std::uint32_t>(prefix + ".values");
    for (const auto* part : {&root, &edges, &values})
        if (!*part)
            return tl::unexpected(part->error());
    if (!labels)
        return tl::unexpected(labels.error());
    const std::size_t nodes = values->size();
    if (nodes == 0 || root->size() != kBasicPlane || edges->size() != nodes + 1 || labels->size() != nodes - 1)
        return file.damaged("the parts of \"" + prefix + "\" do not fit each other");
    Trie trie;
    trie.root_ = *root;
    trie.edges_ = *edges;
    trie.labels_ = *labels;
    trie.values_ = *values;
    return trie;
}

Trie::Node Trie::step(Node node, char32_t character) const noexcept {
    if (character >= kBasicPlane)
        return kNone;
    if (node == kRoot) {
        const Node next = root_[character];
        return next < values_.size() ? next : kNone;
    }
    // A damaged file may hold anything here; its edges are then none.
    const std::size_t first = edges_[node];
    const std::size_t last = edges_[node + 1];
    if (first > last || last > labels_.size())
        return kNone;
    const auto begin = labels_.begin() + static_cast<std::ptrdiff_t>(first);
    const auto end = labels_.begin() + static_cast<std::ptrdiff_t>(last);
    const auto found = std::lower_bound(begin, end, static_cast<std::uint16_t>(character));
    return found == end || *found != character ? kNone : static_cast<Node>(found - labels_.begin()) + 1;
}

std::uint32_t Trie::find(std::u32string_view word) const noexcept {
    Node node = kRoot;
    for (const char32_t c : word)
        if ((node = step(node, c)) == kNone)
            return 0;
    return node == kRoot ? 0 : value(node);
}

}  // namespace timbre::frontend
