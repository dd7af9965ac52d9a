// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/kernels/packed_matrix.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <new>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace timbre::nets {
namespace {

constexpr std::size_t kLine = 64;
constexpr std::size_t kLargePage = std::size_t{2} << 20U;

void* weightMemory(std::size_t bytes) {
    const std::size_t alignment = bytes >= kLargePage ? kLargePage : kLine;
    const std::size_t whole = (bytes + alignment - 1) / alignment * alignment;
    void* const memory = std::aligned_alloc(alignment, std::max(whole, alignment));
    if (memory == nullptr)
        throw std::bad_alloc();
#ifdef __linux__
    if (alignment == kLargePage)
        static_cast<void>(::madvise(memory, whole, MADV_HUGEPAGE));  // only a wish
#endif
    std::memset(memory, 0, std::max(whole, alignment));
    return memory;
}

}  // namespace

template <typename Number>
WeightMemory<Number>::WeightMemory(std::size_t count)
    : memory_(static_cast<Number*>(weightMemory(count * sizeof(Number)))), count_(count) {}

template <typename Number>
void WeightMemory<Number>::Free::operator()(Number* memory) const noexcept {
    std::free(memory);
}

template class WeightMemory<float>;
template class WeightMemory<std::int8_t>;
template class WeightMemory<std::int32_t>;

PackedMatrix::PackedMatrix(WeightFormat format, std::size_t rows, std::size_t columns, std::span<const float> weights,
                           std::span<const float> bias)
    : format_(format), rows_(rows), columns_(columns), bias_(stride()) {
    std::copy(bias.begin(), bias.end(), bias_.data());
    if (format == WeightFormat::Float32) {
        floats_ = WeightMemory<float>(stride() * columns);
        for (std::size_t row = 0; row < rows; ++row) {
            float* const to = floats_.data() + row / kBlockRows * kBlockRows * columns + row % kBlockRows;
            for (std::size_t c = 0; c < columns; ++c)
                to[c * kBlockRows] = weights[row * columns + c];
        }
        return;
    }
    narrow_ = WeightMemory<std::int8_t>(stride() * byteColumns());
    scales_ = WeightMemory<float>(stride());
    rowSums_ = WeightMemory<std::int32_t>(stride());
    for (std::size_t row = 0; row < rows; ++row) {
        const auto from = weights.subspan(row * columns, columns);
        float greatest = 0.0F;
        for (const float weight : from)
            greatest = std::max(greatest, std::abs(weight));
        const float factor = greatest > 0.0F ? 127.0F / greatest : 0.0F;
        scales_.data()[row] = greatest / 127.0F;
        std::int8_t* const to =
            narrow_.data() + row / kBlockRows * kBlockRows * byteColumns() + row % kBlockRows * kColumnGroup;
        for (std::size_t c = 0; c < columns; ++c) {
            const auto stored = static_cast<std::int8_t>(std::lrint(from[c] * factor));
            to[c / kColumnGroup * kColumnGroup * kBlockRows + c % kColumnGroup] = stored;
            rowSums_.data()[row] += stored;
        }
    }
}

std::size_t PackedMatrix::bytes() const noexcept { return floats_.size() * sizeof(float) + narrow_.size(); }

void PackedMatrix::accept(const Kernels& kernels, const PackedInputs& inputs, std::size_t i) const {
    if (format_ == WeightFormat::Float32)
        return;
    std::uint8_t* const bytes = inputs.bytes.data() + i * byteColumns();
    kernels.toBytes(inputs.values.data() + i * inputs.stride, columns_, bytes, inputs.scales.data() + i);
    std::fill(bytes + columns_, bytes + byteColumns(), std::uint8_t{128});
}

void PackedMatrix::multiply(const Kernels& kernels, std::size_t block, const PackedInputs& inputs, float* out) const {
    const std::size_t row = block * kBlockRows;
    if (format_ == WeightFormat::Float32) {
        kernels.multiplyFloat({floats_.data() + row * columns_, bias_.data() + row, columns_},
                              {inputs.values.data(), inputs.stride, inputs.count}, out + row, stride());
        return;
    }
    kernels.multiplyInt8({narrow_.data() + row * byteColumns(), scales_.data() + row, rowSums_.data() + row,
                          bias_.data() + row, byteColumns()},
                         {inputs.bytes.data(), inputs.scales.data(), byteColumns(), inputs.count}, out + row, stride());
}

}  // namespace timbre::nets
