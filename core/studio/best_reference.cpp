// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/studio/best_reference.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>

#include "core/audio/best_window.h"
#include "core/audio/decode.h"

namespace timbre {

namespace {

constexpr double kShortestSeconds = 3.0;  // what GPT-SoVITS takes as a reference
constexpr double kLongestSeconds = 10.0;
constexpr double kBestSeconds = 6.0;
constexpr std::size_t kMostOthers = 4;
constexpr const char* kUsualStyle = "neutral";
constexpr double kLongestFile = 60.0;  // no line of a reading is longer; not read for nothing
constexpr double kLittleSpeech = 2.5;  // less of it in the 3 s that a reference takes is too much silence

struct Candidate {
    const ClipSource* clip = nullptr;
    std::pair<double, double> window;  // seconds
    double offBest = 0.0;              // the smaller, the better
};

/// All that is said in a recording; nullopt where it has another length than references have.
std::optional<Candidate> candidateOf(const ClipSource& clip, const SharedVadModel& vad, const std::stop_token& stop) {
    const auto facts = probe(clip.file);
    if (!facts || facts->seconds < kShortestSeconds || facts->seconds > kLongestFile) {
        return std::nullopt;
    }
    const auto audio = readAudio(clip.file, {.mono = true});
    if (!audio || stop.stop_requested()) {
        return std::nullopt;
    }
    const auto found = scoredBestWindow(*audio, vad, {.least = kShortestSeconds, .most = kLongestSeconds, .best = kBestSeconds});
    if (!found || !found->holdsAllSpeech) {
        return std::nullopt;
    }
    const double rate = audio->sampleRateHz;
    Candidate candidate{.clip = &clip,
                        .window = {static_cast<double>(found->window.begin) / rate, static_cast<double>(found->window.end) / rate}};
    candidate.offBest = std::abs(candidate.window.second - candidate.window.first - kBestSeconds);
    candidate.offBest += clip.findings.empty() ? 0.0 : kLongestSeconds;
    candidate.offBest += found->speechSeconds < kLittleSpeech ? 2.0 * kLongestSeconds : 0.0;
    return candidate;
}

Result<std::vector<Candidate>> candidatesOf(const std::vector<ClipSource>& clips, const SharedVadModel& vad,
                                            const ProgressSink& progress, const std::stop_token& stop) {
    std::vector<Candidate> fitting;
    for (std::size_t i = 0; i < clips.size(); ++i) {
        if (progress) {
            progress({"listening to the references", static_cast<double>(i) / static_cast<double>(clips.size())});
        }
        auto candidate = candidateOf(clips[i], vad, stop);
        if (stop.stop_requested()) {
            return fail(ErrorCode::Cancelled, "stopped before the reference was chosen; nothing was stored");
        }
        if (candidate) {
            fitting.push_back(*candidate);
        }
    }
    return fitting;
}

}  // namespace

Result<ReferenceStyle> bestReference(const std::vector<ClipSource>& clips, const SharedVadModel& vad, const ProgressSink& progress,
                                     const std::stop_token& stop) {
    auto found = candidatesOf(clips, vad, progress, stop);
    if (!found) {
        return tl::unexpected(found.error());
    }
    std::vector<Candidate>& fitting = *found;
    if (fitting.empty()) {
        return fail(ErrorCode::InvalidInput, "none of the recordings is 3 to 10 s long, as a reference has to be",
                    "Record a line of about 6 s.");
    }
    std::ranges::stable_sort(fitting, {}, &Candidate::offBest);
    const Candidate& best = fitting.front();
    ReferenceStyle style{
        .name = kUsualStyle, .recording = best.clip->file, .window = best.window, .promptText = best.clip->transcript};
    for (std::size_t i = 1; i < fitting.size() && i <= kMostOthers; ++i) {
        style.others.push_back(fitting[i].clip->file);
    }
    return style;
}

}  // namespace timbre
