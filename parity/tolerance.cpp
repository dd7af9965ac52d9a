// SPDX-License-Identifier: GPL-3.0-or-later
#include "parity/tolerance.h"

#include <charconv>
#include <cmath>
#include <optional>

namespace timbre::parity {

namespace {

constexpr std::string_view kPlusMinus = "±";

/// The number that is the whole of `text`.
template <typename Number>
std::optional<Number> number(std::string_view text) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    if (!whole || !std::isfinite(static_cast<double>(value)) || std::signbit(static_cast<double>(value))) {
        return std::nullopt;
    }
    return value;
}

/// The number before `unit`, as in "1e-4 abs".
std::optional<double> numberWithUnit(std::string_view text, std::string_view unit) {
    if (!text.ends_with(unit)) {
        return std::nullopt;
    }
    return number<double>(text.substr(0, text.size() - unit.size()));
}

std::optional<Tolerance> readWithin(std::string_view text) {
    const std::size_t comma = text.find(", ");
    const auto absolute = numberWithUnit(text.substr(0, comma), " abs");
    const auto relative = comma == std::string_view::npos ? 0.0 : numberWithUnit(text.substr(comma + 2), " rel");
    if (!absolute || !relative) {
        return std::nullopt;
    }
    return Tolerance{.kind = Tolerance::Kind::Within, .absolute = *absolute, .relative = *relative};
}

std::optional<Tolerance> readOfLargest(std::string_view text) {
    const auto relative = numberWithUnit(text, " max");
    return relative ? std::optional(Tolerance{.kind = Tolerance::Kind::OfLargest, .relative = *relative})
                    : std::nullopt;
}

std::optional<Tolerance> readSteps(std::string_view text) {
    if (!text.starts_with(kPlusMinus)) {
        return std::nullopt;
    }
    const auto steps = number<std::int64_t>(text.substr(kPlusMinus.size()));
    return steps ? std::optional(Tolerance{.kind = Tolerance::Kind::Steps, .steps = *steps}) : std::nullopt;
}

std::optional<Tolerance> readWord(std::string_view text) {
    if (text == "exact") {
        return Tolerance{.kind = Tolerance::Kind::Exact};
    }
    if (text == "input") {
        return Tolerance{.kind = Tolerance::Kind::Input};
    }
    return text == "info" ? std::optional(Tolerance{.kind = Tolerance::Kind::Info}) : std::nullopt;
}

}  // namespace

Result<Tolerance> parseTolerance(std::string_view text) {
    for (const auto read : {readWithin, readOfLargest, readSteps, readWord}) {
        if (auto tolerance = read(text)) {
            tolerance->text = text;
            return *tolerance;
        }
    }
    return fail(ErrorCode::Corrupt, "\"" + std::string(text) + "\" is no tolerance");
}

}  // namespace timbre::parity
