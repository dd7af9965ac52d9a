// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/voice_encoder.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include <ATen/Functions.h>
#include <c10/core/InferenceMode.h>

#include "core/base/files.h"
#include "core/base/safetensors.h"
#include "core/nets/torch_setup.h"
#include "core/nets/voice_encoder_front.h"

namespace timbre {

namespace {

constexpr std::int64_t kHidden = 256;
constexpr std::int64_t kLayers = 3;
constexpr std::int64_t kGates = 4;
// Bounds the memory of the LSTM's gates to some 20 MB however long the recording is.
constexpr std::size_t kSlicesAtOnce = 32;

VoiceEmbedding unitLength(const VoiceEmbedding& vector) noexcept {
    double square = 0.0;
    for (const float value : vector) {
        square += static_cast<double>(value) * static_cast<double>(value);
    }
    VoiceEmbedding unit{};
    if (square > 0.0) {
        const auto scale = static_cast<float>(1.0 / std::sqrt(square));
        std::ranges::transform(vector, unit.begin(), [&](float value) { return value * scale; });
    }
    return unit;
}

Result<at::Tensor> take(const TensorFile& file, const std::filesystem::path& path, const std::string& name,
                        const std::vector<std::int64_t>& shape) {
    const Result<const FloatTensor*> found = file.find(name, shape);
    const auto damaged = [&](const std::string& why) {
        return fail(ErrorCode::Corrupt, "the voice encoder " + displayPath(path) + " is damaged: " + why,
                    "Install it again with `make setup`.");
    };
    if (!found) {
        return damaged(found.error().detail);
    }
    const std::vector<float>& values = (*found)->values;
    if (!std::ranges::all_of(values, [](float value) { return std::isfinite(value); })) {
        return damaged("tensor " + name + " holds a value that is not a finite number");
    }
    at::Tensor tensor = at::empty(shape);
    std::ranges::copy(values, tensor.data_ptr<float>());
    return tensor;
}

}  // namespace

struct VoiceEncoder::State {
    std::vector<at::Tensor> lstm;  ///< Per layer: input weights, hidden weights and their biases; gates i, f, g, o.
    at::Tensor linearWeight, linearBias;

    /// @param slices  [n, 160, 40]. @return [n, 256], each of unit length.
    [[nodiscard]] at::Tensor run(const at::Tensor& slices) const {
        const at::Tensor start = at::zeros({kLayers, slices.size(0), kHidden});
        const auto [outputs, hidden, cell] = at::lstm(slices, {start, start}, lstm, /*has_biases=*/true, kLayers,
                                                      /*dropout=*/0.0, /*train=*/false, /*bidirectional=*/false,
                                                      /*batch_first=*/true);
        const at::Tensor raw = at::relu(at::linear(hidden[kLayers - 1], linearWeight, linearBias));
        return at::div(raw, at::clamp_min(at::norm(raw, 2, {1}, /*keepdim=*/true), 1e-12));
    }
};

float similarity(const VoiceEmbedding& a, const VoiceEmbedding& b) noexcept {
    const double dot = std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
    const double squares =
        std::inner_product(a.begin(), a.end(), a.begin(), 0.0) * std::inner_product(b.begin(), b.end(), b.begin(), 0.0);
    return squares > 0.0 ? static_cast<float>(dot / std::sqrt(squares)) : 0.0F;
}

VoiceEmbedding centroid(std::span<const VoiceEmbedding> embeddings) noexcept {
    VoiceEmbedding sum{};
    for (const VoiceEmbedding& embedding : embeddings) {
        std::ranges::transform(sum, embedding, sum.begin(), std::plus<>{});
    }
    return unitLength(sum);
}

VoiceEncoder::VoiceEncoder(std::unique_ptr<const State> state) : state_(std::move(state)) {}
VoiceEncoder::VoiceEncoder(VoiceEncoder&&) noexcept = default;
VoiceEncoder& VoiceEncoder::operator=(VoiceEncoder&&) noexcept = default;
VoiceEncoder::~VoiceEncoder() = default;

Result<VoiceEncoder> VoiceEncoder::load(const std::filesystem::path& path) {
    Result<TensorFile> file = readSafetensors(path);
    if (!file) {
        Error error = file.error();
        if (error.code == ErrorCode::NotFound) {
            error = {.code = ErrorCode::ModelMissing,
                     .detail = "the voice encoder " + displayPath(path) + " is not installed",
                     .advice = "Install it with `make setup`."};
        }
        return tl::unexpected<Error>(std::move(error));
    }
    return nets::withoutExceptions([&]() -> Result<VoiceEncoder> {
        auto state = std::make_unique<State>();
        const auto add = [&](const std::string& name, const std::vector<std::int64_t>& shape) -> Result<at::Tensor> {
            return take(*file, path, name, shape);
        };
        for (std::int64_t layer = 0; layer < kLayers; ++layer) {
            const std::string suffix = "_l" + std::to_string(layer);
            const std::int64_t inputs = layer == 0 ? static_cast<std::int64_t>(nets::kEncoderMels) : kHidden;
            const std::vector<std::pair<std::string, std::vector<std::int64_t>>> weights{
                {"lstm.weight_ih" + suffix, {kGates * kHidden, inputs}},
                {"lstm.weight_hh" + suffix, {kGates * kHidden, kHidden}},
                {"lstm.bias_ih" + suffix, {kGates * kHidden}},
                {"lstm.bias_hh" + suffix, {kGates * kHidden}}};
            for (const auto& [name, shape] : weights) {
                const Result<at::Tensor> tensor = add(name, shape);
                if (!tensor) {
                    return tl::unexpected<Error>(tensor.error());
                }
                state->lstm.push_back(*tensor);
            }
        }
        const Result<at::Tensor> weight = add("linear.weight", {kHidden, kHidden});
        const Result<at::Tensor> bias = add("linear.bias", {kHidden});
        if (!weight || !bias) {
            return tl::unexpected<Error>(weight ? bias.error() : weight.error());
        }
        state->linearWeight = *weight;
        state->linearBias = *bias;
        return VoiceEncoder(std::move(state));
    });
}

Result<VoiceEmbedding> VoiceEncoder::embed(const AudioClip& clip, std::stop_token stop) const {
    Result<std::vector<float>> samples = nets::prepareForEncoder(clip);
    if (!samples) {
        return tl::unexpected<Error>(samples.error());
    }
    const std::vector<std::size_t> starts = nets::sliceStarts(samples->size());
    constexpr std::size_t kHop = 160;
    const std::size_t reach = (starts.back() + nets::kEncoderSliceFrames) * kHop;
    samples->resize(std::max(samples->size(), reach), 0.0F);
    const Matrix mels = nets::encoderMelSpectrogram(*samples);

    return nets::withoutExceptions([&]() -> Result<VoiceEmbedding> {
        nets::computeOnThisThread();
        const c10::InferenceMode inference;
        VoiceEmbedding sum{};
        for (std::size_t first = 0; first < starts.size(); first += kSlicesAtOnce) {
            if (stop.stop_requested()) {
                return fail(ErrorCode::Cancelled, "measuring the voice was stopped");
            }
            const std::size_t count = std::min(kSlicesAtOnce, starts.size() - first);
            constexpr std::size_t sliceSize = nets::kEncoderSliceFrames * nets::kEncoderMels;
            at::Tensor slices =
                at::empty({static_cast<std::int64_t>(count), static_cast<std::int64_t>(nets::kEncoderSliceFrames),
                           static_cast<std::int64_t>(nets::kEncoderMels)});
            for (std::size_t i = 0; i < count; ++i) {
                const std::span<const float> from =
                    mels.values().subspan(starts[first + i] * nets::kEncoderMels, sliceSize);
                std::ranges::copy(from, slices.data_ptr<float>() + i * sliceSize);
            }
            const at::Tensor total = state_->run(slices).sum(0).contiguous();
            for (std::size_t i = 0; i < sum.size(); ++i) {
                sum[i] += total.data_ptr<float>()[i];
            }
        }
        return unitLength(sum);
    });
}

}  // namespace timbre
