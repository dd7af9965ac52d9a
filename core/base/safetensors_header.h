// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Internal to the two safetensors readers: the JSON header of a file, and the rules of its places.
namespace timbre {

inline constexpr std::size_t kSafetensorsMaximumRank = 16;
inline constexpr std::size_t kSafetensorsPrefixBytes = 8;  ///< The header's length, little-endian, before the header.
inline constexpr std::string_view kSafetensorsMetadata = "__metadata__";
/// The format's own limit; it keeps a lying length from asking for more memory than any real header needs.
inline constexpr std::uint64_t kSafetensorsMaximumHeaderBytes = 100'000'000;

struct SafetensorsEntry {
    std::string name;
    std::string dtypeName;
    std::vector<std::int64_t> shape;
    std::uint64_t begin = 0;  ///< Bytes from the start of the data.
    std::uint64_t end = 0;
};

/// Who takes in the parts of a header, in the file's order. False ends the reading; `problem` of the call then says why.
class SafetensorsSink {
  public:
    virtual ~SafetensorsSink() = default;
    /// @param problem  set on failure, to follow "its header ".
    virtual bool tensor(SafetensorsEntry entry, std::string& problem) = 0;
    virtual bool metadata(std::string key, std::string value, std::string& problem) = 0;
};

/// Reads the subset of JSON that headers use, strictly. Names that occur twice are the sink's business.
/// @param problem  on failure, what is wrong, to follow "its header ".
bool parseSafetensorsHeader(std::string_view text, SafetensorsSink& sink, std::string& problem);

/// Bytes of one element of a number type of the format ("F32"), or nullopt for a name that it has not.
std::optional<std::size_t> safetensorsElementBytes(std::string_view dtypeName) noexcept;

/// Bytes that the shape and number type ask for, or nullopt where that overflows or the type is unknown.
std::optional<std::uint64_t> safetensorsBytes(std::span<const std::int64_t> shape, std::string_view dtypeName) noexcept;

/// Where a tensor lies in the data section.
struct SafetensorsPlace {
    std::string_view name;
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
};

/// Sorts the places and checks that they are the data section, without gap or overlap.
/// @return what is wrong, or empty.
std::string findMisplaced(std::span<SafetensorsPlace> places, std::uint64_t dataBytes);

}  // namespace timbre
