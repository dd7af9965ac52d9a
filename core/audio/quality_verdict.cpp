// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/quality_verdict.h"

#include <algorithm>
#include <cmath>

namespace timbre {

namespace {

// Limits of the verdict. Only the first is given; the others are set so that clean readings of LJSpeech and LibriSpeech
// pass and what a listener would reject does not.
constexpr double kMinimumSeconds = 1.0;
constexpr double kMinimumSpeechSeconds = 0.5;
constexpr double kSilentPeakDbfs = -90.0;
constexpr double kTooQuietDbfs = -46.0;
constexpr double kRatherQuietDbfs = -38.0;
constexpr double kTelephoneHz = 4'800.0;
constexpr double kDullHz = 6'500.0;
constexpr double kTooReverberantSeconds = 0.9;
constexpr double kRatherReverberantSeconds = 0.5;
constexpr double kMuchClippingShare = 2e-4;  // Of the samples of speech.
constexpr std::size_t kMuchClippingSamples = 30;
constexpr double kHumUnderSpeechDb = 32.0;

void find(QualityReport& report) {
    const auto add = [&](QualityProblem problem, Verdict verdict) { report.findings.push_back({problem, verdict}); };
    const bool nobodySpeaks = report.speechDbfs <= kLowestDbfs;
    if (report.seconds <= 0.0 || report.peakDbfs < kSilentPeakDbfs ||
        (nobodySpeaks && report.noiseFloorDbfs <= kLowestDbfs && report.seconds >= kMinimumSeconds)) {
        add(QualityProblem::Empty, Verdict::RecordAgain);
        return;
    }
    if (nobodySpeaks && report.seconds >= kMinimumSeconds) {
        add(QualityProblem::NoSpeech, Verdict::RecordAgain);
        return;
    }
    if (report.seconds < kMinimumSeconds ||
        (report.speechShare * report.seconds < kMinimumSpeechSeconds && report.snrDb >= kMinimumSnrDb)) {
        add(QualityProblem::TooShort, Verdict::RecordAgain);
    }
    if (report.snrDb < kMinimumSnrDb) {
        add(QualityProblem::Noise, Verdict::RecordAgain);
    } else if (report.snrDb < kGoodSnrDb) {
        add(QualityProblem::SomeNoise, Verdict::Usable);
    }
    if (report.clippedSamples > 0) {
        const double samples = report.seconds * report.sampleRateHz * report.channels;
        const bool much = report.clippedSamples >= kMuchClippingSamples &&
                          static_cast<double>(report.clippedSamples) >= kMuchClippingShare * samples;
        add(QualityProblem::Clipping, much ? Verdict::RecordAgain : Verdict::Usable);
    }
    if (report.bandLimited && report.bandwidthHz < kDullHz) {
        const bool telephone = report.bandwidthHz < kTelephoneHz;
        add(telephone ? QualityProblem::TelephoneBand : QualityProblem::DullBand,
            telephone ? Verdict::RecordAgain : Verdict::Usable);
    }
    if (report.speechDbfs < kRatherQuietDbfs) {
        add(QualityProblem::TooQuiet, report.speechDbfs < kTooQuietDbfs ? Verdict::RecordAgain : Verdict::Usable);
    }
    if (report.reverbSeconds > kRatherReverberantSeconds) {
        add(QualityProblem::Reverberation,
            report.reverbSeconds > kTooReverberantSeconds ? Verdict::RecordAgain : Verdict::Usable);
    }
    if (report.humHz > 0.0 && report.humDbfs > report.speechDbfs - kHumUnderSpeechDb) {
        add(QualityProblem::Hum, Verdict::Usable);
    }
}

/// Verdict and advice follow from what was found.
void conclude(QualityReport& report) {
    std::ranges::stable_sort(report.findings, [](const QualityFinding& a, const QualityFinding& b) {
        return a.verdict != b.verdict ? a.verdict > b.verdict : a.problem < b.problem;
    });
    report.verdict = report.findings.empty() ? Verdict::Good : report.findings.front().verdict;
    report.advice = report.findings.empty() ? "The recording is good; use it as it is."
                                            : adviceFor(report.findings.front().problem, report.verdict);
}

}  // namespace

void judge(QualityReport& report) {
    report.findings.clear();
    find(report);
    conclude(report);
}

void addFinding(QualityReport& report, const QualityFinding& finding) {
    report.findings.push_back(finding);
    conclude(report);
}

std::string_view verdictName(Verdict verdict) noexcept {
    switch (verdict) {
        case Verdict::Good:
            return "good";
        case Verdict::Usable:
            return "usable";
        case Verdict::RecordAgain:
            return "record_again";
    }
    return "record_again";
}

std::string_view problemName(QualityProblem problem) noexcept {
    switch (problem) {
        case QualityProblem::Empty:
            return "empty";
        case QualityProblem::NoSpeech:
            return "no_speech";
        case QualityProblem::TooShort:
            return "too_short";
        case QualityProblem::CutShort:
            return "cut_short";
        case QualityProblem::Damaged:
            return "damaged";
        case QualityProblem::Noise:
            return "noise";
        case QualityProblem::Clipping:
            return "clipping";
        case QualityProblem::TelephoneBand:
            return "telephone_band";
        case QualityProblem::TooQuiet:
            return "too_quiet";
        case QualityProblem::Reverberation:
            return "reverberation";
        case QualityProblem::Hum:
            return "hum";
        case QualityProblem::SomeNoise:
            return "some_noise";
        case QualityProblem::DullBand:
            return "dull_band";
    }
    return "empty";
}

std::string_view adviceFor(QualityProblem problem, Verdict verdict) noexcept {
    const bool again = verdict == Verdict::RecordAgain;
    switch (problem) {
        case QualityProblem::Empty:
            return "The recording is empty: check that the right microphone is chosen and not muted, then record "
                   "again.";
        case QualityProblem::NoSpeech:
            return "No speech was found: speak while the recording runs, then check that the microphone hears you.";
        case QualityProblem::TooShort:
            return "There is too little speech: record again and read at least one whole sentence.";
        case QualityProblem::CutShort:
            return "The file is cut short: listen whether its end is missing, and copy or record it again if it is.";
        case QualityProblem::Damaged:
            return "The file is damaged: parts of it are missing. Copy it again from where it came, or record it "
                   "again.";
        case QualityProblem::Noise:
            return "Noise in the room was detected. Please record again in a quiet room.";
        case QualityProblem::Clipping:
            return again ? "The sound is distorted: turn the input level down or move away from the microphone, then "
                           "record again."
                         : "A few loud moments are cut off: turn the input level down a little for the next recording.";
        case QualityProblem::TelephoneBand:
            return "The sound is as dull as a telephone call: record again with a better microphone, not over a call "
                   "or headset link.";
        case QualityProblem::TooQuiet:
            return again ? "The voice is too quiet: move closer to the microphone or turn the input level up, then "
                           "record again."
                         : "The voice is rather quiet: move closer to the microphone or turn the input level up next "
                           "time.";
        case QualityProblem::Reverberation:
            return again ? "The room echoes: record again in a room with curtains, carpets or full shelves, close to "
                           "the microphone."
                         : "The room echoes a little: a room with curtains or carpets would sound better.";
        case QualityProblem::Hum:
            return "Mains hum was detected: keep the microphone and its cable away from power supplies.";
        case QualityProblem::SomeNoise:
            return "There is some noise: a quieter room would make the voice better.";
        case QualityProblem::DullBand:
            return "The high tones are missing: another microphone or a higher sampling rate would make the voice "
                   "clearer.";
    }
    return "";
}

}  // namespace timbre
