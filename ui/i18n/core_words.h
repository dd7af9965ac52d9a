// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>
#include <string>
#include <string_view>

#include "core/audio/quality.h"
#include "core/base/result.h"
#include "core/voice/clip_offer.h"

/// The core speaks codes and plain English; this says them in the language of the window.
namespace timbre::ui {

/// An English sentence of the core (Error::detail and advice, QualityReport::advice, a reason, a stage) in the language in
/// use: itself in English, nothing where it is not known. Names and numbers in it stay as they are.
std::optional<QString> coreSentence(std::string_view english);

/// What kind of trouble it is, one sentence: for where the core's own is not known.
QString errorReason(ErrorCode code);
/// What to do about it, one sentence; empty for Cancelled.
QString errorAdvice(ErrorCode code);

/// "Good", "Usable", "Record again".
QString verdictWord(Verdict verdict);
/// A word or two beside a recording: "Noise", "Too quiet".
QString problemWord(QualityProblem problem);
/// What to do about it, one sentence.
QString problemAdvice(QualityProblem problem, Verdict verdict);

/// What a long job does at the moment, from Progress::stage: "Checking the recordings".
QString stageText(std::string_view stage);

/// The name of a language that voices speak, from its tag ("zh", "en-US").
QString languageName(const std::string& tag);

/// What a recording is called: "line 2, take 2", else its own name.
QString recordingName(const std::string& name, const TakePlace& place);

/// An English sentence with its first letter large and a full stop behind; of other languages only the blanks go.
QString asSentence(QString text);

}  // namespace timbre::ui
