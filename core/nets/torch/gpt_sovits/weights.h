// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/ATen.h>

#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/nets/checkpoint.h"

namespace timbre::nets {

/// The tensors of a file, or of a base and what a LoRA file lays over it, on their way into networks: handed out by
/// name, widened to float32 on the device. What is missing, misshapen or left over is collected and named at the end,
/// so that a reader learns of all of it at once. One thread.
class WeightSource {
  public:
    /// Keeps the file mapped. All that is handed out together stays below twice the file's size and 1 MiB, which is
    /// what half precision widened to float32 takes: a file whose tensors share their numbers many times over is
    /// refused.
    WeightSource(const Checkpoint& checkpoint, at::Device device);
    /// Weights that lie in memory already.
    WeightSource(std::map<std::string, at::Tensor> tensors, at::Device device);

    [[nodiscard]] bool has(const std::string& name) const { return tensors_.contains(name); }
    /// Replaces or adds a tensor (LoRA files).
    void put(const std::string& name, at::Tensor tensor) { tensors_.insert_or_assign(name, std::move(tensor)); }
    /// Contiguous float32 on the device, to be read only. A missing name is noted and gives an undefined tensor; whole
    /// numbers are no weights and noted as misshapen. Throws Fault (Corrupt) above the budget.
    at::Tensor tensor(const std::string& name);
    void noteMissing(const std::string& name) { missing_.push_back(name); }
    void noteMisshapen(const std::string& what) { misshapen_.push_back(what); }

    /// Throws Fault (Corrupt) that names the missing tensors, or, when none is missing, the misshapen ones. @param
    /// whose  "the SoVITS model".
    void check(const std::string& whose) const;
    /// Names nobody asked for, in order, without those that contain one of `known`: what such files hold for training
    /// alone. What is left does not belong into the file.
    [[nodiscard]] std::vector<std::string> unexpected(std::span<const std::string> known = {}) const;
    [[nodiscard]] at::Device device() const noexcept { return device_; }
    [[nodiscard]] const std::map<std::string, std::variant<TensorView, at::Tensor>>& tensors() const {
        return tensors_;
    }

  private:
    at::Tensor widened(const std::string& name, const TensorView& view);

    std::map<std::string, std::variant<TensorView, at::Tensor>> tensors_;
    std::map<std::string, bool> used_;
    std::vector<std::string> missing_;
    std::vector<std::string> misshapen_;
    std::shared_ptr<const MappedFile> mapping_;  ///< Where the views lie; null without a file.
    std::uint64_t budget_ = 0;                   ///< Bytes that may still be handed out of it.
    at::Device device_;
};

/// A folder of names within a source ("enc_p.encoder2."). Cheap to copy; borrows the source.
class Weights {
  public:
    Weights(WeightSource& source, std::string prefix = {}) : source_(&source), prefix_(std::move(prefix)) {}

    [[nodiscard]] Weights in(std::string_view name) const { return {*source_, prefix_ + std::string(name) + "."}; }
    [[nodiscard]] Weights in(std::string_view name, std::int64_t index) const {
        return in(std::string(name) + "." + std::to_string(index));
    }
    [[nodiscard]] bool has(std::string_view name) const { return source_->has(prefix_ + std::string(name)); }
    /// Whether any tensor's name begins with this.
    [[nodiscard]] bool holds(std::string_view folder) const;
    /// How many folders "name.0", "name.1", ... there are. A gap is noted as missing, and so is what `expected` (where
    /// it is not 0) asks for beyond them; at least 1, so that the first can be asked for by name.
    [[nodiscard]] std::int64_t count(std::string_view name, std::int64_t expected = 0) const;

    /// A tensor of this shape; -1 accepts any extent. What is not there or has another shape is noted in the source,
    /// and a placeholder of the asked shape without memory of its own comes back, so that the rest can be checked too.
    [[nodiscard]] at::Tensor take(std::string_view name, std::initializer_list<std::int64_t> shape) const;
    /// The same, or an undefined tensor where the file has none.
    [[nodiscard]] at::Tensor takeIfThere(std::string_view name, std::initializer_list<std::int64_t> shape) const;
    /// A weight that may be stored plain ("weight"), or split into direction and length ("weight_v" and "weight_g", or
    /// "parametrizations.weight.original1" and "0"), which is folded here. @param dim  the dimension the length is kept
    /// for.
    [[nodiscard]] at::Tensor takeFolded(std::initializer_list<std::int64_t> shape, std::int64_t dim = 0) const;

    [[nodiscard]] WeightSource& source() const noexcept { return *source_; }

  private:
    WeightSource* source_;
    std::string prefix_;
};

/// A float32 tensor of its own memory from a mapped one, on the CPU.
at::Tensor toTensor(const TensorView& view);

}  // namespace timbre::nets
