// SPDX-License-Identifier: GPL-3.0-or-later
#include "parity/procedural.h"

#include <charconv>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>

#include "core/base/files.h"

namespace timbre::parity {

namespace {

constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15U;

std::uint64_t fnv1a64(std::string_view text) noexcept {
    std::uint64_t hash = 0xCBF29CE484222325U;
    for (const char c : text) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    }
    return hash;
}

/// The finishing steps of splitmix64.
constexpr std::uint64_t mix(std::uint64_t x) noexcept {
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31U);
}

std::string_view upTo(char separator, std::string_view& rest) noexcept {
    const std::size_t end = rest.find(separator);
    const std::string_view part = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    return part;
}

template <typename Number>
std::optional<Number> numberOf(std::string_view text) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    return whole ? std::optional(value) : std::nullopt;
}

/// nullopt where an extent is no number above 0, or the elements do not fit 63 bits.
std::optional<std::vector<std::int64_t>> shapeOf(std::string_view text) {
    std::vector<std::int64_t> shape;
    std::int64_t elements = 1;
    while (!text.empty()) {
        const auto extent = numberOf<std::int64_t>(upTo(',', text));
        if (!extent || *extent <= 0 || elements > std::numeric_limits<std::int64_t>::max() / *extent) {
            return std::nullopt;
        }
        elements *= *extent;
        shape.push_back(*extent);
    }
    return shape;
}

std::optional<WeightRow> rowOf(std::string_view line) {
    const std::string_view name = upTo('\t', line);
    auto shape = shapeOf(upTo('\t', line));
    const auto scale = numberOf<double>(upTo('\t', line));
    const auto offset = numberOf<double>(line);
    if (name.empty() || !shape || !scale || !offset || !std::isfinite(*scale) || !std::isfinite(*offset)) {
        return std::nullopt;
    }
    return WeightRow{std::string(name), std::move(*shape), *scale, *offset};
}

}  // namespace

std::vector<float> proceduralTensor(std::string_view name, std::uint64_t seed, std::size_t count, double scale,
                                    double offset) {
    const std::uint64_t key = fnv1a64(name) ^ (seed * kGolden);
    std::vector<float> values(count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint64_t bits = mix(key + (static_cast<std::uint64_t>(i) + 1) * kGolden) >> 40U;
        // Through int32, which converts in one instruction where 64 unsigned bits need several.
        const double unit = static_cast<double>(static_cast<std::int32_t>(bits)) * 0x1.0p-24;
        values[i] = static_cast<float>((2.0 * unit - 1.0) * std::numbers::sqrt3 * scale + offset);
    }
    return values;
}

std::vector<float> proceduralInput(const ProceduralInput& input, std::uint64_t seed, std::size_t count) {
    std::vector<float> values = proceduralTensor("input." + std::string(input.name), seed, count, input.scale, 0.0);
    if (input.absolute) {
        for (float& value : values) {
            value = std::abs(value);
        }
    }
    return values;
}

std::size_t WeightRow::count() const noexcept {
    std::size_t elements = 1;
    for (const std::int64_t extent : shape) {
        elements *= static_cast<std::size_t>(extent);
    }
    return elements;
}

Result<std::vector<WeightRow>> readWeightTable(const std::filesystem::path& path) {
    const auto text = readFile(path);
    if (!text) {
        return tl::unexpected(text.error());
    }
    std::vector<WeightRow> rows;
    std::string_view rest = *text;
    while (!rest.empty()) {
        auto row = rowOf(upTo('\n', rest));
        if (!row) {
            return fail(ErrorCode::Corrupt, displayPath(path) + " line " + std::to_string(rows.size() + 1) +
                                                ": not a name, a shape, a scale and an offset");
        }
        rows.push_back(std::move(*row));
    }
    return rows;
}

}  // namespace timbre::parity
