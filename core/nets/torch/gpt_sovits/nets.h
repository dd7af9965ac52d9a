// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/nets/sovits_net.h"

namespace timbre::nets {

/// See TorchRoom's functions of these names.
Result<std::unique_ptr<SovitsNet>> openTorchSovits(const SovitsPaths& paths, Place place, int threads);
Result<std::unique_ptr<SemanticNet>> openTorchSemantic(const std::filesystem::path& file, Place place, int threads);
Result<std::unique_ptr<TextNet>> openTorchText(const std::filesystem::path& folder, Place place, int threads);

}  // namespace timbre::nets
