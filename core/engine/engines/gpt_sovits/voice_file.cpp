// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/gpt_sovits/voice_file.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>
#include <system_error>
#include <utility>

#include "core/base/files.h"
#include "core/base/mapped_file.h"
#include "core/base/safetensors.h"
#include "core/base/utf8.h"
#include "core/nets/chinese_text_model.h"
#include "core/nets/file_digest.h"

namespace timbre::gpt_sovits {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr int kFormat = 1;
constexpr const char* kRecordFile = "voice.json";
constexpr const char* kReferenceFile = "references.safetensors";
constexpr std::size_t kLongestRecord = std::size_t{4} << 20U;
constexpr std::array kVersions{nets::ModelVersion::V1,        nets::ModelVersion::V2, nets::ModelVersion::V2Pro,
                               nets::ModelVersion::V2ProPlus, nets::ModelVersion::V3, nets::ModelVersion::V4};

/// The members of GptSovitsFiles by their names in the record.
template <typename Files>
auto members(Files& files) {
    return std::array{std::pair{"gpt", &files.gpt}, std::pair{"sovits", &files.sovits.model},
                      std::pair{"base", &files.sovits.base}, std::pair{"vocoder", &files.sovits.vocoder}};
}

/// A vocoder may be a folder; its weights are what counts.
fs::path weightsOf(const fs::path& path) {
    std::error_code failure;
    return fs::is_directory(path, failure) ? path / "bigvgan_generator.pt" : path;
}

Result<ModelStamp> stampOf(const fs::path& path) {
    std::error_code failure;
    ModelStamp stamp{.path = weightsOf(path), .bytes = 0, .time = 0, .md5 = {}};
    stamp.bytes = fs::file_size(stamp.path, failure);
    if (failure)
        return fail(ErrorCode::ModelMissing, displayPath(stamp.path) + ", which this voice speaks with, is not there",
                    "Put the file back, or make a new version of the voice with the file you have now.");
    stamp.time = fs::last_write_time(stamp.path, failure).time_since_epoch().count();
    return stamp;
}

Result<std::string> digestOf(const fs::path& path) {
    const auto mapped = MappedFile::open(path);
    if (!mapped)
        return tl::unexpected(mapped.error());
    const auto bytes = (*mapped)->bytes();
    return nets::md5Hex({reinterpret_cast<const char*>(bytes.data()), bytes.size()}).value_or("");
}

/// With the digest, which takes a look at the whole file.
Result<ModelStamp> fullStampOf(const fs::path& path) {
    auto stamp = stampOf(path);
    if (!stamp)
        return stamp;
    auto digest = digestOf(stamp->path);
    if (!digest)
        return tl::unexpected(digest.error());
    stamp->md5 = std::move(*digest);
    return stamp;
}

Error damaged(const fs::path& file, const std::string& why) {
    return {ErrorCode::Corrupt, displayPath(file) + " is damaged: " + why,
            "Make the voice again from its recordings, or import it again."};
}

FloatTensor tensorOf(const std::vector<float>& values) {
    return {.shape = {static_cast<std::int64_t>(values.size())}, .values = values};
}
/// Ids are far below 2^24, so floats hold them.
FloatTensor tensorOf(const std::vector<std::int64_t>& ids) {
    return tensorOf(std::vector<float>(ids.begin(), ids.end()));
}
FloatTensor tensorOf(const Matrix& matrix) {
    const auto values = matrix.values();
    return {.shape = {static_cast<std::int64_t>(matrix.rows()), static_cast<std::int64_t>(matrix.cols())},
            .values = {values.begin(), values.end()}};
}

void putPrompt(TensorFile& file, const std::string& prefix, const nets::VoicePrompt& prompt) {
    file.tensors[prefix + "tokens"] = tensorOf(prompt.reference.tokens);
    file.tensors[prefix + "phones"] = tensorOf(prompt.phones);
    file.tensors[prefix + "bert"] = tensorOf(prompt.bert);
    file.tensors[prefix + "style"] = tensorOf(prompt.reference.style);
    file.tensors[prefix + "mel"] = tensorOf(prompt.reference.mel);
    file.tensors[prefix + "features"] = tensorOf(prompt.reference.features);
}

/// Reads what putPrompt() wrote; remembers the first thing that is wrong.
class PromptReader {
  public:
    PromptReader(const TensorFile& file, std::string prefix) : file_(file), prefix_(std::move(prefix)) {}

    std::vector<float> floats(const char* name) {
        const FloatTensor* tensor = find(name, 1);
        return tensor == nullptr ? std::vector<float>{} : tensor->values;
    }
    std::vector<std::int64_t> ids(const char* name) {
        std::vector<std::int64_t> ids;
        for (const float value : floats(name)) {
            if (!(value >= 0.0F && value < 16'777'216.0F))
                problem_ = prefix_ + name + " holds something that is no id";
            else
                ids.push_back(static_cast<std::int64_t>(value));
        }
        return ids;
    }
    Matrix matrix(const char* name) {
        const FloatTensor* tensor = find(name, 2);
        if (tensor == nullptr)
            return {};
        Matrix matrix(static_cast<std::size_t>(tensor->shape[0]), static_cast<std::size_t>(tensor->shape[1]));
        std::ranges::copy(tensor->values, matrix.values().begin());
        return matrix;
    }
    [[nodiscard]] const std::string& problem() const noexcept { return problem_; }

  private:
    const FloatTensor* find(const char* name, std::size_t dimensions) {
        const auto found = file_.tensors.find(prefix_ + name);
        if (found == file_.tensors.end() || found->second.shape.size() != dimensions) {
            problem_ = prefix_ + name + " is missing or has another shape";
            return nullptr;
        }
        return &found->second;
    }

    const TensorFile& file_;
    std::string prefix_;
    std::string problem_;
};

json jsonOf(const ModelStamp& stamp) {
    return {{"path", stamp.path.string()}, {"bytes", stamp.bytes}, {"time", stamp.time}, {"md5", stamp.md5}};
}

/// Throws what nlohmann::json throws.
ModelStamp stampFrom(const json& stamp) {
    return {.path = stamp.at("path").get<std::string>(),
            .bytes = stamp.at("bytes").get<std::uint64_t>(),
            .time = stamp.at("time").get<std::int64_t>(),
            .md5 = stamp.at("md5").get<std::string>()};
}

json recordOf(const VoiceFile& voice) {
    json models = json::object();
    for (const auto& [name, path] : members(voice.files)) {
        if (!path->empty())
            models[name] = path->string();
    }
    json stamps = json::array();
    for (const ModelStamp& stamp : voice.stamps)
        stamps.push_back(jsonOf(stamp));
    json styles = json::array();
    for (const Style& style : voice.styles)
        styles.push_back({{"name", style.name}, {"transcript", style.transcript}});
    json record = {{"format", kFormat},
                   {"version", std::string(nets::modelVersionName(voice.version))},
                   {"models", models},
                   {"stamps", stamps},
                   {"styles", styles}};
    if (voice.textModelStamp)
        record["text_model"] = {{"path", voice.textModel.string()}, {"stamp", jsonOf(*voice.textModelStamp)}};
    return record;
}

/// Throws what nlohmann::json throws.
VoiceFile voiceOf(const json& record) {
    VoiceFile voice;
    for (const auto& [name, path] : members(voice.files)) {
        if (record.at("models").contains(name))
            *path = record["models"][name].get<std::string>();
    }
    for (const json& stamp : record.at("stamps"))
        voice.stamps.push_back(stampFrom(stamp));
    if (record.contains("text_model")) {
        voice.textModel = record["text_model"].at("path").get<std::string>();
        voice.textModelStamp = stampFrom(record["text_model"].at("stamp"));
    }
    const auto version = record.at("version").get<std::string>();
    const auto known = std::ranges::find(kVersions, std::string_view(version), nets::modelVersionName);
    if (known == kVersions.end())
        throw json::other_error::create(501, "no version " + version, nullptr);
    voice.version = *known;
    for (const json& style : record.at("styles"))
        voice.styles.push_back({.name = style.at("name").get<std::string>(),
                                .transcript = style.at("transcript").get<std::string>(),
                                .prompt = nullptr});
    const auto named =
        std::ranges::count_if(members(voice.files), [](const auto& part) { return !part.second->empty(); });
    if (std::cmp_not_equal(named, voice.stamps.size()))
        throw json::other_error::create(501, "a model without its stamp", nullptr);
    if (voice.styles.empty() || voice.files.gpt.empty() || voice.files.sovits.model.empty())
        throw json::other_error::create(501, "no style or no model", nullptr);
    return voice;
}

/// A file that was only copied or touched has the same sum; only then is the sum asked for.
Result<void> checkStamp(const ModelStamp& known) {
    const auto now = stampOf(known.path);
    if (!now)
        return tl::unexpected(now.error());
    if (now->bytes == known.bytes && now->time == known.time)
        return {};
    if (now->bytes == known.bytes && !known.md5.empty()) {
        const auto digest = digestOf(known.path);
        if (!digest)
            return tl::unexpected(digest.error());
        if (*digest == known.md5)
            return {};
    }
    return fail(ErrorCode::Corrupt, displayPath(known.path) + " is not the file that this voice was made with",
                "Put the old file back, or make a new version of the voice with this one.");
}

}  // namespace

Result<const Style*> VoiceFile::find(const std::string& name) const {
    if (name.empty())
        return &styles.front();
    const auto style =
        std::ranges::find_if(styles, [&](const Style& one) { return foldCase(one.name) == foldCase(name); });
    if (style != styles.end())
        return &*style;
    std::string known;
    for (const Style& one : styles)
        known += (known.empty() ? "" : ", ") + one.name;
    return fail(ErrorCode::InvalidInput, "the voice has no style “" + name + "”", "Styles there are: " + known + ".");
}

Result<void> stampFiles(VoiceFile& voice) {
    voice.stamps.clear();
    for (const auto& [name, path] : members(voice.files)) {
        if (path->empty())
            continue;
        auto stamp = fullStampOf(*path);
        if (!stamp)
            return tl::unexpected(stamp.error());
        voice.stamps.push_back(std::move(*stamp));
    }
    voice.textModelStamp.reset();
    if (voice.textModel.empty())
        return {};
    auto stamp = fullStampOf(nets::ChineseTextModel::weights(voice.textModel));
    if (!stamp)
        return tl::unexpected(stamp.error());
    voice.textModelStamp = std::move(*stamp);
    return {};
}

Result<void> checkModels(const VoiceFile& voice) {
    for (const ModelStamp& stamp : voice.stamps) {
        if (auto same = checkStamp(stamp); !same)
            return same;
    }
    return {};
}

Result<void> checkTextModel(const VoiceFile& voice) {
    return voice.textModelStamp ? checkStamp(*voice.textModelStamp) : Result<void>{};
}

Result<void> saveVoice(const fs::path& directory, const VoiceFile& voice) {
    TensorFile references;
    for (std::size_t i = 0; i < voice.styles.size(); ++i)
        putPrompt(references, std::to_string(i) + ".", *voice.styles[i].prompt);
    if (auto wrote = writeSafetensors(directory / kReferenceFile, references); !wrote)
        return wrote;
    return writeFileAtomically(directory / kRecordFile,
                               recordOf(voice).dump(2, ' ', false, json::error_handler_t::replace) + "\n");
}

Result<VoiceFile> loadVoice(const fs::path& directory) {
    const auto text = readFile(directory / kRecordFile, kLongestRecord);
    if (!text)
        return fail(ErrorCode::ModelMissing, text.error().detail, "Make the voice again, or import it again.");
    VoiceFile voice;
    try {
        const json record = json::parse(*text);
        if (record.at("format").get<int>() > kFormat)
            return fail(ErrorCode::Unsupported, displayPath(directory / kRecordFile) + " is of a newer version",
                        "Update Timbre Studio.");
        voice = voiceOf(record);
    } catch (const json::exception&) {
        return tl::unexpected(damaged(directory / kRecordFile, "it does not say which models and styles there are"));
    }
    if (auto same = checkModels(voice); !same)
        return tl::unexpected(same.error());
    const auto references = readSafetensors(directory / kReferenceFile);
    if (!references)
        return tl::unexpected(references.error());
    for (std::size_t i = 0; i < voice.styles.size(); ++i) {
        PromptReader reader(*references, std::to_string(i) + ".");
        auto prompt = std::make_shared<nets::VoicePrompt>();
        prompt->reference.tokens = reader.ids("tokens");
        prompt->phones = reader.ids("phones");
        prompt->bert = reader.floats("bert");
        prompt->reference.style = reader.floats("style");
        prompt->reference.mel = reader.matrix("mel");
        prompt->reference.features = reader.matrix("features");
        if (!reader.problem().empty())
            return tl::unexpected(damaged(directory / kReferenceFile, reader.problem()));
        voice.styles[i].prompt = std::move(prompt);
    }
    return voice;
}

}  // namespace timbre::gpt_sovits
