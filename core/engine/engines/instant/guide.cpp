// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engines/instant/guide.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "core/engine/engines/instant/phones.h"

namespace timbre::instant {
namespace {

constexpr std::size_t kBaseCepstra = 25;
// Durations and distances are told to the net in units of 100 ms.
constexpr double kFramesPerUnit = 20.0;
constexpr double kFarthestEdge = 2.0;  // in those units
// A pause that flite did not plan is read from the silence at the sentence's start.
constexpr double kSilenceFrames = 4.0;

/// One segment of the sentence on the 5 ms grid the rows are taken from.
struct TimedSegment {
    PhoneId phone = 0;
    int front = -1;  ///< Into FrontUtterance::segments; -1 for a pause flite did not plan.
    int begin = 0;
    int end = 0;
};

/// ln F0 of a base voice with straight lines over its unvoiced stretches, minus its median.
std::vector<float> relativeMelody(const std::vector<float>& f0Hz) {
    std::vector<float> melody(f0Hz.size(), 0.0F);
    std::ptrdiff_t last = -1;
    for (std::ptrdiff_t k = 0; k < std::ssize(f0Hz); ++k) {
        if (f0Hz[static_cast<std::size_t>(k)] <= 0.0F) {
            continue;
        }
        const float here = std::log(f0Hz[static_cast<std::size_t>(k)]);
        const float before = last >= 0 ? melody[static_cast<std::size_t>(last)] : here;
        for (std::ptrdiff_t i = last + 1; i <= k; ++i) {
            const float share = static_cast<float>(i - last) / static_cast<float>(k - last);
            melody[static_cast<std::size_t>(i)] = before + share * (here - before);
        }
        last = k;
    }
    if (last < 0) {
        return melody;
    }
    std::fill(melody.begin() + last, melody.end(), melody[static_cast<std::size_t>(last)]);
    std::vector<float> sorted = melody;
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::ranges::nth_element(sorted, middle);
    for (float& value : melody) {
        value -= *middle;
    }
    return melody;
}

void fillPosition(std::span<float> row, const TimedSegment& segment, double frame) {
    const double length = std::max(1, segment.end - segment.begin);
    const double share = (frame + 0.5 - segment.begin) / length;
    row[0] = static_cast<float>(share);
    row[1] = static_cast<float>(1.0 - share);
    row[2] = static_cast<float>(std::log(length / kFramesPerUnit));
    row[3] = static_cast<float>(std::sin(std::numbers::pi * share));
    row[4] = static_cast<float>(std::cos(std::numbers::pi * share));
    row[5] = static_cast<float>(std::min((frame + 0.5 - segment.begin) / kFramesPerUnit, kFarthestEdge));
    row[6] = static_cast<float>(std::min((segment.end - frame - 0.5) / kFramesPerUnit, kFarthestEdge));
}

/// The base voice's frame (with fraction) that corresponds to `frame` of the segment, by a straight line.
double baseFrame(const FrontUtterance& voice, const TimedSegment& segment, double frame) {
    double begin = 0.0;
    double end = kSilenceFrames;
    if (segment.front >= 0) {
        const FrontSegment& planned = voice.segments[static_cast<std::size_t>(segment.front)];
        begin = planned.startSeconds / kFrameSeconds;
        end = planned.endSeconds / kFrameSeconds;
    }
    const double share = (frame + 0.5 - segment.begin) / std::max(1, segment.end - segment.begin);
    return begin + share * (end - begin) - 0.5;
}

void fillBase(std::span<float> row, const BaseTrack& track, std::span<const float> melody, double position) {
    if (track.cepstrum.rows() == 0) {
        return;
    }
    const double at = std::clamp(position, 0.0, static_cast<double>(track.cepstrum.rows() - 1));
    const auto before = static_cast<std::size_t>(at);
    const std::size_t after = std::min(before + 1, track.cepstrum.rows() - 1);
    const auto weight = static_cast<float>(at - static_cast<double>(before));
    for (std::size_t c = 0; c < kBaseCepstra; ++c) {
        row[c] = (1.0F - weight) * track.cepstrum(before, c) + weight * track.cepstrum(after, c);
    }
    const std::size_t nearest = std::min(static_cast<std::size_t>(std::lround(at)), melody.size() - 1);
    row[kBaseCepstra] = track.f0Hz[nearest] > 0.0F ? 1.0F : 0.0F;
    row[kBaseCepstra + 1] = melody[nearest];
}

void fillFlags(std::span<float> row, const FrontUtterance& sentence, std::span<const TimedSegment> segments,
               std::size_t index) {
    const auto isPause = [&](std::size_t i) { return i >= segments.size() || segments[i].phone == kPause; };
    const auto wordOf = [&](std::size_t i) {
        return i < segments.size() && segments[i].front >= 0
                   ? sentence.segments[static_cast<std::size_t>(segments[i].front)].word
                   : -1;
    };
    const int word = wordOf(index);
    if (segments[index].front >= 0 && !isPause(index)) {
        const FrontSegment& planned = sentence.segments[static_cast<std::size_t>(segments[index].front)];
        if (planned.tone != 0) {
            // The four full tones take the place of stress and breaks; none of them is the neutral tone.
            for (std::size_t tone = 1; tone <= 4; ++tone)
                row[tone - 1] = planned.tone == static_cast<int>(tone) ? 1.0F : 0.0F;
        } else {
            row[0] = planned.stressed ? 1.0F : 0.0F;
            row[1] = planned.accented ? 1.0F : 0.0F;
            row[2] = planned.breakIndex >= 1 ? 1.0F : 0.0F;
            row[3] = planned.breakIndex >= 3 ? 1.0F : 0.0F;
        }
    }
    row[4] = word >= 0 && (index == 0 || wordOf(index - 1) != word) ? 1.0F : 0.0F;
    row[5] = word >= 0 && wordOf(index + 1) != word ? 1.0F : 0.0F;
    row[6] = word >= 0 ? 1.0F : 0.0F;
    row[7] = !isPause(index) && (isPause(index + 1) || isPause(index + 2)) ? 1.0F : 0.0F;
    row[kGuidePauseFlag] = isPause(index) ? 1.0F : 0.0F;
}

GuideSentence layOut(const FrontResult& front, std::span<const TimedSegment> segments, int frames) {
    const FrontUtterance& sentence = front.voices.front();
    const std::size_t width = front.voices.size() * kGuideBaseWidth;
    GuideSentence guide;
    guide.frames = frames / 2;
    const auto rows = static_cast<std::size_t>(guide.frames);
    guide.base.assign(rows * width, 0.0F);
    guide.position.assign(rows * kGuidePositionWidth, 0.0F);
    guide.segmentOfFrame.assign(rows, 0);
    guide.flags.assign(segments.size() * kGuideFlagWidth, 0.0F);
    for (std::size_t i = 0; i < segments.size(); ++i) {
        guide.phones.push_back(segments[i].phone);
        fillFlags(std::span(guide.flags).subspan(i * kGuideFlagWidth, kGuideFlagWidth), sentence, segments, i);
    }
    std::vector<std::vector<float>> melodies;
    for (const FrontUtterance& voice : front.voices) {
        melodies.push_back(relativeMelody(voice.base.f0Hz));
    }
    std::size_t segment = 0;
    for (std::size_t j = 0; j < rows; ++j) {
        const auto frame = static_cast<int>(2 * j + 1);
        while (segment + 1 < segments.size() && frame >= segments[segment].end) {
            ++segment;
        }
        guide.segmentOfFrame[j] = static_cast<std::int64_t>(segment);
        fillPosition(std::span(guide.position).subspan(j * kGuidePositionWidth, kGuidePositionWidth), segments[segment],
                     frame);
        for (std::size_t v = 0; v < front.voices.size(); ++v) {
            fillBase(std::span(guide.base).subspan(j * width + v * kGuideBaseWidth, kGuideBaseWidth),
                     front.voices[v].base, melodies[v], baseFrame(front.voices[v], segments[segment], frame));
        }
    }
    return guide;
}

}  // namespace

GuideSentence trainingSentence(const FrontResult& front, const Alignment& alignment, const RecordingFeatures& features,
                               double medianLogF0) {
    std::vector<TimedSegment> segments;
    for (const AlignedSegment& aligned : alignment.segments) {
        segments.push_back({aligned.phone, aligned.frontIndex, aligned.beginFrame, aligned.endFrame});
    }
    GuideSentence guide = layOut(front, segments, static_cast<int>(features.f0Hz.size()));
    guide.target.assign(static_cast<std::size_t>(guide.frames) * kGuideTargetWidth, 0.0F);
    for (std::size_t j = 0; j < static_cast<std::size_t>(guide.frames); ++j) {
        const std::size_t frame = 2 * j + 1;
        const auto row = std::span(guide.target).subspan(j * kGuideTargetWidth, kGuideTargetWidth);
        std::ranges::copy(features.cepstrum.row(frame), row.begin());
        if (features.f0Hz[frame] > 0.0F) {
            row[kGuideVoicing] = 1.0F;
            row[kGuideLogF0] = static_cast<float>(std::log(static_cast<double>(features.f0Hz[frame])) - medianLogF0);
        }
    }
    return guide;
}

GuideSentence plannedSentence(const FrontResult& front, std::span<const PlannedSegment> plan) {
    std::vector<TimedSegment> segments;
    for (std::size_t i = 0; i < plan.size(); ++i) {
        segments.push_back({plan[i].phone, static_cast<int>(i), plan[i].beginFrame, plan[i].endFrame});
    }
    return layOut(front, segments, plan.empty() ? 0 : plan.back().endFrame);
}

}  // namespace timbre::instant
