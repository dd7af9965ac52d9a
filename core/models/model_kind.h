// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <filesystem>
#include <optional>

#include "core/base/result.h"
#include "core/models/model_roles.h"

namespace timbre {

/// How surely a GPT or SoVITS model is a base that other voices start from, and other parts the ones GPT-SoVITS ships;
/// the first is taken where there are several.
enum class Standing {
    Official,   ///< Known by its checksum or its size of vocabulary.
    Base,       ///< Named like an official base, or with the parts that fine-tuning leaves out (enc_q).
    Unknown,    ///< Nothing speaks against it.
    FineTuned,  ///< Somebody's voice, by name or folder: never taken for a base.
};

/// "official", "base", "unknown", "fine-tuned".
std::string_view standingName(Standing standing) noexcept;

/// A model and what it is, by its content.
struct FoundModel {
    std::filesystem::path path{};  ///< Absolute. The folder, for roles that are folders.
    ModelRole role = ModelRole::Gpt;
    std::optional<ModelVersion> version{};  ///< Of Sovits and SovitsLora.
    bool versionIsCertain = true;           ///< False where v3 was told from v4 by a guess (nets::SovitsFile).
    int symbolVersion = 2;                  ///< Of Gpt, Sovits and SovitsLora. 1: phones of v1.
    Standing standing = Standing::Unknown;
    std::uint64_t bytes = 0;    ///< Of the weights.
    std::int64_t modified = 0;  ///< Of the weights: nanoseconds, by the file system's clock.

    bool operator==(const FoundModel&) const = default;
};

/// The file that holds the weights: `path` itself, or the one inside a folder; empty where it is gone.
std::filesystem::path weightsOf(const FoundModel& model);

/// Whether size and time of the weights are still those that were noted.
bool isUnchanged(const FoundModel& model);

/// Whether a file's name is one that models have (.ckpt, .pth, .safetensors; pytorch_model.bin, bigvgan_generator.pt,
/// g2pW.onnx, lid.176.bin).
bool mayBeModel(const std::filesystem::path& file);

/// Finds out what a file is, from its headers; no tensor is read. nullopt for what is whole and nothing of ours.
/// Errors: NotFound, Io; Corrupt and Unsupported for files that are damaged or of an unknown kind, ModelMissing for
/// a folder in which a companion (config.json) is missing, InvalidInput for a SoVITS model that is surely not `asked`.
/// @param asked  decides between v3 and v4, whose bases look alike; no matter for other files.
Result<std::optional<FoundModel>> classifyModel(const std::filesystem::path& file,
                                                std::optional<ModelVersion> asked = std::nullopt);

}  // namespace timbre
