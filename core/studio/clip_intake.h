// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/audio/quality.h"
#include "core/audio/vad.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/engine/engine.h"
#include "core/voice/clip_offer.h"
#include "core/voice/voice_store.h"

namespace timbre {

/// What may become part of a voice.
struct IntakeRules {
    std::string language = "en";
    bool needsTranscripts = true;
    double maximumSeconds = 300.0;  ///< Of accepted recordings together; later ones are left out.
    bool keepNoisy = false;         ///< Accept what is refused for noise alone.
    SharedVadModel vad;             ///< For the quality check; null: speech is found by energy.
    std::function<void(const LeftOutClip&)> leftOut;  ///< Called as soon as one is refused; may be empty.
};

struct AcceptedClip {
    Recording recording;  ///< Its name is what messages call it: calledOf().
    QualityReport quality;
    std::vector<std::string> problems{};  ///< Codes, worst first: of the quality check, then what was known before.
    bool keptKnowingly = false;           ///< The check refuses it, and it was taken all the same.
    std::string name{};                   ///< ClipOffer::name, or the file's stem.
    TakePlace place{};
};

/// Recordings sorted into usable and not.
struct Intake {
    std::vector<AcceptedClip> accepted;
    std::vector<LeftOutClip> leftOut;
    std::vector<std::string> warnings;  ///< One sentence each.
    double secondsOffered = 0.0;   ///< Of sound.
    double secondsAccepted = 0.0;  ///< Of sound.
    double secondsSpoken = 0.0;    ///< Of speech in what was accepted: spokenSecondsOf().
};

/// Reads the sound files of a folder with their transcripts (from `transcripts`, or beside each file) and checks each one.
/// A file that cannot be used is left out and named, never an error.
/// NotFound, InvalidInput, Io: the folder or the transcripts themselves; InvalidInput when no clip has a transcript though
/// they are needed; Cancelled.
Result<Intake> takeInClips(const std::filesystem::path& folder, const std::optional<std::filesystem::path>& transcripts,
                           const IntakeRules& rules, const ProgressSink& progress, const std::stop_token& stop);

/// The same for recordings that are named one by one. InvalidInput where there are none.
Result<Intake> takeInClips(std::span<const ClipOffer> clips, const IntakeRules& rules, const ProgressSink& progress,
                           const std::stop_token& stop);

}  // namespace timbre
