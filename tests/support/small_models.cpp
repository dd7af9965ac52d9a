// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/small_models.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <fstream>
#include <functional>
#include <map>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/torch_zip_writer.h"

namespace timbre::test {
namespace {

namespace fs = std::filesystem;
using nets::ModelVersion;
using Shape = std::vector<std::int64_t>;

/// Every network keeps one channel for itself that says how silent it is, and hands it on unchanged from layer to
/// layer: high is silence. It has this number in SoVITS, where the generator is shut by it,
constexpr std::int64_t kQuiet = 0;
/// and this one in the GPT model, where the end token follows it.
constexpr std::int64_t kGptQuiet = 1;
constexpr std::int64_t kSilentTokens = 128;

/// The same numbers on every machine: whole numbers alone decide. Source: Steele, Lea, Flood, "Fast splittable
/// pseudorandom number generators".
class Numbers {
  public:
    explicit Numbers(std::uint64_t seed) : state_(seed) {}

    /// Mean 0, deviation 1, and nearly normal: four dice.
    float normal() {
        std::uint64_t bits = next();
        std::int64_t sum = 0;
        for (int i = 0; i < 4; ++i, bits >>= 16U)
            sum += static_cast<std::int64_t>(bits & 0xFFFFU);
        return static_cast<float>(static_cast<double>(sum - 2 * 65535) * (1.7320508 / 65536.0));
    }

  private:
    std::uint64_t next() {
        std::uint64_t bits = state_ += 0x9E3779B97F4A7C15U;
        bits = (bits ^ (bits >> 30U)) * 0xBF58476D1CE4E5B9U;
        bits = (bits ^ (bits >> 27U)) * 0x94D049BB133111EBU;
        return bits ^ (bits >> 31U);
    }
    std::uint64_t state_;
};

struct Tensor {
    std::string name;
    Shape shape;
    std::vector<float> values;

    /// Of the first dimension.
    [[nodiscard]] std::span<float> row(std::int64_t index) {
        const std::size_t size = values.size() / static_cast<std::size_t>(shape[0]);
        return std::span(values).subspan(static_cast<std::size_t>(index) * size, size);
    }
    /// One number of each row, with its kernel.
    [[nodiscard]] std::span<float> cell(std::int64_t index, std::int64_t column) {
        const std::span<float> whole = row(index);
        const std::size_t size = whole.size() / static_cast<std::size_t>(shape[1]);
        return whole.subspan(static_cast<std::size_t>(column) * size, size);
    }
};

/// Weights by name. Gains are those of a whole layer for independent inputs of deviation 1.
class Weights {
  public:
    explicit Weights(std::uint64_t seed) : numbers_(seed) {}

    void normal(const std::string& name, const Shape& shape, double deviation, double mean = 0.0) {
        Tensor& tensor = add(name, shape);
        for (float& value : tensor.values)
            value = static_cast<float>(mean + deviation * static_cast<double>(numbers_.normal()));
    }
    void linear(const std::string& name, std::int64_t out, std::int64_t in, double gain = 1.0) {
        normal(name + ".weight", {out, in}, gain / std::sqrt(static_cast<double>(in)));
        normal(name + ".bias", {out}, 0.05);
    }
    void conv(const std::string& name, std::int64_t out, std::int64_t in, std::int64_t kernel, double gain = 1.0) {
        normal(name + ".weight", {out, in, kernel}, gain / std::sqrt(static_cast<double>(in * kernel)));
        normal(name + ".bias", {out}, 0.05);
    }
    /// Split into direction and length, as weight norm stores it.
    void splitConv(const std::string& name, std::int64_t out, std::int64_t in, std::int64_t kernel, double gain = 1.0) {
        normal(name + ".weight_v", {out, in, kernel}, 1.0);
        normal(name + ".weight_g", {out, 1, 1}, 0.05 * gain, gain);
        normal(name + ".bias", {out}, 0.05);
    }
    void upsampler(const std::string& name, std::int64_t in, std::int64_t out, std::int64_t kernel, std::int64_t rate,
                   double gain) {
        normal(name + ".weight_v", {in, out, kernel}, 1.0);
        const double length = gain * std::sqrt(static_cast<double>(out * rate) / static_cast<double>(in));
        normal(name + ".weight_g", {in, 1, 1}, 0.05 * length, length);
        normal(name + ".bias", {out}, 0.05);
    }
    void norm(const std::string& name, std::int64_t width, const std::string& scale = "weight",
              const std::string& shift = "bias") {
        normal(name + "." + scale, {width}, 0.05, 1.0);
        normal(name + "." + shift, {width}, 0.05);
    }

    Tensor& operator[](const std::string& name) { return tensors_[places_.at(name)]; }
    [[nodiscard]] const std::vector<Tensor>& tensors() const { return tensors_; }

    /// Nothing comes out at this place of a layer.
    void mute(const std::string& layer, std::int64_t out) {
        std::ranges::fill((*this)[layer + ".weight"].row(out), 0.0F);
        (*this)[layer + ".bias"].values[static_cast<std::size_t>(out)] = 0.0F;
    }
    void muteSplit(const std::string& layer, std::int64_t out) {
        (*this)[layer + ".weight_g"].values[static_cast<std::size_t>(out)] = 0.0F;
        (*this)[layer + ".bias"].values[static_cast<std::size_t>(out)] = 0.0F;
    }
    /// Out comes what goes in at the other place, and nothing else.
    void pass(const std::string& layer, std::int64_t out, std::int64_t in, float gain = 1.0F, float bias = 0.0F) {
        mute(layer, out);
        const std::span<float> taps = (*this)[layer + ".weight"].cell(out, in);
        taps[taps.size() / 2] = gain;
        (*this)[layer + ".bias"].values[static_cast<std::size_t>(out)] = bias;
    }
    /// A norm that neither scales nor shifts this place of its own accord.
    void plainNorm(const std::string& norm, std::int64_t place, const std::string& scale, const std::string& shift) {
        (*this)[norm + "." + scale].values[static_cast<std::size_t>(place)] = 1.0F;
        (*this)[norm + "." + shift].values[static_cast<std::size_t>(place)] = 0.0F;
    }

  private:
    Tensor& add(const std::string& name, const Shape& shape) {
        std::size_t elements = 1;
        for (const std::int64_t extent : shape)
            elements *= static_cast<std::size_t>(extent);
        places_[name] = tensors_.size();
        tensors_.push_back({name, shape, std::vector<float>(elements)});
        return tensors_.back();
    }

    Numbers numbers_;
    std::vector<Tensor> tensors_;
    std::map<std::string, std::size_t> places_;
};

// --- files -------------------------------------------------------------------------------------------------------

/// Half precision, rounded to the nearest even; nothing here is too large or too small for it to matter.
std::uint16_t half(float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const auto sign = static_cast<std::uint16_t>((bits >> 16U) & 0x8000U);
    const std::uint32_t magnitude = bits & 0x7FFFFFFFU;
    if (magnitude < 0x38800000U)  // below 2^-14
        return static_cast<std::uint16_t>(sign + static_cast<std::uint16_t>(std::lround(std::abs(value) * 0x1p24F)));
    const std::uint32_t rounded = magnitude + 0x0FFFU + ((magnitude >> 13U) & 1U);
    return static_cast<std::uint16_t>(sign + ((rounded - 0x38000000U) >> 13U));
}

std::string bytesOf(const std::vector<float>& values, bool halved) {
    std::string bytes;
    bytes.reserve(values.size() * sizeof(float));
    for (const float value : values)
        bytes += halved ? littleEndian(half(value)) : littleEndian(std::bit_cast<std::uint32_t>(value));
    return bytes;
}

struct FileStyle {
    std::string key{};  ///< Of the dictionary of tensors; empty: the file is that dictionary.
    bool halved = true;
    std::string head = "PK";
};
using Items = std::function<void(PickleWriter&)>;

void writeTorchFile(const fs::path& path, const Weights& weights, const FileStyle& style, const Items& rest = {}) {
    PickleWriter pickle;
    std::vector<std::string> storages;
    if (!style.key.empty())
        pickle.emptyDict().mark().text(style.key);
    pickle.orderedDict().mark();
    for (const Tensor& tensor : weights.tensors()) {
        Shape strides(tensor.shape.size(), 1);
        for (std::size_t i = strides.size(); i > 1; --i)
            strides[i - 2] = strides[i - 1] * tensor.shape[i - 1];
        pickle.text(tensor.name).beginTensor();
        pickle
            .storage(style.halved ? "HalfStorage" : "FloatStorage", std::to_string(storages.size()),
                     static_cast<std::int64_t>(tensor.values.size()))
            .endTensor(0, tensor.shape, strides);
        storages.push_back(bytesOf(tensor.values, style.halved));
    }
    pickle.setItems();
    if (rest)
        rest(pickle);
    if (!style.key.empty())
        pickle.setItems();
    fs::create_directories(path.parent_path());
    std::ofstream file(path, std::ios::binary);
    file << writeZip(torchParts(pickle.stop(), storages, path.stem().string()), {.head = style.head});
    if (!file.flush())
        throw std::runtime_error("cannot write " + path.string());
}

void writeText(const fs::path& path, const std::string& text) {
    fs::create_directories(path.parent_path());
    std::ofstream(path) << text;
}

void writeIntegers(PickleWriter& pickle, const Shape& values) {
    pickle.emptyList().mark();
    for (const std::int64_t value : values)
        pickle.integer(value);
    pickle.appends();
}

/// A dictionary, or an object of the class that fine-tuned files keep their settings in.
void writeSettings(PickleWriter& pickle, bool object, const Items& items) {
    if (object)
        pickle.global("utils", "HParams").emptyTuple().newObject();
    pickle.emptyDict().mark();
    items(pickle);
    pickle.setItems();
    if (object)
        pickle.build();
}

// --- the GPT model -----------------------------------------------------------------------------------------------

constexpr std::int64_t kGptWidth = 32;
constexpr std::int64_t kGptLayers = 2;
constexpr std::int64_t kGptHeads = 2;
constexpr std::int64_t kEnd = 1024;
constexpr std::int64_t kBertWidth = 1024;
constexpr std::int64_t kStepsWithoutEnd = 11;
/// Where the last layer says 1 whatever comes in.
constexpr std::int64_t kGptOne = 0;
/// What Loop says, and where it keeps what it said.
constexpr std::int64_t kLoop = 5;
constexpr std::int64_t kFirstOfLoop = 500;
constexpr std::int64_t kGptLoop = 2;

void addGptTensors(Weights& weights, std::int64_t phones) {
    weights.linear("model.bert_proj", kGptWidth, kBertWidth);
    weights.normal("model.ar_text_embedding.word_embeddings.weight", {phones, kGptWidth}, 1.0);
    weights.normal("model.ar_text_position.alpha", {1}, 0.0, 0.3);
    weights.normal("model.ar_audio_embedding.word_embeddings.weight", {kEnd + 1, kGptWidth}, 1.0);
    weights.normal("model.ar_audio_position.alpha", {1}, 0.0, 0.3);
    for (std::int64_t i = 0; i < kGptLayers; ++i) {
        const std::string at = "model.h.layers." + std::to_string(i) + ".";
        weights.normal(at + "self_attn.in_proj_weight", {3 * kGptWidth, kGptWidth}, 1.0 / std::sqrt(kGptWidth));
        weights.normal(at + "self_attn.in_proj_bias", {3 * kGptWidth}, 0.05);
        weights.linear(at + "self_attn.out_proj", kGptWidth, kGptWidth, 0.5);
        weights.linear(at + "linear1", 4 * kGptWidth, kGptWidth);
        weights.linear(at + "linear2", kGptWidth, 4 * kGptWidth, 0.7);
        weights.norm(at + "norm1", kGptWidth);
        weights.norm(at + "norm2", kGptWidth);
    }
    weights.normal("model.ar_predict_layer.weight", {kEnd + 1, kGptWidth}, 2.0 / std::sqrt(kGptWidth));
}

/// This place of the hidden state stays what the embedding says.
void keepGptPlace(Weights& weights, std::int64_t place) {
    for (std::int64_t i = 0; i < kGptLayers; ++i) {
        const std::string at = "model.h.layers." + std::to_string(i) + ".";
        weights.mute(at + "self_attn.out_proj", place);
        weights.mute(at + "linear2", place);
        weights.plainNorm(at + "norm1", place, "weight", "bias");
        weights.plainNorm(at + "norm2", place, "weight", "bias");
    }
    weights.mute("model.bert_proj", place);
    for (const char* const table :
         {"model.ar_text_embedding.word_embeddings.weight", "model.ar_audio_embedding.word_embeddings.weight"}) {
        Tensor& embedding = weights[table];
        for (std::int64_t id = 0; id < embedding.shape[0]; ++id)
            embedding.cell(id, place)[0] = -1.0F;
    }
    Tensor& predict = weights["model.ar_predict_layer.weight"];
    for (std::int64_t token = 0; token <= kEnd; ++token)
        predict.cell(token, place)[0] = 0.0F;
}

constexpr float kRaised = 6.0F;  ///< In an embedding, where others are around 1.

/// The end token's score: far above all others behind a token of silence, and far below them everywhere else.
void endGpt(Weights& weights, const SmallGpt& gpt) {
    const std::string last = "model.h.layers." + std::to_string(kGptLayers - 1) + ".norm2";
    weights[last + ".weight"].values[kGptOne] = 0.0F;
    weights[last + ".bias"].values[kGptOne] = 1.0F;
    Tensor& predict = weights["model.ar_predict_layer.weight"];
    for (std::int64_t token = 0; token < kEnd; ++token)
        predict.cell(token, kGptOne)[0] = 0.0F;
    std::ranges::fill(predict.row(kEnd), 0.0F);
    predict.cell(kEnd, kGptOne)[0] = -15.0F;
    keepGptPlace(weights, kGptQuiet);
    Tensor& tokens = weights["model.ar_audio_embedding.word_embeddings.weight"];
    if (gpt.ending == SmallEnding::Silence || gpt.ending == SmallEnding::Abrupt) {
        // All tokens are as likely over all contexts, so this many make the mean.
        const std::int64_t ends = kEnd / std::max<std::int64_t>(1, gpt.meanTokens - kStepsWithoutEnd);
        const std::int64_t first = gpt.ending == SmallEnding::Silence ? 0 : kSilentTokens;
        for (std::int64_t token = 0; token < std::clamp<std::int64_t>(ends, 1, kSilentTokens); ++token)
            tokens.cell(first + token, kGptQuiet)[0] = kRaised;
        predict.cell(kEnd, kGptQuiet)[0] = 15.0F;
    }
    if (gpt.ending == SmallEnding::Loop) {
        for (std::int64_t i = 0; i < kLoop; ++i)
            keepGptPlace(weights, kGptLoop + i);
        for (std::int64_t token = 0; token < kEnd; ++token)
            tokens.cell(token, kGptLoop + token % kLoop)[0] = kRaised;
        for (std::int64_t i = 0; i < kLoop; ++i)
            predict.cell(kFirstOfLoop + (i + 1) % kLoop, kGptLoop + i)[0] = 20.0F;
    }
}

// --- SoVITS ------------------------------------------------------------------------------------------------------

constexpr std::int64_t kContent = 32;  ///< HuBERT's width too.
constexpr std::int64_t kHidden = 16;   ///< Of the encoders, and the width of the latent.
constexpr std::int64_t kFilter = 24;
constexpr std::int64_t kSovitsHeads = 2;
constexpr std::int64_t kSovitsLayers = 2;
constexpr std::int64_t kMix = 32;
constexpr std::int64_t kStyleHidden = 32;
constexpr std::int64_t kSpeaker = 1280;  ///< 10 bands of the speaker network's 128 last channels.
constexpr std::int64_t kRelative = 9;
// Fewer stages and smaller kernels than usual: libtorch compiles each convolution anew for every length it meets.
const Shape kRates{10, 8, 8};
const Shape kResidualKernels{3, 3, 7};
constexpr std::int64_t kInitial = 16;  ///< Half as many with each stage.
constexpr double kLeakyGain = 1.4;     ///< Makes up for what a leaky ReLU takes.

bool isFlowed(ModelVersion version) { return version == ModelVersion::V3 || version == ModelVersion::V4; }
bool isPro(ModelVersion version) { return version == ModelVersion::V2Pro || version == ModelVersion::V2ProPlus; }
std::int64_t styleWidth(ModelVersion version) { return isPro(version) ? 40 : kMix; }
/// nets::modelVersionName(), for programs that do not link the networks.
std::string nameOf(ModelVersion version) {
    constexpr std::array<const char*, 6> kNames{"v1", "v2", "v2Pro", "v2ProPlus", "v3", "v4"};
    return kNames.at(static_cast<std::size_t>(version));
}

void addAttention(Weights& weights, const std::string& name, std::int64_t width, std::int64_t headWidth) {
    if (headWidth > 0) {
        weights.normal(name + ".emb_rel_k", {1, kRelative, headWidth}, 0.3);
        weights.normal(name + ".emb_rel_v", {1, kRelative, headWidth}, 0.3);
    }
    for (const char* const part : {".conv_q", ".conv_k", ".conv_v"})
        weights.conv(name + part, width, width, 1);
    weights.conv(name + ".conv_o", width, width, 1, 0.5);
    weights.mute(name + ".conv_o", kQuiet);
}

void addEncoder(Weights& weights, const std::string& name, std::int64_t layers) {
    for (std::int64_t i = 0; i < layers; ++i) {
        const std::string index = std::to_string(i);
        addAttention(weights, name + ".attn_layers." + index, kHidden, kHidden / kSovitsHeads);
        weights.conv(name + ".ffn_layers." + index + ".conv_1", kFilter, kHidden, 3);
        weights.conv(name + ".ffn_layers." + index + ".conv_2", kHidden, kFilter, 3, 0.5);
        weights.mute(name + ".ffn_layers." + index + ".conv_2", kQuiet);
        for (const std::string& norm : {name + ".norm_layers_1." + index, name + ".norm_layers_2." + index}) {
            weights.norm(norm, kHidden, "gamma", "beta");
            weights.plainNorm(norm, kQuiet, "gamma", "beta");
        }
    }
}

void addFront(Weights& weights, ModelVersion version) {
    const bool first = version == ModelVersion::V1;
    weights.conv("enc_p.ssl_proj", kHidden, kContent, 1);
    weights.pass("enc_p.ssl_proj", kQuiet, kQuiet);
    addEncoder(weights, "enc_p.encoder_ssl", kSovitsLayers / 2);
    addEncoder(weights, "enc_p.encoder_text", kSovitsLayers);
    weights.normal("enc_p.text_embedding.weight", {first ? 322 : 732, kHidden}, 1.0);
    addAttention(weights, "enc_p.mrte.cross_attention", kMix, 0);
    weights.conv("enc_p.mrte.c_pre", kMix, kHidden, 1);
    weights.pass("enc_p.mrte.c_pre", kQuiet, kQuiet);
    weights.conv("enc_p.mrte.text_pre", kMix, kHidden, 1);
    weights.conv("enc_p.mrte.c_post", kHidden, kMix, 1);
    weights.pass("enc_p.mrte.c_post", kQuiet, kQuiet);
    addEncoder(weights, "enc_p.encoder2", kSovitsLayers / 2);
    weights.conv("enc_p.proj", 2 * kHidden, kHidden, 1);
    for (std::int64_t i = kHidden; i < 2 * kHidden; ++i)
        weights["enc_p.proj.bias"].values[static_cast<std::size_t>(i)] -= 1.0F;
    weights.pass("enc_p.proj", kQuiet, kQuiet, 2.0F, -1.0F);
    weights.pass("enc_p.proj", kHidden + kQuiet, kQuiet, 0.0F, -5.0F);

    weights.linear("ref_enc.spectral.0.fc", kStyleHidden, first ? 1025 : 704, 0.15);
    weights.linear("ref_enc.spectral.3.fc", kStyleHidden, kStyleHidden);
    for (const char* const index : {"0", "1"})
        weights.conv("ref_enc.temporal." + std::string(index) + ".conv1.conv", 2 * kStyleHidden, kStyleHidden, 5);
    for (const char* const part : {"w_qs", "w_ks", "w_vs", "fc"})
        weights.linear("ref_enc.slf_attn." + std::string(part), kStyleHidden, kStyleHidden);
    weights.linear("ref_enc.fc.fc", styleWidth(version), kStyleHidden);
    weights.mute("ref_enc.fc.fc", kQuiet);

    weights.conv("ssl_proj", kContent, kContent, 2);
    weights.pass("ssl_proj", kQuiet, kQuiet, 0.0F, -1.0F);  // what is heard is no silence
    const std::string codebook = "quantizer.vq.layers.0._codebook.";
    weights.normal(codebook + "inited", {1}, 0.0, 1.0);
    weights.normal(codebook + "cluster_size", {kEnd}, 0.0, 1.0);
    weights.normal(codebook + "embed", {kEnd, kContent}, 1.0);
    for (std::int64_t token = 0; token < kEnd; ++token)
        weights[codebook + "embed"].cell(token, kQuiet)[0] = isSmallSilence(token) ? 4.0F : -1.0F;
    weights.normal(codebook + "embed_avg", {kEnd, kContent}, 1.0);
}

void addGates(Weights& weights, const std::string& name, std::int64_t width, std::int64_t style, std::int64_t layers) {
    for (std::int64_t i = 0; i < layers; ++i) {
        const std::string index = std::to_string(i);
        weights.splitConv(name + ".in_layers." + index, 2 * width, width, 5);
        weights.splitConv(name + ".res_skip_layers." + index, i + 1 < layers ? 2 * width : width, width, 1);
    }
    weights.splitConv(name + ".cond_layer", 2 * width * layers, style, 1, 0.5);
}

void addFlow(Weights& weights, std::int64_t style) {
    constexpr std::int64_t kHalf = kHidden / 2;
    for (const char* const index : {"0", "2", "4", "6"}) {
        const std::string flow = "flow.flows." + std::string(index);
        weights.conv(flow + ".pre", kHidden, kHalf, 1);
        addGates(weights, flow + ".enc", kHidden, style, 4);
        weights.conv(flow + ".post", kHalf, kHidden, 1, 0.5);
        // Where the channel of silence lies when its half is changed: each flow turns the channels round.
        weights.mute(flow + ".post", kHalf - 1 - kQuiet);
    }
}

void addResidualBlock(Weights& weights, const std::string& name, std::int64_t width, std::int64_t kernel, bool split) {
    for (const char* const kind : {".convs1.", ".convs2."}) {
        for (const char* const index : {"0", "1", "2"}) {
            if (split)
                weights.splitConv(name + kind + index, width, width, kernel, 0.7);
            else
                weights.conv(name + kind + index, width, width, kernel, 0.7);
        }
    }
}

Shape upsampleKernels(ModelVersion version) { return {version == ModelVersion::V2ProPlus ? 20 : 16, 16, 16}; }

/// The channel of silence goes through the generator by itself. Below zero the leaky ReLUs make next to nothing of it;
/// above, it pulls the last stage's other channel so far below zero that next to nothing comes out of that.
void addGenerator(Weights& weights, ModelVersion version) {
    const Shape kernels = upsampleKernels(version);
    weights.conv("dec.conv_pre", kInitial, kHidden, 7);
    weights.pass("dec.conv_pre", kQuiet, kQuiet);
    std::int64_t width = kInitial;
    std::int64_t block = 0;
    for (std::size_t stage = 0; stage < kRates.size(); ++stage, width /= 2) {
        const std::string up = "dec.ups." + std::to_string(stage);
        const std::int64_t out = width / 2;
        weights.upsampler(up, width, out, kernels[stage], kRates[stage], kLeakyGain);
        Tensor& taps = weights[up + ".weight_v"];
        for (std::int64_t in = 0; in < width; ++in)
            std::ranges::fill(taps.cell(in, kQuiet), 0.0F);
        std::ranges::fill(taps.row(kQuiet), 0.0F);
        std::ranges::fill(taps.cell(kQuiet, kQuiet), 1.0F);
        const bool last = stage + 1 == kRates.size();
        const double pull = last ? 20.0 : 0.0;
        if (last)
            std::ranges::fill(taps.cell(kQuiet, 1), static_cast<float>(-pull));
        const auto rate = static_cast<double>(kRates[stage]);
        const auto kernel = static_cast<double>(kernels[stage]);
        weights[up + ".weight_g"].values[kQuiet] =
            static_cast<float>(rate / kernel * std::sqrt(kernel * (1.0 + pull * pull)));
        weights[up + ".bias"].values[kQuiet] = 0.0F;
        for (const std::int64_t size : kResidualKernels) {
            const std::string residual = "dec.resblocks." + std::to_string(block++);
            addResidualBlock(weights, residual, out, size, true);
            for (const char* const index : {"0", "1", "2"})
                weights.muteSplit(residual + ".convs2." + index, kQuiet);
        }
    }
    constexpr std::int64_t kTaps = 7;
    weights.normal("dec.conv_post.weight", {1, width, kTaps}, 0.1);
    const std::span<float> heard = weights["dec.conv_post.weight"].cell(0, 1);
    float sum = 0.0F;
    for (const float tap : heard)
        sum += tap;
    for (float& tap : heard)  // what is constant is not heard
        tap -= sum / static_cast<float>(kTaps);
    std::ranges::fill(weights["dec.conv_post.weight"].cell(0, kQuiet), 0.0F);
    weights.conv("dec.cond", kInitial, styleWidth(version), 1, 0.5);
    weights.mute("dec.cond", kQuiet);
}

// --- v3 and v4 ---------------------------------------------------------------------------------------------------

constexpr std::int64_t kBands = 100;
constexpr std::int64_t kFeatures = 16;
constexpr std::int64_t kFlowWidth = 32;
constexpr std::int64_t kFlowHeads = 128;  ///< Two of 64.
constexpr std::int64_t kFlowBlocks = 2;
constexpr std::int64_t kLoraRank = 2;

void addFlowMatching(Weights& weights) {
    weights.conv("bridge.0", kFeatures, kHidden, 1);
    weights.conv("wns1.pre", kFeatures, kFeatures, 1);
    addGates(weights, "wns1.enc", kFeatures, kMix, 8);
    weights.conv("wns1.proj", kFeatures, kFeatures, 1, 0.5);
    weights.conv("linear_mel", kBands, kFeatures, 1);
    const std::string at = "cfm.estimator.";
    for (const char* const time : {"time_embed.time_mlp.", "d_embed.time_mlp."}) {
        weights.linear(at + time + "0", kFlowWidth, 256);
        weights.linear(at + time + "2", kFlowWidth, kFlowWidth);
    }
    for (const char* const index : {"0", "1"}) {
        const std::string block = at + "text_embed.text_blocks." + index;
        weights.conv(block + ".dwconv", kFeatures, 1, 7);
        weights.norm(block + ".norm", kFeatures);
        weights.linear(block + ".pwconv1", 2 * kFeatures, kFeatures);
        weights.normal(block + ".grn.gamma", {1, 1, 2 * kFeatures}, 0.1);
        weights.normal(block + ".grn.beta", {1, 1, 2 * kFeatures}, 0.1);
        weights.linear(block + ".pwconv2", kFeatures, 2 * kFeatures, 0.5);
    }
    weights.linear(at + "input_embed.proj", kFlowWidth, 2 * kBands + kFeatures);
    for (const char* const index : {"0", "2"})
        weights.conv(at + "input_embed.conv_pos_embed.conv1d." + index, kFlowWidth, kFlowWidth / 16, 31);
    for (std::int64_t i = 0; i < kFlowBlocks; ++i) {
        const std::string block = at + "transformer_blocks." + std::to_string(i) + ".";
        weights.linear(block + "attn_norm.linear", 6 * kFlowWidth, kFlowWidth, 0.5);
        for (const char* const part : {"attn.to_q", "attn.to_k", "attn.to_v"})
            weights.linear(block + part, kFlowHeads, kFlowWidth);
        weights.linear(block + "attn.to_out.0", kFlowWidth, kFlowHeads);
        weights.linear(block + "ff.ff.0.0", 2 * kFlowWidth, kFlowWidth);
        weights.linear(block + "ff.ff.2", kFlowWidth, 2 * kFlowWidth);
    }
    weights.linear(at + "norm_out.linear", 2 * kFlowWidth, kFlowWidth, 0.5);
    weights.linear(at + "proj_out", kBands, kFlowWidth, 0.3);
}

/// As fine-tuned files have it: the low-rank pairs, and what else was trained in whole.
Weights loraWeights(std::uint64_t seed) {
    Weights weights(seed);
    for (std::int64_t i = 0; i < kFlowBlocks; ++i) {
        for (const char* const part : {"to_q", "to_k", "to_v", "to_out.0"}) {
            const std::string to =
                "cfm.base_model.model.estimator.transformer_blocks." + std::to_string(i) + ".attn." + part + ".lora_";
            const bool narrows = std::string_view(part) == "to_out.0";
            const std::int64_t in = narrows ? kFlowHeads : kFlowWidth;
            const std::int64_t out = narrows ? kFlowWidth : kFlowHeads;
            weights.normal(to + "A.default.weight", {kLoraRank, in}, 1.0 / std::sqrt(static_cast<double>(in)));
            weights.normal(to + "B.default.weight", {out, kLoraRank}, 1.0);
        }
    }
    weights.conv("bridge.0", kFeatures, kHidden, 1);
    return weights;
}

constexpr double kMelGain = 0.1;  ///< ln mel lies between -12 and 2, and a little beyond.

void writeBigVgan(const fs::path& folder, std::uint64_t seed) {
    Weights weights(seed);
    const Shape rates{4, 8, 8};
    std::int64_t width = 48;
    std::int64_t block = 0;
    weights.splitConv("conv_pre", width, kBands, 7, kMelGain);
    const auto addSnake = [&](const std::string& name, std::int64_t channels) {
        weights.normal(name + ".act.alpha", {channels}, 0.1);
        weights.normal(name + ".act.beta", {channels}, 0.1);
    };
    for (std::size_t stage = 0; stage < rates.size(); ++stage) {
        weights.upsampler("ups." + std::to_string(stage) + ".0", width, width / 2, 2 * rates[stage], rates[stage], 1.0);
        width /= 2;
        for (const std::int64_t size : kResidualKernels) {
            const std::string residual = "resblocks." + std::to_string(block++);
            addResidualBlock(weights, residual, width, size, true);
            for (int i = 0; i < 6; ++i)
                addSnake(residual + ".activations." + std::to_string(i), width);
        }
    }
    addSnake("activation_post", width);
    weights.splitConv("conv_post", 1, width, 7, 0.1);
    writeTorchFile(folder / "bigvgan_generator.pt", weights, {.key = "generator", .halved = false});
    writeText(folder / "config.json",
              R"({"resblock": "1", "upsample_rates": [4, 8, 8], "upsample_kernel_sizes": [8, 16, 16],
 "upsample_initial_channel": 48, "resblock_kernel_sizes": [3, 3, 7],
 "resblock_dilation_sizes": [[1, 3, 5], [1, 3, 5], [1, 3, 5]], "use_tanh_at_final": false, "use_bias_at_final": false,
 "activation": "snakebeta", "snake_logscale": true, "num_mels": 100, "n_fft": 1024, "hop_size": 256, "win_size": 1024,
 "sampling_rate": 24000, "fmin": 0, "fmax": null})");
}

void writeV4Vocoder(const fs::path& file, std::uint64_t seed) {
    Weights weights(seed);
    const Shape rates{10, 6, 2, 2, 2};
    const Shape kernels{20, 12, 4, 4, 4};
    std::int64_t width = 32;
    std::int64_t block = 0;
    weights.conv("conv_pre", width, kBands, 7, kMelGain);
    for (std::size_t stage = 0; stage < rates.size(); ++stage) {
        const std::string up = "ups." + std::to_string(stage);
        const double inputs = static_cast<double>(width * kernels[stage]) / static_cast<double>(rates[stage]);
        weights.normal(up + ".weight", {width, width / 2, kernels[stage]}, kLeakyGain / std::sqrt(inputs));
        width /= 2;
        weights.normal(up + ".bias", {width}, 0.05);
        for (const std::int64_t size : kResidualKernels)
            addResidualBlock(weights, "resblocks." + std::to_string(block++), width, size, false);
    }
    weights.conv("conv_post", 1, width, 7, 0.2);
    writeTorchFile(file, weights, {.key = {}, .halved = false});
}

// --- what references are heard with ------------------------------------------------------------------------------

void writeHubert(const fs::path& folder, std::uint64_t seed) {
    constexpr std::int64_t kChannels = 16;
    constexpr std::int64_t kTaps = 16;
    constexpr std::int64_t kGroups = 4;
    const Shape kernels{10, 3, 3, 3, 3, 2, 2};
    Weights weights(seed);
    weights.normal("masked_spec_embed", {kContent}, 1.0);
    for (std::size_t i = 0; i < kernels.size(); ++i) {
        const std::int64_t in = i == 0 ? 1 : kChannels;
        const std::string conv = "feature_extractor.conv_layers." + std::to_string(i);
        weights.normal(conv + ".conv.weight", {kChannels, in, kernels[i]},
                       kLeakyGain / std::sqrt(static_cast<double>(in * kernels[i])));
        if (i == 0)
            weights.norm(conv + ".layer_norm", kChannels);
    }
    weights.norm("feature_projection.layer_norm", kChannels);
    weights.linear("feature_projection.projection", kContent, kChannels);
    weights.normal("encoder.pos_conv_embed.conv.bias", {kContent}, 0.05);
    weights.normal("encoder.pos_conv_embed.conv.weight_g", {1, 1, kTaps}, 0.05, 1.0);
    weights.normal("encoder.pos_conv_embed.conv.weight_v", {kContent, kContent / kGroups, kTaps}, 1.0);
    weights.norm("encoder.layer_norm", kContent);
    for (const char* const index : {"0", "1"}) {
        const std::string layer = "encoder.layers." + std::string(index) + ".";
        for (const char* const part : {"k_proj", "v_proj", "q_proj", "out_proj"})
            weights.linear(layer + "attention." + part, kContent, kContent);
        weights.norm(layer + "layer_norm", kContent);
        weights.linear(layer + "feed_forward.intermediate_dense", 2 * kContent, kContent);
        weights.linear(layer + "feed_forward.output_dense", kContent, 2 * kContent);
        weights.norm(layer + "final_layer_norm", kContent);
    }
    writeTorchFile(folder / "pytorch_model.bin", weights, {});
    writeText(folder / "config.json",
              R"({"architectures": ["HubertModel"], "model_type": "hubert", "hidden_size": 32, "num_hidden_layers": 2,
 "num_attention_heads": 4, "intermediate_size": 64, "layer_norm_eps": 1e-05, "conv_dim": [16, 16, 16, 16, 16, 16, 16],
 "conv_stride": [5, 2, 2, 2, 2, 2, 2], "conv_kernel": [10, 3, 3, 3, 3, 2, 2], "num_conv_pos_embeddings": 16,
 "num_conv_pos_embedding_groups": 4})");
    writeText(folder / "preprocessor_config.json", R"({"do_normalize": true, "sampling_rate": 16000})");
}

void addConv2d(Weights& weights, const std::string& name, std::int64_t out, std::int64_t in, std::int64_t kernel) {
    weights.normal(name + ".weight", {out, in, kernel, kernel},
                   std::sqrt(2.0 / static_cast<double>(in * kernel * kernel)));
}

void addBatchNorm(Weights& weights, const std::string& name, std::int64_t channels) {
    weights.norm(name, channels);
    weights.normal(name + ".running_mean", {channels}, 0.05);
    weights.normal(name + ".running_var", {channels}, 0.05, 1.0);
}

void addFusion(Weights& weights, const std::string& name, std::int64_t channels) {
    const std::int64_t narrow = std::max<std::int64_t>(1, channels / 4);
    const std::string at = name + ".local_att.";
    addConv2d(weights, at + "0", narrow, 2 * channels, 1);
    weights.normal(at + "0.bias", {narrow}, 0.05);
    addBatchNorm(weights, at + "1", narrow);
    addConv2d(weights, at + "3", channels, narrow, 1);
    weights.normal(at + "3.bias", {channels}, 0.05);
    addBatchNorm(weights, at + "4", channels);
}

/// ERes2NetV2 with its blocks and its scale of 4, a sixteenth as wide.
void writeSpeakerNet(const fs::path& file, std::uint64_t seed) {
    constexpr std::int64_t kParts = 4;
    constexpr std::int64_t kExpansion = 4;
    struct Layer {
        std::int64_t blocks, planes, width;
        bool fused;
    };
    constexpr std::array<Layer, 4> kLayers{{{3, 4, 1, false}, {4, 8, 3, false}, {6, 16, 6, true}, {3, 32, 12, true}}};
    Weights weights(seed);
    std::int64_t channels = kLayers[0].planes;
    addConv2d(weights, "conv1", channels, 1, 3);
    addBatchNorm(weights, "bn1", channels);
    for (std::size_t i = 0; i < kLayers.size(); ++i) {
        const Layer& layer = kLayers[i];
        const std::int64_t out = kExpansion * layer.planes;
        for (std::int64_t b = 0; b < layer.blocks; ++b) {
            const std::string at = "layer" + std::to_string(i + 1) + "." + std::to_string(b) + ".";
            addConv2d(weights, at + "conv1", kParts * layer.width, channels, 1);
            addBatchNorm(weights, at + "bn1", kParts * layer.width);
            for (std::int64_t part = 0; part < kParts; ++part) {
                addConv2d(weights, at + "convs." + std::to_string(part), layer.width, layer.width, 3);
                addBatchNorm(weights, at + "bns." + std::to_string(part), layer.width);
            }
            for (std::int64_t part = 0; layer.fused && part + 1 < kParts; ++part)
                addFusion(weights, at + "fuse_models." + std::to_string(part), layer.width);
            addConv2d(weights, at + "conv3", out, kParts * layer.width, 1);
            addBatchNorm(weights, at + "bn3", out);
            if (b == 0) {
                addConv2d(weights, at + "shortcut.0", out, channels, 1);
                addBatchNorm(weights, at + "shortcut.1", out);
            }
            channels = out;
        }
    }
    addConv2d(weights, "layer3_ds", channels, kExpansion * kLayers[2].planes, 3);
    addFusion(weights, "fuse34", channels);
    weights.linear("seg_1", 16, 2 * kSpeaker);
    writeTorchFile(file, weights, {.key = {}, .halved = false});
}

// --- all of it ---------------------------------------------------------------------------------------------------

void addSovitsConfig(PickleWriter& pickle, ModelVersion version, bool fineTuned) {
    const std::string name = nameOf(version);
    pickle.text("config");
    writeSettings(pickle, fineTuned, [&](PickleWriter& config) {
        config.text("train");
        writeSettings(config, fineTuned, [](PickleWriter& train) {
            train.text("segment_size").integer(20480).text("learning_rate").real(1e-4).text("fp16_run").boolean(true);
        });
        config.text("data");
        writeSettings(config, fineTuned, [](PickleWriter& data) {
            data.text("filter_length").integer(2048).text("hop_length").integer(640).text("win_length").integer(2048);
            data.text("sampling_rate").integer(32000).text("mel_fmax").none();
        });
        config.text("model");
        writeSettings(config, fineTuned, [&](PickleWriter& model) {
            model.text("inter_channels").integer(kHidden).text("hidden_channels").integer(kHidden);
            model.text("filter_channels").integer(kFilter).text("n_heads").integer(kSovitsHeads);
            model.text("n_layers").integer(kSovitsLayers).text("kernel_size").integer(3).text("p_dropout").real(0.1);
            model.text("upsample_rates");
            writeIntegers(model, kRates);
            model.text("upsample_initial_channel").integer(kInitial).text("upsample_kernel_sizes");
            writeIntegers(model, upsampleKernels(version));
            model.text("resblock").text("1").text("resblock_kernel_sizes");
            writeIntegers(model, kResidualKernels);
            model.text("gin_channels").integer(styleWidth(version)).text("semantic_frame_rate").text("25hz");
            model.text("version").text(name);
        });
        config.text("name").text("small").text("version").text(name);
    });
    pickle.text("info").text("8epoch_96iteration");
}

void writeSovits(const fs::path& file, ModelVersion version, std::uint64_t seed) {
    Weights weights(seed);
    addFront(weights, version);
    if (isFlowed(version)) {
        addFlowMatching(weights);
    } else {
        addFlow(weights, styleWidth(version));
        addGenerator(weights, version);
    }
    if (isPro(version)) {
        weights.linear("sv_emb", styleWidth(version), kSpeaker, 0.3);
        weights.linear("ge_to512", kMix, styleWidth(version));
        weights.mute("ge_to512", kQuiet);
        weights.normal("prelu.weight", {styleWidth(version)}, 0.02, 0.25);
    }
    const std::string head = version == ModelVersion::V2Pro ? "05" : version == ModelVersion::V2ProPlus ? "06" : "PK";
    writeTorchFile(file, weights, {.key = "weight", .head = head},
                   [&](PickleWriter& pickle) { addSovitsConfig(pickle, version, !isFlowed(version)); });
}

void writeLora(const fs::path& file, ModelVersion version, std::uint64_t seed) {
    writeTorchFile(file, loraWeights(seed), {.key = "weight", .head = version == ModelVersion::V3 ? "03" : "04"},
                   [&](PickleWriter& pickle) {
                       addSovitsConfig(pickle, version, true);
                       pickle.text("lora_rank").integer(kLoraRank);
                   });
}

/// A seed for each file.
constexpr std::uint64_t kGptPart = 1;
constexpr std::uint64_t kSovitsPart = 2;
constexpr std::uint64_t kLoraPart = 3;
constexpr std::uint64_t kHubertPart = 4;
constexpr std::uint64_t kSpeakerPart = 5;
constexpr std::uint64_t kVocoderPart = 6;
std::uint64_t partOf(std::uint64_t seed, std::uint64_t part) { return seed * 1'000'003 + part; }

}  // namespace

bool isSmallSilence(std::int64_t token) { return token >= 0 && token < kSilentTokens; }

nets::GptSovitsFiles SmallModels::files() const {
    return {.gpt = gpt, .sovits = {.model = sovits, .vocoder = bigvgan.empty() ? v4Vocoder : bigvgan}};
}

nets::GptSovitsFiles SmallModels::filesWithLora() const {
    nets::GptSovitsFiles all = files();
    all.sovits.base = std::exchange(all.sovits.model, lora);
    return all;
}

nets::ReferencePaths SmallModels::references() const { return {.hubert = hubert, .speakerNet = speakerNet}; }

void writeSmallGpt(const fs::path& file, int symbolVersion, std::uint64_t seed, const SmallGpt& gpt) {
    const std::int64_t phones = symbolVersion == 1 ? 512 : 732;
    Weights weights(seed);
    addGptTensors(weights, phones);
    endGpt(weights, gpt);
    writeTorchFile(file, weights, {.key = "weight"}, [&](PickleWriter& pickle) {
        pickle.text("config").emptyDict().mark().text("model").emptyDict().mark();
        pickle.text("vocab_size").integer(kEnd + 1).text("phoneme_vocab_size").integer(phones);
        pickle.text("embedding_dim").integer(kGptWidth).text("hidden_dim").integer(kGptWidth);
        pickle.text("head").integer(kGptHeads).text("linear_units").integer(4 * kGptWidth);
        pickle.text("n_layer").integer(kGptLayers).text("dropout").integer(0).text("EOS").integer(kEnd).setItems();
        pickle.text("data").emptyDict().mark().text("max_sec").integer(54).setItems();
        pickle.text("inference").emptyDict().mark().text("top_k").integer(15).setItems().setItems();
        pickle.text("info").text("GPT-e15");
    });
}

fs::path writeSmallTextModel(const fs::path& folder, std::uint64_t seed) {
    constexpr std::int64_t kInner = 64;
    constexpr std::int64_t kPositions = 66;  // 64 characters at once, so that long texts are short
    const std::string vocabulary =
        "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n.\n,\n!\n?\n我\n你\n他\n的\n是\n了\n在\n有\n好\n天\n地\n人\n说\n话\n听\n请\n"
        "今\n明\n早\n晚\n上\n下\n中\n国\n重\n新\n长\n大\n小\n一\n二\n三\n四\n五\n六\n七\n八\n九\n十\n百\n千\n";
    Weights weights(seed);
    const std::string embeddings = "bert.embeddings.";
    weights.normal(embeddings + "word_embeddings.weight", {std::ranges::count(vocabulary, '\n'), kBertWidth}, 1.0);
    weights.normal(embeddings + "position_embeddings.weight", {kPositions, kBertWidth}, 0.3);
    weights.normal(embeddings + "token_type_embeddings.weight", {2, kBertWidth}, 0.3);
    weights.norm(embeddings + "LayerNorm", kBertWidth);
    const std::string layer = "bert.encoder.layer.0.";
    for (const char* const part : {"attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"})
        weights.linear(layer + part, kBertWidth, kBertWidth);
    weights.norm(layer + "attention.output.LayerNorm", kBertWidth);
    weights.linear(layer + "intermediate.dense", kInner, kBertWidth);
    weights.linear(layer + "output.dense", kBertWidth, kInner);
    weights.norm(layer + "output.LayerNorm", kBertWidth);
    writeTorchFile(folder / "pytorch_model.bin", weights, {});
    // The last two layers are not used, so that the file need not have them.
    writeText(folder / "config.json", R"({"architectures": ["BertForMaskedLM"], "model_type": "bert",
 "hidden_size": 1024, "num_hidden_layers": 3, "num_attention_heads": 16, "layer_norm_eps": 1e-12})");
    writeText(folder / "vocab.txt", vocabulary);
    return folder;
}

SmallModels writeSmallModels(const fs::path& folder, ModelVersion version, std::uint64_t seed, const SmallGpt& gpt) {
    const fs::path official = folder / "GPT_SoVITS" / "pretrained_models";
    const std::string suffix = version == ModelVersion::V1 ? "" : "_" + nameOf(version);
    SmallModels models{.folder = folder, .version = version};
    models.gpt = folder / ("GPT_weights" + suffix) / "small-e15.ckpt";
    writeSmallGpt(models.gpt, version == ModelVersion::V1 ? 1 : 2, partOf(seed, kGptPart), gpt);
    models.hubert = official / "chinese-hubert-base";
    writeHubert(models.hubert, partOf(seed, kHubertPart));
    if (isPro(version)) {
        models.speakerNet = official / "sv" / "pretrained_eres2netv2w24s4ep4.ckpt";
        writeSpeakerNet(models.speakerNet, partOf(seed, kSpeakerPart));
    }
    models.sovits = folder / ("SoVITS_weights" + suffix) / "small_e8_s96.pth";
    if (isFlowed(version)) {
        const bool third = version == ModelVersion::V3;
        models.sovits = third ? official / "s2Gv3.pth" : official / "gsv-v4-pretrained" / "s2Gv4.pth";
        models.lora = folder / ("SoVITS_weights" + suffix) / "small_e8_s96_l2.pth";
        writeLora(models.lora, version, partOf(seed, kLoraPart));
        if (third) {
            models.bigvgan = official / "models--nvidia--bigvgan_v2_24khz_100band_256x";
            writeBigVgan(models.bigvgan, partOf(seed, kVocoderPart));
        } else {
            models.v4Vocoder = official / "gsv-v4-pretrained" / "vocoder.pth";
            writeV4Vocoder(models.v4Vocoder, partOf(seed, kVocoderPart));
        }
    }
    writeSovits(models.sovits, version, partOf(seed, kSovitsPart));
    return models;
}

}  // namespace timbre::test
