// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/voice_summary.h"

#include <algorithm>
#include <optional>
#include <tuple>

namespace timbre {

namespace {

// The bounds of the stars; SNR as the recording brief asks it, likeness as measured on the voices of the test sets.
constexpr double kCleanSnrDb = 30.0;
constexpr double kFairSnrDb = 22.0;
constexpr double kLikeVoice = 0.80;
constexpr double kUnlikeVoice = 0.70;
constexpr double kEnoughSeconds = 40.0;

std::optional<double> metric(const std::map<std::string, double>& metrics, const char* name) {
    const auto found = metrics.find(name);
    return found != metrics.end() ? std::optional(found->second) : std::nullopt;
}

}  // namespace

VoiceStars starsFor(const std::map<std::string, double>& metrics, double seconds, bool imitates) {
    VoiceStars stars;
    const auto deduct = [&stars](bool applies, StarReason reason, double value) {
        if (applies) {
            stars.deductions.push_back({reason, value});
        }
    };
    if (const auto snr = metric(metrics, "median_snr_db")) {
        deduct(*snr < kCleanSnrDb, StarReason::SomeNoise, *snr);
        deduct(*snr < kFairSnrDb, StarReason::Noise, *snr);
    }
    if (const auto likeness = metric(metrics, "similarity")) {
        deduct(*likeness < kLikeVoice, StarReason::FairLikeness, *likeness);
        deduct(*likeness < kUnlikeVoice, StarReason::PoorLikeness, *likeness);
    }
    deduct(!imitates && seconds < kEnoughSeconds, StarReason::FewSeconds, seconds);
    const double kept = metric(metrics, kKeptNoisyMetric).value_or(0.0);
    deduct(kept > 0.0, StarReason::KeptNoisy, kept);
    stars.stars = std::max(1, 5 - static_cast<int>(stars.deductions.size()));
    return stars;
}

VoiceSummary summaryOf(const VoiceEntry& entry) {
    const VersionSummary& present = entry.present;
    const double seconds = metric(present.metrics, "seconds_used").value_or(present.seconds);
    return {.id = {.voice = entry.id, .number = present.number},
            .name = entry.name,
            .language = present.language,
            .engine = present.engine,
            .created = entry.created,
            .secondsUsed = seconds,
            .recordings = present.recordings,
            .order = entry.hue,
            .versions = entry.versions,
            .tags = entry.tags,
            .styles = {},
            .metrics = present.metrics,
            .consent = present.consent,
            .usage = entry.usage,
            .stars = starsFor(present.metrics, seconds, present.engine == kImitatingEngine)};
}

void fillMissingHues(std::vector<VoiceSummary>& voices) {
    std::vector<VoiceSummary*> bare;
    int next = 0;
    for (VoiceSummary& voice : voices) {
        next = std::max(next, voice.order + 1);
        if (voice.order == kNoHue) {
            bare.push_back(&voice);
        }
    }
    std::ranges::sort(bare, {}, [](const VoiceSummary* voice) { return std::tie(voice->created, voice->id); });
    for (VoiceSummary* voice : bare) {
        voice->order = next++;
    }
}

}  // namespace timbre
