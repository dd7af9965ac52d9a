// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "core/base/result.h"
#include "core/studio/voice_protocol.h"

namespace timbre {

/// What a model file is, as the window needs it.
struct ModelKind {
    std::string role;     ///< "gpt", "sovits", "sovits-lora", ...
    std::string version;  ///< "v2", ...; empty where it is not known.
};

/// Finds out whether a file is a model, by its content; nothing for what is whole and no model. Errors for models that
/// cannot be used.
using ModelLook = std::function<Result<std::optional<ModelKind>>(const std::filesystem::path& file)>;

/// What a file is by its content; the name decides only between what looks alike. `look` may be empty.
ClassifiedFile classifyFile(const std::filesystem::path& file, const ModelLook& look);

}  // namespace timbre
