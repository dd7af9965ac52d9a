// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/gpt_sovits_files.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <utility>

#include "core/base/files.h"
#include "core/base/utf8.h"
#include "core/nets/file_digest.h"

namespace timbre::nets {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kPhoneTable = "enc_p.text_embedding.weight";
constexpr std::int64_t kPhones1 = 322;
constexpr std::int64_t kPhones2 = 732;

tl::unexpected<Error> contradicts(const fs::path& path, const std::string& why) {
    return fail(ErrorCode::Corrupt, displayPath(path) + " contradicts itself: " + why,
                "Fetch the file again, or ask who made it.");
}

std::string nameOf(ModelVersion version) { return std::string(modelVersionName(version)); }

bool isThreeOrFour(ModelVersion version) { return version == ModelVersion::V3 || version == ModelVersion::V4; }

/// What the two bytes at the head of a file say.
struct Head {
    std::string_view digits;
    ModelVersion version;
    int symbolVersion;
    bool lora;
};

// Source: GPT_SoVITS/process_ckpt.py, head2version.
constexpr std::array<Head, 7> kHeads{{{"00", ModelVersion::V1, 1, false},
                                      {"01", ModelVersion::V2, 2, false},
                                      {"02", ModelVersion::V3, 2, false},
                                      {"03", ModelVersion::V3, 2, true},
                                      {"04", ModelVersion::V4, 2, true},
                                      {"05", ModelVersion::V2Pro, 2, false},
                                      {"06", ModelVersion::V2ProPlus, 2, false}}};

const TensorView* findTensor(const Checkpoint& checkpoint, std::string_view name) {
    const auto found = checkpoint.tensors.find(std::string(name));
    return found == checkpoint.tensors.end() ? nullptr : &found->second;
}

/// The extent of a dimension (negative ones count from the end), or nullopt where there is no such tensor.
std::optional<std::int64_t> extentOf(const Checkpoint& checkpoint, std::string_view name, std::size_t rank,
                                     std::size_t dimension) {
    const TensorView* const tensor = findTensor(checkpoint, name);
    return tensor != nullptr && tensor->shape.size() == rank ? std::optional(tensor->shape[dimension]) : std::nullopt;
}

/// What the tensors alone tell.
struct Evidence {
    bool lora = false;
    bool flowMatching = false;   ///< v3 or v4.
    bool speakerVector = false;  ///< v2Pro or v2ProPlus.
    std::optional<std::int64_t> phones{};
};

Evidence examine(const Checkpoint& checkpoint) {
    const auto& tensors = checkpoint.tensors;
    const auto flow = tensors.lower_bound("cfm.");
    return {.lora = checkpoint.info.at("lora_rank") != nullptr ||
                    std::ranges::any_of(tensors,
                                        [](const auto& item) {
                                            return item.first.find(".lora_A.") != std::string::npos ||
                                                   item.first.find(".lora_B.") != std::string::npos;
                                        }),
            .flowMatching = flow != tensors.end() && flow->first.starts_with("cfm."),
            .speakerVector = tensors.contains("sv_emb.weight"),
            .phones = extentOf(checkpoint, kPhoneTable, 2, 0)};
}

/// v2ProPlus has a wider first layer (768 channels) with a longer kernel (20 instead of 16). The kernel decides: it is
/// the same in models of any width.
ModelVersion proVersion(const Checkpoint& checkpoint) {
    constexpr std::int64_t kPlusKernel = 20;
    constexpr std::int64_t kPlusChannels = 768;
    for (const std::string_view name : {"dec.ups.0.weight_v", "dec.ups.0.weight"}) {
        if (const auto kernel = extentOf(checkpoint, name, 3, 2)) {
            return *kernel == kPlusKernel ? ModelVersion::V2ProPlus : ModelVersion::V2Pro;
        }
    }
    return extentOf(checkpoint, "dec.conv_pre.weight", 3, 0) == kPlusChannels ? ModelVersion::V2ProPlus
                                                                              : ModelVersion::V2Pro;
}

/// v1 listens to all 1025 bins of the reference's spectrum, the others to 704.
Result<void> checkReferenceBins(const Checkpoint& checkpoint, int symbolVersion) {
    const auto bins = extentOf(checkpoint, "ref_enc.spectral.0.fc.weight", 2, 1);
    const std::int64_t expected = symbolVersion == 1 ? 1025 : 704;
    if (bins && *bins != expected) {
        return contradicts(checkpoint.path, "its phones are those of v" + std::to_string(symbolVersion) +
                                                ", but ref_enc.spectral.0.fc.weight takes " + std::to_string(*bins) +
                                                " spectrum bins instead of " + std::to_string(expected));
    }
    return {};
}

Result<void> checkIsSovits(const Checkpoint& checkpoint, const Evidence& evidence) {
    if (evidence.phones || (evidence.lora && evidence.flowMatching)) {
        return {};
    }
    const auto gpt = checkpoint.tensors.lower_bound("model.ar_");
    const bool isGpt = gpt != checkpoint.tensors.end() && gpt->first.starts_with("model.ar_");
    return fail(
        ErrorCode::Corrupt,
        displayPath(checkpoint.path) + " is no SoVITS model: the tensor " + std::string(kPhoneTable) + " is missing",
        isGpt ? "It is a GPT model; choose it as such." : "Choose a .pth file of GPT-SoVITS.");
}

Result<int> symbolVersionOf(const Checkpoint& checkpoint, const Evidence& evidence) {
    const std::int64_t phones = evidence.phones.value_or(kPhones2);
    if (phones == kPhones1 && (evidence.speakerVector || evidence.flowMatching)) {
        return contradicts(checkpoint.path, "its phones are those of v1, but it has the tensors of a later version");
    }
    return phones == kPhones1 ? 1 : 2;
}

/// Which version it may be by its tensors; v3 stands for v3 or v4.
Result<ModelVersion> versionByTensors(const Checkpoint& checkpoint, const Evidence& evidence, int symbolVersion) {
    if (evidence.speakerVector && evidence.flowMatching) {
        return contradicts(checkpoint.path, "it has the tensors of v2Pro (sv_emb) and those of v3 or v4 (cfm)");
    }
    if (evidence.lora && !evidence.flowMatching) {
        return contradicts(checkpoint.path, "it claims to be a LoRA file but has no tensor of v3 or v4 (cfm)");
    }
    if (evidence.flowMatching) {
        return ModelVersion::V3;
    }
    if (evidence.speakerVector) {
        return proVersion(checkpoint);
    }
    return symbolVersion == 1 ? ModelVersion::V1 : ModelVersion::V2;
}

/// The head's row, or nullopt for an ordinary file ("PK" or safetensors).
Result<std::optional<Head>> readHead(const Checkpoint& checkpoint) {
    const auto* const found = std::ranges::find(kHeads, std::string_view(checkpoint.head), &Head::digits);
    if (found != kHeads.end()) {
        return *found;
    }
    const bool digits = !checkpoint.head.empty() &&  // .safetensors have none
                        std::ranges::all_of(checkpoint.head, [](char c) { return c >= '0' && c <= '9'; });
    if (digits) {
        return fail(ErrorCode::Unsupported,
                    displayPath(checkpoint.path) + " is of the unknown kind \"" + checkpoint.head + "\"",
                    "Look for a newer version of this program.");
    }
    return std::nullopt;
}

bool sameFamily(ModelVersion a, ModelVersion b) { return a == b || (isThreeOrFour(a) && isThreeOrFour(b)); }

Result<void> checkHead(const Checkpoint& checkpoint, const Head& head, const SovitsFile& found) {
    if (!sameFamily(head.version, found.version) || head.lora != found.lora ||
        head.symbolVersion != found.symbolVersion) {
        return contradicts(checkpoint.path, "its head \"" + checkpoint.head + "\" says " + nameOf(head.version) +
                                                (head.lora ? " LoRA" : "") + ", its tensors " + nameOf(found.version) +
                                                (found.lora ? " LoRA" : ""));
    }
    return {};
}

/// By the checksum of the file's first bytes, where this build can compute it.
std::optional<ModelVersion> versionByChecksum(const fs::path& path) {
    constexpr std::size_t kHashedBytes = 8192;
    std::ifstream stream(path, std::ios::binary);
    std::string bytes(kHashedBytes, '\0');
    stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(stream.gcount()));
    const auto digest = md5Hex(bytes);
    return digest ? officialBase(*digest) : std::nullopt;
}

std::optional<ModelVersion> threeOrFourNamed(std::string_view text) {
    if (text == "v3") {
        return ModelVersion::V3;
    }
    return text == "v4" ? std::optional(ModelVersion::V4) : std::nullopt;
}

/// v3 or v4 by the configuration, else by the file's name; neither is sure.
std::optional<ModelVersion> likelyThreeOrFour(const Checkpoint& checkpoint) {
    for (const std::string_view place : {"config.model.version", "config.version"}) {
        if (const auto version = threeOrFourNamed(checkpoint.info.textOr(place, {}))) {
            return version;
        }
    }
    const std::string name = foldCase(displayPath(checkpoint.path.filename()));
    const bool three = name.find("v3") != std::string::npos;
    const bool four = name.find("v4") != std::string::npos;
    if (three == four) {
        return std::nullopt;
    }
    return four ? ModelVersion::V4 : ModelVersion::V3;
}

/// Decides between v3 and v4: what is sure first, then the user's word, then what is likely.
void decideThreeOrFour(SovitsFile& file, std::optional<ModelVersion> sure, std::optional<ModelVersion> asked) {
    if (sure) {
        file.version = *sure;
    } else if (asked && isThreeOrFour(*asked)) {
        file.version = *asked;
    } else {
        file.version = likelyThreeOrFour(file.checkpoint).value_or(ModelVersion::V3);
        file.versionIsCertain = false;
    }
}

Result<void> checkAsked(const SovitsFile& file, std::optional<ModelVersion> asked) {
    if (asked && *asked != file.version) {
        return fail(
            ErrorCode::InvalidInput,
            displayPath(file.checkpoint.path) + " is a " + nameOf(file.version) + " model, not " + nameOf(*asked),
            "Choose the version " + nameOf(file.version) + " for it, or another file.");
    }
    return {};
}

/// Fills version, symbols and kind by tensors, head and checksum.
Result<void> identify(SovitsFile& file, std::optional<ModelVersion> asked) {
    const Checkpoint& checkpoint = file.checkpoint;
    const Evidence evidence = examine(checkpoint);
    if (auto sovits = checkIsSovits(checkpoint, evidence); !sovits) {
        return sovits;
    }
    const auto symbols = symbolVersionOf(checkpoint, evidence);
    if (!symbols) {
        return tl::unexpected(symbols.error());
    }
    const auto version = versionByTensors(checkpoint, evidence, *symbols);
    if (!version) {
        return tl::unexpected(version.error());
    }
    if (auto bins = checkReferenceBins(checkpoint, *symbols); !bins) {
        return bins;
    }
    file.symbolVersion = *symbols;
    file.version = *version;
    file.lora = evidence.lora;
    file.loraRank = checkpoint.info.integerOr("lora_rank", 0);
    const auto head = readHead(checkpoint);
    if (!head) {
        return tl::unexpected(head.error());
    }
    std::optional<ModelVersion> sure;
    if (*head) {
        if (auto fits = checkHead(checkpoint, **head, file); !fits) {
            return fits;
        }
        sure = (*head)->version;
    } else if (const auto official = versionByChecksum(checkpoint.path)) {
        if (!sameFamily(*official, file.version)) {
            return contradicts(checkpoint.path, "it begins like the official " + nameOf(*official) +
                                                    " model, but its tensors are those of " + nameOf(file.version));
        }
        sure = official;
    }
    if (evidence.flowMatching) {
        decideThreeOrFour(file, sure, asked);
    }
    return checkAsked(file, asked);
}

}  // namespace

std::string_view modelVersionName(ModelVersion version) noexcept {
    switch (version) {
        case ModelVersion::V1:
            return "v1";
        case ModelVersion::V2:
            return "v2";
        case ModelVersion::V2Pro:
            return "v2Pro";
        case ModelVersion::V2ProPlus:
            return "v2ProPlus";
        case ModelVersion::V3:
            return "v3";
        case ModelVersion::V4:
            break;
    }
    return "v4";
}

// Source: GPT_SoVITS/process_ckpt.py, hash_pretrained_dict. The v1 base is listed there as v2 and corrected by its
// shapes.
std::optional<ModelVersion> officialBase(std::string_view md5) noexcept {
    constexpr std::array<std::pair<std::string_view, ModelVersion>, 6> kKnown{
        {{"dc3c97e17592963677a4a1681f30c653", ModelVersion::V1},
         {"6642b37f3dbb1f76882b69937c95a5f3", ModelVersion::V2},
         {"43797be674a37c1c83ee81081941ed0f", ModelVersion::V3},
         {"4f26b9476d0c5033e04162c486074374", ModelVersion::V4},
         {"c7e9fce2223f3db685cdfa1e6368728a", ModelVersion::V2Pro},
         {"66b313e39455b57ab1b0bc0b239c9d0a", ModelVersion::V2ProPlus}}};
    const auto* const found = std::ranges::find(kKnown, md5, &std::pair<std::string_view, ModelVersion>::first);
    return found == kKnown.end() ? std::nullopt : std::optional(found->second);
}

Result<std::vector<std::int64_t>> upsampleRates(const SovitsFile& file) {
    const ConfigValue* const rates = file.checkpoint.info.at("config.model.upsample_rates");
    const auto* const list = rates == nullptr ? nullptr : std::get_if<ConfigValue::List>(&rates->value);
    if (list == nullptr || list->empty())
        return std::vector<std::int64_t>{10, 8, 2, 2, 2};
    std::vector<std::int64_t> numbers;
    for (const ConfigValue& rate : *list) {
        const auto* const value = std::get_if<std::int64_t>(&rate.value);
        if (value == nullptr || *value < 1) {
            return fail(ErrorCode::Corrupt,
                        displayPath(file.checkpoint.path) + " says no positive numbers for config.model.upsample_rates",
                        "Fetch the file again.");
        }
        numbers.push_back(*value);
    }
    return numbers;
}

Result<SovitsFile> openSovitsFile(const fs::path& path, std::optional<ModelVersion> asked) {
    auto checkpoint = readCheckpoint(path);
    if (!checkpoint) {
        return tl::unexpected(checkpoint.error());
    }
    SovitsFile file{.checkpoint = std::move(*checkpoint)};
    if (auto known = identify(file, asked); !known) {
        return tl::unexpected(known.error());
    }
    return file;
}

}  // namespace timbre::nets
