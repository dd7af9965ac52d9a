// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/torch/gpt_sovits/model_files.h"

#include <algorithm>
#include <span>
#include <string>

#include "core/base/files.h"
#include "core/base/json.h"
#include "core/nets/errors.h"

namespace timbre::nets {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestConfig = 64U << 10U;  // real ones have 2 KiB

/// config.json of a model's folder, an object.
class Config {
  public:
    explicit Config(const fs::path& folder) : path_(folder / "config.json") {
        const auto text = readFile(path_, kLargestConfig);
        if (!text) {
            throw Fault(ErrorCode::ModelMissing, "there is no " + displayPath(path_),
                        "Put the model's folder in place again.");
        }
        auto parsed = parseJson(*text);
        if (!parsed || std::get_if<JsonValue::Object>(&parsed->value) == nullptr)
            refuse("is no JSON object");
        root_ = std::move(*parsed);
    }

    [[nodiscard]] std::int64_t integer(const std::string& key, std::int64_t otherwise) const {
        const JsonValue* member = root_.find(key);
        if (member == nullptr)
            return otherwise;
        const auto* number = std::get_if<std::int64_t>(&member->value);
        if (number == nullptr || *number < 1 || *number > kLargestSetting)
            refuse("says no usable number for " + key);
        return *number;
    }

    [[nodiscard]] double number(const std::string& key, double otherwise) const {
        const JsonValue* member = root_.find(key);
        const auto* real = member == nullptr ? nullptr : std::get_if<double>(&member->value);
        return real == nullptr ? otherwise : *real;
    }

    [[nodiscard]] std::vector<std::int64_t> integers(const std::string& key,
                                                     std::vector<std::int64_t> otherwise) const {
        const JsonValue* member = root_.find(key);
        if (member == nullptr)
            return otherwise;
        const auto* list = std::get_if<JsonValue::Array>(&member->value);
        std::vector<std::int64_t> values;
        for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
            const auto* value = std::get_if<std::int64_t>(&(*list)[i].value);
            values.push_back(value == nullptr ? 0 : *value);
        }
        if (values.empty() || std::ranges::any_of(values, [](std::int64_t value) { return value < 1; }))
            refuse("says no positive numbers for " + key);
        return values;
    }

  private:
    static constexpr std::int64_t kLargestSetting = 1024;

    [[noreturn]] void refuse(const std::string& why) const {
        throw Fault(ErrorCode::Corrupt, displayPath(path_) + " " + why, "Fetch the model's folder again.");
    }

    fs::path path_;
    JsonValue root_;
};

Checkpoint readFolder(const fs::path& folder) {
    std::error_code ignored;
    const fs::path safe = folder / "model.safetensors";
    return orThrow(readCheckpoint(fs::exists(safe, ignored) ? safe : folder / "pytorch_model.bin"));
}

/// Parts of names that belong to such a file but to no network that speaks.
const std::vector<std::string> kHubertTraining{"masked_spec_embed"};
const std::vector<std::string> kSpeakerTraining{"num_batches_tracked", "seg_1."};
const std::vector<std::string> kBigVganTables{".filter"};  // one is the same as all
const std::vector<std::string> kSovitsTraining{"enc_q.", "_codebook.", "linear_mel."};

/// The features come from the layer before the last two.
std::vector<std::string> bertTraining(std::int64_t layers) {
    return {"pooler.", "cls.", "position_ids", "encoder.layer." + std::to_string(layers - 2) + ".",
            "encoder.layer." + std::to_string(layers - 1) + "."};
}

void note(const WeightSource& source, std::span<const std::string> known, LoadReport* report) {
    if (report != nullptr)
        report->unexpected = source.unexpected(known);
}

const std::vector<std::int64_t> kV4Rates{10, 6, 2, 2, 2};
constexpr std::int64_t kMelBands = 100;

}  // namespace

Hubert openHubert(const fs::path& folder, at::Device device, LoadReport* report) {
    const Config config(folder);
    const Checkpoint checkpoint = readFolder(folder);
    WeightSource source(checkpoint, device);
    const HubertConfig usual;
    Hubert network(source, {.heads = config.integer("num_attention_heads", usual.heads),
                            .layers = config.integer("num_hidden_layers", usual.layers),
                            .positionGroups = config.integer("num_conv_pos_embedding_groups", usual.positionGroups),
                            .strides = config.integers("conv_stride", usual.strides),
                            .epsilon = config.number("layer_norm_eps", usual.epsilon)});
    note(source, kHubertTraining, report);
    return network;
}

Bert openBert(const fs::path& folder, at::Device device, LoadReport* report) {
    const Config config(folder);
    const Checkpoint checkpoint = readFolder(folder);
    WeightSource source(checkpoint, device);
    const BertConfig usual;
    const std::int64_t layers = config.integer("num_hidden_layers", usual.layers);
    Bert network(source, {.heads = config.integer("num_attention_heads", usual.heads),
                          .layers = layers,
                          .epsilon = config.number("layer_norm_eps", usual.epsilon)});
    note(source, bertTraining(layers), report);
    return network;
}

BigVgan openBigVgan(const fs::path& folder, at::Device device, LoadReport* report) {
    const Config config(folder);
    const Checkpoint checkpoint = orThrow(readCheckpoint(folder / "bigvgan_generator.pt"));
    WeightSource source(checkpoint, device);
    BigVgan network(source, config.integers("upsample_rates", {4, 4, 2, 2, 2, 2}));
    note(source, kBigVganTables, report);
    return network;
}

SpeakerNet openSpeakerNet(const fs::path& file, at::Device device, LoadReport* report) {
    const Checkpoint checkpoint = orThrow(readCheckpoint(file));
    WeightSource source(checkpoint, device);
    SpeakerNet network(source);
    note(source, kSpeakerTraining, report);
    return network;
}

TextToSemantic openTextToSemantic(const fs::path& file, at::Device device) {
    const GptFile gpt = orThrow(openGptFile(file));
    WeightSource source(gpt.checkpoint, device);
    return {source, {.heads = gpt.heads, .endToken = gpt.endToken}};
}

Generator takeV4Vocoder(WeightSource& source) {
    Generator vocoder(Weights(source), kMelBands, kV4Rates, 0);
    source.check("the v4 vocoder");
    return vocoder;
}

Generator openV4Vocoder(const fs::path& file, at::Device device, LoadReport* report) {
    const Checkpoint checkpoint = orThrow(readCheckpoint(file));
    WeightSource source(checkpoint, device);
    Generator vocoder = takeV4Vocoder(source);
    note(source, {}, report);
    return vocoder;
}

SovitsConfig sovitsConfig(const SovitsFile& file) {
    SovitsConfig config;
    const ConfigValue& info = file.checkpoint.info;
    config.heads = info.integerOr("config.model.n_heads", config.heads);
    config.layers = info.integerOr("config.model.n_layers", 0);
    config.rates = orThrow(upsampleRates(file));
    return config;
}

WeightSource sovitsWeights(const SovitsFile& base, const SovitsFile* overlay, at::Device device) {
    WeightSource source(base.checkpoint, device);
    if (overlay == nullptr)
        return source;
    const LoraPlan plan = orThrow(planLora(base, *overlay));
    WeightSource changes(overlay->checkpoint, device);
    for (const LoraReplacement& replacement : plan.replacements)
        source.put(replacement.target, changes.tensor(replacement.source));
    for (const LoraPair& pair : plan.pairs)
        source.put(pair.target,
                   source.tensor(pair.target) + at::matmul(changes.tensor(pair.up), changes.tensor(pair.down)));
    return source;
}

Sovits openSovits(const SovitsFile& file, at::Device device, LoadReport* report, bool generates) {
    WeightSource source = sovitsWeights(file, nullptr, device);
    Sovits network(source, sovitsConfig(file), generates);
    note(source, kSovitsTraining, report);
    return network;
}

FlowModel openFlowModel(const SovitsFile& base, const SovitsFile* overlay, at::Device device, LoadReport* report) {
    WeightSource source = sovitsWeights(base, overlay, device);
    FlowModel model{.encoder = FeatureEncoder(source, sovitsConfig(base)), .flow = FlowMatching(source)};
    note(source, kSovitsTraining, report);
    return model;
}

}  // namespace timbre::nets
