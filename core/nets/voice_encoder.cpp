// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/voice_encoder.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/files.h"
#include "core/base/safetensors.h"
#include "core/nets/errors.h"
#include "core/nets/torch_room.h"
#include "core/nets/voice_encoder_front.h"

namespace timbre {

namespace {

constexpr std::int64_t kHidden = 256;
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

/// Finds tensors by name, checking shape and values. Remembers the first thing that was wrong.
class EncoderTensors {
  public:
    EncoderTensors(const TensorFile& file, const std::filesystem::path& path) : file_(file), path_(path) {}

    const FloatTensor* find(const std::string& name, const std::vector<std::int64_t>& shape) {
        const Result<const FloatTensor*> found = file_.find(name, shape);
        if (!found) {
            return note(found.error().detail);
        }
        if (!std::ranges::all_of((*found)->values, [](float value) { return std::isfinite(value); })) {
            return note("tensor " + name + " holds a value that is not a finite number");
        }
        return *found;
    }

    [[nodiscard]] const std::optional<Error>& error() const noexcept { return error_; }

  private:
    const FloatTensor* note(const std::string& why) {
        if (!error_) {
            error_ = Error{.code = ErrorCode::Corrupt,
                           .detail = "the voice encoder " + displayPath(path_) + " is damaged: " + why,
                           .advice = "Install it again with `make setup`."};
        }
        return nullptr;
    }

    const TensorFile& file_;
    const std::filesystem::path& path_;
    std::optional<Error> error_;
};

nets::EncoderWeights takeWeights(EncoderTensors& tensors) {
    nets::EncoderWeights weights;
    for (std::size_t layer = 0; layer < weights.layers.size(); ++layer) {
        const std::string suffix = "_l" + std::to_string(layer);
        const std::int64_t inputs = layer == 0 ? static_cast<std::int64_t>(nets::kEncoderMels) : kHidden;
        weights.layers[layer] = {.inputWeight = tensors.find("lstm.weight_ih" + suffix, {kGates * kHidden, inputs}),
                                 .hiddenWeight = tensors.find("lstm.weight_hh" + suffix, {kGates * kHidden, kHidden}),
                                 .inputBias = tensors.find("lstm.bias_ih" + suffix, {kGates * kHidden}),
                                 .hiddenBias = tensors.find("lstm.bias_hh" + suffix, {kGates * kHidden})};
    }
    weights.linearWeight = tensors.find("linear.weight", {kHidden, kHidden});
    weights.linearBias = tensors.find("linear.bias", {kHidden});
    return weights;
}

}  // namespace

struct VoiceEncoder::State {
    const nets::TorchRoom& torch;
    std::unique_ptr<nets::EncoderNet> net;
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
    EncoderTensors tensors(*file, path);
    const nets::EncoderWeights weights = takeWeights(tensors);
    if (tensors.error()) {
        return tl::unexpected<Error>(*tensors.error());
    }
    const Result<const nets::TorchRoom*> torch = nets::torchRoom();
    if (!torch) {
        return tl::unexpected<Error>(torch.error());
    }
    return nets::withoutExceptions([&]() -> Result<VoiceEncoder> {
        return VoiceEncoder(std::unique_ptr<const State>(new State{**torch, (*torch)->makeEncoder(weights)}));
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
        state_->torch.computeOnThisThread();
        constexpr std::size_t sliceSize = nets::kEncoderSliceFrames * nets::kEncoderMels;
        std::vector<float> slices;
        VoiceEmbedding sum{};
        for (std::size_t first = 0; first < starts.size(); first += kSlicesAtOnce) {
            if (stop.stop_requested()) {
                return fail(ErrorCode::Cancelled, "measuring the voice was stopped");
            }
            const std::size_t count = std::min(kSlicesAtOnce, starts.size() - first);
            slices.clear();
            for (std::size_t i = first; i < first + count; ++i) {
                const auto from = mels.values().subspan(starts[i] * nets::kEncoderMels, sliceSize);
                slices.insert(slices.end(), from.begin(), from.end());
            }
            const std::vector<float> embeddings = state_->net->embed(slices, count);
            for (std::size_t i = 0; i < embeddings.size(); ++i) {
                sum[i % sum.size()] += embeddings[i];
            }
        }
        return unitLength(sum);
    });
}

}  // namespace timbre
