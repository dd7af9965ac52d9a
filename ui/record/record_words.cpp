// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/record/record_words.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/i18n/core_words.h"
#include "ui/voices/voice_words.h"
#include "ui/widgets/stat.h"

namespace timbre::ui {

namespace {

constexpr double kTargetLowDbfs = -18.0;
constexpr double kTooQuietDbfs = -30.0;
constexpr double kQuietRoomDbfs = -50.0;
constexpr double kUsableRoomDbfs = -40.0;
constexpr double kHurriedSyllables = 7.0;  // a second; calm reading has 3 to 6 in all three languages

class Record {
    Q_DECLARE_TR_FUNCTIONS(Record)
};

struct FindingText {
    std::string_view code;
    const char* word;    ///< Beside a take.
    const char* title;
    const char* advice;  ///< One sentence.
};

// clang-format off
constexpr std::array kFindings{
    FindingText{"noise", QT_TRANSLATE_NOOP("Record", "Too noisy"), QT_TRANSLATE_NOOP("Record", "The room is too loud"), QT_TRANSLATE_NOOP("Record", "Noise found. Please record again in a quiet room.")},
    FindingText{"clipping", QT_TRANSLATE_NOOP("Record", "Clipping"), QT_TRANSLATE_NOOP("Record", "Too loud for the microphone"), QT_TRANSLATE_NOOP("Record", "The sound is clipped: turn the microphone down or move away, then read the line again.")},
    FindingText{"reverberation", QT_TRANSLATE_NOOP("Record", "Echo"), QT_TRANSLATE_NOOP("Record", "The room echoes"), QT_TRANSLATE_NOOP("Record", "Echo found: move closer to the microphone or away from bare walls, then read the line again.")},
    FindingText{"half_read", QT_TRANSLATE_NOOP("Record", "Half read"), QT_TRANSLATE_NOOP("Record", "Part of the line is missing"), QT_TRANSLATE_NOOP("Record", "Only part of the line was heard: read it again from the beginning to the end.")},
    FindingText{"wrong_line", QT_TRANSLATE_NOOP("Record", "Other words"), QT_TRANSLATE_NOOP("Record", "These are other words"), QT_TRANSLATE_NOOP("Record", "What was heard is not this line: read it again as it stands.")},
    FindingText{"skipped_word", QT_TRANSLATE_NOOP("Record", "Word skipped"), QT_TRANSLATE_NOOP("Record", "A word was not heard"), QT_TRANSLATE_NOOP("Record", "The words in red were not heard: read the line again if you skipped them.")},
    FindingText{"knock", QT_TRANSLATE_NOOP("Record", "Door noise"), QT_TRANSLATE_NOOP("Record", "A noise in between"), QT_TRANSLATE_NOOP("Record", "There is a noise such as a door in a pause: read the line again.")},
    FindingText{"sound_lost", QT_TRANSLATE_NOOP("Record", "Sound lost"), QT_TRANSLATE_NOOP("Record", "Sound was lost"), QT_TRANSLATE_NOOP("Record", "The computer lost some of the sound: close other programs and read the line again.")},
    FindingText{"recording_died", QT_TRANSLATE_NOOP("Record", "Cut short"), QT_TRANSLATE_NOOP("Record", "The recording broke off"), QT_TRANSLATE_NOOP("Record", "The recording broke off before its end: listen to it, or read the line again.")},
    FindingText{"empty", QT_TRANSLATE_NOOP("Record", "Silent"), QT_TRANSLATE_NOOP("Record", "Nothing is heard"), QT_TRANSLATE_NOOP("Record", "Nothing was recorded: check that the microphone is switched on, then read the line again.")},
    FindingText{"no_speech", QT_TRANSLATE_NOOP("Record", "No voice"), QT_TRANSLATE_NOOP("Record", "Nobody was heard"), QT_TRANSLATE_NOOP("Record", "No voice was heard: come closer to the microphone and read the line again.")},
    FindingText{"too_short", QT_TRANSLATE_NOOP("Record", "Too short"), QT_TRANSLATE_NOOP("Record", "Too little was said"), QT_TRANSLATE_NOOP("Record", "There is too little speech to learn from: read the whole line again.")},
    FindingText{"cut_short", QT_TRANSLATE_NOOP("Record", "Cut short"), QT_TRANSLATE_NOOP("Record", "The recording broke off"), QT_TRANSLATE_NOOP("Record", "The recording broke off before its end: listen to it, or read the line again.")},
    FindingText{"telephone_band", QT_TRANSLATE_NOOP("Record", "Like a telephone"), QT_TRANSLATE_NOOP("Record", "It sounds like a telephone"), QT_TRANSLATE_NOOP("Record", "The high tones are missing: choose another microphone, not that of a headset by radio, and read the line again.")},
    FindingText{"dull_band", QT_TRANSLATE_NOOP("Record", "Dull"), QT_TRANSLATE_NOOP("Record", "It sounds dull"), QT_TRANSLATE_NOOP("Record", "High tones are missing: another microphone would sound clearer.")},
    FindingText{"too_quiet", QT_TRANSLATE_NOOP("Record", "Too quiet"), QT_TRANSLATE_NOOP("Record", "Too quiet"), QT_TRANSLATE_NOOP("Record", "The voice is too quiet: come closer or turn the microphone up, then read the line again.")},
    FindingText{"hum", QT_TRANSLATE_NOOP("Record", "Hum"), QT_TRANSLATE_NOOP("Record", "The mains hums"), QT_TRANSLATE_NOOP("Record", "There is a hum of the mains: try another socket, or move the microphone away from cables.")},
    FindingText{"some_noise", QT_TRANSLATE_NOOP("Record", "Some noise"), QT_TRANSLATE_NOOP("Record", "Some noise"), QT_TRANSLATE_NOOP("Record", "It can be used; a quieter room would make a better voice.")},
};
// clang-format on

const FindingText* textOf(std::string_view code) {
    const auto* const found = std::ranges::find(kFindings, code, &FindingText::code);
    return found == kFindings.end() ? nullptr : found;
}

Tone toneOf(Verdict verdict) {
    return verdict == Verdict::Good ? Tone::Good : verdict == Verdict::Usable ? Tone::Warn : Tone::Bad;
}

QString decibels(double value) { return Record::tr("%1 dB").arg(numberText(value, 0)); }

}  // namespace

QString shortClock(double seconds) {
    const auto whole = static_cast<int>(std::max(0.0, seconds));
    return QStringLiteral("%1:%2").arg(whole / 60).arg(whole % 60, 2, 10, QChar(u'0'));
}

bool finds(const QualityReport& quality, QualityProblem problem) {
    return std::ranges::any_of(quality.findings, [&](const QualityFinding& one) { return one.problem == problem; });
}

double loudestPeak(const InputStatus& status) { return std::max(status.peakDbfs, status.quality.peakDbfs); }

bool isHurried(const QualityReport& quality) { return quality.speechRate > kHurriedSyllables; }

SpokenVerdict liveVerdict(const InputStatus& status) {
    const QualityReport& quality = status.quality;
    if (!status.settled) {
        return {Tone::None, Record::tr("Listening"), Record::tr("Speak a sentence to check level and room.")};
    }
    if (!quality.findings.empty() && quality.verdict == Verdict::RecordAgain) {
        if (const FindingText* text = textOf(problemName(quality.findings.front().problem))) {
            return {Tone::Bad, Record::tr(text->title), Record::tr(text->advice)};
        }
    }
    if (loudestPeak(status) > kNearClippingDbfs) {
        return {Tone::Warn, Record::tr("A little too loud"), Record::tr("Peaks come near the end of the scale: move away a little.")};
    }
    if (quality.speechDbfs < kTooQuietDbfs) {
        return {Tone::Warn, Record::tr("A little too quiet"), Record::tr("Come closer, until the bar reaches the target band.")};
    }
    if (!quality.findings.empty()) {
        if (const FindingText* text = textOf(problemName(quality.findings.front().problem))) {
            return {Tone::Warn, Record::tr(text->title), Record::tr(text->advice)};
        }
    }
    if (isHurried(quality)) {
        return {Tone::Warn, Record::tr("A little too fast"), Record::tr("Read more calmly: the voice will speak as you do now.")};
    }
    return {Tone::Good, Record::tr("Good. Keep this distance."),
            quality.speechDbfs >= kTargetLowDbfs - 6.0 ? Record::tr("Level near the target band, room quiet, no echo.")
                                                       : Record::tr("The room is quiet, and there is no echo.")};
}

SpokenVerdict takeVerdict(const TakeFinding& finding) {
    const FindingText* const text = textOf(finding.code);
    if (text == nullptr) {
        return {toneOf(finding.verdict), Record::tr("Read it again"), Record::tr("Something is wrong with this take: read the line again.")};
    }
    return {toneOf(finding.verdict), Record::tr(text->title), Record::tr(text->advice)};
}

QString takeWord(const LineTake& take) {
    if (take.beingHeard && take.verdict != Verdict::RecordAgain) {
        return Record::tr("Checking…");
    }
    if (take.keptKnowingly) {
        return Record::tr("Kept anyway");
    }
    if (!take.findings.empty()) {
        if (const FindingText* text = textOf(take.findings.front().code)) {
            return Record::tr(text->word);
        }
    }
    return take.measured ? verdictWord(take.verdict) : take.cutShort ? Record::tr("Rescued") : Record::tr("Not judged");
}

Tone takeTone(const LineTake& take) {
    if (take.beingHeard && take.verdict != Verdict::RecordAgain) {
        return Tone::None;
    }
    return take.keptKnowingly || !take.measured ? Tone::Warn : toneOf(take.verdict);
}

QString findingWords(const TakeFinding& finding) {
    const FindingText* const text = textOf(finding.code);
    QString word = text == nullptr ? Record::tr("Read again") : Record::tr(text->word);
    if (!word.isEmpty() && word.size() > 1 && word[1].isLower()) {
        word[0] = word[0].toLower();
    }
    return finding.atSeconds ? Record::tr("%1 at %2").arg(word, shortClock(*finding.atSeconds)) : word;
}

QString lineMeta(const BookLine& line, int number, bool current) {
    const timbre::LineState state = stateOf(line);
    if (state.kind == timbre::LineState::Kind::Again && state.problem) {
        return Record::tr("Read line %1 again: %2").arg(number).arg(findingWords(*state.problem));
    }
    const LineTake* const take = chosenTake(line);
    if (take == nullptr) {
        return current ? Record::tr("Ready to read")
                       : Record::tr("about %1 s").arg(std::max(1, static_cast<int>(std::lround(line.line.expectedSeconds))));
    }
    const auto count = static_cast<int>(std::ranges::count_if(line.takes, [](const LineTake& one) { return !one.removed; }));
    const QString takes = Record::tr("%n take(s)", nullptr, count);
    if (state.kind == timbre::LineState::Kind::KeptKnowingly) {
        return Record::tr("%1 · kept anyway").arg(takes);
    }
    if (state.kind == timbre::LineState::Kind::BeingHeard) {
        return Record::tr("%1 · checking the words").arg(takes);
    }
    if (isDraft(line)) {
        return Record::tr("%1 · draft, check the words").arg(takes);
    }
    return take->measured ? QStringLiteral("%1 · %2").arg(takes, decibels(take->snrDb)) : Record::tr("%1 · not judged").arg(takes);
}

QString lineBrief(const BookLine& line) {
    const timbre::LineState state = stateOf(line);
    return state.kind == timbre::LineState::Kind::Again && state.problem ? findingWords(*state.problem) : QString();
}

std::vector<Prompter::Part> missedWords(const std::string& text, const LineFit& heard) {
    const auto units = [&](std::size_t bytes) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(bytes)).size(); };
    std::vector<Prompter::Part> missed;
    for (const WordMark& word : heard.words) {
        if (!word.heard && word.beginByte < word.endByte && word.endByte <= text.size()) {
            missed.push_back({units(word.beginByte), units(word.endByte) - units(word.beginByte)});
        }
    }
    return missed;
}

QString noVoiceYet(int linesBeingHeard) {
    return linesBeingHeard > 0 ? Record::tr("The words of %n line(s) are still being checked.", nullptr, linesBeingHeard)
                               : Record::tr("Twenty seconds of good lines are needed; a minute is better.");
}

QString readingSize(int lines, int enough) {
    return Record::tr("%1 lines; the first %2 are enough, more make it better").arg(lines).arg(enough);
}

QString readingName(const BookSummary& reading) {
    return Record::tr("Reading of %1 · %n line(s)", nullptr, static_cast<int>(reading.read)).arg(dateText(reading.created));
}

QString refusalWords(const SliceRefusal& refusal) {
    switch (refusal.code) {
        case SliceRefusal::Code::TooShort:
            return Record::tr("Too short: %1 s of at least %2 s.")
                .arg(numberText(refusal.measured, 1), numberText(refusal.limit, 1));
        case SliceRefusal::Code::NotTheText: return Record::tr("What is heard is not the text found for it.");
        case SliceRefusal::Code::Quality: break;
    }
    if (refusal.problem == QualityProblem::Noise) {
        return Record::tr("Too noisy: %1 dB of at least %2 dB over the noise.")
            .arg(numberText(refusal.measured, 0), numberText(refusal.limit, 0));
    }
    const FindingText* const text = textOf(problemName(refusal.problem));
    return text == nullptr ? problemWord(refusal.problem) : Record::tr(text->title);
}

QString leftOutWords(const LeftOutClip& clip) {
    if (const FindingText* text = textOf(clip.code)) {
        return Record::tr(text->title);
    }
    if (clip.code == "no_transcript") {
        return Record::tr("It has no words.");
    }
    if (clip.code == "too_much" || clip.code == "enough") {
        return Record::tr("There was enough without it.");
    }
    if (clip.code == "unreadable") {
        return Record::tr("The file cannot be read.");
    }
    return coreSentence(clip.reason).value_or(QString::fromStdString(clip.reason));
}

QStringList starReasons(const VoiceStars& stars) {
    QStringList reasons;
    for (const StarDeduction& one : stars.deductions) {
        switch (one.reason) {
            case StarReason::SomeNoise:
            case StarReason::Noise:
                reasons << Record::tr("The recordings are %1 dB over the noise; 30 dB would be very good.").arg(numberText(one.value, 0));
                break;
            case StarReason::FairLikeness:
            case StarReason::PoorLikeness:
                reasons << Record::tr("It is %1 % alike; more lines make it more alike.").arg(numberText(one.value * 100.0, 0));
                break;
            case StarReason::FewSeconds:
                reasons << Record::tr("It was learnt from %1 s; 40 s and more are better.").arg(numberText(one.value, 0));
                break;
            case StarReason::KeptNoisy: reasons << Record::tr("Recordings that the check refused were kept."); break;
        }
    }
    reasons.removeDuplicates();
    return reasons;
}

Tone roomTone(double noiseDbfs) {
    return noiseDbfs <= kQuietRoomDbfs ? Tone::Good : noiseDbfs <= kUsableRoomDbfs ? Tone::Warn : Tone::Bad;
}

SpokenVerdict roomVerdict(RoomVerdict verdict, double noiseDbfs) {
    const QString level = numberText(noiseDbfs, 0);
    switch (verdict) {
        case RoomVerdict::Quiet: return {Tone::Good, Record::tr("The room is quiet"), Record::tr("The noise floor is %1 dBFS.").arg(level)};
        case RoomVerdict::Usable:
            return {Tone::Warn, Record::tr("The room will do"), Record::tr("The noise floor is %1 dBFS; −50 dBFS would be better.").arg(level)};
        case RoomVerdict::Noisy:
            return {Tone::Bad, Record::tr("The room is too loud"), Record::tr("Noise found. Please record again in a quiet room.")};
        case RoomVerdict::Spoken:
            return {Tone::Warn, Record::tr("Somebody spoke"), Record::tr("Listen to the room again, and keep quiet for five seconds.")};
        case RoomVerdict::Silent:
            return {Tone::Bad, Record::tr("The microphone is silent"), Record::tr("Not even noise is heard: check that it is switched on.")};
    }
    return {};
}

QString consentSentence() { return Record::tr("This is my own voice, or I have the speaker's permission to copy it."); }

}  // namespace timbre::ui
