// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The parts that GPT-SoVITS is put together from, and their names.

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/nets/gpt_sovits_files.h"

namespace timbre {

using nets::ModelVersion;
using nets::modelVersionName;

inline constexpr std::array<ModelVersion, 6> kModelVersions = {ModelVersion::V1,    ModelVersion::V2,
                                                               ModelVersion::V2Pro, ModelVersion::V2ProPlus,
                                                               ModelVersion::V3,    ModelVersion::V4};

/// By GPT-SoVITS's own name, without regard to case.
std::optional<ModelVersion> modelVersionNamed(std::string_view name);

/// Tags of the languages that a version has phones for: v1 "zh", "en", "ja"; the others also "yue" and "ko".
std::span<const std::string_view> languagesOf(ModelVersion version) noexcept;

/// What a model file is for.
enum class ModelRole {
    Gpt,         ///< s1 .ckpt: text to semantic tokens.
    Sovits,      ///< s2 .pth: tokens to sound.
    SovitsLora,  ///< .pth that is laid over a base of v3 or v4.
    Hubert,      ///< chinese-hubert-base, a folder.
    Bert,        ///< chinese-roberta-wwm-ext-large, a folder.
    SpeakerNet,  ///< ERes2NetV2 of v2Pro and v2ProPlus.
    BigVgan,     ///< Vocoder of v3, a folder.
    V4Vocoder,   ///< vocoder.pth of v4.
    G2pw,        ///< G2PWModel, a folder: readings of Chinese characters.
    LanguageId,  ///< lid.176.bin: tells languages apart.
    Training,    ///< s2D .pth: discriminators, of use for training alone.
};

inline constexpr std::array<ModelRole, 11> kModelRoles = {
    ModelRole::Gpt,  ModelRole::Sovits,     ModelRole::SovitsLora, ModelRole::Hubert,
    ModelRole::Bert, ModelRole::SpeakerNet, ModelRole::BigVgan,    ModelRole::V4Vocoder,
    ModelRole::G2pw, ModelRole::LanguageId, ModelRole::Training};

/// Stable, for programs and manifests: "gpt", "sovits", "sovits-lora", "hubert", "bert", "speaker-net", "bigvgan",
/// "v4-vocoder", "g2pw", "language-id", "training".
std::string_view modelRoleName(ModelRole role) noexcept;
std::optional<ModelRole> modelRoleNamed(std::string_view name) noexcept;

/// For people: "GPT model".
std::string_view modelRoleTitle(ModelRole role) noexcept;

/// Where GPT-SoVITS keeps the part of that role: "chinese-hubert-base", "gsv-v4-pretrained/vocoder.pth". Gpt and Sovits
/// are bases and depend on the version.
std::string officialName(ModelRole role, ModelVersion version);

}  // namespace timbre
