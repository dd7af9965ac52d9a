// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/checkpoint_weights.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "core/nets/checkpoint_numbers.h"
#include "core/nets/errors.h"

namespace timbre::nets {
namespace {

constexpr std::size_t kNamesInAnError = 8;
constexpr std::uint64_t kBudgetSlack = 1U << 20U;

std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), kNamesInAnError); ++i)
        text += (i > 0 ? ", " : "") + names[i];
    if (names.size() > kNamesInAnError)
        text += " and " + std::to_string(names.size() - kNamesInAnError) + " more";
    return text;
}

std::string shapeText(const std::vector<std::int64_t>& shape) {
    std::string text = "[";
    for (const std::int64_t extent : shape)
        text += (text.size() > 1 ? ", " : "") + (extent < 0 ? std::string("any") : std::to_string(extent));
    return text + "]";
}

bool fits(const std::vector<std::int64_t>& shape, const std::vector<std::int64_t>& wanted) {
    return std::ranges::equal(shape, wanted,
                              [](std::int64_t is, std::int64_t asked) { return asked < 0 ? is > 0 : is == asked; });
}

TakenWeight zeros(const std::vector<std::int64_t>& shape) {
    TakenWeight weight;
    std::size_t count = 1;
    for (const std::int64_t extent : shape) {
        weight.shape.push_back(extent < 0 ? 1 : static_cast<std::size_t>(extent));
        count *= weight.shape.back();
    }
    weight.numbers.assign(count, 0.0F);
    return weight;
}

}  // namespace

CheckpointWeights::CheckpointWeights(const Checkpoint& checkpoint, std::string prefix)
    : checkpoint_(&checkpoint), prefix_(std::move(prefix)), budget_(2 * checkpoint.fileBytes + kBudgetSlack) {}

TakenWeight CheckpointWeights::take(const std::string& name, const std::vector<std::int64_t>& shape) {
    const auto found = checkpoint_->tensors.find(prefix_ + name);
    if (found == checkpoint_->tensors.end()) {
        missing_.push_back(prefix_ + name);
        return zeros(shape);
    }
    if (!fits(found->second.shape, shape)) {
        noteMisshapen(name + " is " + shapeText(found->second.shape) + " instead of " + shapeText(shape));
        return zeros(shape);
    }
    const std::uint64_t bytes = sizeof(float) * static_cast<std::uint64_t>(found->second.elements());
    if (bytes > budget_) {
        throw Fault(ErrorCode::Corrupt,
                    "the tensors of the file are larger than the file: " + prefix_ + name + " is too much",
                    "Fetch the file again.");
    }
    budget_ -= bytes;
    return {.shape = {found->second.shape.begin(), found->second.shape.end()},
            .numbers = floatsOf(found->second, prefix_ + name)};
}

TakenWeight CheckpointWeights::takeFolded(const std::string& name, const std::vector<std::int64_t>& shape) {
    const bool split = has(name + ".weight_v") || has(name + ".weight_g");
    const std::string parametrised = name + ".parametrizations.weight.original";
    if (!split && !has(parametrised + "1"))
        return take(name + ".weight", shape);
    TakenWeight weight = take(split ? name + ".weight_v" : parametrised + "1", shape);
    const std::size_t rows = weight.shape[0];
    std::vector<std::int64_t> lengths(shape.size(), 1);
    lengths[0] = static_cast<std::int64_t>(rows);
    const TakenWeight length = take(split ? name + ".weight_g" : parametrised + "0", lengths);
    const std::size_t columns = weight.numbers.size() / rows;
    for (std::size_t row = 0; row < rows; ++row) {
        const auto numbers = std::span(weight.numbers).subspan(row * columns, columns);
        double squares = 0.0;
        for (const float number : numbers)
            squares += double{number} * double{number};
        const auto factor = static_cast<float>(double{length.numbers[row]} / std::sqrt(squares));
        // What is missing is said by check(), all of it at once.
        if (!std::isfinite(factor) && missing_.empty() && misshapen_.empty()) {
            throw Fault(ErrorCode::Corrupt, prefix_ + name + " has a row without length or direction",
                        "Fetch the file again.");
        }
        for (float& number : numbers)
            number *= factor;
    }
    return weight;
}

void CheckpointWeights::check(const std::string& whose) const {
    constexpr const char* kAdvice = "Choose the file that belongs to this model, or fetch it again.";
    if (!missing_.empty())
        throw Fault(ErrorCode::Corrupt, whose + " lacks " + listed(missing_), kAdvice);
    if (!misshapen_.empty())
        throw Fault(ErrorCode::Corrupt, whose + " does not fit: " + listed(misshapen_), kAdvice);
}

}  // namespace timbre::nets
