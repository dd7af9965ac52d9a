// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/model_kind.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <fstream>
#include <regex>
#include <string>
#include <system_error>
#include <vector>

#include "core/base/files.h"
#include "core/base/utf8.h"
#include "core/nets/file_digest.h"

namespace timbre {

namespace fs = std::filesystem;

namespace {

using nets::Checkpoint;

constexpr std::string_view kTorchWeights = "pytorch_model.bin";
constexpr std::string_view kSafeWeights = "model.safetensors";
constexpr std::string_view kBigVganWeights = "bigvgan_generator.pt";
constexpr std::string_view kLanguageIdFile = "lid.176.bin";
constexpr std::string_view kG2pwFile = "g2pw.onnx";  // g2pW.onnx in older packages

std::string nameOf(const fs::path& file) { return foldCase(displayPath(file.filename())); }

bool anyBegins(const Checkpoint& checkpoint, const std::string& prefix) {
    const auto at = checkpoint.tensors.lower_bound(prefix);
    return at != checkpoint.tensors.end() && at->first.starts_with(prefix);
}

bool anyContains(const Checkpoint& checkpoint, std::string_view part) {
    return std::ranges::any_of(checkpoint.tensors,
                               [part](const auto& item) { return item.first.find(part) != std::string::npos; });
}

const nets::TensorView* findTensor(const Checkpoint& checkpoint, std::initializer_list<const char*> names) {
    for (const char* const name : names) {
        if (const auto found = checkpoint.tensors.find(name); found != checkpoint.tensors.end()) {
            return &found->second;
        }
    }
    return nullptr;
}

bool isHubert(const Checkpoint& checkpoint) {
    return findTensor(checkpoint, {"feature_extractor.conv_layers.0.conv.weight",
                                   "hubert.feature_extractor.conv_layers.0.conv.weight"}) != nullptr;
}

const nets::TensorView* bertWords(const Checkpoint& checkpoint) {
    return findTensor(checkpoint, {"embeddings.word_embeddings.weight", "bert.embeddings.word_embeddings.weight"});
}

bool isVocoder(const Checkpoint& checkpoint) {
    return findTensor(checkpoint, {"conv_pre.weight", "conv_pre.weight_v"}) != nullptr &&
           anyBegins(checkpoint, "resblocks.") && anyBegins(checkpoint, "ups.");
}

/// Which part a checkpoint is, by the names of its tensors. What it says of GPT and SoVITS is verified by their
/// readers.
std::optional<ModelRole> roleOf(const Checkpoint& checkpoint) {
    if (anyBegins(checkpoint, "enc_p.") || anyContains(checkpoint, ".lora_A.")) {
        return ModelRole::Sovits;
    }
    if (anyBegins(checkpoint, "model.ar_")) {
        return ModelRole::Gpt;
    }
    if (anyBegins(checkpoint, "discriminators.")) {
        return ModelRole::Training;
    }
    if (isHubert(checkpoint)) {
        return ModelRole::Hubert;
    }
    if (bertWords(checkpoint) != nullptr) {
        return ModelRole::Bert;
    }
    if (isVocoder(checkpoint)) {
        return anyContains(checkpoint, ".act.alpha") ? ModelRole::BigVgan : ModelRole::V4Vocoder;
    }
    const bool speaker = checkpoint.tensors.contains("seg_1.weight") && checkpoint.tensors.contains("conv1.weight");
    return speaker ? std::optional(ModelRole::SpeakerNet) : std::nullopt;
}

bool isFolderRole(ModelRole role) {
    return role == ModelRole::Hubert || role == ModelRole::Bert || role == ModelRole::BigVgan ||
           role == ModelRole::G2pw;
}

/// "anna_e8_s96.pth", "anna_e8_s96_l32.pth", "anna-e15.ckpt", or a file in SoVITS_weights_v2 and the like.
bool namedLikeAVoice(const fs::path& file) {
    static const std::regex kForm(R"((_e\d+_s\d+(_l\d+)?\.pth|-e\d+\.ckpt)$)");
    const std::string folder = nameOf(file.parent_path());
    return folder.starts_with("sovits_weights") || folder.starts_with("gpt_weights") ||
           std::regex_search(nameOf(file), kForm);
}

bool beginsLikeAnOfficialBase(const fs::path& file) {
    constexpr std::size_t kHashedBytes = 8192;  // as GPT_SoVITS/process_ckpt.py
    std::ifstream stream(file, std::ios::binary);
    std::string bytes(kHashedBytes, '\0');
    stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(stream.gcount()));
    const auto digest = nets::md5Hex(bytes);
    return digest && nets::officialBase(*digest);
}

Standing standingOfSovits(const Checkpoint& checkpoint) {
    if (beginsLikeAnOfficialBase(checkpoint.path)) {
        return Standing::Official;
    }
    if (nameOf(checkpoint.path).starts_with("s2g") || anyBegins(checkpoint, "enc_q.")) {
        return Standing::Base;
    }
    return namedLikeAVoice(checkpoint.path) ? Standing::FineTuned : Standing::Unknown;
}

Standing standingOfGpt(const fs::path& file) {
    const std::string name = nameOf(file);
    if (name.starts_with("s1bert25hz") || name.starts_with("s1v3")) {
        return Standing::Base;
    }
    return namedLikeAVoice(file) ? Standing::FineTuned : Standing::Unknown;
}

Result<void> describeSovits(const fs::path& file, std::optional<ModelVersion> asked, FoundModel& model) {
    const auto sovits = nets::openSovitsFile(file, asked);
    if (!sovits) {
        return tl::unexpected(sovits.error());
    }
    model.role = sovits->lora ? ModelRole::SovitsLora : ModelRole::Sovits;
    model.version = sovits->version;
    model.versionIsCertain = sovits->versionIsCertain;
    model.symbolVersion = sovits->symbolVersion;
    model.standing = sovits->lora ? Standing::FineTuned : standingOfSovits(sovits->checkpoint);
    return {};
}

Result<void> describeGpt(const fs::path& file, FoundModel& model) {
    const auto gpt = nets::openGptFile(file);
    if (!gpt) {
        return tl::unexpected(gpt.error());
    }
    model.symbolVersion = gpt->symbolVersion;
    model.standing = standingOfGpt(file);
    return {};
}

/// Other BERT models lie about as well; the one that GPT-SoVITS uses has this size. Source: its config.json.
Standing standingOfBert(const Checkpoint& checkpoint) {
    const std::vector<std::int64_t> official{21128, 1024};
    return bertWords(checkpoint)->shape == official ? Standing::Official : Standing::Unknown;
}

Result<void> requireBeside(const fs::path& folder, ModelRole role, std::initializer_list<const char*> names) {
    std::error_code ignored;
    for (const char* const name : names) {
        if (fs::exists(folder / name, ignored)) {
            return {};
        }
    }
    return fail(ErrorCode::ModelMissing,
                fmt::format("{} is not in {}, and the {} there cannot be used without it", *names.begin(),
                            displayPath(folder), modelRoleTitle(role)),
                "Put the whole folder in place again.");
}

/// What a folder needs besides its weights.
Result<void> requireCompanions(const fs::path& folder, ModelRole role) {
    if (role == ModelRole::G2pw) {
        return requireBeside(folder, role, {"POLYPHONIC_CHARS.txt"});
    }
    if (auto config = requireBeside(folder, role, {"config.json"}); !config) {
        return config;
    }
    return role == ModelRole::Bert ? requireBeside(folder, role, {"tokenizer.json", "vocab.txt"}) : Result<void>{};
}

/// The network readers look for the weights under these names alone.
bool hasTheNameOfItsRole(const fs::path& file, ModelRole role) {
    const std::string name = displayPath(file.filename());
    if (role == ModelRole::BigVgan) {
        return name == kBigVganWeights;
    }
    return name == kTorchWeights || name == kSafeWeights;
}

Result<FoundModel> finish(FoundModel model, const fs::path& file) {
    std::error_code error;
    if (isFolderRole(model.role)) {
        model.path = file.parent_path();
        if (auto whole = requireCompanions(model.path, model.role); !whole) {
            return tl::unexpected(whole.error());
        }
    }
    const fs::path weights = weightsOf(model);
    model.bytes = fs::file_size(weights, error);
    const auto time = error ? fs::file_time_type{} : fs::last_write_time(weights, error);
    if (error) {
        return tl::unexpected(ioError("cannot look at", file, error.value()));
    }
    model.modified = std::chrono::duration_cast<std::chrono::nanoseconds>(time.time_since_epoch()).count();
    return model;
}

Result<std::optional<FoundModel>> finishOptional(FoundModel model, const fs::path& file) {
    auto finished = finish(std::move(model), file);
    if (!finished) {
        return tl::unexpected(finished.error());
    }
    return std::optional(std::move(*finished));
}

Result<void> describe(const Checkpoint& checkpoint, std::optional<ModelVersion> asked, FoundModel& model) {
    switch (model.role) {
        case ModelRole::Sovits:
            return describeSovits(checkpoint.path, asked, model);
        case ModelRole::Gpt:
            return describeGpt(checkpoint.path, model);
        case ModelRole::Bert:
            model.standing = standingOfBert(checkpoint);
            return {};
        default:
            return {};
    }
}

Result<std::optional<FoundModel>> classifyCheckpoint(const fs::path& file, std::optional<ModelVersion> asked) {
    const auto checkpoint = nets::readCheckpoint(file);
    if (!checkpoint) {
        return tl::unexpected(checkpoint.error());
    }
    const auto role = roleOf(*checkpoint);
    if (!role || (isFolderRole(*role) && !hasTheNameOfItsRole(file, *role))) {
        return std::nullopt;
    }
    FoundModel model{.path = file, .role = *role};
    if (auto described = describe(*checkpoint, asked, model); !described) {
        return tl::unexpected(described.error());
    }
    return finishOptional(std::move(model), file);
}

}  // namespace

std::string_view standingName(Standing standing) noexcept {
    switch (standing) {
        case Standing::Official:
            return "official";
        case Standing::Base:
            return "base";
        case Standing::Unknown:
            return "unknown";
        case Standing::FineTuned:
            break;
    }
    return "fine-tuned";
}

fs::path weightsOf(const FoundModel& model) {
    if (!isFolderRole(model.role)) {
        return model.path;
    }
    std::error_code ignored;
    for (const std::string_view name :
         {kSafeWeights, kTorchWeights, kBigVganWeights, std::string_view("g2pW.onnx"), kG2pwFile}) {
        if (fs::path file = model.path / name; fs::exists(file, ignored)) {
            return file;
        }
    }
    return {};
}

bool isUnchanged(const FoundModel& model) {
    std::error_code error;
    const fs::path file = weightsOf(model);
    const auto bytes = fs::file_size(file, error);
    const auto time = error ? fs::file_time_type{} : fs::last_write_time(file, error);
    return !error && bytes == model.bytes &&
           std::chrono::duration_cast<std::chrono::nanoseconds>(time.time_since_epoch()).count() == model.modified;
}

bool mayBeModel(const fs::path& file) {
    const std::string name = nameOf(file);
    return name.ends_with(".ckpt") || name.ends_with(".pth") || name.ends_with(".safetensors") ||
           name == kTorchWeights || name == kBigVganWeights || name == kLanguageIdFile || name == kG2pwFile;
}

Result<std::optional<FoundModel>> classifyModel(const fs::path& file, std::optional<ModelVersion> asked) {
    const std::string name = nameOf(file);
    if (name == kLanguageIdFile) {
        return finishOptional({.path = file, .role = ModelRole::LanguageId}, file);
    }
    if (name == kG2pwFile) {
        return finishOptional({.path = file, .role = ModelRole::G2pw}, file);
    }
    return classifyCheckpoint(file, asked);
}

}  // namespace timbre
