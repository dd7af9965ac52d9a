// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stop_token>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/import/document.h"
#include "core/import/zip_package.h"

namespace timbre {

/// A DOCX (also DOTX, DOCM). Errors as readDocument().
Result<ImportedScript> readDocx(ZipPackage& package, const ImportOptions& options, const ProgressSink& progress,
                                const std::stop_token& stop);

}  // namespace timbre
