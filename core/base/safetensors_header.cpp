// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/safetensors_header.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "core/base/json.h"

namespace timbre {

namespace {

/// A non-negative integer: shapes and offsets are nothing else.
bool readNumbers(JsonReader& reader, std::vector<std::int64_t>& values) {
    return reader.array([&] {
        std::int64_t value = 0;
        if (!reader.integer(value)) {
            return false;
        }
        values.push_back(value);
        if (value < 0) {
            return reader.refuse("has a number it cannot have: " + std::to_string(value));
        }
        return values.size() <= kSafetensorsMaximumRank || reader.refuse("has a list that is too long");
    });
}

bool readEntry(JsonReader& reader, SafetensorsEntry& entry) {
    std::vector<std::int64_t> offsets;
    bool hasShape = false;
    const bool whole = reader.object([&](const std::string& key) {
        if (key == "dtype" && entry.dtypeName.empty()) {
            return reader.string(entry.dtypeName);
        }
        if (key == "shape" && !hasShape) {
            hasShape = true;
            return readNumbers(reader, entry.shape);
        }
        if (key == "data_offsets" && offsets.empty()) {
            return readNumbers(reader, offsets);
        }
        return reader.refuse("gives \"" + entry.name + "\" the unknown or repeated key \"" + key + "\"");
    });
    if (!whole) {
        return false;
    }
    if (entry.dtypeName.empty() || !hasShape || offsets.size() != 2) {
        return reader.refuse("does not say dtype, shape and two data_offsets of \"" + entry.name + "\"");
    }
    entry.begin = static_cast<std::uint64_t>(offsets[0]);
    entry.end = static_cast<std::uint64_t>(offsets[1]);
    return true;
}

bool readMetadata(JsonReader& reader, SafetensorsSink& sink) {
    return reader.object([&](std::string key) {
        std::string value;
        std::string problem;
        return reader.string(value) &&
               (sink.metadata(std::move(key), std::move(value), problem) || reader.refuse(std::move(problem)));
    });
}

}  // namespace

bool parseSafetensorsHeader(std::string_view text, SafetensorsSink& sink, std::string& problem) {
    JsonReader reader(text);
    bool hasMetadata = false;
    const bool whole = reader.object([&](std::string key) {
        if (key == kSafetensorsMetadata) {
            const bool first = !std::exchange(hasMetadata, true);
            return first ? readMetadata(reader, sink) : reader.refuse("names \"" + key + "\" twice");
        }
        SafetensorsEntry entry{.name = std::move(key), .dtypeName = {}, .shape = {}};
        std::string why;
        return readEntry(reader, entry) && (sink.tensor(std::move(entry), why) || reader.refuse(std::move(why)));
    });
    if (!whole || !reader.end()) {
        problem = reader.problem();
        return false;
    }
    return true;
}

std::optional<std::size_t> safetensorsElementBytes(std::string_view dtypeName) noexcept {
    constexpr std::array<std::pair<std::string_view, std::size_t>, 15> kKnown{{{"BOOL", 1},
                                                                               {"U8", 1},
                                                                               {"I8", 1},
                                                                               {"F8_E5M2", 1},
                                                                               {"F8_E4M3", 1},
                                                                               {"I16", 2},
                                                                               {"U16", 2},
                                                                               {"F16", 2},
                                                                               {"BF16", 2},
                                                                               {"I32", 4},
                                                                               {"U32", 4},
                                                                               {"F32", 4},
                                                                               {"I64", 8},
                                                                               {"U64", 8},
                                                                               {"F64", 8}}};
    const auto* const found = std::ranges::find(kKnown, dtypeName, &std::pair<std::string_view, std::size_t>::first);
    return found == kKnown.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::uint64_t> safetensorsBytes(std::span<const std::int64_t> shape,
                                              std::string_view dtypeName) noexcept {
    const auto size = safetensorsElementBytes(dtypeName);
    if (!size) {
        return std::nullopt;
    }
    std::uint64_t bytes = *size;
    bool empty = false;
    for (const std::int64_t extent : shape) {
        // Extents beside a zero must fit too: whoever computes strides multiplies them.
        const auto factor = static_cast<std::uint64_t>(std::max<std::int64_t>(extent, 1));
        if (extent < 0 || bytes > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()) / factor) {
            return std::nullopt;
        }
        bytes *= factor;
        empty = empty || extent == 0;
    }
    return empty ? 0 : bytes;
}

std::string findMisplaced(std::span<SafetensorsPlace> places, std::uint64_t dataBytes) {
    std::ranges::sort(places, [](const SafetensorsPlace& a, const SafetensorsPlace& b) {
        return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
    });
    std::uint64_t next = 0;
    for (const SafetensorsPlace& place : places) {
        const std::string who = "the tensor \"" + std::string(place.name) + "\"";
        if (place.begin < next) {
            return who + " overlaps another one";
        }
        if (place.begin > next) {
            return "there are unused bytes before " + who;
        }
        if (place.end < place.begin || place.end > dataBytes) {
            return who + " lies beyond the end of the file";
        }
        next = place.end;
    }
    return next == dataBytes ? std::string() : "there are unused bytes after the last tensor";
}

}  // namespace timbre
