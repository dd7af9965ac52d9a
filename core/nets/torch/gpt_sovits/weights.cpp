// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/torch/gpt_sovits/weights.h"

#include <algorithm>
#include <cstring>

#include "core/base/mapped_file.h"
#include "core/nets/errors.h"

namespace timbre::nets {
namespace {

constexpr std::size_t kNamesInAnError = 8;
constexpr std::size_t kMostDigits = 6;
constexpr std::uint64_t kBudgetSlack = 1U << 20U;

at::ScalarType scalarType(ElementType type) {
    switch (type) {
        case ElementType::F16:
            return at::kHalf;
        case ElementType::BF16:
            return at::kBFloat16;
        case ElementType::F32:
            return at::kFloat;
        case ElementType::F64:
            return at::kDouble;
        case ElementType::I8:
            return at::kChar;
        case ElementType::I16:
            return at::kShort;
        case ElementType::I32:
            return at::kInt;
        case ElementType::I64:
            return at::kLong;
        case ElementType::U8:
            return at::kByte;
        case ElementType::Bool:
            return at::kBool;
    }
    return at::kFloat;
}

bool isReal(ElementType type) {
    return type == ElementType::F16 || type == ElementType::BF16 || type == ElementType::F32 ||
           type == ElementType::F64;
}

std::string shapeText(at::IntArrayRef shape) {
    std::string text = "[";
    for (const std::int64_t extent : shape)
        text += (text.size() > 1 ? ", " : "") + (extent < 0 ? std::string("any") : std::to_string(extent));
    return text + "]";
}

std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), kNamesInAnError); ++i)
        text += (i > 0 ? ", " : "") + names[i];
    if (names.size() > kNamesInAnError)
        text += " and " + std::to_string(names.size() - kNamesInAnError) + " more";
    return text;
}

bool fits(at::IntArrayRef shape, at::IntArrayRef wanted) {
    return shape.size() == wanted.size() && std::ranges::equal(shape, wanted, [](std::int64_t is, std::int64_t asked) {
               return asked < 0 ? is > 0 : is == asked;
           });
}

/// Zeros of the shape that take the memory of one.
at::Tensor placeholder(at::IntArrayRef shape, at::Device device) {
    std::vector<std::int64_t> extents(shape.begin(), shape.end());
    std::ranges::replace_if(
        extents, [](std::int64_t extent) { return extent < 0; }, 1);
    return at::zeros({1}, at::device(device)).expand(extents);
}

}  // namespace

at::Tensor toTensor(const TensorView& view) {
    const at::ScalarType type = scalarType(view.type);
    const std::byte* data = view.bytes.data();
    std::vector<std::byte> aligned;
    if (reinterpret_cast<std::uintptr_t>(data) % bytesOf(view.type) != 0) {
        aligned.assign(view.bytes.begin(), view.bytes.end());
        data = aligned.data();
    }
    if (view.elements() == 0)
        return at::zeros(view.shape, at::kFloat);
    // from_blob takes a mutable pointer; the copy below is the only use of it.
    auto* borrowed = const_cast<std::byte*>(data);  // NOLINT(cppcoreguidelines-pro-type-const-cast)
    const at::Tensor mapped = at::from_blob(borrowed, view.shape, view.strides, at::TensorOptions().dtype(type));
    return mapped.to(at::kFloat, false, true).contiguous();
}

WeightSource::WeightSource(const Checkpoint& checkpoint, at::Device device)
    : mapping_(checkpoint.mapping), budget_(2 * checkpoint.fileBytes + kBudgetSlack), device_(device) {
    for (const auto& [name, view] : checkpoint.tensors)
        tensors_.emplace(name, view);
}

WeightSource::WeightSource(std::map<std::string, at::Tensor> tensors, at::Device device) : device_(device) {
    for (auto& [name, tensor] : tensors)
        tensors_.emplace(name, std::move(tensor));
}

at::Tensor WeightSource::tensor(const std::string& name) {
    const auto found = tensors_.find(name);
    if (found == tensors_.end()) {
        noteMissing(name);
        return {};
    }
    used_[name] = true;
    if (const auto* view = std::get_if<TensorView>(&found->second))
        return widened(name, *view);
    return std::get<at::Tensor>(found->second).to(device_, at::kFloat).contiguous();
}

at::Tensor WeightSource::widened(const std::string& name, const TensorView& view) {
    if (!isReal(view.type)) {
        noteMisshapen(name + " holds whole numbers");
        return {};
    }
    const std::uint64_t bytes = sizeof(float) * static_cast<std::uint64_t>(view.elements());
    if (mapping_ != nullptr && bytes > budget_) {
        throw Fault(ErrorCode::Corrupt, "the tensors of the file are larger than the file: " + name + " is too much",
                    "Fetch the file again.");
    }
    budget_ -= mapping_ != nullptr ? bytes : 0;
    at::Tensor own = toTensor(view).to(device_);
    if (mapping_ != nullptr)
        mapping_->release(view.bytes);
    return own;
}

void WeightSource::check(const std::string& whose) const {
    constexpr const char* kAdvice = "Choose the file that belongs to this model, or fetch it again.";
    if (!missing_.empty())
        throw Fault(ErrorCode::Corrupt, whose + " lacks " + listed(missing_), kAdvice);
    if (!misshapen_.empty())
        throw Fault(ErrorCode::Corrupt, whose + " does not fit: " + listed(misshapen_), kAdvice);
}

std::vector<std::string> WeightSource::unexpected(std::span<const std::string> known) const {
    std::vector<std::string> names;
    for (const auto& [name, tensor] : tensors_) {
        const auto contains = [&](const std::string& part) { return name.find(part) != std::string::npos; };
        if (!used_.contains(name) && std::ranges::none_of(known, contains))
            names.push_back(name);
    }
    return names;
}

bool Weights::holds(std::string_view folder) const {
    const std::string begin = prefix_ + std::string(folder);
    const auto first = source_->tensors().lower_bound(begin);
    return first != source_->tensors().end() && first->first.starts_with(begin);
}

std::int64_t Weights::count(std::string_view name, std::int64_t expected) const {
    const auto folder = [&](std::int64_t index) { return std::string(name) + "." + std::to_string(index); };
    std::int64_t found = 0;
    while (holds(folder(found) + "."))
        ++found;
    // Whatever else has a number there comes behind a gap.
    const std::string begin = prefix_ + std::string(name) + ".";
    std::int64_t numbered = found;
    for (auto entry = source_->tensors().lower_bound(begin);
         entry != source_->tensors().end() && entry->first.starts_with(begin); ++entry) {
        const std::string rest = entry->first.substr(begin.size());
        const std::size_t digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
        if (digits > 0 && digits < kMostDigits)
            numbered = std::max(numbered, std::int64_t{std::stol(rest.substr(0, digits))} + 1);
    }
    if (found < std::max(numbered, expected) || found == 0)
        source_->noteMissing(prefix_ + folder(found));
    if (expected > 0 && numbered > expected)
        source_->noteMisshapen(prefix_ + folder(expected) + " is one more than the model has");
    return std::max<std::int64_t>(1, found);
}

at::Tensor Weights::take(std::string_view name, std::initializer_list<std::int64_t> shape) const {
    const std::string whole = prefix_ + std::string(name);
    const at::IntArrayRef wanted(shape);
    at::Tensor tensor = source_->tensor(whole);
    if (!tensor.defined())
        return placeholder(wanted, source_->device());
    if (!fits(tensor.sizes(), wanted)) {
        source_->noteMisshapen(whole + " is " + shapeText(tensor.sizes()) + " instead of " + shapeText(wanted));
        return placeholder(wanted, source_->device());
    }
    return tensor;
}

at::Tensor Weights::takeIfThere(std::string_view name, std::initializer_list<std::int64_t> shape) const {
    return has(name) ? take(name, shape) : at::Tensor();
}

at::Tensor Weights::takeFolded(std::initializer_list<std::int64_t> shape, std::int64_t dim) const {
    const bool split = has("weight_v") || has("weight_g");
    const bool parametrised = has("parametrizations.weight.original1");
    if (!split && !parametrised)
        return take("weight", shape);
    at::Tensor direction = take(split ? "weight_v" : "parametrizations.weight.original1", shape);
    std::vector<std::int64_t> ones(shape.size(), 1);
    ones[static_cast<std::size_t>(dim)] = direction.size(dim);
    const std::string lengthName = split ? "weight_g" : "parametrizations.weight.original0";
    const at::Tensor length = source_->tensor(prefix_ + lengthName);
    if (!length.defined())
        return direction;
    if (!fits(length.sizes(), ones)) {
        source_->noteMisshapen(prefix_ + lengthName + " is " + shapeText(length.sizes()) + " instead of " +
                               shapeText(ones));
        return direction;
    }
    std::vector<std::int64_t> others;
    for (std::int64_t d = 0; d < direction.dim(); ++d) {
        if (d != dim)
            others.push_back(d);
    }
    const at::Tensor norm = at::linalg_vector_norm(direction, 2, others, true);
    // In place where nobody else holds it: a large model's temporaries would be half of what loading it takes.
    const bool alone = direction.use_count() == 1 && direction.storage().use_count() == 1 && direction.is_contiguous();
    return (alone ? direction.mul_(length) : length * direction).div_(norm);
}

}  // namespace timbre::nets
