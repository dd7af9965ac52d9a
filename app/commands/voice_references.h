// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/studio/reference_voice.h"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace timbre::app {

/// What `voice create` takes for engines that imitate references. Options of one style stand together; each --style
/// begins another one.
struct ReferenceOptions {
    std::string gpt, sovits, base, vocoder, hubert, speakerNet, bert;
    std::string modelVersion;
    std::vector<std::string> styles, references, windows, texts, languages, phones, others;
    const CLI::App* command = nullptr;

    [[nodiscard]] bool given() const;  ///< At least one of them.
};

/// VoiceRecipe::models of what was given.
std::map<std::string, std::filesystem::path> modelsGiven(const ReferenceOptions& options);

void addReferenceOptions(CLI::App& command, ReferenceOptions& options);

/// The options by styles; InvalidInput for what does not fit together.
Result<std::vector<ReferenceStyle>> stylesOf(const ReferenceOptions& options);

/// Phone ids with blanks or commas between them; of several sentences with semicolons or line ends between these.
/// InvalidInput names what is no id.
Result<std::vector<std::vector<std::int64_t>>> parsePhones(const std::string& text);

}  // namespace timbre::app
