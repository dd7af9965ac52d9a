// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/files.h"
#include "core/nets/gpt_sovits_files.h"

namespace timbre::nets {

namespace {

using Shape = std::vector<std::int64_t>;

constexpr std::int64_t kAnyExtent = -1;
// The v1 bases have room for 512 phones, of which 322 are used; all others have 732.
constexpr std::int64_t kPhones2 = 732;

tl::unexpected<Error> unusable(const Checkpoint& checkpoint, const std::string& why) {
    const auto sovits = checkpoint.tensors.lower_bound("enc_p.");
    const bool isSovits = sovits != checkpoint.tensors.end() && sovits->first.starts_with("enc_p.");
    return fail(ErrorCode::Corrupt, displayPath(checkpoint.path) + " is no whole GPT model: " + why,
                isSovits ? "It is a SoVITS model; choose it as such." : "Choose a .ckpt file of GPT-SoVITS.");
}

/// One setting of the configuration and what it may be.
struct Setting {
    std::string_view path;
    std::int64_t GptFile::*into;
    std::int64_t most;
};

// Far above any model, and low enough that no product of two overflows.
constexpr std::array<Setting, 6> kSettings{{{"config.model.head", &GptFile::heads, 1024},
                                            {"config.model.n_layer", &GptFile::layers, 1024},
                                            {"config.model.hidden_dim", &GptFile::width, 65536},
                                            {"config.model.phoneme_vocab_size", &GptFile::phones, 1'000'000},
                                            {"config.model.vocab_size", &GptFile::tokens, 1'000'000},
                                            {"config.model.EOS", &GptFile::endToken, 1'000'000}}};

Result<void> readSettings(GptFile& file) {
    for (const Setting& setting : kSettings) {
        const std::int64_t value = file.checkpoint.info.integerOr(setting.path, 0);
        if (value < 1 || value > setting.most) {
            return unusable(file.checkpoint, "its setting " + std::string(setting.path) + " is missing or impossible");
        }
        file.*setting.into = value;
    }
    if (file.width % file.heads != 0) {
        return unusable(file.checkpoint, "its width of " + std::to_string(file.width) + " does not divide among " +
                                             std::to_string(file.heads) + " heads");
    }
    if (file.endToken >= file.tokens) {
        return unusable(file.checkpoint, "its end token lies beyond its tokens");
    }
    file.symbolVersion = file.phones >= kPhones2 ? 2 : 1;
    return {};
}

using Shapes = std::map<std::string, Shape>;

// Source of both: GPT_SoVITS/AR/models/t2s_model.py, Text2SemanticDecoder; the feed-forward part is four times as wide
// as the rest, whatever linear_units says.
Shapes outerTensors(const GptFile& file) {
    return {{"model.bert_proj.weight", {file.width, kAnyExtent}},
            {"model.bert_proj.bias", {file.width}},
            {"model.ar_text_embedding.word_embeddings.weight", {file.phones, file.width}},
            {"model.ar_text_position.alpha", {1}},
            {"model.ar_audio_embedding.word_embeddings.weight", {file.tokens, file.width}},
            {"model.ar_audio_position.alpha", {1}},
            {"model.ar_predict_layer.weight", {file.tokens, file.width}}};
}

Shapes layerTensors(std::int64_t layer, std::int64_t width) {
    const std::string at = "model.h.layers." + std::to_string(layer) + ".";
    const std::int64_t inner = 4 * width;
    return {{at + "self_attn.in_proj_weight", {3 * width, width}},
            {at + "self_attn.in_proj_bias", {3 * width}},
            {at + "self_attn.out_proj.weight", {width, width}},
            {at + "self_attn.out_proj.bias", {width}},
            {at + "linear1.weight", {inner, width}},
            {at + "linear1.bias", {inner}},
            {at + "linear2.weight", {width, inner}},
            {at + "linear2.bias", {width}},
            {at + "norm1.weight", {width}},
            {at + "norm1.bias", {width}},
            {at + "norm2.weight", {width}},
            {at + "norm2.bias", {width}}};
}

bool fits(const Shape& has, const Shape& wanted) {
    return std::ranges::equal(has, wanted, [](std::int64_t a, std::int64_t b) { return a == b || b == kAnyExtent; });
}

/// @param known  the names found are added to it.
Result<void> checkShapes(const GptFile& file, const Shapes& expected, std::vector<std::string_view>& known) {
    for (const auto& [name, shape] : expected) {
        const auto found = file.checkpoint.tensors.find(name);
        if (found == file.checkpoint.tensors.end()) {
            return unusable(file.checkpoint, "the tensor " + name + " is missing");
        }
        if (!fits(found->second.shape, shape)) {
            return unusable(file.checkpoint, "the tensor " + name + " has another shape than its configuration says");
        }
        known.push_back(found->first);
    }
    return {};
}

Result<void> checkTensors(const GptFile& file) {
    std::vector<std::string_view> known;
    known.reserve(file.checkpoint.tensors.size());
    if (auto outer = checkShapes(file, outerTensors(file), known); !outer) {
        return outer;
    }
    // One layer at a time: a lying number of layers ends at the first that is missing.
    for (std::int64_t layer = 0; layer < file.layers; ++layer) {
        if (auto inside = checkShapes(file, layerTensors(layer, file.width), known); !inside) {
            return inside;
        }
    }
    std::ranges::sort(known);
    for (const auto& [name, tensor] : file.checkpoint.tensors) {
        if (!std::ranges::binary_search(known, std::string_view(name))) {
            return unusable(file.checkpoint, "it has the unknown tensor " + name);
        }
    }
    return {};
}

}  // namespace

Result<GptFile> openGptFile(const std::filesystem::path& path) {
    auto checkpoint = readCheckpoint(path);
    if (!checkpoint) {
        return tl::unexpected(checkpoint.error());
    }
    GptFile file{.checkpoint = std::move(*checkpoint)};
    if (auto settings = readSettings(file); !settings) {
        return tl::unexpected(settings.error());
    }
    if (auto tensors = checkTensors(file); !tensors) {
        return tl::unexpected(tensors.error());
    }
    return file;
}

}  // namespace timbre::nets
