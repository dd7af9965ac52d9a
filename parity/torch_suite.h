// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the suites with networks share: inputs as tensors, references as the networks hear them, results by name.

#include <ATen/ATen.h>

#include <map>
#include <string>
#include <vector>

#include "core/nets/torch/gpt_sovits/layers.h"
#include "parity/suite.h"

namespace timbre::parity {

at::Device torchDevice(Device device);

/// One golden file's inputs and results. What goes wrong is thrown (nets::Fault).
class Bench {
  public:
    Bench(const GoldenSet& set, std::string file, Device device)
        : set_(&set), file_(std::move(file)), device_(torchDevice(device)) {}

    /// An input of this file on the device; integers as int64.
    [[nodiscard]] at::Tensor input(const std::string& tensor) const { return input(file_, tensor); }
    [[nodiscard]] at::Tensor input(const std::string& file, const std::string& tensor) const;
    [[nodiscard]] bool has(const std::string& tensor) const { return set_->has(file_, tensor); }
    /// A number that the manifest states in words alone: what follows `before` in the meaning of this file's row
    /// ("top_k="). Throws Fault where it does not stand there.
    [[nodiscard]] double said(const std::string& tensor, const std::string& before) const;
    [[nodiscard]] std::int64_t saidWhole(const std::string& tensor, const std::string& before) const {
        return static_cast<std::int64_t>(said(tensor, before));
    }
    /// A file of weights or the like: "v1/s1.ckpt".
    [[nodiscard]] std::filesystem::path path(const std::string& relative) const;
    [[nodiscard]] const GoldenSet& set() const noexcept { return *set_; }
    [[nodiscard]] at::Device device() const noexcept { return device_; }
    /// The folder that the golden file lies in: "v1".
    [[nodiscard]] std::string folder() const { return file_.substr(0, file_.find('/')); }

    /// Keeps a result under the manifest's name.
    void give(const std::string& tensor, const at::Tensor& value);
    /// Every entry of a trace whose name follows `prefix`.
    void giveAll(const std::string& prefix, const nets::Trace& trace);
    [[nodiscard]] std::vector<Computed> results() && { return std::move(results_); }

  private:
    const GoldenSet* set_;
    std::string file_;
    at::Device device_;
    std::vector<Computed> results_;
};

/// A reference clip as the networks hear it, all on the device.
struct ReferenceClip {
    at::Tensor wave;  ///< [1, samples] at the file's rate.
    std::int64_t rateHz = 0;
    at::Tensor wave32k;   ///< [1, samples]
    at::Tensor spectrum;  ///< [1, 1025, T]
};
ReferenceClip referenceClip(const Bench& bench, const std::string& name);

/// A suite whose results one function computes.
Suites::value_type makeSuite(std::string file, void (*compute)(Bench& bench));

}  // namespace timbre::parity
