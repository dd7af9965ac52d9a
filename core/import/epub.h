// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/import/document.h"
#include "core/import/zip_package.h"

namespace timbre {

/// What an EPUB says of itself.
struct EpubPlan {
    std::string title{};
    std::vector<std::string> chapters{};  ///< Names of parts in reading order, each once.
    std::size_t missing = 0;              ///< Chapters that are not in the file.
    std::size_t pictures = 0;             ///< Pages that are no XHTML.
};

/// A link inside an EPUB as the name of a part: character references and percent signs decoded, "#..." taken off, relative
/// to the folder of `from`. Empty where it leads outside or elsewhere.
std::string resolveLink(std::string_view from, std::string_view href);

/// The reading order. Corrupt: no EPUB; Unsupported: protected; and as ZipPackage::read().
Result<EpubPlan> planEpub(ZipPackage& package, const ImportLimits& limits, const std::stop_token& stop);

/// All of it, title included. Errors as readDocument().
Result<ImportedScript> readEpub(ZipPackage& package, const ImportOptions& options, const ProgressSink& progress,
                                const std::stop_token& stop);

}  // namespace timbre
