// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// From files and folders as users have them to networks. All throw Fault: ModelMissing, Corrupt, InvalidInput.

#include <filesystem>
#include <string>
#include <vector>

#include "core/nets/gpt_sovits_files.h"
#include "core/nets/torch/gpt_sovits/bert.h"
#include "core/nets/torch/gpt_sovits/bigvgan.h"
#include "core/nets/torch/gpt_sovits/flow_matching.h"
#include "core/nets/torch/gpt_sovits/hubert.h"
#include "core/nets/torch/gpt_sovits/sovits.h"
#include "core/nets/torch/gpt_sovits/speaker_net.h"
#include "core/nets/torch/gpt_sovits/t2s.h"

namespace timbre::nets {

/// What a file holds beyond the model and what is known to be there for training, by name and in order. No error: the
/// reference reads past it, but whoever chose the file may have chosen the wrong one. Text-to-semantic files have no
/// report, because there the reference refuses such tensors, and so do we.
struct LoadReport {
    std::vector<std::string> unexpected{};
};

/// Folders with config.json and pytorch_model.bin or model.safetensors.
Hubert openHubert(const std::filesystem::path& folder, at::Device device, LoadReport* report = nullptr);
Bert openBert(const std::filesystem::path& folder, at::Device device, LoadReport* report = nullptr);
/// Folder with config.json and bigvgan_generator.pt.
BigVgan openBigVgan(const std::filesystem::path& folder, at::Device device, LoadReport* report = nullptr);
SpeakerNet openSpeakerNet(const std::filesystem::path& file, at::Device device, LoadReport* report = nullptr);
TextToSemantic openTextToSemantic(const std::filesystem::path& file, at::Device device);
/// vocoder.pth of v4: ln mel -> wave at 48 kHz.
Generator openV4Vocoder(const std::filesystem::path& file, at::Device device, LoadReport* report = nullptr);
/// The same from weights in memory.
Generator takeV4Vocoder(WeightSource& source);

/// `config.model` of a SoVITS file.
SovitsConfig sovitsConfig(const SovitsFile& file);
/// The weights of a base, or of a base with a LoRA file laid over it. Borrows both.
WeightSource sovitsWeights(const SovitsFile& base, const SovitsFile* overlay, at::Device device);
/// v1, v2, v2Pro and v2ProPlus.
Sovits openSovits(const SovitsFile& file, at::Device device, LoadReport* report = nullptr, bool generates = true);
/// v3 and v4; their vocoders are files of their own.
struct FlowModel {
    FeatureEncoder encoder;
    FlowMatching flow;
};
FlowModel openFlowModel(const SovitsFile& base, const SovitsFile* overlay, at::Device device,
                        LoadReport* report = nullptr);

}  // namespace timbre::nets
