// SPDX-License-Identifier: GPL-3.0-or-later
// Small random networks, and what the tests of the torch room compare with.
#pragma once

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <exception>
#include <map>
#include <string>
#include <vector>

#include "core/nets/errors.h"
#include "core/nets/torch/gpt_sovits/weights.h"

namespace timbre::test {

/// Two ways to sum the same float32 products: measured below 2e-6 with values around 1.
inline constexpr double kFloat32Tolerance = 2e-5;

/// Tensors this small are summed sooner by one thread than shared among several.
inline const bool kOneThread = [] {
    at::set_num_threads(1);
    return true;
}();

/// Weights by name, the same for the same seed.
class RandomWeights {
  public:
    explicit RandomWeights(std::uint64_t seed) : generator_(at::make_generator<at::CPUGeneratorImpl>(seed)) {}

    at::Tensor normal(at::IntArrayRef shape, double scale = 1.0) { return at::randn(shape, generator_) * scale; }
    /// Exponential noise, as tokens are drawn with.
    at::Tensor exponential(std::int64_t size) { return at::empty({size}).exponential_(1.0, generator_); }

    void add(const std::string& name, at::IntArrayRef shape, double scale = 0.3) {
        tensors.insert_or_assign(name, normal(shape, scale));
    }
    void linear(const std::string& name, std::int64_t out, std::int64_t in) {
        add(name + ".weight", {out, in});
        add(name + ".bias", {out});
    }
    void conv(const std::string& name, std::int64_t out, std::int64_t in, std::int64_t kernel, bool bias = true) {
        add(name + ".weight", {out, in, kernel});
        if (bias)
            add(name + ".bias", {out});
    }
    /// A convolution split into direction and length; `out` is the first dimension.
    void splitConv(const std::string& name, std::int64_t out, std::int64_t in, std::int64_t kernel,
                   std::int64_t biases = -1) {
        add(name + ".weight_v", {out, in, kernel});
        tensors.insert_or_assign(name + ".weight_g", normal({out, 1, 1}, 0.2) + 0.6);
        add(name + ".bias", {biases < 0 ? out : biases});
    }
    void norm(const std::string& name, std::int64_t width, const std::string& scale = "weight",
              const std::string& shift = "bias") {
        tensors.insert_or_assign(name + "." + scale, normal({width}, 0.1) + 1.0);
        add(name + "." + shift, {width}, 0.1);
    }

    [[nodiscard]] nets::WeightSource source() const { return {tensors, at::kCPU}; }

    std::map<std::string, at::Tensor> tensors;

  private:
    at::Generator generator_;
};

/// [1, n] int64.
inline at::Tensor ids(const std::vector<std::int64_t>& values) { return at::tensor(values, at::kLong).view({1, -1}); }

inline std::vector<std::int64_t> listed(const at::Tensor& tensor) {
    const at::Tensor flat = tensor.to(at::kLong).contiguous().view({-1});
    return {flat.const_data_ptr<std::int64_t>(), flat.const_data_ptr<std::int64_t>() + flat.numel()};
}

inline void expectClose(const at::Tensor& actual, const at::Tensor& expected, double tolerance) {
    ASSERT_TRUE(actual.defined() && expected.defined());
    ASSERT_EQ(actual.sizes().vec(), expected.sizes().vec());
    if (actual.numel() == 0)
        return;
    EXPECT_LE((actual.to(at::kDouble) - expected.to(at::kDouble)).abs().max().item<double>(), tolerance);
}

inline double distance(const at::Tensor& a, const at::Tensor& b) {
    return (a.to(at::kDouble) - b.to(at::kDouble)).abs().max().item<double>();
}

/// The error that `work` ends with; anything but a Fault fails the test.
template <typename Work>
Error faultOf(Work&& work) {
    try {
        work();
    } catch (const nets::Fault& fault) {
        return fault.error();
    } catch (const std::exception& exception) {
        const std::string what = exception.what();
        ADD_FAILURE() << "not a Fault but: " << what.substr(0, what.find('\n'));
        return {};
    }
    ADD_FAILURE() << "nothing was thrown";
    return {};
}

}  // namespace timbre::test
