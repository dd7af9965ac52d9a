// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/nets/gpt_sovits_model.h"

namespace timbre::gpt_sovits {

/// A way of speaking: what was heard in its references.
struct Style {
    std::string name;
    std::string transcript;  ///< Of the reference; may be empty.
    std::shared_ptr<const nets::VoicePrompt> prompt;
};

/// One of the user's model files, and what it was when the voice was made.
struct ModelStamp {
    std::filesystem::path path;
    std::uint64_t bytes = 0;
    std::int64_t time = 0;  ///< Of its last change, in the file system's own counting.
    std::string md5;        ///< Of the whole file: to know it by, not to protect it.
    bool operator==(const ModelStamp&) const = default;
};

/// What the engine keeps of a voice: which files it speaks with, used where they lie, and its styles.
struct VoiceFile {
    nets::GptSovitsFiles files;
    std::vector<ModelStamp> stamps;  ///< Of every file above; a folder's is that of the weights in it.
    nets::ModelVersion version = nets::ModelVersion::V2;
    std::vector<Style> styles;  ///< The first is the usual one.
    /// Folder of the Chinese text model; empty where the voice has none and reads no Chinese.
    std::filesystem::path textModel{};
    std::optional<ModelStamp> textModelStamp{};  ///< Of the weights in it.

    /// By name, in any case; the usual one for an empty name. InvalidInput names the styles there are.
    [[nodiscard]] Result<const Style*> find(const std::string& name) const;
};

/// Whether the models are still those that the voice was made with. Quick where size and time say so; else the whole
/// file is looked at. ModelMissing, Corrupt; name the file.
Result<void> checkModels(const VoiceFile& voice);
/// The same for the text model alone, which only Chinese needs.
Result<void> checkTextModel(const VoiceFile& voice);

/// Looks at the files and fills `stamps` and `textModelStamp`. ModelMissing, Io.
Result<void> stampFiles(VoiceFile& voice);

/// Writes voice.json and references.safetensors. Io.
Result<void> saveVoice(const std::filesystem::path& directory, const VoiceFile& voice);

/// ModelMissing: a file of the voice, or a model that it speaks with, is gone; Corrupt: damaged, or a model is not the
/// one it was made with. All name the file and say what to do.
Result<VoiceFile> loadVoice(const std::filesystem::path& directory);

}  // namespace timbre::gpt_sovits
