// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Values shared by the stages of the instant engine: front end -> features -> alignment -> units -> selection -> render.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/matrix.h"

namespace timbre::instant {

/// Analysis and selection step; the guide net runs on every second frame (10 ms).
inline constexpr double kFrameSeconds = 0.005;
/// Mel-cepstral order and warping of the 16 kHz features (c0..c40).
inline constexpr int kCepstrumOrder = 40;
inline constexpr double kCepstrumWarp = 0.42;
inline constexpr int kFeatureRateHz = 16000;

/// Index into the names of a PhoneSet (phone_set.h); 0 is the pause.
using PhoneId = std::uint8_t;
inline constexpr PhoneId kPause = 0;

/// One phone as the front end planned it.
struct FrontSegment {
    PhoneId phone = 0;
    double startSeconds = 0.0;
    double endSeconds = 0.0;
    int word = -1;            ///< Index into FrontUtterance::words; -1 in pauses.
    bool stressed = false;    ///< Lexical stress of its syllable.
    bool accented = false;    ///< Pitch accent on its syllable.
    int breakIndex = 0;       ///< Break after its syllable, 0..4.
    int tone = 0;             ///< Of its syllable, 1..5 (5 is neutral); 0 in languages without tones.
};

/// What a base voice makes of the sentence, 5 ms frames: flite's before its vocoder, espeak-ng's from its sound.
struct BaseTrack {
    std::vector<float> f0Hz;  ///< 0 where unvoiced.
    Matrix cepstrum;          ///< [frames, 25] mel-cepstrum c0..c24.
    Matrix mfcc{};            ///< [frames, 39] alignment features of its sound; empty where it has none.
};

/// A word as it was written ("1984"), which may be several as spoken ("nineteen eighty four").
struct FrontToken {
    std::string text;   ///< Original spelling without the punctuation around it.
    int firstWord = 0;  ///< Into FrontUtterance::words.
    int wordCount = 0;
};

/// A sentence read by one base voice.
struct FrontUtterance {
    std::vector<FrontSegment> segments;  ///< Starts and ends with a pause.
    std::vector<std::string> words;      ///< As spoken, lower case.
    std::vector<FrontToken> tokens;      ///< As written, in order; a word without a sound belongs to none.
    BaseTrack base;
};

/// The sentence read by the base voices; `voices[0]` gives durations. The others have identical phone strings (where
/// flite disagrees with itself, the reading of its voice slt is copied).
struct FrontResult {
    std::vector<FrontUtterance> voices;
};

/// Features of one of the user's recordings, 5 ms frames, all of the same row count.
struct RecordingFeatures {
    std::vector<float> f0Hz;  ///< 0 where unvoiced.
    Matrix cepstrum;          ///< [frames, 41] mel-warped cepstrum of the CheapTrick envelope at 16 kHz.
    Matrix mfcc;              ///< [frames, 39] normalised MFCC + deltas for alignment.
};

struct AlignedSegment {
    PhoneId phone = 0;
    int frontIndex = -1;  ///< Into FrontUtterance::segments; -1 for a pause found between words.
    int beginFrame = 0;
    int endFrame = 0;     ///< Exclusive.
};

struct Alignment {
    std::vector<AlignedSegment> segments;
    double logLikelihoodPerFrame = 0.0;
};

}  // namespace timbre::instant
