// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/audio/vad.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/engine/engine.h"
#include "core/studio/speaker_meter.h"
#include "core/voice/clip_offer.h"
#include "core/voice/recording_book.h"
#include "core/voice/voice_store.h"

namespace timbre {

/// What makes a voice; everything is borrowed.
struct VoiceMakerParts {
    VoiceStore& store;
    Engine& engine;
    const SpeakerMeter* meter = nullptr;  ///< May be null: nothing is compared then.
    SharedVadModel vad{};                 ///< May be null: speech is found by energy.
};

struct VoiceMakerSettings {
    std::string name;
    bool newVersion = false;  ///< Of the voice `name`, which must be there; else a new voice of that name.
    std::vector<ClipOffer> clips{};  ///< If there are any, these are used and clipsFolder and transcripts are not.
    std::filesystem::path clipsFolder{};
    std::optional<std::filesystem::path> transcripts{};  ///< Unset: `<stem>.txt` or `.lab` beside each clip.
    std::string language = "en";
    std::uint64_t seed = 0;
    bool keepNoisy = false;      ///< Use recordings that the quality check refuses for noise.
    bool hasPermission = false;  ///< The maker states to have the speaker's permission; stored with the time.
    std::string permissionGiven{};     ///< UTC, ISO 8601, when that was stated; empty: now.
    std::string permissionSentence{};  ///< In which words; may be empty.
    std::optional<RoomToneOffer> roomTone{};
    std::function<void(const LeftOutClip&)> leftOut{};  ///< Called as soon as a recording is refused; may be empty.
};

/// What came out, for people and programs.
struct MadeVoice {
    Voice voice;
    VoiceReport report;                 ///< The engine's; its `rejected` is part of leftOut below.
    std::vector<LeftOutClip> leftOut;   ///< Every recording that was offered and not used, with the reason.
    std::vector<std::string> warnings;  ///< Lines without a clip, kept noisy recordings, odd speakers; one sentence each.
    double secondsOffered = 0.0;
    double medianSnrDb = 0.0;
    double makingSeconds = 0.0;         ///< Wall clock of the whole call.
    std::optional<double> similarity;   ///< A sample text in the new voice against the recordings.
    std::optional<double> consistency;  ///< Mean similarity of the recordings to their centroid: one person, one room?
};

/// Fills in what a recording book holds: clips, language, permission with its time and words, room tone.
void offerBook(const BookState& book, VoiceMakerSettings& settings);

/// The one way to make a voice: folder or offers -> clips and transcripts -> quality check -> engine -> stored version.
/// On failure and cancellation nothing remains in the store.
/// NotFound, InvalidInput, Corrupt, AlreadyExists, Unsupported, Io, Cancelled; details name the file.
Result<MadeVoice> makeVoice(const VoiceMakerParts& parts, const VoiceMakerSettings& settings, const ProgressSink& progress,
                            std::stop_token stop);

/// Mean similarity of `clip` to a voice's stored embedding, or nullopt where the voice has none of this encoder.
Result<std::optional<double>> similarityTo(const Voice& voice, const AudioClip& clip, const SpeakerMeter& meter,
                                           const std::stop_token& stop);

}  // namespace timbre
