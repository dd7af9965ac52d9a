// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/checkpoint_numbers.h"

#include <cstring>

#include "core/base/half_float.h"
#include "core/nets/errors.h"

namespace timbre::nets {
namespace {

float numberAt(ElementType type, const std::byte* at) {
    std::uint16_t narrow = 0;
    float single = 0.0F;
    double wide = 0.0;
    switch (type) {
        case ElementType::F16:
            std::memcpy(&narrow, at, sizeof(narrow));
            return floatFromHalf(narrow);
        case ElementType::BF16:
            std::memcpy(&narrow, at, sizeof(narrow));
            return floatFromBfloat(narrow);
        case ElementType::F32:
            std::memcpy(&single, at, sizeof(single));
            return single;
        default:
            std::memcpy(&wide, at, sizeof(wide));
            return static_cast<float>(wide);
    }
}

}  // namespace

std::vector<float> floatsOf(const TensorView& view, const std::string& name) {
    const bool real = view.type == ElementType::F16 || view.type == ElementType::BF16 ||
                      view.type == ElementType::F32 || view.type == ElementType::F64;
    if (!real)
        throw Fault(ErrorCode::Corrupt, "the tensor " + name + " holds whole numbers", "Fetch the file again.");
    std::vector<float> numbers(static_cast<std::size_t>(view.elements()));
    const std::size_t size = bytesOf(view.type);
    if (view.type == ElementType::F32 && view.contiguous()) {
        if (!numbers.empty())
            std::memcpy(numbers.data(), view.bytes.data(), numbers.size() * size);
        return numbers;
    }
    std::vector<std::int64_t> place(view.shape.size(), 0);
    std::int64_t offset = 0;
    for (float& number : numbers) {
        number = numberAt(view.type, view.bytes.data() + static_cast<std::size_t>(offset) * size);
        for (std::size_t d = place.size(); d-- > 0;) {
            offset += view.strides[d];
            if (++place[d] < view.shape[d])
                break;
            offset -= view.strides[d] * view.shape[d];
            place[d] = 0;
        }
    }
    return numbers;
}

}  // namespace timbre::nets
