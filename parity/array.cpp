// SPDX-License-Identifier: GPL-3.0-or-later
#include "parity/array.h"

#include <cstring>
#include <span>

#include "core/base/half_float.h"

namespace timbre::parity {

namespace {

/// Calls visit(offset), in elements, for every element in row-major order.
template <typename Visit>
void forEachElement(const nets::TensorView& view, Visit visit) {
    std::vector<std::int64_t> index(view.shape.size(), 0);
    std::int64_t offset = 0;
    for (std::int64_t left = view.elements(); left > 0; --left) {
        visit(offset);
        for (std::size_t axis = index.size(); axis-- > 0;) {
            offset += view.strides[axis];
            if (++index[axis] < view.shape[axis]) {
                break;
            }
            offset -= view.strides[axis] * view.shape[axis];
            index[axis] = 0;
        }
    }
}

template <typename Stored, typename Held, typename Convert>
Array gathered(const nets::TensorView& view, Convert convert) {
    std::vector<Held> values;
    values.reserve(static_cast<std::size_t>(view.elements()));
    forEachElement(view, [&](std::int64_t offset) {
        Stored stored{};
        std::memcpy(&stored, view.bytes.data() + static_cast<std::size_t>(offset) * sizeof(Stored), sizeof(Stored));
        values.push_back(convert(stored));
    });
    return {view.shape, std::move(values)};
}

template <typename Stored>
Array floats(const nets::TensorView& view) {
    return gathered<Stored, float>(view, [](Stored stored) { return static_cast<float>(stored); });
}

template <typename Stored>
Array integers(const nets::TensorView& view) {
    return gathered<Stored, std::int64_t>(view, [](Stored stored) { return static_cast<std::int64_t>(stored); });
}

Array converted(const nets::TensorView& view) {
    switch (view.type) {
        case nets::ElementType::F16:
            return gathered<std::uint16_t, float>(view, floatFromHalf);
        case nets::ElementType::BF16:
            return gathered<std::uint16_t, float>(view, floatFromBfloat);
        case nets::ElementType::F32:
            return floats<float>(view);
        case nets::ElementType::F64:
            return floats<double>(view);
        case nets::ElementType::I8:
            return integers<std::int8_t>(view);
        case nets::ElementType::I16:
            return integers<std::int16_t>(view);
        case nets::ElementType::I32:
            return integers<std::int32_t>(view);
        case nets::ElementType::I64:
            return integers<std::int64_t>(view);
        default:
            return integers<std::uint8_t>(view);  // U8, Bool
    }
}

/// Elements from the first to the last one that the strides reach; 0 for an empty tensor.
std::size_t reach(const nets::TensorView& view) {
    if (view.elements() == 0) {
        return 0;
    }
    std::int64_t last = 0;
    for (std::size_t axis = 0; axis < view.shape.size(); ++axis) {
        last += (view.shape[axis] - 1) * view.strides[axis];
    }
    return static_cast<std::size_t>(last) + 1;
}

}  // namespace

std::size_t countOf(const Array& array) noexcept {
    return std::visit([](const auto& values) { return values.size(); }, array.values);
}

std::string shapeText(const std::vector<std::int64_t>& shape) {
    std::string text = "[";
    for (const std::int64_t extent : shape) {
        text += (text.size() > 1 ? ", " : "") + std::to_string(extent);
    }
    return text + "]";
}

Result<Array> toArray(const nets::TensorView& view) {
    const bool fits =
        view.strides.size() == view.shape.size() && view.bytes.size() / nets::bytesOf(view.type) >= reach(view);
    if (!fits) {
        return fail(ErrorCode::Corrupt, "a tensor of shape " + shapeText(view.shape) + " has " +
                                            std::to_string(view.bytes.size()) + " bytes, too few for it");
    }
    return converted(view);
}

}  // namespace timbre::parity
