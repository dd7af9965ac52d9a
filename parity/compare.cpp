// SPDX-License-Identifier: GPL-3.0-or-later
#include "parity/compare.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <type_traits>

namespace timbre::parity {

namespace {

double difference(float a, float b) noexcept { return std::abs(static_cast<double>(a) - static_cast<double>(b)); }

/// 0 only for equal numbers, however large.
double difference(std::int64_t a, std::int64_t b) noexcept {
    const auto upper = static_cast<std::uint64_t>(std::max(a, b));
    const auto lower = static_cast<std::uint64_t>(std::min(a, b));
    return static_cast<double>(upper - lower);
}

template <typename Number>
double largestOf(const std::vector<Number>& values) {
    double largest = 0.0;
    for (const Number value : values) {
        largest = std::max(largest, std::abs(static_cast<double>(value)));
    }
    return largest;
}

template <typename Number>
bool allFinite(const std::vector<Number>& values) {
    return std::ranges::all_of(values, [](Number value) { return std::isfinite(static_cast<double>(value)); });
}

/// How far from the stored `b` a computed value may lie.
double allowance(const Tolerance& tolerance, double b, double largest) noexcept {
    switch (tolerance.kind) {
        case Tolerance::Kind::Within:
            return tolerance.absolute + tolerance.relative * std::abs(b);
        case Tolerance::Kind::OfLargest:
            return tolerance.relative * largest;
        case Tolerance::Kind::Steps:
            return static_cast<double>(tolerance.steps);
        default:
            return 0.0;
    }
}

/// Both have the same number of elements, and all are finite.
template <typename Number>
Verdict judgeValues(const std::vector<Number>& computed, const std::vector<Number>& stored,
                    const Tolerance& tolerance) {
    const double largest = largestOf(stored);
    Verdict verdict{.maxAbsoluteError = 0.0, .maxRelativeError = 0.0};
    std::size_t beyond = 0;
    for (std::size_t i = 0; i < stored.size(); ++i) {
        const double error = difference(computed[i], stored[i]);
        const auto b = static_cast<double>(stored[i]);
        verdict.maxAbsoluteError = std::max(verdict.maxAbsoluteError, error);
        if (b != 0.0) {
            verdict.maxRelativeError = std::max(verdict.maxRelativeError, error / std::abs(b));
        }
        beyond += error > allowance(tolerance, b, largest) ? 1 : 0;
    }
    verdict.ok = beyond == 0;
    if (!verdict.ok) {
        verdict.why =
            std::to_string(beyond) + " of " + std::to_string(stored.size()) + " values lie beyond the tolerance";
    }
    return verdict;
}

Verdict refusal(std::string why) { return {.why = std::move(why)}; }

Verdict judgeArrays(const Array& computed, const Array& stored, const Tolerance& tolerance) {
    if (computed.shape != stored.shape || countOf(computed) != countOf(stored)) {
        return refusal("the shape is " + shapeText(computed.shape) + " with " + std::to_string(countOf(computed)) +
                       " values instead of " + shapeText(stored.shape));
    }
    if (computed.values.index() != stored.values.index()) {
        return refusal("one side holds floats, the other integers");
    }
    if (countOf(stored) == 0) {
        return refusal("there are no values to compare");
    }
    return std::visit(
        [&](const auto& storedValues) -> Verdict {
            using Values = std::decay_t<decltype(storedValues)>;
            const Values& computedValues = std::get<Values>(computed.values);
            if (!allFinite(computedValues) || !allFinite(storedValues)) {
                return refusal("a value is not a finite number");
            }
            if (std::is_same_v<Values, std::vector<float>> && tolerance.kind == Tolerance::Kind::Steps) {
                return refusal("the tolerance is for integers, the values are floats");
            }
            return judgeValues(computedValues, storedValues, tolerance);
        },
        stored.values);
}

Verdict judgeTexts(const std::string& computed, const std::string& stored, const Tolerance& tolerance) {
    if (tolerance.kind != Tolerance::Kind::Exact) {
        return refusal("the tolerance is for numbers, the value is text");
    }
    if (computed != stored) {
        return refusal("got " + computed + " instead of " + stored);
    }
    return {.maxAbsoluteError = 0.0, .maxRelativeError = 0.0, .ok = true};
}

}  // namespace

Verdict judge(const Value& computed, const Value& stored, const Tolerance& tolerance) {
    if (!tolerance.isCase()) {
        return refusal("there is nothing to judge");
    }
    if (computed.index() != stored.index()) {
        return refusal("one side is text, the other an array");
    }
    if (const auto* text = std::get_if<std::string>(&stored)) {
        return judgeTexts(std::get<std::string>(computed), *text, tolerance);
    }
    return judgeArrays(std::get<Array>(computed), std::get<Array>(stored), tolerance);
}

}  // namespace timbre::parity
