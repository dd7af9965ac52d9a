// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/torch/encoder.h"

#include <ATen/Functions.h>
#include <c10/core/InferenceMode.h>

namespace timbre::nets {

namespace {

constexpr std::int64_t kSliceFrames = 160;
constexpr std::int64_t kMels = 40;
constexpr std::int64_t kHidden = 256;

at::Tensor copied(const FloatTensor* from) {
    at::Tensor tensor = at::empty(from->shape);
    std::ranges::copy(from->values, tensor.data_ptr<float>());
    return tensor;
}

class TorchEncoder final : public EncoderNet {
  public:
    explicit TorchEncoder(const EncoderWeights& weights)
        : linearWeight_(copied(weights.linearWeight)), linearBias_(copied(weights.linearBias)) {
        for (const EncoderWeights::Layer& layer : weights.layers) {
            for (const FloatTensor* part : {layer.inputWeight, layer.hiddenWeight, layer.inputBias, layer.hiddenBias}) {
                lstm_.push_back(copied(part));
            }
        }
    }

    [[nodiscard]] std::vector<float> embed(std::span<const float> slices, std::size_t count) const override {
        const c10::InferenceMode inference;
        const auto batch = static_cast<std::int64_t>(count);
        // from_blob has no form for constant data; the network only reads it.
        const at::Tensor input =
            at::from_blob(const_cast<float*>(slices.data()), {batch, kSliceFrames, kMels}, at::kFloat);
        constexpr auto layers = static_cast<std::int64_t>(kEncoderLayers);
        const at::Tensor start = at::zeros({layers, batch, kHidden});
        const auto [outputs, hidden, cell] = at::lstm(input, {start, start}, lstm_, /*has_biases=*/true, layers,
                                                      /*dropout=*/0.0, /*train=*/false, /*bidirectional=*/false,
                                                      /*batch_first=*/true);
        const at::Tensor raw = at::relu(at::linear(hidden[layers - 1], linearWeight_, linearBias_));
        const at::Tensor unit =
            at::div(raw, at::clamp_min(at::norm(raw, 2, {1}, /*keepdim=*/true), 1e-12)).contiguous();
        return {unit.data_ptr<float>(), unit.data_ptr<float>() + unit.numel()};
    }

  private:
    std::vector<at::Tensor> lstm_;  ///< Per layer: input weights, hidden weights and their biases.
    at::Tensor linearWeight_, linearBias_;
};

}  // namespace

std::unique_ptr<EncoderNet> makeTorchEncoder(const EncoderWeights& weights) {
    return std::make_unique<TorchEncoder>(weights);
}

}  // namespace timbre::nets
