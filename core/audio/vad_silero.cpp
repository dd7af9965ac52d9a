// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/vad_silero.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

namespace timbre {

// Architecture and weights: silero-vad 6 (MIT), as its wheel's tinygrad_model.py lays it out: a short-time Fourier
// transform as a convolution, four convolutions over its magnitudes, one LSTM cell and a logistic output.

namespace {

constexpr std::size_t kWindow = 256;
constexpr std::size_t kHop = 128;
constexpr std::size_t kBins = 129;
constexpr std::size_t kColumns = 4;  // Windows in context + chunk + reflected end.
constexpr std::size_t kPadding = 64;
constexpr std::size_t kGates = 512;

/// out += scale * row, the one inner loop of the network.
void addScaled(std::span<float> out, float scale, const float* row) noexcept {
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i] += scale * row[i];
    }
}

/// [outputs][inputs][taps] -> [taps][inputs][outputs].
std::vector<float> inputMajor(const FloatTensor& tensor) {
    const auto outputs = static_cast<std::size_t>(tensor.shape[0]);
    const auto inputs = static_cast<std::size_t>(tensor.shape[1]);
    const std::size_t taps = tensor.shape.size() > 2 ? static_cast<std::size_t>(tensor.shape[2]) : 1;
    std::vector<float> result(tensor.values.size());
    for (std::size_t o = 0; o < outputs; ++o) {
        for (std::size_t i = 0; i < inputs; ++i) {
            for (std::size_t t = 0; t < taps; ++t) {
                result[(t * inputs + i) * outputs + o] = tensor.values[(o * inputs + i) * taps + t];
            }
        }
    }
    return result;
}

/// Collects tensors and keeps the first error, so that the list of layers reads as a list.
class Picker {
  public:
    explicit Picker(const TensorFile& file) : file_(file) {}

    const FloatTensor& pick(const std::string& name, std::initializer_list<std::int64_t> shape) {
        static const FloatTensor kNothing;
        auto found = file_.find(name, std::span<const std::int64_t>(shape.begin(), shape.size()));
        if (!found) {
            if (!error_) {
                error_ = found.error();
            }
            return kNothing;
        }
        return **found;
    }
    [[nodiscard]] const std::optional<Error>& error() const noexcept { return error_; }

  private:
    const TensorFile& file_;
    std::optional<Error> error_;
};

float logistic(float x) noexcept { return 1.0F / (1.0F + std::exp(-x)); }

/// One convolution of width 3, padded by one column of zeros on both sides, then max(0, x).
template <std::size_t Inputs, std::size_t Outputs, std::size_t Columns, std::size_t OutColumns>
void convolve(const VadModel::Weights::Convolution& layer, const std::array<std::array<float, Inputs>, Columns>& in,
              std::array<std::array<float, Outputs>, OutColumns>& out) noexcept {
    for (std::size_t column = 0; column < OutColumns; ++column) {
        std::ranges::copy(layer.bias, out[column].begin());
        for (std::size_t tap = 0; tap < 3; ++tap) {
            const std::size_t source = column * layer.stride + tap;  // One to the right of where it lies.
            if (source < 1 || source > Columns) {
                continue;
            }
            for (std::size_t i = 0; i < Inputs; ++i) {
                addScaled(out[column], in[source - 1][i], layer.kernel.data() + (tap * Inputs + i) * Outputs);
            }
        }
        std::ranges::for_each(out[column], [](float& x) { x = std::max(x, 0.0F); });
    }
}

}  // namespace

Result<std::shared_ptr<const VadModel>> VadModel::load(const std::filesystem::path& path) {
    auto file = readSafetensors(path);
    if (!file) {
        return tl::unexpected(file.error());
    }
    Picker from(*file);
    const FloatTensor& stft = from.pick("stft_conv.weight", {2 * kBins, 1, kWindow});
    struct Shape {
        std::int64_t inputs, outputs;
        std::size_t stride;
    };
    constexpr std::array<Shape, 4> kShapes{{{129, 128, 1}, {128, 64, 2}, {64, 64, 2}, {64, 128, 1}}};
    std::array<const FloatTensor*, 4> kernels{};
    std::array<const FloatTensor*, 4> biases{};
    for (std::size_t i = 0; i < kShapes.size(); ++i) {
        const std::string name = "conv" + std::to_string(i + 1);
        kernels[i] = &from.pick(name + ".weight", {kShapes[i].outputs, kShapes[i].inputs, 3});
        biases[i] = &from.pick(name + ".bias", {kShapes[i].outputs});
    }
    const FloatTensor& lstmInput = from.pick("lstm_cell.weight_ih", {kGates, 128});
    const FloatTensor& lstmHidden = from.pick("lstm_cell.weight_hh", {kGates, 128});
    const FloatTensor& inputBias = from.pick("lstm_cell.bias_ih", {kGates});
    const FloatTensor& hiddenBias = from.pick("lstm_cell.bias_hh", {kGates});
    const FloatTensor& output = from.pick("final_conv.weight", {1, 128, 1});
    const FloatTensor& outputBias = from.pick("final_conv.bias", {1});
    if (from.error()) {
        return tl::unexpected(*from.error());
    }

    auto weights = std::make_unique<Weights>();
    weights->stft = inputMajor(FloatTensor{{2 * kBins, kWindow}, stft.values});
    for (std::size_t i = 0; i < kShapes.size(); ++i) {
        weights->encoder[i] = {.inputs = static_cast<std::size_t>(kShapes[i].inputs),
                               .outputs = static_cast<std::size_t>(kShapes[i].outputs),
                               .stride = kShapes[i].stride,
                               .kernel = inputMajor(*kernels[i]),
                               .bias = biases[i]->values};
    }
    weights->lstmInput = inputMajor(lstmInput);
    weights->lstmHidden = inputMajor(lstmHidden);
    weights->lstmBias = inputBias.values;
    for (std::size_t i = 0; i < kGates; ++i) {
        weights->lstmBias[i] += hiddenBias.values[i];
    }
    weights->output = output.values;
    weights->outputBias = outputBias.values[0];
    return std::shared_ptr<const VadModel>(new VadModel(std::move(weights)));
}

VadModel::VadModel(std::unique_ptr<const Weights> weights) : weights_(std::move(weights)) {}
VadModel::~VadModel() = default;

float SileroStream::process(const VadModel::Weights& weights,
                            std::span<const float, VoiceActivity::kChunkFrames> chunk) noexcept {
    constexpr std::size_t kSamples = kContext + VoiceActivity::kChunkFrames;
    std::array<float, kSamples + kPadding> samples;
    std::ranges::copy(context_, samples.begin());
    std::ranges::copy(chunk, samples.begin() + kContext);
    for (std::size_t i = 0; i < kPadding; ++i) {
        samples[kSamples + i] = samples[kSamples - 2 - i];
    }
    std::ranges::copy(chunk.last<kContext>(), context_.begin());

    std::array<std::array<float, kBins>, kColumns> magnitudes;
    for (std::size_t column = 0; column < kColumns; ++column) {
        std::array<float, 2 * kBins> parts{};
        for (std::size_t i = 0; i < kWindow; ++i) {
            addScaled(parts, samples[column * kHop + i], weights.stft.data() + i * 2 * kBins);
        }
        for (std::size_t bin = 0; bin < kBins; ++bin) {
            magnitudes[column][bin] = std::sqrt(parts[bin] * parts[bin] + parts[kBins + bin] * parts[kBins + bin]);
        }
    }
    std::array<std::array<float, 128>, 4> first;
    std::array<std::array<float, 64>, 2> second;
    std::array<std::array<float, 64>, 1> third;
    std::array<std::array<float, 128>, 1> fourth;
    convolve(weights.encoder[0], magnitudes, first);
    convolve(weights.encoder[1], first, second);
    convolve(weights.encoder[2], second, third);
    convolve(weights.encoder[3], third, fourth);

    std::array<float, kGates> gates;
    std::ranges::copy(weights.lstmBias, gates.begin());
    for (std::size_t i = 0; i < kHidden; ++i) {
        addScaled(gates, fourth[0][i], weights.lstmInput.data() + i * kGates);
        addScaled(gates, hidden_[i], weights.lstmHidden.data() + i * kGates);
    }
    float sum = weights.outputBias;
    for (std::size_t i = 0; i < kHidden; ++i) {
        cell_[i] = logistic(gates[kHidden + i]) * cell_[i] + logistic(gates[i]) * std::tanh(gates[2 * kHidden + i]);
        hidden_[i] = logistic(gates[3 * kHidden + i]) * std::tanh(cell_[i]);
        sum += weights.output[i] * std::max(hidden_[i], 0.0F);
    }
    return logistic(sum);
}

void SileroStream::reset() noexcept { *this = {}; }

}  // namespace timbre
