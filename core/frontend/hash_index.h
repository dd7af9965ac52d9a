// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "core/base/result.h"
#include "core/frontend/data_file.h"

namespace timbre::frontend {

/// The hash of a key, given piece by piece: FNV-1a, then MurmurHash3's last step. Same as hash_index.py's hash64.
class KeyHash {
  public:
    KeyHash& add(std::string_view piece) noexcept {
        for (const char c : piece)
            state_ = (state_ ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
        return *this;
    }

    [[nodiscard]] std::uint64_t value() const noexcept {
        std::uint64_t v = state_;
        v = (v ^ (v >> 33U)) * 0xFF51AFD7ED558CCDU;
        v = (v ^ (v >> 33U)) * 0xC4CEB9FE1A85EC53U;
        return v ^ (v >> 33U);
    }

  private:
    std::uint64_t state_ = 0xCBF29CE484222325U;
};

/// Entry numbers by the hash of a key: the sections "<name>.hash" (sorted) and "<name>.slot" (where the hashes with each
/// value of their upper 16 bits begin). The keys themselves are not there: what is no key is taken for one once in
/// 2^64 / size() times.
class HashIndex {
  public:
    HashIndex() = default;
    static Result<HashIndex> open(const DataFile& file, std::string_view name);

    [[nodiscard]] std::size_t size() const noexcept { return hashes_.size(); }

    /// Below size(), or nullopt.
    [[nodiscard]] std::optional<std::size_t> find(std::uint64_t hash) const noexcept;
    [[nodiscard]] std::optional<std::size_t> find(std::string_view key) const noexcept {
        return find(KeyHash{}.add(key).value());
    }

  private:
    std::span<const std::uint64_t> hashes_;
    std::span<const std::uint32_t> slots_;
};

/// A section with one element for each of `expected` entries; Corrupt where it has another number of them.
template <typename T>
Result<std::span<const T>> columnOf(const DataFile& file, std::string_view name, std::size_t expected) {
    auto column = file.section<T>(name);
    if (column && column->size() != expected)
        return file.damaged("section \"" + std::string(name) + "\" has " + std::to_string(column->size()) +
                            " entries where " + std::to_string(expected) + " belong");
    return column;
}

/// The strings that belong to `expected` entries.
Result<StringTable> stringsOf(const DataFile& file, std::string_view name, std::size_t expected);

}  // namespace timbre::frontend
