// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "core/base/mapped_file.h"
#include "core/base/result.h"

namespace timbre::frontend {

/// A language's dictionaries, made at set-up by scripts/frontend_data and used in place: mapped, never parsed.
/// Layout (little endian): "TIMBREFD", u32 version = 1, u32 number of sections, then for each section its name (24
/// bytes, padded with zeros), u64 offset and u64 size; sections begin at multiples of 64.
/// Spans stay valid while a copy of the object lives. Safe to use from several threads.
class DataFile {
  public:
    /// ModelMissing with what to do where the file is not there, Corrupt where it is damaged, Io.
    static Result<DataFile> open(const std::filesystem::path& path);

    [[nodiscard]] bool has(std::string_view name) const noexcept { return find(name) != nullptr; }

    /// A section as an array. Corrupt where it is absent or its size is no multiple of T's.
    template <typename T>
    [[nodiscard]] Result<std::span<const T>> section(std::string_view name) const {
        static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= kAlignment);
        const auto raw = bytes(name, sizeof(T));
        if (!raw)
            return tl::unexpected(raw.error());
        return std::span<const T>(reinterpret_cast<const T*>(raw->data()), raw->size() / sizeof(T));
    }

    /// A section as text.
    [[nodiscard]] Result<std::string_view> text(std::string_view name) const;

    /// An error about this file's content, for tables that check what they need: "<file> is damaged or of another
    /// version: <why>".
    [[nodiscard]] tl::unexpected<Error> damaged(const std::string& why) const;

  private:
    static constexpr std::size_t kAlignment = 64;

    struct Section {
        std::string_view name;
        std::span<const std::byte> bytes;
    };

    DataFile() = default;
    Result<void> readHeader();
    [[nodiscard]] const Section* find(std::string_view name) const noexcept;
    [[nodiscard]] Result<std::span<const std::byte>> bytes(std::string_view name, std::size_t elementSize) const;

    std::filesystem::path path_;
    std::shared_ptr<const MappedFile> file_;
    std::vector<Section> sections_;
};

/// Strings of a data file by number: the sections "<name>.text" (all of them, one behind the other) and "<name>.at"
/// (u32, where each begins; one more for the end). What container.py's strings() writes.
class StringTable {
  public:
    StringTable() = default;
    static Result<StringTable> open(const DataFile& file, std::string_view name);

    [[nodiscard]] std::size_t size() const noexcept { return starts_.empty() ? 0 : starts_.size() - 1; }

    /// String number `index`, which is below size(). Empty where the file is damaged.
    [[nodiscard]] std::string_view operator[](std::size_t index) const noexcept;

    /// The number of a string in a table that is sorted by bytes.
    [[nodiscard]] std::optional<std::size_t> find(std::string_view wanted) const noexcept;

  private:
    std::span<const std::uint32_t> starts_;
    std::string_view text_;
};

}  // namespace timbre::frontend
