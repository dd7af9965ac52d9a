// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/model_needs.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/files.h"
#include "core/base/utf8.h"

namespace timbre {

namespace {

constexpr std::string_view kChinese = "zh";

std::string titleFor(ModelRole role) {
    if (role == ModelRole::Gpt || role == ModelRole::Sovits) {
        return fmt::format("its {} as a base", modelRoleTitle(role));
    }
    return fmt::format("the {}{}", modelRoleTitle(role), role == ModelRole::Bert ? " for Chinese" : "");
}

/// "chinese-hubert-base (the whole folder)".
std::string fileToGet(ModelRole role, const std::string& file) {
    const bool folder = role == ModelRole::Hubert || role == ModelRole::Bert || role == ModelRole::BigVgan;
    return file + (folder ? " (the whole folder)" : "");
}

std::string adviceFor(std::span<const MissingModel> all) {
    std::vector<std::string> files;
    for (const MissingModel& one : all) {
        files.push_back(fileToGet(one.role, one.file));
    }
    const std::string last = files.back();
    files.pop_back();
    return fmt::format("Get {}{}{} from GPT-SoVITS's pretrained_models and give {} to `timbre models add`.",
                       fmt::join(files, ", "), files.empty() ? "" : " and ", last, files.empty() ? "it" : "them");
}

MissingModel missing(ModelRole role, ModelVersion version) {
    const std::string file = officialName(role, version);
    MissingModel one{
        .role = role,
        .file = file,
        .sentence = fmt::format("{} needs {}, and {} is missing", modelVersionName(version), titleFor(role), file),
        .advice = {}};
    one.advice = adviceFor({&one, 1});
    return one;
}

/// The parts without which a version is silent in any language, its bases first.
std::vector<ModelRole> needsOf(ModelVersion version) {
    std::vector<ModelRole> roles{ModelRole::Gpt, ModelRole::Sovits, ModelRole::Hubert};
    switch (version) {
        case ModelVersion::V2Pro:
        case ModelVersion::V2ProPlus:
            roles.push_back(ModelRole::SpeakerNet);
            break;
        case ModelVersion::V3:
            roles.push_back(ModelRole::BigVgan);
            break;
        case ModelVersion::V4:
            roles.push_back(ModelRole::V4Vocoder);
            break;
        default:
            break;
    }
    return roles;
}

/// Whether a GPT model is a base of the version: official ones by their name, others by their phones.
bool isGptBaseOf(const FoundModel& model, ModelVersion version) {
    const std::string name = foldCase(displayPath(model.path.filename()));
    if (name.starts_with("s1bert25hz-2kh")) {
        return version == ModelVersion::V1;
    }
    if (name.starts_with("s1bert25hz-5kh")) {
        return version == ModelVersion::V2;
    }
    if (name.starts_with("s1v3")) {
        return version != ModelVersion::V1 && version != ModelVersion::V2;
    }
    return (model.symbolVersion == 1) == (version == ModelVersion::V1);
}

bool serves(const FoundModel& model, ModelRole role, ModelVersion version) {
    if (model.role != role) {
        return false;
    }
    switch (role) {
        case ModelRole::Gpt:
            return model.standing != Standing::FineTuned && isGptBaseOf(model, version);
        case ModelRole::Sovits:
            return model.standing != Standing::FineTuned && model.version == version;
        case ModelRole::SovitsLora:
            return model.version == version;
        default:
            return true;
    }
}

std::filesystem::path pathOf(std::span<const FoundModel> models, ModelRole role, ModelVersion version) {
    const FoundModel* const model = bestModel(models, role, version);
    return model == nullptr ? std::filesystem::path() : model->path;
}

std::vector<MissingModel> missingOf(std::span<const FoundModel> models, ModelVersion version,
                                    std::span<const ModelRole> roles) {
    std::vector<MissingModel> all;
    for (const ModelRole role : roles) {
        if (bestModel(models, role, version) == nullptr) {
            all.push_back(missing(role, version));
        }
    }
    return all;
}

std::string filesOf(std::span<const MissingModel> all) {
    std::vector<std::string> files;
    for (const MissingModel& one : all) {
        files.push_back(fmt::format("{} ({})", one.file, modelRoleName(one.role)));
    }
    return fmt::format("{}", fmt::join(files, ", "));
}

bool isBase(ModelRole role) { return role == ModelRole::Gpt || role == ModelRole::Sovits; }

/// Whether the user has trained a pair for the version, so that no base is needed.
bool hasOwnPair(std::span<const FoundModel> models, ModelVersion version) {
    const bool gpt = std::ranges::any_of(models, [version](const FoundModel& model) {
        return model.role == ModelRole::Gpt && isGptBaseOf(model, version);
    });
    return gpt && std::ranges::any_of(models, [version](const FoundModel& model) {
               return model.role == ModelRole::Sovits && model.version == version;
           });
}

/// The GPT model that would be used as a base although it is known neither by checksum nor by name.
std::string standInFor(std::span<const FoundModel> models, ModelVersion version) {
    const FoundModel* const gpt = bestModel(models, ModelRole::Gpt, version);
    return gpt == nullptr || gpt->standing != Standing::Unknown ? std::string{} : displayPath(gpt->path.filename());
}

VersionReadiness readinessOf(std::span<const FoundModel> models, ModelVersion version) {
    constexpr std::array<ModelRole, 1> kForChinese = {ModelRole::Bert};
    VersionReadiness readiness{.version = version,
                               .missing = missingOf(models, version, needsOf(version)),
                               .missingForChinese = missingOf(models, version, kForChinese)};
    readiness.standIn = standInFor(models, version);
    readiness.ownModels =
        !readiness.ready() && hasOwnPair(models, version) &&
        std::ranges::all_of(readiness.missing, [](const MissingModel& one) { return isBase(one.role); });
    if (readiness.ready()) {
        for (const std::string_view language : languagesOf(version)) {
            if (language != kChinese || readiness.missingForChinese.empty()) {
                readiness.languages.push_back(language);
            }
        }
    }
    return readiness;
}

/// What the request cannot do without.
std::vector<ModelRole> needsOf(const AssetRequest& request) {
    std::vector<ModelRole> roles = needsOf(request.version);
    std::erase_if(roles, [&request](ModelRole role) {
        return (role == ModelRole::Gpt && request.ownGpt) || (role == ModelRole::Sovits && request.ownSovits);
    });
    if (request.language == kChinese) {
        roles.push_back(ModelRole::Bert);
    }
    return roles;
}

}  // namespace

std::string VersionReadiness::line() const {
    const std::string_view name = modelVersionName(version);
    std::string line = fmt::format("{}: ready for {}", name, fmt::join(languages, ", "));
    if (ownModels) {
        line = fmt::format("{}: ready with models of your own alone (voice create --gpt F --sovits F); missing: {}",
                           name, filesOf(missing));
    } else if (!ready()) {
        line = fmt::format("{}: not ready; missing: {}", name, filesOf(missing));
    }
    if (!standIn.empty()) {
        line += fmt::format("; {} stands in for {}, and nothing tells whether it is the right one", standIn,
                            officialName(ModelRole::Gpt, version));
    }
    if (!missingForChinese.empty()) {
        line += fmt::format("; Chinese{} needs {}", ready() ? "" : " also", filesOf(missingForChinese));
    }
    return line;
}

std::string VersionReadiness::advice() const {
    if (!missing.empty()) {
        return adviceFor(missing);
    }
    return missingForChinese.empty() ? std::string{} : adviceFor(missingForChinese);
}

const FoundModel* bestModel(std::span<const FoundModel> models, ModelRole role, ModelVersion version) {
    const FoundModel* best = nullptr;
    for (const FoundModel& model : models) {
        const auto rank = [](const FoundModel& one) { return std::pair(one.standing, !one.versionIsCertain); };
        if (serves(model, role, version) && (best == nullptr || rank(model) < rank(*best))) {
            best = &model;
        }
    }
    return best;
}

std::vector<VersionReadiness> readinessOf(std::span<const FoundModel> models) {
    std::vector<VersionReadiness> all;
    std::ranges::transform(kModelVersions, std::back_inserter(all),
                           [models](ModelVersion version) { return readinessOf(models, version); });
    return all;
}

std::vector<MissingModel> basesMissingForLora(std::span<const FoundModel> models) {
    std::vector<MissingModel> all;
    for (const FoundModel& model : models) {
        if (model.role != ModelRole::SovitsLora || !model.version ||
            bestModel(models, ModelRole::Sovits, *model.version) != nullptr) {
            continue;
        }
        MissingModel one = missing(ModelRole::Sovits, *model.version);
        one.sentence = fmt::format("{} is a LoRA of {} and is laid over its base, and {} is missing",
                                   displayPath(model.path), modelVersionName(*model.version), one.file);
        all.push_back(std::move(one));
    }
    return all;
}

Result<GptSovitsAssets> resolveAssets(std::span<const FoundModel> models, const AssetRequest& request) {
    const auto languages = languagesOf(request.version);
    if (std::ranges::find(languages, request.language) == languages.end()) {
        return fail(
            ErrorCode::Unsupported,
            fmt::format("GPT-SoVITS {} does not speak “{}”", modelVersionName(request.version), request.language),
            fmt::format("Languages there are: {}.", fmt::join(languages, ", ")));
    }
    const auto lacking = missingOf(models, request.version, needsOf(request));
    if (!lacking.empty()) {
        const bool one = lacking.size() == 1;
        return fail(
            ErrorCode::ModelMissing,
            fmt::format("GPT-SoVITS {} cannot speak “{}”, because {} {} missing: {}", modelVersionName(request.version),
                        request.language, one ? "a model" : fmt::format("{} models", lacking.size()),
                        one ? "is" : "are", filesOf(lacking)),
            "Point `timbre models scan` at a folder of GPT-SoVITS that has them, or give them to `timbre models "
            "add`.");
    }
    const auto path = [models, &request](ModelRole role) { return pathOf(models, role, request.version); };
    GptSovitsAssets assets{.hubert = path(ModelRole::Hubert),
                           .bert = path(ModelRole::Bert),
                           .speakerNet = path(ModelRole::SpeakerNet),
                           .bigvgan = path(ModelRole::BigVgan),
                           .v4Vocoder = path(ModelRole::V4Vocoder),
                           .bases = {}};
    for (const ModelVersion version : kModelVersions) {
        GptSovitsBase base{.gpt = pathOf(models, ModelRole::Gpt, version),
                           .sovits = pathOf(models, ModelRole::Sovits, version)};
        if (!base.gpt.empty() || !base.sovits.empty()) {
            assets.bases.emplace(version, std::move(base));
        }
    }
    return assets;
}

}  // namespace timbre
