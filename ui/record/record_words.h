// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <string>
#include <vector>

#include "core/studio/sound_intake.h"
#include "core/studio/sound_protocol.h"
#include "core/studio/voice_protocol.h"
#include "core/voice/recording_book.h"
#include "ui/widgets/prompter.h"
#include "ui/widgets/tone.h"

/// What the record room says, from the codes of the core.
namespace timbre::ui {

/// A verdict in words: a short heading, and one sentence that tells what to do.
struct SpokenVerdict {
    Tone tone = Tone::None;
    QString title;
    QString advice;
    bool operator==(const SpokenVerdict&) const = default;
};

/// "0:31" from seconds.
QString shortClock(double seconds);

/// Whether this is among what was found wrong: the one source of what card, rows and lists say.
bool finds(const QualityReport& quality, QualityProblem problem);
/// Peaks above come near the end of the scale.
inline constexpr double kNearClippingDbfs = -3.0;
/// Of the take, or of what was heard lately.
double loudestPeak(const InputStatus& status);
/// Read faster than a voice should be learnt from.
bool isHurried(const QualityReport& quality);
/// What is heard at the moment.
SpokenVerdict liveVerdict(const InputStatus& status);
/// One sentence for a line that is to be read again: "Noise found. Please record again in a quiet room."
SpokenVerdict takeVerdict(const TakeFinding& finding);
/// "Good", "Too quiet", "Door noise": for a list of takes.
QString takeWord(const LineTake& take);
Tone takeTone(const LineTake& take);
/// "2 takes · 36 dB", "Read line 5 again: door noise at 0:02", "3 s".
QString lineMeta(const BookLine& line, int number, bool current);
/// "door noise at 0:02" of a line to be read again; empty for others.
QString lineBrief(const BookLine& line);
/// The words of a text that were not heard, as stretches of it; offsets that lie outside of it are left out.
std::vector<Prompter::Part> missedWords(const std::string& text, const LineFit& heard);
/// Why there can be no voice yet, one sentence.
QString noVoiceYet(int linesBeingHeard);
/// How many lines a script has, and how many of them are enough for a voice; those of an installed one.
QString readingSize(int lines = 20, int enough = 8);
/// "Reading of 3 May · 12 lines".
QString readingName(const BookSummary& reading);
/// "door noise at 0:02"; empty for none.
QString findingWords(const TakeFinding& finding);
/// Why a slice was refused, one sentence.
QString refusalWords(const SliceRefusal& refusal);
/// Why a recording was left out of a voice, one sentence.
QString leftOutWords(const LeftOutClip& clip);
/// Why a voice has less than five stars, a sentence each.
QStringList starReasons(const VoiceStars& stars);
/// "The room is quiet: −64 dBFS."
SpokenVerdict roomVerdict(RoomVerdict verdict, double noiseDbfs);
Tone roomTone(double noiseDbfs);
/// The sentence beside the box.
QString consentSentence();

}  // namespace timbre::ui
