// SPDX-License-Identifier: GPL-3.0-or-later
// Inside the checkpoint reader: the ZIP container of torch files.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <span>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/nets/checkpoint_memory.h"

namespace timbre::nets {

/// The entries of a torch archive: stored ones only, each checked against its local header and its neighbours.
class ZipDirectory {
  public:
    struct Entry {
        std::string_view name{};  ///< In the file's bytes.
        std::uint64_t headerStart = 0;
        std::uint64_t dataStart = 0;
        std::uint64_t dataBytes = 0;
        std::uint64_t end = 0;  ///< Behind the data and their descriptor.
        std::uint32_t crc = 0;
    };

    /// @param bytes  the whole file; the first two of them may be anything (torch's "PK" or GPT-SoVITS's digits).
    /// Corrupt for damage of any kind, Unsupported for compressed, encrypted and multi-part archives. The details
    /// follow
    /// "<file> ": "is cut short".
    static Result<ZipDirectory> read(std::span<const std::byte> bytes, MemoryAllowance& memory);

    /// The entry of that name, "root" + "/" + "rest", or null.
    [[nodiscard]] const Entry* find(std::string_view root, std::string_view rest) const;

    /// The folder of the only */data.pkl, or Corrupt where there is none or more than one.
    [[nodiscard]] Result<std::string_view> root() const;

    [[nodiscard]] std::span<const std::byte> contents(const Entry& entry) const {
        return bytes_.subspan(static_cast<std::size_t>(entry.dataStart), static_cast<std::size_t>(entry.dataBytes));
    }

    /// The contents, once their checksum is found right; else Corrupt.
    [[nodiscard]] Result<std::span<const std::byte>> checkedContents(const Entry& entry) const;

  private:
    ZipDirectory(std::span<const std::byte> bytes, MemoryAllowance& memory) : bytes_(bytes), entries_(&memory) {}

    std::span<const std::byte> bytes_;
    std::pmr::vector<Entry> entries_;  ///< By name.
};

}  // namespace timbre::nets
