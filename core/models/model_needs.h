// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What each version of GPT-SoVITS needs to speak, what of it is there, and what to do about the rest.

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/models/model_kind.h"

namespace timbre {

/// A part that is needed and not there.
struct MissingModel {
    ModelRole role = ModelRole::Gpt;
    std::string file;      ///< As GPT-SoVITS names it: "gsv-v4-pretrained/vocoder.pth".
    std::string sentence;  ///< "v4 needs ..., and gsv-v4-pretrained/vocoder.pth is missing".
    std::string advice;
};

/// What a version can do with the models there are.
struct VersionReadiness {
    ModelVersion version = ModelVersion::V2;
    std::vector<std::string_view> languages{};      ///< Tags of those it can speak now; empty where it cannot speak.
    std::vector<MissingModel> missing{};            ///< Without which it cannot speak.
    std::vector<MissingModel> missingForChinese{};  ///< Without which it speaks all languages but Chinese.
    std::string standIn{};   ///< A file that is used as the GPT base although nothing tells that it is; else empty.
    bool ownModels = false;  ///< No base, but models of the user's own that a voice can be made of.

    [[nodiscard]] bool ready() const noexcept { return missing.empty(); }
    /// "v2: ready for zh, en, ja, yue, ko", or "v3: not ready; missing: ...; Chinese also needs ...". One line.
    [[nodiscard]] std::string line() const;
    /// What to do about all that is missing; empty where nothing is.
    [[nodiscard]] std::string advice() const;
};

/// All versions, by number.
std::vector<VersionReadiness> readinessOf(std::span<const FoundModel> models);

/// LoRA files whose base is not there: one sentence each.
std::vector<MissingModel> basesMissingForLora(std::span<const FoundModel> models);

/// The best model for a role, or null. `version` matters for Gpt and Sovits, where bases alone are meant, and for
/// SovitsLora. The first by standing, then in the order given.
const FoundModel* bestModel(std::span<const FoundModel> models, ModelRole role, ModelVersion version);

/// The models that every voice of a version starts from; a path is empty where the file is not there.
struct GptSovitsBase {
    std::filesystem::path gpt;
    std::filesystem::path sovits;
};

/// What the engine opens. Paths are empty for what is not there and not needed.
struct GptSovitsAssets {
    std::filesystem::path hubert;
    std::filesystem::path bert;
    std::filesystem::path speakerNet;
    std::filesystem::path bigvgan;
    std::filesystem::path v4Vocoder;
    std::map<ModelVersion, GptSovitsBase> bases;  ///< Of every version that has at least one of the two.
};

struct AssetRequest {
    ModelVersion version = ModelVersion::V2;
    std::string_view language = "zh";
    bool ownGpt = false;     ///< The voice brings its own GPT model: no base is needed.
    bool ownSovits = false;  ///< The same for SoVITS; false for a LoRA, which needs its base.
};

/// Everything needed for the request, and what else is there. ModelMissing names every missing thing; Unsupported: the
/// version has no such language.
Result<GptSovitsAssets> resolveAssets(std::span<const FoundModel> models, const AssetRequest& request);

}  // namespace timbre
