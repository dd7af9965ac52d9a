// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include "core/studio/protocol.h"
#include "ui/widgets/tone.h"

/// How the rooms speak about voices.
namespace timbre::ui {

/// "English · v4".
QString versionLine(const VoiceSummary& voice);
/// "88 % alike"; empty where it was not measured.
QString likenessText(const VoiceSummary& voice);
/// "88 %", "–" where it was not measured.
QString shareText(double share);

struct VoiceNote {
    QString text;
    Tone tone = Tone::None;
    bool proof = false;  ///< It is about the permission: a shield.
};
/// The line at the foot of a card: no proof, what needs work most, else how much was recorded.
VoiceNote noteOf(const VoiceSummary& voice);

/// Why a star is missing, one sentence.
QString reasonText(const StarDeduction& deduction);
QStringList reasonTexts(const VoiceStars& stars);

/// "21 Nov 2026" out of a UTC time, in the time of this place; "today 09:12" where it is today.
QString dateText(const std::string& utc);
/// "1.4 MB".
QString sizeText(std::uintmax_t bytes);
/// "1:08".
QString lengthText(double seconds);
/// "38 dB".
QString decibelText(double decibels);

/// A sentence to hear a voice with, in its own language; not a word of the window.
QString previewSentence(const std::string& language);
/// Several of them, for comparing.
QStringList previewSentences(const std::string& language);

/// Why a recording was not used, in the language of the window where it is known.
QString refusalText(const LeftOutClip& clip);

}  // namespace timbre::ui
