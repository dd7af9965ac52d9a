// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/model_roles.h"

#include <algorithm>

#include "core/base/utf8.h"

namespace timbre {

namespace {

struct RoleWords {
    ModelRole role;
    std::string_view name;
    std::string_view title;
    std::string_view official;  ///< Empty for roles whose file depends on the version.
};

// Source of the file names: GPT_SoVITS/pretrained_models and GPT_SoVITS/text as GPT-SoVITS installs them.
constexpr std::array<RoleWords, kModelRoles.size()> kWords = {
    {{ModelRole::Gpt, "gpt", "GPT model", ""},
     {ModelRole::Sovits, "sovits", "SoVITS model", ""},
     {ModelRole::SovitsLora, "sovits-lora", "LoRA of a SoVITS model", ""},
     {ModelRole::Hubert, "hubert", "HuBERT", "chinese-hubert-base"},
     {ModelRole::Bert, "bert", "Chinese text model (BERT)", "chinese-roberta-wwm-ext-large"},
     {ModelRole::SpeakerNet, "speaker-net", "speaker network (ERes2NetV2)", "sv/pretrained_eres2netv2w24s4ep4.ckpt"},
     {ModelRole::BigVgan, "bigvgan", "vocoder of v3 (BigVGAN)", "models--nvidia--bigvgan_v2_24khz_100band_256x"},
     {ModelRole::V4Vocoder, "v4-vocoder", "vocoder of v4", "gsv-v4-pretrained/vocoder.pth"},
     {ModelRole::G2pw, "g2pw", "readings of Chinese characters (g2pW)", "G2PWModel"},
     {ModelRole::LanguageId, "language-id", "language detection", "fast_langdetect/lid.176.bin"},
     {ModelRole::Training, "training", "discriminator, for training alone", ""}}};

const RoleWords& wordsOf(ModelRole role) noexcept {
    const auto* const found = std::ranges::find(kWords, role, &RoleWords::role);
    return found == kWords.end() ? kWords.back() : *found;
}

std::string officialGpt(ModelVersion version) {
    switch (version) {
        case ModelVersion::V1:
            return "s1bert25hz-2kh-longer-epoch=68e-step=50232.ckpt";
        case ModelVersion::V2:
            return "gsv-v2final-pretrained/s1bert25hz-5kh-longer-epoch=12-step=369668.ckpt";
        default:
            return "s1v3.ckpt";
    }
}

std::string officialSovits(ModelVersion version) {
    switch (version) {
        case ModelVersion::V1:
            return "s2G488k.pth";
        case ModelVersion::V2:
            return "gsv-v2final-pretrained/s2G2333k.pth";
        case ModelVersion::V2Pro:
            return "v2Pro/s2Gv2Pro.pth";
        case ModelVersion::V2ProPlus:
            return "v2Pro/s2Gv2ProPlus.pth";
        case ModelVersion::V3:
            return "s2Gv3.pth";
        case ModelVersion::V4:
            break;
    }
    return "gsv-v4-pretrained/s2Gv4.pth";
}

}  // namespace

std::optional<ModelVersion> modelVersionNamed(std::string_view name) {
    const auto* const found = std::ranges::find_if(
        kModelVersions, [name](ModelVersion version) { return foldCase(modelVersionName(version)) == foldCase(name); });
    return found == kModelVersions.end() ? std::nullopt : std::optional(*found);
}

std::span<const std::string_view> languagesOf(ModelVersion version) noexcept {
    // Source: GPT_SoVITS/inference_webui.py, dict_language_v1 and dict_language_v2.
    static constexpr std::array<std::string_view, 5> kLanguages = {"zh", "en", "ja", "yue", "ko"};
    constexpr std::size_t kOfV1 = 3;
    return std::span(kLanguages).first(version == ModelVersion::V1 ? kOfV1 : kLanguages.size());
}

std::string_view modelRoleName(ModelRole role) noexcept { return wordsOf(role).name; }

std::optional<ModelRole> modelRoleNamed(std::string_view name) noexcept {
    const auto* const found = std::ranges::find(kWords, name, &RoleWords::name);
    return found == kWords.end() ? std::nullopt : std::optional(found->role);
}

std::string_view modelRoleTitle(ModelRole role) noexcept { return wordsOf(role).title; }

std::string officialName(ModelRole role, ModelVersion version) {
    switch (role) {
        case ModelRole::Gpt:
            return officialGpt(version);
        case ModelRole::Sovits:
        case ModelRole::SovitsLora:
            return officialSovits(version);
        default:
            return std::string(wordsOf(role).official);
    }
}

}  // namespace timbre
