// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "core/base/result.h"
#include "core/nets/checkpoint.h"

namespace timbre::parity {

/// A dense tensor, row-major. Every kind of float is held as float, every kind of integer as int64.
struct Array {
    std::vector<std::int64_t> shape;
    std::variant<std::vector<float>, std::vector<std::int64_t>> values;
};

/// What one case holds: an array, or, in the cases about texts, a JSON text of jsonOf().
using Value = std::variant<Array, std::string>;

/// Number of values held; it is the product of the shape in every Array that toArray() makes.
[[nodiscard]] std::size_t countOf(const Array& array) noexcept;

/// "[1, 2, 3]".
[[nodiscard]] std::string shapeText(const std::vector<std::int64_t>& shape);

/// Copies a tensor out of its file. Corrupt where the bytes are too few for shape and strides.
Result<Array> toArray(const nets::TensorView& view);

}  // namespace timbre::parity
