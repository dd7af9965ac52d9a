// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Folders of models laid out as GPT-SoVITS has them, with tiny tensors under the official names.

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/support/torch_zip_writer.h"

namespace timbre::test {

/// Writes the file and the folders above it.
inline std::filesystem::path writeBytes(const std::filesystem::path& file, const std::string& bytes) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << bytes;
    return file;
}

/// A GPT model whose phones are those of v1 (512) or of the later versions (732).
inline std::string gptOfPhones(std::int64_t phones) {
    auto tensors = gptTensors(1);
    tensors[2].shape = {phones, 4};
    return writeModel(tensors, [phones](PickleWriter& pickle) {
        pickle.text("config").emptyDict().mark().text("model").emptyDict().mark();
        pickle.text("vocab_size").integer(10).text("phoneme_vocab_size").integer(phones).text("hidden_dim").integer(4);
        pickle.text("head").integer(2).text("n_layer").integer(1).text("EOS").integer(9).setItems().setItems();
        pickle.text("info").text("GPT-e15");
    });
}

inline std::string hubertWeights() {
    return writeModel({{"masked_spec_embed", {4}}, {"feature_extractor.conv_layers.0.conv.weight", {4, 1, 10}}});
}
inline std::string bertWeights(std::int64_t words = 30) {
    return writeModel({{"bert.embeddings.word_embeddings.weight", {words, 4}}});
}
inline std::string speakerWeights() { return writeModel({{"conv1.weight", {4, 1, 3, 3}}, {"seg_1.weight", {4, 8}}}); }
inline std::string vocoderWeights() {
    return writeModel(
        {{"conv_pre.weight", {8, 100, 7}}, {"ups.0.weight", {8, 4, 20}}, {"resblocks.0.convs1.0.bias", {4}}});
}
inline std::string bigvganWeights() {
    return writeModel({{"conv_pre.weight_v", {8, 100, 7}},
                       {"ups.0.0.bias", {4}},
                       {"resblocks.0.convs1.0.bias", {4}},
                       {"resblocks.0.activations.0.act.alpha", {4}}});
}

inline void addHubert(const std::filesystem::path& root) {
    writeBytes(root / "chinese-hubert-base/pytorch_model.bin", hubertWeights());
    writeBytes(root / "chinese-hubert-base/config.json", "{}");
}
inline void addBert(const std::filesystem::path& root) {
    writeBytes(root / "chinese-roberta-wwm-ext-large/pytorch_model.bin", bertWeights());
    writeBytes(root / "chinese-roberta-wwm-ext-large/config.json", "{}");
    writeBytes(root / "chinese-roberta-wwm-ext-large/tokenizer.json", "{}");
}
inline void addBigVgan(const std::filesystem::path& root) {
    const auto folder = root / "models--nvidia--bigvgan_v2_24khz_100band_256x";
    writeBytes(folder / "bigvgan_generator.pt", bigvganWeights());
    writeBytes(folder / "config.json", "{}");
}
inline void addSpeakerNet(const std::filesystem::path& root) {
    writeBytes(root / "sv/pretrained_eres2netv2w24s4ep4.ckpt", speakerWeights());
}

/// Everything of GPT_SoVITS/pretrained_models.
inline void addPretrainedModels(const std::filesystem::path& root) {
    addHubert(root);
    addBert(root);
    addBigVgan(root);
    addSpeakerNet(root);
    writeBytes(root / "s1bert25hz-2kh-longer-epoch=68e-step=50232.ckpt", gptOfPhones(512));
    writeBytes(root / "s2G488k.pth", sovitsFile("v1"));
    writeBytes(root / "s2D488k.pth", writeModel({{"discriminators.0.convs.0.bias", {4}}}));
    writeBytes(root / "gsv-v2final-pretrained/s1bert25hz-5kh-longer-epoch=12-step=369668.ckpt", gptOfPhones(732));
    writeBytes(root / "gsv-v2final-pretrained/s2G2333k.pth", sovitsFile("v2"));
    writeBytes(root / "s1v3.ckpt", gptOfPhones(732));
    writeBytes(root / "s2Gv3.pth", sovitsFile("v3"));
    writeBytes(root / "gsv-v4-pretrained/s2Gv4.pth", sovitsFile("v4"));
    writeBytes(root / "gsv-v4-pretrained/vocoder.pth", vocoderWeights());
    writeBytes(root / "v2Pro/s2Gv2Pro.pth", sovitsFile("v2Pro", "05"));
    writeBytes(root / "v2Pro/s2Gv2ProPlus.pth", sovitsFile("v2ProPlus", "06"));
    writeBytes(root / "fast_langdetect/lid.176.bin", "languages");
}

}  // namespace timbre::test
