// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/studio/voice_maker.h"

namespace timbre {

/// A way of speaking, from files.
struct ReferenceStyle {
    std::string name;
    std::filesystem::path recording;  ///< Any sound or video file of any length.
    /// The part to listen to, in seconds; unset: the best one is found.
    std::optional<std::pair<double, double>> window{};
    std::string promptText{};                     ///< What is said in that part; empty: only its sound is used.
    std::string promptLanguage{};                 ///< Of promptText; empty: the voice's.
    std::vector<std::int64_t> promptPhones{};     ///< In place of reading promptText.
    std::vector<std::filesystem::path> others{};  ///< Auxiliary references.
};

struct ReferenceVoiceSettings {
    std::string name;
    bool newVersion = false;  ///< Of the voice `name`, which must be there; else a new voice of that name.
    std::string language = "en";
    std::uint64_t seed = 0;
    std::map<std::string, std::filesystem::path> models;  ///< VoiceRecipe::models.
    std::vector<ReferenceStyle> styles;                   ///< The first is the usual one.
    bool keepNoisy = false;
    bool hasPermission = false;
    std::string permissionGiven{};     ///< UTC, ISO 8601, when that was stated; empty: now.
    std::string permissionSentence{};  ///< In which words; may be empty.
};

/// Makes a voice that imitates references (EngineFacts::imitates): recordings -> best window of each -> quality check
/// -> engine -> stored version, the windows kept as its clips. On failure and cancellation nothing remains in the
/// store. NotFound, InvalidInput, Corrupt, AlreadyExists, Unsupported, ModelMissing, Io, Cancelled; details name the
/// file.
Result<MadeVoice> makeReferenceVoice(const VoiceMakerParts& parts, const ReferenceVoiceSettings& settings,
                                     const ProgressSink& progress, std::stop_token stop);

}  // namespace timbre
