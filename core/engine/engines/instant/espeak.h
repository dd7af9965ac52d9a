// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/audio/audio_clip.h"
#include "core/base/result.h"

namespace timbre::instant {

/// When a syllable is heard, seconds from the beginning of the sound.
struct EspeakSyllable {
    double startSeconds = 0.0;
    double finalSeconds = 0.0;  ///< Where its consonant ends; the start where it has none.
    double endSeconds = 0.0;
};

struct EspeakReading {
    AudioClip audio;                       ///< Mono, 22.05 kHz as a rule.
    std::vector<EspeakSyllable> syllables;  ///< As many as were asked for, in order.
};

/// A syllable in pinyin with its tone as a digit ("zhong1"), and the mark behind it: ",", "." or nothing.
struct PinyinToken {
    std::string pinyin;
    std::string mark;
    bool hasInitial = false;
};

/// espeak-ng's pinyin voice reading syllables. Its library is opened for the call and closed again: it keeps its place in
/// every oscillator, so that only a fresh copy reads a text as it did before. Calls queue up behind one lock.
/// @param variant  "" or one of espeak-ng's voice variants ("f2", "m3").
/// ModelMissing where espeak-ng or its data are not installed; InvalidInput where it makes something else of a syllable.
/// Takes some 20 ms and a hundredth of the sound's length. Deterministic.
/// Source: espeak-ng/speak_lib.h (phoneme events); the voice cmn-latn-pinyin of espeak-ng 1.51.
Result<EspeakReading> espeakReads(std::span<const PinyinToken> syllables, const std::string& variant);

/// Whether espeakReads() can work here; ModelMissing says what to install.
Result<void> espeakInstalled();

}  // namespace timbre::instant
