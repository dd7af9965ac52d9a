// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/voice_models.h"

#include "app/complete_models.h"

namespace timbre::app {

Result<std::map<std::string, std::filesystem::path>> modelsFor(const Composition& composition,
                                                               const ReferenceOptions& options,
                                                               const std::string& language) {
    return completeModels(composition, modelsGiven(options), options.modelVersion, language);
}

}  // namespace timbre::app
