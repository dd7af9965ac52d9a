// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/import/cast.h"
#include "core/import/document.h"
#include "core/import/sentences.h"

namespace timbre::app {

/// A document as the rows of a script.
struct ImportAnswer {
    ImportedScript script;  ///< With the roles taken from its texts, where there is a cast.
    Cast cast;
    std::vector<ImportedSentence> sentences;
};

/// @param roles  whether `Name: text` makes a cast.
/// Errors as sentencesOf().
Result<ImportAnswer> answerImport(ImportedScript script, const std::string& language, bool roles, const std::stop_token& stop);

/// {"kind","title","chapters":[{"title","sentence"}],"cast":[{"name","lines"}],"sentences":[{"text","block","break",...}],
/// "skipped":[{"what","count"}]}. Sentences are counted from 0; "heading", "role", "pause_ms" and "notes" stand only where
/// there are some.
nlohmann::json importJson(const ImportAnswer& answer);

/// The same as lines for people.
std::vector<std::string> importLines(const ImportAnswer& answer);

}  // namespace timbre::app
