// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Internal to the safetensors reader: the JSON header of a file, unchecked but for its form.
namespace timbre {

inline constexpr std::size_t kSafetensorsMaximumRank = 16;
inline constexpr std::string_view kSafetensorsMetadata = "__metadata__";

struct SafetensorsEntry {
    std::string name;
    std::string dtypeName;
    std::vector<std::int64_t> shape;
    std::uint64_t begin = 0;  ///< Bytes from the start of the data.
    std::uint64_t end = 0;
};

struct SafetensorsHeader {
    std::vector<SafetensorsEntry> entries;
    std::map<std::string, std::string> metadata;
};

/// Reads the subset of JSON that headers use, strictly. Core/base has no JSON library, so that the networks can be
/// built with nothing but a compiler and torch.
/// @param problem  on failure, what is wrong, to follow "its header ".
std::optional<SafetensorsHeader> parseSafetensorsHeader(std::string_view text, std::string& problem);

}  // namespace timbre
