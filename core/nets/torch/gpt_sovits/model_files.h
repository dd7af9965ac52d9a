// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// From files and folders as users have them to networks. All throw Fault: ModelMissing, Corrupt, InvalidInput.

#include <filesystem>

#include "core/nets/gpt_sovits_files.h"
#include "core/nets/torch/gpt_sovits/bert.h"
#include "core/nets/torch/gpt_sovits/bigvgan.h"
#include "core/nets/torch/gpt_sovits/hubert.h"
#include "core/nets/torch/gpt_sovits/sovits.h"
#include "core/nets/torch/gpt_sovits/speaker_net.h"
#include "core/nets/torch/gpt_sovits/t2s.h"

namespace timbre::nets {

/// Folders with config.json and pytorch_model.bin or model.safetensors.
Hubert openHubert(const std::filesystem::path& folder, at::Device device);
Bert openBert(const std::filesystem::path& folder, at::Device device);
/// Folder with config.json and bigvgan_generator.pt.
BigVgan openBigVgan(const std::filesystem::path& folder, at::Device device);
SpeakerNet openSpeakerNet(const std::filesystem::path& file, at::Device device);
TextToSemantic openTextToSemantic(const std::filesystem::path& file, at::Device device);
/// vocoder.pth of v4: ln mel -> wave at 48 kHz.
Generator openV4Vocoder(const std::filesystem::path& file, at::Device device);
/// The same from weights in memory.
Generator takeV4Vocoder(WeightSource& source);

/// `config.model` of a SoVITS file.
SovitsConfig sovitsConfig(const SovitsFile& file);
/// The weights of a base, or of a base with a LoRA file laid over it. Borrows both.
WeightSource sovitsWeights(const SovitsFile& base, const SovitsFile* overlay, at::Device device);

}  // namespace timbre::nets
