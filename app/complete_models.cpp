// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/complete_models.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "core/models/model_catalogue.h"
#include "core/models/model_kind.h"
#include "core/models/model_needs.h"
#include "core/text/text.h"

namespace timbre::app {

namespace {

namespace fs = std::filesystem;
using Models = std::map<std::string, fs::path>;

/// For zero-shot voices: the likest first, but those that need seconds of flow matching on a CPU last.
constexpr std::array kByPreference = {ModelVersion::V2ProPlus, ModelVersion::V2Pro, ModelVersion::V2,
                                      ModelVersion::V4,        ModelVersion::V3,    ModelVersion::V1};

/// Which version the voice is to be of, and whether its SoVITS model is laid over a base.
struct Kind {
    ModelVersion version = ModelVersion::V2;
    bool lora = false;
};

Result<Kind> kindOf(const Models& given, const std::string& modelVersion, const std::vector<FoundModel>& known) {
    std::optional<ModelVersion> asked;
    if (!modelVersion.empty()) {
        asked = modelVersionNamed(modelVersion);
        if (!asked) {
            return fail(ErrorCode::InvalidInput, fmt::format("there is no version “{}”", modelVersion),
                        "Versions are v1, v2, v2Pro, v2ProPlus, v3 and v4.");
        }
    }
    if (const auto file = given.find("sovits"); file != given.end()) {
        const auto model = classifyModel(file->second, asked);
        if (!model) {
            return tl::unexpected(model.error());
        }
        const bool right = *model && ((*model)->role == ModelRole::Sovits || (*model)->role == ModelRole::SovitsLora);
        if (!right) {
            return fail(ErrorCode::InvalidInput, fmt::format("{} is no SoVITS model", file->second.string()),
                        "--sovits wants an s2 .pth, --gpt an s1 .ckpt.");
        }
        return Kind{.version = (*model)->version.value_or(ModelVersion::V2),
                    .lora = (*model)->role == ModelRole::SovitsLora};
    }
    if (asked) {
        return Kind{.version = *asked};
    }
    const auto readiness = readinessOf(known);
    for (const ModelVersion version : kByPreference) {
        const auto found = std::ranges::find(readiness, version, &VersionReadiness::version);
        if (found != readiness.end() && found->ready()) {
            return Kind{.version = version};
        }
    }
    return Kind{};  // what is missing for it is named below
}

void complete(Models& models, const char* part, const std::vector<FoundModel>& known, ModelRole role,
              ModelVersion version) {
    if (models.contains(part)) {
        return;
    }
    if (const FoundModel* best = bestModel(known, role, version)) {
        models[part] = best->path;
    }
}

/// As the catalogue names languages. Texts of several ask for nothing that one language would not ask for.
std::string assetLanguage(const std::string& language) {
    const auto entry = findLanguage(language);
    const std::string_view tag = entry ? (*entry)->tag : std::string_view(language);
    return std::string(tag == "auto" ? "en" : tag);
}

}  // namespace

Result<Models> completeModels(const Composition& composition, const Models& given, const std::string& modelVersion,
                              const std::string& language) {
    Models models = given;
    const auto catalogue = composition.openModels();
    if (!catalogue) {
        return tl::unexpected(catalogue.error());
    }
    const std::vector<FoundModel> known = catalogue->found();
    const auto kind = kindOf(models, modelVersion, known);
    if (!kind) {
        return tl::unexpected(kind.error());
    }
    const bool ownSovits = models.contains("sovits");
    complete(models, "gpt", known, ModelRole::Gpt, kind->version);
    if (!ownSovits) {
        complete(models, "sovits", known, ModelRole::Sovits, kind->version);
    } else if (kind->lora) {
        complete(models, "base", known, ModelRole::Sovits, kind->version);
    }
    complete(models, "hubert", known, ModelRole::Hubert, kind->version);
    complete(models, "bert", known, ModelRole::Bert, kind->version);  // for whenever there is Chinese to speak
    if (kind->version == ModelVersion::V2Pro || kind->version == ModelVersion::V2ProPlus) {
        complete(models, "speaker", known, ModelRole::SpeakerNet, kind->version);
    } else if (kind->version == ModelVersion::V3) {
        complete(models, "vocoder", known, ModelRole::BigVgan, kind->version);
    } else if (kind->version == ModelVersion::V4) {
        complete(models, "vocoder", known, ModelRole::V4Vocoder, kind->version);
    }
    if (models.contains("gpt") && models.contains("sovits") && (!kind->lora || models.contains("base"))) {
        return models;  // what else is missing the engine says, for it knows whether it needs it
    }
    const auto assets = resolveAssets(*catalogue, {.version = kind->version,
                                                   .language = assetLanguage(language),
                                                   .ownGpt = models.contains("gpt"),
                                                   .ownSovits = ownSovits && !kind->lora});
    if (!assets) {
        return tl::unexpected(assets.error());
    }
    return models;
}

}  // namespace timbre::app
