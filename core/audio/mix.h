// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "core/audio/audio_clip.h"
#include "core/base/result.h"

namespace timbre {

/// Linear and RaisedCosine gains of a fade in and a fade out add up to 1 (for like sounds), EqualPower squares do (for
/// unlike sounds).
enum class FadeShape { Linear, RaisedCosine, EqualPower };

/// Gain at `position` 0..1 of a fade in, 0..1; a fade out is fadeGain(shape, 1 - position).
float fadeGain(FadeShape shape, double position) noexcept;

struct Fades {
    double inMs = 0.0;
    double outMs = 0.0;
    FadeShape shape = FadeShape::RaisedCosine;
};

/// Fades the ends in place. Fades longer than the clip are shortened to it; negative ones count as 0.
void applyFades(AudioClip& clip, const Fades& fades);

/// Multiplies every sample, in place.
void applyGain(AudioClip& clip, double gainDb);

struct TimeRange {
    double startMs = 0.0;
    double endMs = 0.0;
};

/// The part from startMs up to endMs (cut at the clip's end). InvalidInput unless 0 <= startMs < endMs and something is
/// left.
Result<AudioClip> trim(const AudioClip& clip, TimeRange range);

/// Digital silence.
AudioClip silence(int sampleRateHz, int channels, double durationMs);

/// A borrowed clip and the silence that follows it.
struct Piece {
    const AudioClip* clip = nullptr;
    double pauseAfterMs = 0.0;
};

/// One after the other. Rate and channels are the first piece's. InvalidInput when there is no piece, a pause is
/// negative, or the pieces differ in rate or channels (convert first: resample.h).
Result<AudioClip> concatenate(std::span<const Piece> pieces);

/// A borrowed clip placed on a time line.
struct MixTrack {
    const AudioClip* clip = nullptr;
    double offsetMs = 0.0;  ///< From the start of the result; a negative one cuts the clip's beginning.
    double gainDb = 0.0;
};

/// Sum of all tracks, as long as the one that ends last. Samples may pass [-1, 1]; normalise or writeAudio guard that.
/// InvalidInput as concatenate().
Result<AudioClip> mix(std::span<const MixTrack> tracks);

struct CrossFade {
    double durationMs = 10.0;  ///< Shortened to the shorter clip.
    FadeShape shape = FadeShape::EqualPower;
};

/// `first` runs into `second`, overlapping by the fade. InvalidInput when they differ in rate or channels.
Result<AudioClip> crossFade(const AudioClip& first, const AudioClip& second, const CrossFade& fade);

}  // namespace timbre
