// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/nets/checkpoint.h"

/// GPT-SoVITS model files as users have them: what a file is, told by its content.
namespace timbre::nets {

enum class ModelVersion { V1, V2, V2Pro, V2ProPlus, V3, V4 };

/// "v1", "v2", "v2Pro", "v2ProPlus", "v3", "v4": GPT-SoVITS's own names.
std::string_view modelVersionName(ModelVersion version) noexcept;

/// A SoVITS model (s2, .pth), or the LoRA overlay of one.
struct SovitsFile {
    Checkpoint checkpoint{};
    ModelVersion version = ModelVersion::V2;
    int symbolVersion = 2;  ///< 1: 322 phones, 2: 732.
    bool lora = false;      ///< Needs a base model of the same version: planLora().
    /// False where nothing but the configuration, the file's name or a guess tells v3 from v4, whose tensors have the
    /// same shapes. Then the user should be asked.
    bool versionIsCertain = true;
    std::int64_t loraRank = 0;  ///< As the file says; 0 where it does not.
};

/// Opens a SoVITS model and finds out what it is, by its tensors, the two bytes at its head, the checksum of its first
/// 8192 bytes, and only to tell v3 from v4 by `asked`, its configuration and its name, in this order.
/// Errors: those of readCheckpoint; InvalidInput where the file is surely not what was asked for; Corrupt where it
/// contradicts itself or is no SoVITS model; Unsupported for a head of a version to come.
/// Source: GPT_SoVITS/process_ckpt.py, get_sovits_version_from_path_fast and load_sovits_new.
Result<SovitsFile> openSovitsFile(const std::filesystem::path& path, std::optional<ModelVersion> asked = std::nullopt);

/// How many times as long each stage of the model's wave generator makes its input: `config.model.upsample_rates`, or
/// those of the official models where the file has none. Corrupt where they are no positive numbers.
Result<std::vector<std::int64_t>> upsampleRates(const SovitsFile& file);

/// The version of an official base model by the MD5 of its first 8192 bytes, or nullopt for any other file.
std::optional<ModelVersion> officialBase(std::string_view md5) noexcept;

/// A GPT model (s1, .ckpt): the text-to-semantic transformer. The tensors are exactly those that its configuration asks
/// for, with fitting shapes.
struct GptFile {
    Checkpoint checkpoint{};
    std::int64_t heads = 0;
    std::int64_t layers = 0;
    std::int64_t width = 0;     ///< hidden_dim, a multiple of heads.
    std::int64_t phones = 0;    ///< phoneme_vocab_size.
    std::int64_t tokens = 0;    ///< vocab_size, the end token included.
    std::int64_t endToken = 0;  ///< EOS, below tokens.
    int symbolVersion = 2;      ///< 1: 512 phones, 2: 732.
};

/// Errors: those of readCheckpoint; Corrupt where a tensor is missing, unknown or of another shape than the
/// configuration says, or where there is no configuration; the tensor or setting is named.
Result<GptFile> openGptFile(const std::filesystem::path& path);

/// One low-rank change: base tensor `target` [out, in] becomes target + up * down.
struct LoraPair {
    std::string target;  ///< In the base.
    std::string down;    ///< A, [rank, in], in the overlay.
    std::string up;      ///< B, [out, rank], in the overlay.
    std::int64_t rank = 0;
};

/// A tensor of the overlay that takes the place of the base's.
struct LoraReplacement {
    std::string target;  ///< In the base; where the base lacks it (rotary_embed.inv_freq, a constant), an addition.
    std::string source;  ///< In the overlay.
};

/// How an overlay changes its base. The arithmetic is not done here.
struct LoraPlan {
    std::vector<LoraPair> pairs;
    std::vector<LoraReplacement> replacements;
};

/// Matches a LoRA overlay with its base model. alpha equals the rank, so no scale is needed.
/// Errors: InvalidInput where the two do not belong together (version, a tensor that the base lacks, another shape),
/// Corrupt where the overlay is incomplete; the tensor is named.
/// Source: GPT_SoVITS/inference_webui.py (LoraConfig, merge_and_unload).
Result<LoraPlan> planLora(const SovitsFile& base, const SovitsFile& overlay);

}  // namespace timbre::nets
