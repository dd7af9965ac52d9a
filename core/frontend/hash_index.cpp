// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/frontend/hash_index.h"

#include <algorithm>
#include <string>

namespace timbre::frontend {

namespace {

constexpr std::size_t kSlots = 65536;
constexpr unsigned kSlotShift = 48;

}  // namespace

Result<HashIndex> HashIndex::open(const DataFile& file, std::string_view name) {
    const auto hashes = file.section<std::uint64_t>(std::string(name) + ".hash");
    if (!hashes)
        return tl::unexpected(hashes.error());
    const auto slots = columnOf<std::uint32_t>(file, std::string(name) + ".slot", kSlots + 1);
    if (!slots)
        return tl::unexpected(slots.error());
    HashIndex index;
    index.hashes_ = *hashes;
    index.slots_ = *slots;
    return index;
}

std::optional<std::size_t> HashIndex::find(std::uint64_t hash) const noexcept {
    if (slots_.empty())
        return std::nullopt;
    const std::size_t slot = hash >> kSlotShift;
    const std::size_t last = std::min<std::size_t>(slots_[slot + 1], hashes_.size());
    const std::size_t first = std::min<std::size_t>(slots_[slot], last);
    const auto part = hashes_.subspan(first, last - first);
    const auto found = std::ranges::lower_bound(part, hash);
    if (found == part.end() || *found != hash)
        return std::nullopt;
    return first + static_cast<std::size_t>(found - part.begin());
}

Result<StringTable> stringsOf(const DataFile& file, std::string_view name, std::size_t expected) {
    auto table = StringTable::open(file, name);
    if (table && table->size() != expected)
        return file.damaged("table \"" + std::string(name) + "\" has " + std::to_string(table->size()) +
                            " entries where " + std::to_string(expected) + " belong");
    return table;
}

}  // namespace timbre::frontend
